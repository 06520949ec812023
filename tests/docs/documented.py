"""What the documents show, made anew: the screens of their ``console`` blocks and their generated tables.

A test compares each document with itself made anew, so whatever it shows is what parplan does.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import docx
import openpyxl

from parplan.collecting.form_columns import column_called
from parplan.document import model
from parplan.languages import Language
from parplan.tables.declaration import COMMON, TABLES
from parplan.vocabulary.readings import Kind
from parplan.vocabulary.time_words import read_time

REPOSITORY = Path(__file__).parents[2]
#: Made from the code, with tests of their own.
GENERATED = {REPOSITORY / "docs" / name for name in ("commands.md", "commands.vi.md", "rules.md", "rules.vi.md")}
#: Every document of the repository but the changelog, whose examples were true of their release.
DOCUMENTS = sorted(
    {*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md"), REPOSITORY / "examples" / "README.md"}
    - {REPOSITORY / "CHANGELOG.md"}
    - GENERATED
)
_VIETNAMESE = ".vi.md"


def name_of(document: Path) -> str:
    """The path of a document in the repository, as tests name it."""
    return document.relative_to(REPOSITORY).as_posix()


def language_of(document: Path) -> str:
    """The language a document is written in, whose screens it shows."""
    return "vi" if document.name.endswith(_VIETNAMESE) else "en"


#: Wide enough for the screens of the documents, which GitHub shows at about 100 columns.
COLUMNS = 98

_FILE_OR_CONSOLE = re.compile(
    r"^<!-- file: (?P<file>\S+) -->\n```(?:yaml|text)\n(?P<content>.*?)^```$|^```console\n(?P<block>.*?)^```$"
    r"|^<!-- Word: (?P<word>\S+) -->\n```text\n(?P<paragraphs>.*?)^```$"
    r"|^<!-- typed: (?P<typed>[^\n]*) -->$"
    r"|^(?P<mark><!-- written: (?P<written>\S+) -->\n```\w+\n).*?^```$"
    r"|^<!-- today: (?P<day>\S+) -->$"
    r"|^<!-- answers: (?P<form>\S+) -->\n(?P<table>(?:\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
_PLAIN_YAML = re.compile(r"(?<! -->\n)^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)
_KEYS = re.compile(r"^(<!-- keys: (\w+) -->\n)(?:\|.*\n)*", re.MULTILINE)
_COLUMNS = re.compile(r"^(<!-- columns(?:: (\w+))? -->\n)(?(2)(?:\n[^|\n#<].*\n\n)?)(?:\|.*\n)*", re.MULTILINE)
_READINGS = re.compile(r"^(<!-- readings of a plan of (\d{4}) -->\n\|.*\n\|.*\n)((?:\|.*\n)+)", re.MULTILINE)

#: These answer as of a day, or record one; an example that leaves it out would be another one tomorrow.
_OF_A_DAY = {
    *("due", "tasks", "show", "status", "log", "done", "progress", "reschedule"),
    *("report", "remind", "evidence", "export"),
    *("form", "collect"),
}
#: When the examples record, as the moment is in the file; from ``<!-- today: DAY -->`` on it is another day.
_MOMENT = "{day}T09:12:00+07:00"
_USUAL_DAY = "2021-03-01"
_WITHOUT_PLANS = "<!-- in an empty folder -->"


def yaml_blocks(text: str) -> list[str]:
    """The YAML of a document that stands for itself; what is marked as a file is used by the screens after it."""
    return _PLAIN_YAML.findall(text)


def marked_command(text: str, mark: str) -> str:
    """The one command in the fenced block after ``<!-- mark -->``."""
    found = re.search(rf"^<!-- {re.escape(mark)} -->\n```\w+\n(.*)\n```$", text, re.MULTILINE)
    assert found is not None, mark
    return found[1]


def with_screens(text: str, folder: Path, language: str) -> str:
    """``text`` with every command of its ``console`` blocks run anew, and its output in place of the one shown.

    They run in ``folder``, which holds the plans of the repository, those of the examples (neither where the document
    says that it begins in an empty folder), and the files the document has shown so far. What stands behind
    ``<!-- written: FILE -->`` is what the commands before it wrote into that file. ``<!-- Word: FILE -->`` shows the
    paragraphs of a document, and ``<!-- typed: Enter, . -->`` the answers to the questions of the next block.
    """
    if _WITHOUT_PLANS not in text:
        shutil.copytree(REPOSITORY / "plans", folder / "plans")
        (folder / "examples").mkdir()
        shutil.copy(REPOSITORY / "examples" / "2021.yaml", folder / "examples")
        shutil.copytree(REPOSITORY / "examples" / "co-quan-khac", folder / "examples" / "co-quan-khac")
    if "\n$ git " in text:
        _run_git("init", "-q", ".", folder=folder)
        commit_all(folder, "as it was")

    session = Session(folder, language)

    def anew(found: re.Match[str]) -> str:
        if found["file"]:
            (folder / found["file"]).write_text(found["content"], encoding="utf-8", newline="\n")
            return found[0]
        if found["word"]:
            _write_word_file(folder / found["word"], found["paragraphs"])
            return found[0]
        if found["day"]:
            session.day = found["day"]
            return found[0]
        if found["typed"]:
            session.typed = ["" if answer == "Enter" else answer for answer in found["typed"].split(", ")]
            return found[0]
        if found["written"]:
            return f"{found['mark']}{(folder / found['written']).read_text(encoding='utf-8')}```"
        if found["form"]:
            _fill_in(folder / found["form"], found["table"])
            return found[0]
        return f"```console\n{session.screens(found['block'])}```"

    return _FILE_OR_CONSOLE.sub(anew, text)


def _write_word_file(path: Path, paragraphs: str) -> None:
    """A Word document with a paragraph for each line."""
    document = docx.Document()
    for paragraph in paragraphs.splitlines():
        document.add_paragraph(paragraph)
    document.save(str(path))


def _fill_in(form: Path, table: str) -> None:
    """Type the cells of a table into the form they are shown for; the first column is the address."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[1]
    columns = {column_called(str(cell.value)): cell.column for cell in sheet[1]}
    rows = {str(row[-1].value).split(" ")[0].partition(":")[2]: row[0].row for row in sheet.iter_rows(min_row=2)}
    head, _, *lines = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines())
    for line in lines:
        for title, value in zip(head[1:], line[1:], strict=True):
            if value:
                sheet.cell(rows[line[0]], columns[column_called(title)]).value = value
    book.save(form)


