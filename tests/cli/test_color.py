"""When answers are coloured: ``--color``, and what the environment says."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from conftest import Answer
from parplan.cli.streams import wants_colour


class Terminal(StringIO):
    """A stream somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "choice", "on_terminal", "elsewhere"),
    [
        ({}, "auto", True, False),
        ({"NO_COLOR": "1"}, "auto", False, False),
        ({"NO_COLOR": ""}, "auto", True, False),
        ({"TERM": "dumb"}, "auto", False, False),
        ({"CLICOLOR": "0"}, "auto", False, False),
        ({"CLICOLOR": "1"}, "auto", True, False),
        ({"FORCE_COLOR": "1"}, "auto", True, True),
        ({"FORCE_COLOR": "0"}, "auto", True, False),
        ({"CLICOLOR_FORCE": "1"}, "auto", True, True),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, "auto", True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False, False),
        ({"NO_COLOR": "1", "TERM": "dumb"}, "always", True, True),
        ({"FORCE_COLOR": "1"}, "never", False, False),
    ],
)
def test_what_decides(environment: dict[str, str], choice: str, on_terminal: bool, elsewhere: bool) -> None:
    assert wants_colour(Terminal(), environment, choice) is on_terminal
    assert wants_colour(StringIO(), environment, choice) is elsewhere


@pytest.mark.parametrize(
    ("words", "env", "coloured"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "ALWAYS"), {"NO_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"CLICOLOR_FORCE": "1"}, True),
        (("--color=never",), {"FORCE_COLOR": "1"}, False),
        (("--color=auto",), {"FORCE_COLOR": "1"}, True),
    ],
)
def test_an_answer_in_a_pipe(
    ask_2021: Callable[..., Answer], words: tuple[str, ...], env: dict[str, str], coloured: bool
) -> None:
    for command in (("due", *words), (*words, "due")):
        answer = ask_2021(*command, env=env)
        assert answer.code == 0
        assert ("\x1b[" in answer.out) is coloured
    assert "\x1b" not in ask_2021("due", "--json", *words, env=env).out


def test_nothing_else_can_be_chosen(ask_2021: Callable[..., Answer]) -> None:
    answer = ask_2021("due", "--color", "alway")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "parplan: --color: “alway” is not one of: auto, always, never\n  did you mean always?\n"


def test_a_file_is_never_coloured(ask_2021: Callable[..., Answer], tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        answer = ask_2021("evidence" if name == "a.txt" else "validate", "--color", "always", "-o", name)
        assert answer.code == 0
        assert "\x1b" not in (tmp_path / name).read_text(encoding="utf-8")
