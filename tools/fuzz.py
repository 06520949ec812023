"""Try parplan with random texts, commands, histories, time words, documents, sheets and pairs of plans.

No case may cause an internal error.

    python tools/fuzz.py 10                       # ten minutes; the nightly run takes as many as there are
    python tools/fuzz.py 10 --kind times          # of one kind: texts, commands, histories, times …
    python tools/fuzz.py --case texts:20261128:41 # one case again, by the name printed when it failed

Each case depends only on its kind, the seed and its number, so it can be repeated. A failure is printed and kept in
--faults (the input, and the error); the exit code is then 1. A case may take 20 seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import re
import shlex
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import FrameType
from xml.sax.saxutils import escape

from parplan.cli.app import main as run_parplan
from parplan.cli.commands.command import Option, Takes, ValueKind
from parplan.cli.commands.table import GLOBALS, command_names, find_command
from parplan.loading import parse_plan
from parplan.vocabulary.time_words import Kind, read_time

REPOSITORY = Path(__file__).resolve().parents[1]
LONGEST = 20
#: The plan that commands are typed for.
PLAN = (REPOSITORY / "plans" / "2021.yaml").read_bytes()
PLANS = [PLAN, *(path.read_bytes() for path in sorted((REPOSITORY / "tests").glob("*/err/*.yaml")))]
PHRASES = [
    line.split("\t")[0]
    for line in (REPOSITORY / "tests" / "data" / "time-phrases.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
#: Parts of plans and lines, and texts that break programs.
HOSTILE = [
    "", " ", "\n", "\t", "\0", "\x1b[31m", "\r", "\u2028", "\u202e", "\ufeff", "\ud800", "đ", "\u0301", "🙂", "\u200b",
    "=1+1", "'", '"', "`id`", "$(id)", ";", "|", "&", "-", "--", "---", "-x", "--nope", "/", "..", "/dev/null",
    "x" * 300,
    "{}", "[]", "{", "[", "]]", ": ", "- ", "#", "&a", "*a", "<<", "!!int 1", "%", "@", "~", "null", "yes",
    "1e999", "-1", "0",
    "99999999999999999999", "0001-01-01", "9999-12-31", "2021-02-30", "2021-13-01", "31/02/2021", "1/3",
    "quy nay", "P1Y",
    "99999999d", "(" * 50, "<r>x</r>", "</script>", "]]>", "::error::", "con", "nul.yaml", "|/", "\\",
]  # fmt: skip
KEYS = [
    "id", "title", "due", "after", "part_of", "lag", "milestones", "progress", "lead", "coordinating",
    "members", "open",
    "complete", "size", "owed", "counts", "targets", "at_least", "measures", "date", "milestone", "state", "percent",
    "event", "evidence", "basis", "headings", "kind", "through", "year", "reports", "calendar", "holidays",
    "successors",
]  # fmt: skip
ADDRESSES = [
    "1.a",
    "2.b",
    "2.b/plan",
    "2.b/report",
    "III.1",
    "III.1/q1",
    "1.d",
    "1.đ",
    "1.dd",
    "2021:2.b",
    "9.z",
    "1.a/x@y",
]
UNITS = ["VP", "Văn phòng Sở", "van phong so", "TTRA", "ALL", "nobody", "các phòng, đơn vị thuộc Sở"]
TIMES = [
    "quý", "tháng", "năm", "ngày", "tuần", "6 tháng", "đầu", "cuối", "giữa", "trước", "sau", "trong", "đến",
    "từ", "hết",
    "định kỳ", "hằng", "hàng", "thường xuyên", "theo", "khi", "phát sinh", "quy định", "chậm nhất", "I", "II",
    "IV", "1", "3",
    "12", "31", "2021", "2021-Q1", "2021-12", "..", "-", "/", ",", ";", ".", "và", "hoặc", "không", "các",
    "tiếp theo", "Q1",
    "before", "monthly", "quarterly", "ongoing", "event", "undetermined", "calendar", "ngày 05/12/2021",
    "05/12", "2999", "0",
]  # fmt: skip


class FaultError(Exception):
    """A case that failed."""


def hostile(chance: random.Random) -> str:
    """A short text that may break something."""
    return "".join(chance.choice(HOSTILE) for _ in range(chance.choice([1, 1, 1, 2, 3])))


# -- texts -----------------------------------------------------------------------------------------------------------


def text_case(chance: random.Random) -> bytes:
    """A plan damaged at some places, or pieces of plans in any order."""
    pieces = HOSTILE + KEYS + PHRASES + [f"{key}: " for key in KEYS] + ["\n" + " " * n for n in (2, 4, 8, 10)]
    if chance.random() < 0.2:
        chosen = "".join(chance.choice(pieces) for _ in range(chance.randrange(60)))
        return (b"parplan: 1\n" if chance.random() < 0.5 else b"") + chosen.encode("utf-8", "surrogatepass")
    data = chance.choice(PLANS)
    for _ in range(chance.choice([1, 1, 2, 4, 10])):
        lines = data.splitlines(keepends=True) or [b""]
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                lines.insert(chance.randrange(len(lines) + 1), lines[at])
            case 1:
                del lines[at]
            case 2:
                other = chance.choice(PLANS).splitlines(keepends=True)
                lines.insert(at, chance.choice(other) if other else b"")
            case 3:
                lines[at] = b" " * chance.randrange(12) + lines[at].lstrip()
            case _:
                place = chance.randrange(len(lines[at]) + 1)
                piece = chance.choice(pieces).encode("utf-8", "surrogatepass")
                lines[at] = lines[at][:place] + piece + lines[at][place + chance.choice([0, 0, 1, 5]) :]
        data = b"".join(lines)
    return data


def try_text(chance: random.Random, home: Path) -> str:
    """Check it, ask it, and export it."""
    data = text_case(chance)
    (home / "x.yaml").write_bytes(data)
    day = (date(2020, 6, 1) + timedelta(days=chance.randrange(900))).isoformat()
    shown = repr(data)
    form = chance.choice(["text", "full", "json", "github", "gitlab", "sarif", "junit"])
    call(["validate", "x.yaml", "--format", form, "--lang", chance.choice(["vi", "en"])], shown, (0, 1, 3))
    if parse_or_none(data) is not None:
        for words in chance.sample(QUESTIONS, 3):
            call([*words, "-p", "x.yaml", "--as-of", day], shown, (0, 2, 3))
    return shown


QUESTIONS = [
    ["due"], ["due", "--json"], ["tasks"], ["tasks", "--json"], ["status"], ["status", "--by", "section"], ["units"],
    ["log"], ["show", "1.a"], ["evidence"], ["remind"], ["export", "--format", "csv"], ["export", "--format", "ics"],
    ["report", "--period", "q1"],
]  # fmt: skip


def parse_or_none(data: bytes) -> object:
    """The plan in a text; ``None`` where it is not a plan."""
    from parplan.errors import ParplanError

    try:
        return parse_plan(data, "x.yaml").plan
    except ParplanError:
        return None


#: The commands that may write to a plan.
WRITING = ("done", "progress", "reschedule", "undo", "validate", "review", "collect")


# -- command lines ---------------------------------------------------------------------------------------------------


def value_for(kind: ValueKind, choices: Sequence[str], chance: random.Random) -> str:
    """A value for an option or word, valid or not."""
    if chance.random() < 0.25:
        return hostile(chance)
    if choices:
        return chance.choice(list(choices))
    match kind:
        case ValueKind.ADDRESS | ValueKind.OPEN_ADDRESS:
            return chance.choice(ADDRESSES)
        case ValueKind.UNIT:
            return chance.choice(UNITS)
        case ValueKind.FILE | ValueKind.FOLDER | ValueKind.PLAN:
            return chance.choice(["plans/2021.yaml", "plans", "out", "x.csv", "x.docx", "-", "a/b/c", "nope.yaml"])
        case ValueKind.DATE:
            return chance.choice(["2021-02-01", "1/3", "hôm nay", "01/03/2021", "2021-03-01"])
        case _:
            return chance.choice([*HOSTILE, *KEYS, *PHRASES, "q1", "30d", "done", "1", "50", "2"])


def option_words(option: Option, chance: random.Random) -> list[str]:
    """An option as people type it."""
    spelling = chance.choice(option.spellings)
    if option.takes is Takes.NOTHING:
        return [spelling]
    value = value_for(option.kind, option.choices, chance)
    return [f"{spelling}={value}"] if spelling.startswith("--") and chance.random() < 0.3 else [spelling, value]


def command_case(chance: random.Random) -> list[str]:
    """A command with words and options, mostly of its own."""
    command = find_command(chance.choice([name for name in command_names() if name not in ("lsp", "serve")]))
    assert command is not None
    parts: list[list[str]] = []
    for word in command.words:
        for _ in range(chance.choice([0, 1, 1, 1, 2]) if word.many or not word.required else 1):
            parts.append([value_for(word.kind, word.choices, chance)])
    for option in chance.sample(
        [*command.options, *GLOBALS], min(chance.choice([0, 1, 2, 3, 6]), len(command.options))
    ):
        parts.append(option_words(option, chance))
    if chance.random() < 0.1:
        parts.append([hostile(chance)])
    chance.shuffle(parts)
    words = [command.name, *(word for part in parts for word in part)]
    if chance.random() < 0.05:
        chance.shuffle(words)
    return words


def try_command(chance: random.Random, home: Path) -> str:
    """Run it in a folder with one plan: it ends with a documented exit code, and the plan is whole."""
    (home / "plans").mkdir()
    plan = home / "plans" / "2021.yaml"
    plan.write_bytes(PLAN)
    words = [word.replace("\0", "") for word in command_case(chance)]
    words = [word.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape") for word in words]
    shown = "parplan " + " ".join(shlex.quote(word) for word in words)
    call(words, shown, (0, 1, 2, 3))
    if not plan.exists() or parse_or_none(plan.read_bytes()) is None:
        raise FaultError(f"{shown}: the plan is no plan any more")
    if plan.read_bytes() != PLAN and words[0] not in WRITING:
        raise FaultError(f"{shown}: the plan was changed")
    return shown


# -- histories -------------------------------------------------------------------------------------------------------


def history_step(chance: random.Random) -> list[str]:
    """A command that records, undoes or asks something."""
    address = chance.choice(ADDRESSES)
    note = chance.choice([hostile(chance), chance.choice(PHRASES), "đã làm"]).replace("\0", "")
    day = f"2021-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    match chance.randrange(6):
        case 0 | 1:
            words = ["done", address, "--on", day, *chance.choice([[], ["--all"], ["--all-units"], ["--unit", "VP"]])]
            return [*words, *(["--note", note] if chance.random() < 0.5 else [])]
        case 2:
            state = chance.choice(["in-progress", "paused", "dropped", "done"])
            return ["progress", address, "--state", state, "--note", note, "--on", day]
        case 3:
            due = chance.choice([day, "Quý IV/2021", chance.choice(PHRASES), "monthly"])
            return ["reschedule", address, "--to", due, "--basis", chance.choice(["1/KH", note]), "--on", day]
        case 4:
            return ["undo"] if chance.random() < 0.7 else ["undo", address]
        case _:
            return [*chance.choice(QUESTIONS)]


def try_history(chance: random.Random, home: Path) -> str:
    """Record at random: the plan stays valid, and undoing everything restores it."""
    (home / "plans").mkdir()
    plan = home / "plans" / "2021.yaml"
    start = PLAN.replace(b"\n", b"\r\n") if chance.random() < 0.3 else PLAN
    plan.write_bytes(start)
    steps = [history_step(chance) for _ in range(chance.randrange(1, 12))]
    shown = "\n".join(shlex.join(words) for words in steps)
    recorded = 0
    for number, words in enumerate(steps):
        os.environ["PARPLAN_TODAY"] = f"2021-12-31T08:{number:02}:00+07:00"
        before = plan.read_bytes()
        code = call(words, shown, (0, 2, 3))
        after = plan.read_bytes()
        if code != 0 and after != before:
            raise FaultError(f"{shown}: changed, with the exit code {code} of {words}")
        if after != before:
            recorded += -1 if words[0] == "undo" else 1
        if parse_or_none(after) is None:
            raise FaultError(f"{shown}: no plan any more after {words}")
    for _ in range(recorded):
        call(["undo"], shown, (0,))
    if recorded >= 0 and not any(words[0] == "undo" for words in steps) and plan.read_bytes() != start:
        raise FaultError(f"{shown}: not the same after all was taken back")
    return shown


# -- time words ------------------------------------------------------------------------------------------------------


def try_times(chance: random.Random, _home: Path) -> str:
    """Read words of times in any order: never an error, and no deadline that is not after its beginning."""
    words: list[str] = []
    for _ in range(200):
        parts = [chance.choice(TIMES) for _ in range(chance.randrange(1, 10))]
        if chance.random() < 0.3:
            parts = chance.choice(PHRASES).split()
            parts[chance.randrange(len(parts))] = chance.choice(TIMES + HOSTILE)
        text = chance.choice([" ", " ", " ", ""]).join(parts)
        words.append(text)
        year = chance.choice([2021, 2026, 1946, 2999])
        through = chance.choice([year, year + 4])
        found = read_time(text, year, through, chance.choice([None, date(year, 1, 15)]))
        reading = found.reading
        if reading.kind is Kind.UNDETERMINED and reading.due is not None:
            raise FaultError(f"{text!r}: undetermined, and due {reading.due}")
        if reading.start is not None and reading.due is not None and reading.due < reading.start - timedelta(days=1):
            raise FaultError(f"{text!r}: due {reading.due} before its beginning {reading.start}")
        for proposal in found.proposed:
            again = read_time(proposal.due, year, through)
            if again.problems:
                raise FaultError(f"{text!r}: proposes {proposal.due!r}, which is not read itself")
    return "\n".join(map(repr, words))


# -- documents, sheets, pairs ----------------------------------------------------------------------------------------


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, left out or doubled, or hostile ones inserted."""
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at = chance.randrange(len(made) + 1)
        length = chance.choice([0, 1, 1, 4, 40])
        match chance.randrange(5):
            case 0:
                made[at : at + length] = hostile(chance).encode("utf-8", "surrogatepass")
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + 50 * length]
            case 3:
                other = chance.randrange(len(made) + 1)
                made[at : at + length] = made[other : other + length]
            case _:
                made[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(made)


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """A package (.docx, .xlsx) with some of its parts damaged, left out or doubled, or damaged as a whole."""
    if chance.random() < 0.2:
        return damaged(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        names = package.namelist()
        struck = {chance.choice(names) for _ in range(chance.choice([1, 1, 2, 4]))}
        for name in names:
            part = package.read(name)
            if name in struck and chance.random() < 0.1:
                continue
            packed.writestr(name, damaged_text(part, chance) if name in struck else part)
    return made.getvalue()


def damaged_text(part: bytes, chance: random.Random) -> bytes:
    """A part in XML that is damaged, mostly so that it still is XML: values and texts change, elements move."""
    if chance.random() < 0.2:
        return damaged(part, chance)
    pieces = re.split(rb"(?<=>)|(?=<)|(?<=\")|(?=\")", part)
    for _ in range(chance.choice([1, 2, 5, 20])):
        at = chance.randrange(len(pieces))
        if pieces[at].startswith(b"<"):
            pieces[at : at + 1] = [pieces[at]] * chance.choice([0, 2])
        elif pieces[at] != b'"':
            pieces[at] = escape(hostile(chance)).encode("utf-8", "replace")
    return b"".join(pieces)


@cache
def documents() -> dict[str, bytes]:
    """A signed plan in each format that is read without another program."""
    sys.path[:0] = [str(REPOSITORY / "tests" / "importing"), str(REPOSITORY / "tests")]
    from random_plans import random_plan
    from test_pdf_reader import signed_pdf
    from word_documents import list_document, table_document

    chance = random.Random(1)
    plan = random_plan(chance, tasks=6)
    listed = list_document(plan, chance)
    return {"k.docx": listed, "t.docx": table_document(plan, chance), "k.pdf": signed_pdf(), "k.txt": printed(listed)}


def printed(word: bytes) -> bytes:
    """The lines of a Word document."""
    from parplan.importing.blocks import DocumentLine
    from parplan.importing.readers.detecting import read_document

    blocks = read_document(word, "k.docx").blocks
    return "\n".join(block.whole for block in blocks if isinstance(block, DocumentLine)).encode()


def try_import(chance: random.Random, home: Path) -> str:
    """Import a damaged document: a plan that is valid or can be reviewed, or a refusal that leaves nothing."""
    name = chance.choice(list(documents()))
    data = documents()[name]
    data = damaged_package(data, chance) if name.endswith("docx") else damaged(data, chance)
    (home / name).write_bytes(data)
    code = call(["import", name, "-o", "x.yaml", *chance.choice([[], ["--outline"], ["--year", "2026"]])], name, (0, 3))
    if (home / "x.yaml").exists() != (code == 0):
        raise FaultError(f"{name}: exit code {code}, and the plan is {'there' if code else 'not there'}")
    if code == 0:
        call(["validate", "x.yaml"], name, (0, 1))
        call(["review", "x.yaml", "--list"], name, (0, 1, 2))
    return name


@cache
def sheet() -> bytes:
    """The form of one unit, as sent."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            Path("plan.yaml").write_bytes(PLAN)
            call(["form", "-p", "plan.yaml", "--unit", "VP", "-o", "f", "--as-of", "2021-06-10"], "form", (0,))
            return next(Path("f").rglob("*.xlsx")).read_bytes()
        finally:
            os.chdir(before)


def try_sheet(chance: random.Random, home: Path) -> str:
    """Collect a damaged sheet: a refused sheet changes nothing, and the plan stays valid."""
    (home / "plans").mkdir()
    plan = home / "plans" / "2021.yaml"
    plan.write_bytes(PLAN)
    (home / "VP.xlsx").write_bytes(damaged_package(sheet(), chance))
    code = call(["collect", "VP.xlsx", *chance.choice([[], ["--dry-run"]])], "VP.xlsx", (0, 1, 2, 3))
    after = plan.read_bytes()
    if parse_or_none(after) is None or (code > 1 and after != PLAN):
        raise FaultError(f"VP.xlsx: exit code {code}, and the plan was changed or is no plan")
    return "VP.xlsx"


def try_pair(chance: random.Random, home: Path) -> str:
    """Compare two plans made from one; both stay unchanged."""
    pair = text_case(chance), text_case(chance)
    for name, data in zip("xy", pair, strict=True):
        (home / f"{name}.yaml").write_bytes(data)
    words = chance.choice([[], ["--json"], ["-o", "d.docx"], ["--lang", "vi"]])
    call(["diff", "x.yaml", "y.yaml", *words], repr(pair), (0, 1, 2, 3))
    call(["textconv", "x.yaml"], repr(pair), (0, 1, 2, 3))
    if any((home / f"{name}.yaml").read_bytes() != data for name, data in zip("xy", pair, strict=True)):
        raise FaultError(f"{pair!r}: a plan was changed")
    return repr(pair)


# -- running ---------------------------------------------------------------------------------------------------------

KINDS: dict[str, Callable[[random.Random, Path], str]] = {
    "texts": try_text,
    "commands": try_command,
    "histories": try_history,
    "times": try_times,
    "imports": try_import,
    "sheets": try_sheet,
    "pairs": try_pair,
}


class Slow(BaseException):
    """A case that takes too long; not an ``Exception``, so that parplan does not catch it."""


def call(words: list[str], shown: str, codes: tuple[int, ...]) -> int:
    """Run parplan in this process; return its exit code. Raises ``FaultError`` for other codes or an error text."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    given = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    before = sys.stdin
    sys.stdin = given
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_parplan(words)
    except SystemExit as left:
        raise FaultError(f"{words} left with {left.code}\n{shown}") from left
    finally:
        sys.stdin = before
    said = err.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]
    if code not in codes or "X001" in said or "Traceback" in said:
        raise FaultError(f"{words} ended with {code}: {said[:2000]}\n{shown}")
    return code


def run_case(kind: str, seed: str, number: int, faults: Path) -> bool:
    """Try one case; return whether it passed. A failure is printed and kept."""
    chance = random.Random(f"{kind}:{seed}:{number}")
    before = Path.cwd()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder).resolve()
        os.chdir(home)
        os.environ.update(PARPLAN_CACHE="off", PARPLAN_DEBUG="1", HOME=str(home), PARPLAN_LANG="en")
        os.environ["PARPLAN_TODAY"] = "2021-12-31T08:00:00+07:00"
        try:
            with limited(LONGEST):
                KINDS[kind](chance, home)
        except (Exception, Slow) as error:
            told = "".join(traceback.format_exception(error))
            print(f"FAULT {kind}:{seed}:{number}: {type(error).__name__}: {str(error)[:300]!r}", flush=True)
            faults.mkdir(parents=True, exist_ok=True)
            (faults / f"{kind}-{seed}-{number}.txt").write_text(told, encoding="utf-8", errors="backslashreplace")
            return False
        finally:
            os.chdir(before)
    return True


@contextlib.contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raise :class:`Slow` after ``seconds``, where the system supports it."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise Slow(f"more than {seconds} seconds")

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def main() -> int:
    """Try cases of all kinds in turn until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", nargs="?", type=float, default=1.0)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--seed", default=date.today().strftime("%Y%m%d"))  # noqa: DTZ011 - any seed would do
    parser.add_argument("--case", metavar="KIND:SEED:NUMBER")
    parser.add_argument("--faults", type=Path, default=Path(tempfile.gettempdir()) / "parplan-faults")
    typed = parser.parse_args()
    faults = typed.faults.absolute()
    if typed.case:
        kind, seed, number = typed.case.split(":")
        return 0 if run_case(kind, seed, int(number), faults) else 1
    kinds = typed.kind or list(KINDS)
    until = time.monotonic() + typed.minutes * 60
    tried, failed, number = dict.fromkeys(kinds, 0), dict.fromkeys(kinds, 0), 0
    while time.monotonic() < until:
        for kind in kinds:
            tried[kind] += 1
            failed[kind] += not run_case(kind, typed.seed, number, faults)
        number += 1
    for kind in kinds:
        print(f"{kind}: {tried[kind]} cases, {failed[kind]} faults")
    return 1 if any(failed.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
