"""Commands that are shown to be copied: each text stays one word, and runs nothing."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Answer
from parplan.cli.commands.table import command_names
from parplan.cli.letters import in_letters
from parplan.diagnostics import Command
from parplan.languages import LOCALE_FOLDER
from parplan.views.commands import Dialect, Shell
from small_plans import write_plan

CATALOGUE = LOCALE_FOLDER / "vi" / "LC_MESSAGES" / "parplan.po"

NASTY = [
    *(" ", "a b", "'", '"', "a'b\"c", "$HOME", "$(touch x)", "`id`", "\\", "a\\", "\\'", "!x", "%PATH%", "a;b"),
    *("a&b|c>d", "*", "~", "#", "- x", "🎉", "Văn phòng Sở", "@a", "(a)", "{a,b}", "a,", "‘x’", "“x”", "=ls", "[a]"),
    *("\\' $(touch x) '", "'\\''", "a^b", "a!b", "--x", "-", "1,2", "\u00a0", "a\u3000b", "ʼ", "′"),
]
#: What has no form that is safe to copy, in any shell.
HIDDEN = ["a\nb", "a\tb", "\x1b[31m", "\u202e", "\u2028", "\x7f", "\x85", "a\u200bb", "\ud800", "\x00", "\ufeff"]
POSIX_SHELLS = ("bash", "dash", "zsh", "fish")


#: Places of messages for whole commands, each made for the shell.
QUOTED = {"command", "review", "check"}


def test_no_message_holds_a_command_with_a_text_that_is_not_quoted() -> None:
    verbs = "|".join(command_names())
    found: set[str] = set()
    for message in read_po(CATALOGUE.read_bytes().splitlines(keepends=True)):
        for text in (message.id, message.string):
            for command in re.findall(rf"`([^`]*)`|\b(parplan (?:{verbs}) [^;,“”()]*)", str(text)):
                names = set(re.findall(r"\{(\w+)\}", "".join(command)))
                assert names <= QUOTED, text
                found |= names
    assert found == QUOTED


def test_a_list_of_units_names_the_command_that_has_all_only_with_an_id_that_is_one_word(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    units = "".join(f"X{n}: {{name: Xã {n}}}\n" for n in range(1, 10))
    group = "G: {name: UBND các xã, members: [" + ", ".join(f"X{n}" for n in range(1, 10)) + "]}"
    tasks = "[{id: 1.a, title: A, lead: [G], time: Quý I/2021}, {id: 1.$(id>x), title: B, lead: [G], time: Quý I/2021}]"
    (tmp_path / "p.yaml").write_text(write_plan(tasks, units=units, groups=group), encoding="utf-8")
    shown = " ".join(run("due", "-p", "p.yaml", "--as-of", "2021-04-20").out.split())
    assert re.findall(r"\(all: (.*?)\) ", f"{shown} ") == ["parplan show 1.a", "parplan show"]


def test_the_command_that_writes_a_baseline_is_quoted(run: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(write_plan("[]"), encoding="utf-8")
    (tmp_path / "x; id>PWNED").write_text("{}", encoding="utf-8")
    told = run("validate", "p.yaml", "--baseline", "x; id>PWNED").err
    assert told.splitlines()[-1] == "    parplan validate --json -o 'x; id>PWNED' --force"


def test_commands_of_an_import_are_not_wrapped(run: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "k.txt").write_text("SỞ A\nKẾ HOẠCH\nCCHC năm 2027\nI. VIỆC\n1. Báo cáo\n- Chủ trì: Văn phòng Sở\n")
    name = "a" * 77 + "';id>PWNED;'b.yaml"  # at 80 columns the line would end between \\ and '
    assert f"`parplan review {Shell().word(name)}`" in run("import", "k.txt", "-o", name).out


@pytest.mark.parametrize(
    "text", ["2.b/plan", "1.đ", "2021:7.b", "report@2021-Q1", "12/KH-SKHCN", "2021-03-01", "cost=8.5"]
)
@pytest.mark.parametrize("dialect", Dialect)
def test_plain_words_need_no_quotes(dialect: Dialect, text: str) -> None:
    assert Shell(dialect).word(text) == text


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("text", HIDDEN)
def test_what_is_not_all_visible_has_no_form(dialect: Dialect, text: str) -> None:
    assert Shell(dialect).word(text) is None
    assert Shell(dialect).command(Command("done", ("2.b",), (("--note", text),))) is None
    assert Shell(dialect).command(Command("undo", (text,))) is None


def test_what_every_command_needs_is_added() -> None:
    shell = Shell(more=(("--plan", "kế hoạch.yaml"),))
    assert shell.command(Command("undo", ("2.b",))) == "parplan undo 2.b --plan 'kế hoạch.yaml'"


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (Command("undo", ("-b",)), "parplan undo -- '-b'"),
        (Command("undo", ("--json", "2")), "parplan undo -- '--json' 2"),
        (Command("done", ("-b",), (("--all", None), ("--note", "x y"))), "parplan done --all --note 'x y' -- '-b'"),
        (Command("done", ("2.b",), (("--note", "--all"),)), "parplan done 2.b '--note=--all'"),
        (Command("done", ("2.b",), (("--note", "-"), ("--by", ""))), "parplan done 2.b '--note=-' '--by='"),
    ],
)
def test_what_begins_with_a_dash_is_no_option(command: Command, line: str) -> None:
    assert Shell().command(command) == line


@pytest.mark.parametrize(
    ("dialect", "text", "word"),
    [
        (Dialect.POWERSHELL, "a b", '"a b"'),
        (Dialect.POWERSHELL, "Văn phòng Sở, KH-TC", '"Văn phòng Sở, KH-TC"'),
        (Dialect.POWERSHELL, "100% a", "'100% a'"),
        (Dialect.POWERSHELL, "Sở d'Or", '"Sở d\'Or"'),
        (Dialect.POWERSHELL, "$'", "'$'''"),
        (Dialect.POWERSHELL, "$‘x’", "'$‘‘x’’'"),
        (Dialect.POWERSHELL, "$HOME `x`", "'$HOME `x`'"),
        (Dialect.POWERSHELL, 'a" --force "b', None),
        (Dialect.POWERSHELL, "a b\\", None),
        (Dialect.POWERSHELL, "1,2", '"1,2"'),
        (Dialect.CMD, "a b", '"a b"'),
        (Dialect.CMD, "$(x) & `y` | z", '"$(x) & `y` | z"'),
        (Dialect.CMD, "%PATH%", None),
        (Dialect.CMD, "a!b", None),
        (Dialect.CMD, 'a"b', None),
        (Dialect.CMD, "C:\\kế hoạch\\a.yaml", '"C:\\kế hoạch\\a.yaml"'),
        (Dialect.CMD, "kế hoạch\\", None),
        (Dialect.WINDOWS, "Văn phòng", "Văn phòng".join('""')),
        (Dialect.WINDOWS, "$(x)", None),
        (Dialect.WINDOWS, "%PATH%", None),
        (Dialect.WINDOWS, "“x”", None),
    ],
)
def test_the_words_of_windows(dialect: Dialect, text: str, word: str | None) -> None:
    assert Shell(dialect).word(text) == word


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "cp1258"])
def test_a_word_the_console_would_show_as_another_one_is_not_shown(encoding: str) -> None:
    """What is recorded again would have other words, such as 12/QD for 12/QĐ, and a file another name."""

    def letters(text: str) -> str:
        return in_letters(text, encoding)

    shown = [
        Shell(letters=letters).word(text) for text in ("it’s $(touch x)", "12/QĐ-UBND", "Văn phòng", "a → b", "漢")
    ]
    if encoding == "cp1258":  # which has the letters, some with the mark behind them
        assert [None if word is None else unicodedata.normalize("NFC", word) for word in shown] == [
            "'it’s $(touch x)'",
            "12/QĐ-UBND",
            "'Văn phòng'",
            None,
            None,
        ]
    else:
        assert shown == [None] * 5
        assert Shell(letters=letters).word("1.đ/plan") == "1.dd/plan"


def read_by(shell: str, words: list[str]) -> list[str]:
    """The words as a shell hands them on, when they are typed with nothing else around them."""
    line = f"printf '%s\\0' {' '.join(words)}"
    done = subprocess.run(
        [shell, "-c", line],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8", "HOME": "/h", "PATH": "/bin:/usr/bin"},
    )
    return done.stdout.decode().split("\0")[:-1]


def pieces(seed: int, count: int) -> Iterator[str]:
    """Texts somebody might write to have something run: the signs of all shells in any order."""
    chance = random.Random(seed)
    signs = [*"'\"\\$`!%^&|;<>(){}[]*?~#=-@:, \t\nab1đ’‘“”…", "$(id>P)", "`id>P`", "\\'", "'\\''", "--all", "$'\\x41'"]
    for _ in range(count):
        yield "".join(chance.choices(signs, k=chance.randint(1, 12)))


@pytest.mark.parametrize("shell", POSIX_SHELLS)
def test_a_shell_takes_every_text_as_it_is(shell: str) -> None:
    _check_all(shell, [*NASTY, *pieces(7, 500)])


@pytest.mark.slow
@pytest.mark.parametrize("shell", POSIX_SHELLS)
def test_a_shell_takes_thirty_thousand_texts_as_they_are(shell: str) -> None:
    _check_all(shell, list(pieces(30, 30_000)))


def _check_all(shell: str, texts: list[str]) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    for begin in range(0, len(texts), 500):
        some = texts[begin : begin + 500]
        known = [(text, word) for text in some if (word := Shell().word(text)) is not None]
        assert {text for text in some if Shell().word(text) is None} == {t for t in some if set(t) & set("\n\t")}
        assert read_by(shell, [word for _, word in known]) == [text for text, _ in known]


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_word_is_one_line_and_shows_nothing_hidden(text: str) -> None:
    for dialect in Dialect:
        word = Shell(dialect).word(text)
        assert word is None or "\n" not in word
        assert word is None or not set(word) & {"\x1b", "\u202e", "\u2028", "\x85"}
