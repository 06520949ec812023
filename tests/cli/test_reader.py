"""Plain commands do without the library of the command line, and give what it gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PLAN_2021, Answer
from parplan.cli import app
from parplan.cli.commands.command import CommandRow, Takes
from parplan.cli.commands.table import GLOBALS, all_commands
from parplan.cli.program import read_with_typer
from parplan.cli.reader import Typed, find_plain, read_words
from parplan.languages import load_language

Run = Callable[..., Answer]

ENGLISH = load_language("en")
SPELLINGS = sorted({spelling for command in all_commands() for o in command.options for spelling in o.spellings})
SHARED_SPELLINGS = sorted(spelling for option in GLOBALS for spelling in option.spellings)
WORDS = st.sampled_from(
    [
        "2.b", "2.b/plan", "VP", "14d", "", "lead", "done", "a | b", "plans", "json", "out", "--", "-", "--nope",
        "văn phòng", "=", "vi", "2021-03-01", "x.yaml", "--unit=TDC", "--within=", "--overdue=1", "-px", "--plan=y",
        "--state=paused", "--un", "-V", "--help",
    ]
)  # fmt: skip


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A verb with words and options around it, most of them its own, in any order."""
    command = draw(st.sampled_from(list(all_commands())))
    own = [spelling for option in command.options for spelling in option.spellings] or ["--json"]
    one = WORDS | st.sampled_from(own) | st.sampled_from(SHARED_SPELLINGS) | st.sampled_from(SPELLINGS)
    return [*draw(st.lists(one, max_size=2)), command.name, *draw(st.lists(one, max_size=6))]


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(command_lines())
def test_what_is_read_by_the_table_is_what_typer_reads(words: list[str]) -> None:
    typed = find_plain(words)
    if typed is not None:
        assert read_with_typer(words, ENGLISH) == typed


@pytest.mark.parametrize(
    "words",
    [
        ["due", "--unit"],
        ["due", "--unit", "--json"],
        ["due", "extra"],
        ["show"],
        ["done", "--help"],
        ["nothing"],
        [],
        ["--version"],
        ["due", "--overdue=yes"],
        ["validate", "-"],
        ["due", "--within", "1d", "--within", "2d"],
        ["--lang", "vi", "due", "--lang", "en"],
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    assert find_plain(words) is None


@pytest.mark.parametrize("command", list(all_commands()), ids=lambda command: command.name)
def test_every_verb_is_read_by_the_table(command: CommandRow) -> None:
    words = ["--json", command.name, *(word.parameter for word in command.words)]
    for option in command.options:
        words += [option.spellings[-1], *([] if option.takes is Takes.NOTHING else ["value"])]
    typed = find_plain(words)
    assert typed is not None
    assert typed.shared == {"json": True}
    assert set(typed.parameters) == {one.parameter for one in (*command.words, *command.options)}
    assert read_with_typer(words, ENGLISH) == typed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["show"], "address"),
        (["show", "2.b"], None),
        (["done", "2.b"], "addresses"),
        (["due", "--unit"], "unit"),
        (["--plan"], "plan"),
        (["due", "--as-of"], "as_of"),
        (["due"], None),
        ([], None),
    ],
)
def test_what_comes_next(words: list[str], expected: str | None) -> None:
    typed = read_words(words)
    assert isinstance(typed, Typed)
    assert (typed.expected.parameter if typed.expected is not None else None) == expected


PLAIN = [
    ["due"],
    ["due", "--within", "nonsense"],
    ["due", "--unit", "nobody"],
    ["due", "--role", "lead"],
    ["tasks", "cải cách", "--state", "done", "--state", "paused"],
    ["show", "9.z"],
    ["status", "--by", "section", "--json"],
    ["done", "2.b", "--dry-run"],
    ["done", "2.b/plan", "1.d/plan", "--dry-run"],
    ["log", "2.b"],
    ["undo", "--dry-run"],
    ["explain", "P304"],
    ["validate"],
    ["validate", "--select", "X9"],
    ["validate", "--format", "xml"],
    ["done", "2.b", "--on", "2030-01-01"],
    ["due", "--as-of", "31/02/2021"],
    ["due", "--lang", "xx"],
    ["help", "due"],
    ["help", "nothing"],
]


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_both_ways_answer_the_same(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    command = ["--plan", str(PLAN_2021), *words]
    moment = {"PARPLAN_TODAY": "2021-03-01T08:00:00+07:00"}  # a record says the second it was made in
    assert find_plain(command) is not None
    plainly = run(*command, env=moment)
    monkeypatch.setattr(app, "find_plain", lambda words: None)
    assert run(*command, env=moment) == plainly
