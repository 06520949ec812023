"""The table of commands: complete, translated, documented, and the same as what the verbs take."""

from __future__ import annotations

import inspect
import re
import shlex
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from conftest import REPOSITORY, Answer
from parplan.cli.commands import rows
from parplan.cli.commands.command import CommandRow, Takes
from parplan.cli.commands.document_options import FORMALITIES, UNNUMBERED_FORMALITIES
from parplan.cli.commands.options import ANSWER_FILE, FORCE
from parplan.cli.commands.table import ANSWERED_AT_ONCE, GLOBALS, GROUPS, HIDDEN, SHELL_OPTIONS, all_commands
from parplan.cli.document_form import TypedFormalities
from parplan.cli.reader import find_plain
from parplan.languages import load_language

Run = Callable[..., Answer]

COMMANDS = list(all_commands())
each_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


def texts(command: CommandRow) -> Iterator[str]:
    """What is said of a command."""
    yield command.help
    for described in (*command.words, *command.options):
        yield described.help
        if described.metavar:
            yield described.metavar
    yield from (example.what for example in command.examples)


def test_the_table_has_every_row_and_every_verb_once() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))
    files = {path.stem for path in Path(rows.__path__[0]).glob("[a-z]*.py")}
    verbs = {path.stem for path in (Path(rows.__path__[0]).parents[1] / "verbs").glob("[a-z]*.py")}
    assert {command.module for command in COMMANDS} == files == verbs
    assert {command.name for command in COMMANDS if command.hidden} == set(HIDDEN)


@each_command
def test_a_verb_takes_the_parameters_of_its_row(command: CommandRow) -> None:
    run = import_module(f"parplan.cli.verbs.{command.module}").run
    request, *parameters = inspect.signature(run).parameters.values()
    assert request.name == "request"
    expected = {one.parameter for one in (*command.words, *command.options)}
    if ANSWER_FILE in command.options:
        expected -= {ANSWER_FILE.parameter, FORCE.parameter}  # a question does not know where its answer goes
    if any(one.kind is one.VAR_KEYWORD for one in parameters):  # what the documents share
        assert set(FORMALITIES) & set(command.options) >= set(UNNUMBERED_FORMALITIES)
        assert {one.parameter for one in FORMALITIES} == set(TypedFormalities.__annotations__)
        expected -= {one.parameter for one in FORMALITIES}
        parameters = [one for one in parameters if one.kind is not one.VAR_KEYWORD]
    assert {one.name for one in parameters} == expected
    assert all(one.default is inspect.Parameter.empty for one in parameters), "the row has the default"


@each_command
def test_a_spelling_is_used_once(command: CommandRow) -> None:
    shared = [*GLOBALS, *ANSWERED_AT_ONCE, *(SHELL_OPTIONS if command.name == "help" else ())]
    spellings = [spelling for option in (*command.options, *shared) for spelling in option.spellings]
    assert len(spellings) == len(set(spellings))
    assert all(re.fullmatch(r"--[a-z][a-z-]*|-[a-zA-Z]", spelling) for spelling in spellings)


@each_command
def test_all_is_said_in_both_languages(command: CommandRow) -> None:
    vietnamese = load_language("vi")
    same = {"[OPTIONS]"}
    untranslated = [text for text in texts(command) if vietnamese.gettext(text) == text and text not in same]
    assert untranslated == []
    assert command.help.endswith(".")
    assert all(described.help.endswith((".", "!")) for described in (*command.words, *command.options))


def test_what_every_command_has_is_said_in_both_languages() -> None:
    vietnamese = load_language("vi")
    for text in [*(group.title for group in GROUPS), *(o.help for o in (*GLOBALS, *ANSWERED_AT_ONCE, *SHELL_OPTIONS))]:
        assert vietnamese.gettext(text) != text


@each_command
def test_the_examples_are_commands(command: CommandRow) -> None:
    assert 2 <= len(command.examples) <= 4 or command.hidden
    for example in command.examples:
        words = shlex.split(example.command.partition(" > ")[0])
        typed = find_plain(words)
        assert typed is not None, example.command
        assert typed.command is command


