"""The log of a CI service, whose runner obeys commands that it finds in what a program writes.

GitHub's runner takes ``##[command]`` anywhere in a line and ``::command::`` at its beginning, Azure's takes
``##vso[command]``, TeamCity's ``##teamcity[message]``. A text of a plan or a path must not be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO, cast

#: Variables that the services set in every run: GitHub (and Gitea, Forgejo), Azure, TeamCity.
_SERVICES = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
#: The first of two signs that begin a command; a blank behind it leaves none.
_BEGINNING = re.compile(r"#(?=#)|^[^\S\n]*:(?=:)", re.MULTILINE)


def without_commands(text: str) -> str:
    """Return lines of text in which no runner finds a command: ``##[group]x`` becomes ``# #[group]x``."""
    return _BEGINNING.sub(r"\g<0> ", text) if "##" in text or "::" in text else text


class LogStream:
    """A stream for people that ends in a log: whatever is written to it, none of it is a command."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write whole lines."""
        return self._stream.write(without_commands(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines that have their ends."""
        self._stream.writelines(map(without_commands, lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def for_people(stream: TextIO, environment: Mapping[str, str]) -> TextIO:
    """Return the stream to write to for people: in a run of a CI service, one whose text is no command."""
    if any(environment.get(name) for name in _SERVICES):
        return cast(TextIO, LogStream(stream))
    return stream
