"""Plain commands, and addresses at a Tab, do without the library of the command line, and give what it gives."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ENVIRONMENT, PLAN_2021, Answer
from parplan.cli import app, quick, quick_completion
from parplan.cli.program import make_program
from parplan.cli.quick import find_quick
from parplan.cli.verbs.options import GLOBAL_FLAGS, GLOBAL_LISTS, GLOBAL_VALUES, VERBS
from small_plans import write_plan

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


LINES = [
    "parplan done 2.",
    "parplan done ",
    "parplan show 2.k/",
    "parplan show 9",
    "parplan --plan PLAN show 1.",
    "parplan show --as-of 2021-06-01 6.",
    "parplan done 2.b --note x ",
    "parplan due --unit V",
    "parplan do",
    "parplan show --js",
]


def environment(shell: str, line: str) -> dict[str, str]:
    words = line.split(" ")
    return {
        "_PARPLAN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
@pytest.mark.parametrize("line", LINES)
def test_a_tab_offers_the_same_both_ways(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shell: str, line: str
) -> None:
    env = environment(shell, line.replace("PLAN", str(PLAN_2021))) | ENVIRONMENT | {"PARPLAN_PLAN": str(PLAN_2021)}
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    def offered() -> tuple[int, str, str]:
        try:
            code = app.main([])
        except SystemExit as exit:  # typer's own way to end
            code = int(exit.code or 0)
        return code, *capsys.readouterr()

    quickly = offered()
    monkeypatch.setattr(quick_completion, "offer_quickly", lambda environment: None)
    assert offered() == quickly


@pytest.mark.parametrize(("line", "code"), [("parplan show 2.", 0), ("parplan show 9.", 1)])
def test_fish_is_told_whether_there_is_anything(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str, code: int
) -> None:
    env = environment("fish", line) | {"PARPLAN_PLAN": str(PLAN_2021), "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert run(env=env).code == code


@pytest.mark.parametrize(
    ("shell", "line", "quick"),
    [
        ("bash", "parplan done 2.", True),
        ("bash", "parplan done 'a b' 2.", False),
        ("bash", "parplan undo 2.", False),
        ("bash", "parplan due --unit V", False),
        ("zsh", "parplan show 2.", True),
        ("powershell", "parplan show 2.", True),
        ("tcsh", "parplan show 2.", False),
    ],
)
def test_only_plain_addresses_are_offered_quickly(
    monkeypatch: pytest.MonkeyPatch, shell: str, line: str, quick: bool
) -> None:
    env: Mapping[str, str] = environment(shell, line)
    monkeypatch.setenv("PARPLAN_PLAN", str(PLAN_2021))
    monkeypatch.setenv("PARPLAN_CACHE", "off")
    assert (quick_completion.offer_quickly(env) is not None) is quick


def test_a_title_is_never_markup_to_a_tab(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(write_plan("- {id: 2.b, title: \"[/bold] $(x) `y` 'z'\"}").replace('id: "1"', 'id: "2"'), "utf-8")
    env = {"PARPLAN_PLAN": str(plan)}
    assert run(env=environment("fish", "parplan show 2.b") | env).out == "2.b\t[/bold] $(x) `y` 'z'\n"
    zsh = run(env=environment("zsh", "parplan show 2.b") | env).out
    assert zsh == "_arguments '*: :((\"2.b\":\"[/bold] \\$(x) \\`y\\` ''z''\"))'\n"