EXAMPLES = [example.command for command in COMMANDS for example in command.examples]
#: Signs of examples that write files, or read others than the plan.
OTHER_FILES = (
    "-o",
    " > ",
    "--batch",
    "--clear",
    "init ",
    "import ",
    "review",
    "collect ",
    "git",
    "lsp",
    "diff HEAD",
    "diff v",
    "diff main",
)


@pytest.mark.parametrize("example", [one for one in EXAMPLES if not any(sign in one for sign in OTHER_FILES)])
def test_the_examples_work(run: Run, tmp_path: Path, example: str) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "2021.yaml").write_bytes((REPOSITORY / "plans" / "2021.yaml").read_bytes())
    if "undo" in example or "2.b 3" in example:
        for note in ("một", "hai", "ba"):
            assert run("progress", "2.b", "--note", note).code == 0
    answer = run(*shlex.split(example), cwd=tmp_path)
    assert answer.code == 0, answer.err


@pytest.mark.slow
@each_command
def test_help_shows_everything_and_cuts_nothing(run: Run, command: CommandRow) -> None:
    for columns in ("30", "60", "80", "200"):
        for code in ("en", "vi"):
            env = {"COLUMNS": columns, "PARPLAN_LANG": code}
            answer = run("help", command.name, env=env)
            assert answer == run(command.name, "--help", env=env) == run(command.name, "-h", env=env)
            assert answer.code == 0
            shown = " ".join(answer.out.split())
            words = shown.split()
            language = load_language(code)
            for option in (*command.options, *GLOBALS, *ANSWERED_AT_ONCE):
                assert all(spelling in words or f"{spelling}," in words for spelling in option.spellings)
            for text in [command.help, *(one.help for one in (*command.words, *command.options))]:
                assert _joined(language.gettext(text)) in _joined(shown)
            for example in command.examples:
                assert f"    parplan {example.command}\n" in answer.out
                assert _joined(language.gettext(example.what)) in _joined(shown)
            assert "..." not in shown.replace("ADDRESS...", "").replace("]...", "").replace("MÃ...", "").replace(
                "main...", ""
            )


def _joined(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("columns", ["30", "80", "200"])
@pytest.mark.parametrize("code", ["en", "vi"])
def test_the_help_of_the_program_lists_all_in_groups(run: Run, columns: str, code: str) -> None:
    env = {"COLUMNS": columns, "PARPLAN_LANG": code}
    answer = run("help", env=env)
    assert answer == run("--help", env=env) == run(env=env)
    language = load_language(code)
    places = [answer.out.index(f"\n{language.gettext(group.title)}:\n") for group in GROUPS]
    assert places == sorted(places)
    for command in COMMANDS:
        assert (f"\n  {command.name} " in answer.out) is not command.hidden
        assert command.hidden or _joined(language.gettext(command.help)) in _joined(answer.out)
    assert "…" not in answer.out


def test_help_of_what_does_not_exist(run: Run) -> None:
    answer = run("help", "duee")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("parplan: there is no command duee\n  did you mean due")


@each_command
def test_every_verb_and_option_is_documented(command: CommandRow) -> None:
    if command.hidden:
        return
    document = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")
    ((heading, text),) = re.findall(rf"^### `parplan ({command.name}\b[^`]*)`\n(.*?)(?=^##|\Z)", document, re.M | re.S)
    assert heading.split() == [command.name, *(word for one in command.words for word in one.metavar.split())]
    for option in command.options:
        assert all(re.search(f"`{spelling}[` ]", text) for spelling in option.spellings)
        assert option.help.replace("|", "\\|") in text


@each_command
def test_what_is_not_typed_has_one_value(command: CommandRow) -> None:
    for option in command.options:
        match option.takes:
            case Takes.NOTHING:
                assert option.absent is False
                assert not option.metavar
                assert not option.choices
            case Takes.MANY:
                assert option.absent == ()
                assert option.default is None
            case Takes.ONE:
                assert option.absent == option.default
                assert option.metavar or option.choices
