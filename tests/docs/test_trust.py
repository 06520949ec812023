"""The commands that docs/trust gives for each row: what they name is there, and none leaves slow tests out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from documented import REPOSITORY

ENGLISH, VIETNAMESE = (
    re.findall(r"`(pytest [^`]*)`", (REPOSITORY / "docs" / page).read_text(encoding="utf-8"))
    for page in ("trust.md", "trust.vi.md")
)
#: A test with the mark ``slow`` as a decorator of its own; some have it by a parameter or a name.
_SLOW = re.compile(r"^@pytest\.mark\.slow\b.*\n(?:(?!def ).*\n)*?def (test_\w+)", re.MULTILINE)


def _named(command: str) -> list[Path]:
    return [REPOSITORY / path for path in re.findall(r"tests/[\w/]+(?:\.py)?", command)]


@cache
def _text(path: Path) -> str:
    files = [path] if path.is_file() else sorted(path.rglob("test_*.py"))
    return "".join(file.read_text(encoding="utf-8") for file in files)


def _words(command: str) -> list[str]:
    """The words of ``-k``."""
    words = re.search(r'-k "?([^"]+)', command)
    return words[1].split(" or ") if words else []


def test_both_pages_give_the_same_commands() -> None:
    assert ENGLISH == VIETNAMESE
    assert len(ENGLISH) > 70


def test_what_a_command_names_is_there() -> None:
    assert [path for command in ENGLISH for path in _named(command) if not path.exists()] == []
    assert [
        (command, word)
        for command in ENGLISH
        for word in _words(command)
        if not any(word in _text(path) for path in _named(command))
    ] == []


def test_a_command_leaves_no_slow_test_out() -> None:
    for command in ENGLISH:
        text = "".join(_text(path) for path in _named(command))
        words = _words(command)
        left_out = [name for name in _SLOW.findall(text) if any(word in name for word in words)]
        slow = bool(left_out) if words else "mark.slow" in text
        assert not slow or " -m " in command, (command, left_out)
