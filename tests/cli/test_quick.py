"""Plain commands do without the library of the command line, and give what it gives."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PLAN_2021, Answer
from parplan.cli import app, quick
from parplan.cli.program import make_program
from parplan.cli.quick import find_quick
from parplan.cli.verbs.options import GLOBAL_FLAGS, GLOBAL_LISTS, GLOBAL_VALUES, VERBS

Run = Callable[..., Answer]

#: Answered by typer before any command runs.
EAGER = {"--help", "-h", "--version"}


def declared(verb: str) -> list[Any]:
    program = make_program()
    command = program.get_command(None, verb)
    assert command is not None
    found: list[Any] = command.params
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_the_table_says_what_typer_was_told(verb: str) -> None:
    values, lists, flags = {}, {}, {}
    words, needed, rest = [], 0, None
    for param in declared(verb):
        if param.param_type_name == "argument":
            if param.nargs == 1:
                words.append(param.name)
                needed += param.required
            else:
                rest = param.name
            continue
        kind = flags if param.is_flag else lists if param.multiple else values
        kind.update({spelling: param.name for spelling in param.opts if spelling not in EAGER})
    table = VERBS[verb]
    assert {**table.values, **GLOBAL_VALUES} == values
    assert {**table.lists, **GLOBAL_LISTS} == lists
    assert {**table.flags, **GLOBAL_FLAGS} == flags
    assert (list(table.words), table.needed, table.rest) == (words, needed, rest)


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_not_typed_means_the_same_to_both(verb: str) -> None:
    parameters = inspect.signature(import_module(f"parplan.cli.verbs.{verb}").run).parameters
    for param in declared(verb):
        if param.name not in {*GLOBAL_VALUES.values(), *GLOBAL_LISTS.values(), *GLOBAL_FLAGS.values(), "version"}:
            default = parameters[param.name].default
            assert (None if default is inspect.Parameter.empty else default) == param.default


WORDS = st.sampled_from(
    [
        "due", "tasks", "done", "show", "units", "status", "2.b", "2.b/plan", "--unit", "VP", "--unit=TDC", "--within",
        "14d", "--within=", "--overdue", "--overdue=1", "--json", "--as-of", "2021-03-01", "-p", "-px", "--plan", "",
        "x.yaml", "--plan=y.yaml", "--role", "lead", "--state", "done", "--state=paused", "--evidence", "a | b",
        "validate", "plans", "--format", "json", "-o", "out", "--select=P3", "--ignore", "P404", "--strict", "--force",
        "--all", "--dry-run", "--", "-", "--help", "--nope", "văn phòng", "--note", "=", "--lang", "vi", "--un",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(WORDS, max_size=8))
def test_what_is_read_quickly_is_what_typer_reads(words: list[str]) -> None:
    typed = find_quick(words)
    if typed is None:
        return
    seen: dict[str, Any] = {}

    def run(request: Any, **parameters: Any) -> int:
        seen.update(request=request, parameters=parameters)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        for verb in VERBS:
            patch.setattr(import_module(f"parplan.cli.verbs.{verb}"), "run", run)
        patch.setattr("parplan.cli.asking.make_request", lambda context: context.find_root().meta["parplan.globals"])
        patch.setattr("parplan.cli.checking.make_request", lambda context: context.find_root().meta["parplan.globals"])
        patch.setattr("parplan.cli.recording.make_request", lambda context: context.find_root().meta["parplan.globals"])
        make_program()(list(words), prog_name="parplan", standalone_mode=False)
    assert {name: value for name, value in seen["request"].items() if value} == {
        name: value for name, value in typed.shared.items() if value
    }
    given = {name: value for name, value in seen["parameters"].items() if value not in (None, False, [], ())}
    implied = {n: value for n, value in {"within": "30d", "by": "unit", "format": "text"}.items() if n in given}
    assert given == {**implied, **typed.parameters}


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
        ["explain", "P304"],
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    assert find_quick(words) is None


PLAIN = [
    ["due"],
    ["due", "--within", "nonsense"],
    ["due", "--unit", "nobody"],
    ["due", "--role", "lead"],
    ["tasks", "cải cách", "--state", "done", "--state", "paused"],
    ["show", "9.z"],
    ["status", "--by", "section", "--json"],
    ["done", "2.b", "--dry-run"],
    ["validate"],
    ["validate", "plans/2021.yaml", "--format", "json", "--select", "P3"],
    ["validate", "--select", "X9"],
    ["validate", "--format", "xml"],
    ["done", "2.b", "--on", "2030-01-01"],
    ["--as-of", "2021-04-01", "due", "--as-of", "2021-05-01"],
    ["due", "--as-of", "31/02/2021"],
    ["due", "--lang", "xx"],
]


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_both_ways_answer_the_same(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    command = ["--plan", str(PLAN_2021), *words]
    moment = {"PARPLAN_TODAY": "2021-03-01T08:00:00+07:00"}  # a record says the second it was made in
    assert quick.find_quick(command) is not None
    quickly = run(*command, env=moment)
    monkeypatch.setattr(app, "find_quick", lambda words: None)
    assert run(*command, env=moment) == quickly