@dataclass
class Session:
    """Where, in which language and when the commands of a document are run."""

    folder: Path
    language: str
    day: str = _USUAL_DAY
    #: The answers to the questions of the next block, which then runs at a terminal.
    typed: list[str] = field(default_factory=list)

    def screens(self, block: str) -> str:
        """A ``console`` block with its commands run anew."""
        made, code = [], 0
        for command in _COMMAND.findall(block):
            if command == "echo $?":
                output = f"{code}\n"
            else:
                code, output = self.run(command)
            made.append(f"$ {command}\n{output}")
        return "".join(made)

    def run(self, command: str) -> tuple[int, str]:
        """Run one command; return its exit code and all it printed."""
        program, *words = shlex.split(command)
        if (program, words[:1]) == ("git", ["diff"]):
            shown = _run_git(*words, folder=self.folder, language=self.language)
            commit_all(self.folder, "as shown")
            return 0, shown
        assert program == "parplan", f"an example of another program: {command}"
        assert not _OF_A_DAY & set(words[:1]) or {"--as-of", "--on"} & set(words), f"this depends on the day: {command}"
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        environment = {
            **kept,
            "PYTHONUTF8": "1",
            "COLUMNS": str(COLUMNS),
            "PARPLAN_LANG": self.language,
            "HOME": str(self.folder),
            "PARPLAN_TODAY": _MOMENT.format(day=self.day),
        }
        if self.typed:
            answers, self.typed = self.typed, []
            return _at_a_terminal(words, answers, self.folder, environment)
        done = subprocess.run(
            [sys.executable, "-m", "parplan", *words],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout


def _at_a_terminal(words: list[str], answers: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a command that asks, and type an answer after each question; the screen shows both, as at a terminal."""
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-m", "parplan", *words],
        cwd=str(folder),
        env={**environment, "NO_COLOR": "1", "TERM": "dumb"},
        dimensions=(40, COLUMNS),
        encoding="utf-8",
        echo=False,
        timeout=60,
    )
    shown = ""
    for answer in answers:
        child.expect(r"\[q\][^\n]*: $")
        shown += f"{child.before}{child.after}{answer}\n"
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, re.sub(r" *\r?\n", "\n", shown + child.before).lstrip("\n")


def _run_git(*words: str, folder: Path, language: str = "en") -> str:
    """Run git as on a machine without settings of its own, and return what it prints."""
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_PAGER": "cat",
        "PARPLAN_LANG": language,
    }
    author = {f"GIT_{who}_{what}": "an@example.vn" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **settings, **author},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def commit_all(folder: Path, title: str) -> None:
    """Commit what is there."""
    _run_git("add", "-A", folder=folder)
    _run_git("-c", "core.autocrlf=false", "commit", "-q", "-m", title, folder=folder)


def merge_conflict(folder: Path, first: tuple[str, ...], second: tuple[str, ...]) -> str:
    """What git makes of two branches on which ``first`` and ``second`` were recorded: the lines in conflict."""
    shutil.copytree(REPOSITORY / "plans", folder / "plans")
    _run_git("init", "-q", "-b", "main", ".", folder=folder)
    commit_all(folder, "as it was")
    session = Session(folder, "en")
    for branch, words in (("binh", second), ("an", first)):
        _run_git("checkout", "-q", "-b", branch, "main", folder=folder)
        code, said = session.run(shlex.join(("parplan", *words)))
        assert code == 0, said
        commit_all(folder, branch)
    _run_git("merge", "-q", "binh", folder=folder)
    text = (folder / "plans" / "2021.yaml").read_text(encoding="utf-8")
    found = re.search(r"^ +progress:\n<<<<<<< (?:.*\n)*?>>>>>>> .*\n", text, re.MULTILINE)
    assert found is not None, text
    return found[0]


def with_tables(text: str, language: Language) -> str:
    """``text`` with the tables after ``<!-- keys: Model -->`` made from the models, and the readings from the words."""
    text = _KEYS.sub(lambda mark: mark[1] + _keys(getattr(model, mark[2]), language), text)
    text = _COLUMNS.sub(lambda mark: mark[1] + _columns(mark[2], language), text)
    return _READINGS.sub(lambda table: table[1] + _readings(table[3], int(table[2]), language), text)


def _keys(mapping: type[model.Mapping], language: Language) -> str:
    heads = {"en": "| key | nhãn | meaning |", "vi": "| trường | tên trên màn hình | ý nghĩa |"}
    rows = [heads[language.code], "|---|---|---|"]
    for name, info in mapping.model_fields.items():
        key = f"**`{info.alias or name}`**" if info.is_required() else f"`{info.alias or name}`"
        rows.append(f"| {key} | {info.title} | {language.gettext(info.description or '')} |")
    return "\n".join(rows) + "\n"


def _columns(table: str | None, language: Language) -> str:
    """The columns of an exported table, or those all have."""
    declared = {one.name: one for one in TABLES}
    heads = {"en": "| column | type | meaning |", "vi": "| cột | kiểu | ý nghĩa |"}
    what = f"\n{_sentence(language.gettext(declared[table].meaning))}\n\n" if table is not None else ""
    rows = [heads[language.code], "|---|---|---|"]
    for column in COMMON if table is None else declared[table].own:
        name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
        rows.append(f"| {name} | {column.type.value} | {language.gettext(column.meaning)} |")
    return what + "\n".join(rows) + "\n"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _readings(rows: str, year: int, language: Language) -> str:
    made = []
    for row in rows.splitlines():
        words, short = (column.strip() for column in row.strip("|").split("|")[:2])
        reading = read_time(words, year).reading
        if short:
            assert read_time(short.strip("`"), year).reading == reading, f"{words} is not {short}"
        days = [language.date(day) if isinstance(day, date) else "" for day in (reading.start, reading.due)]
        made.append(f"| {words} | {short} | {_kind(reading.kind, language)} | {days[0]} | {days[1]} |\n")
    return "".join(made)


#: No screen names the kinds, JSON does.
_KINDS_IN_VIETNAMESE = {
    Kind.DATE: "ngày cụ thể",
    Kind.BEFORE: "trước ngày",
    Kind.PERIOD: "trong kỳ",
    Kind.RECURRING: "định kỳ",
    Kind.ONGOING: "thường xuyên",
    Kind.EVENT: "theo sự việc",
    Kind.UNDETERMINED: "theo văn bản khác",
}


def _kind(kind: Kind, language: Language) -> str:
    return _KINDS_IN_VIETNAMESE[kind] if language.code == "vi" else kind.value
