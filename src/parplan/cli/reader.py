"""The reader of plain command lines, which needs only the table of commands.

Importing typer takes longer than answering a question. Whatever is not plain (an unknown option, a missing value,
``--help``) is left to typer (:mod:`parplan.cli.program`), which alone decides what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from parplan.cli.commands.command import CommandRow, Option, Takes, Word
from parplan.cli.commands.table import GLOBALS, find_command


class Typed(Struct, frozen=True):
    """A command line: the command and the values of its parameters and the global options, by name.

    command: ``None`` if none is typed. waiting: an option at the end whose value is still missing.
    """

    command: CommandRow | None
    parameters: Mapping[str, Any]
    shared: Mapping[str, Any]
    waiting: Option | None = None

    @property
    def expected(self) -> Option | Word | None:
        """The option or argument the next word would fill; ``None`` if a command or nothing is expected."""
        if self.waiting is not None or self.command is None:
            return self.waiting
        return next((word for word in self.command.words if word.many or word.parameter not in self.parameters), None)

    @property
    def complete(self) -> bool:
        """Whether the command, all required arguments and all values are there."""
        return (
            self.command is not None
            and self.waiting is None
            and all(word.parameter in self.parameters for word in self.command.words if word.required)
        )


def find_plain(words: Sequence[str]) -> Typed | None:
    """Read a complete, plain command line; ``None`` if anything is unusual or missing."""
    typed = read_words(words)
    return typed if typed is not None and typed.complete else None


def read_words(words: Sequence[str]) -> Typed | None:
    """Read a plain command line that may be unfinished; ``None`` if anything is unusual."""
    command: CommandRow | None = None
    parameters: dict[str, Any] = {}
    shared: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            if command is None:
                command = find_command(word)
                if command is None:
                    return None
            elif not _add_word(command, parameters, word):
                return None
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        option, into = command.option(name) if command is not None else None, parameters
        if option is None:
            option, into = next((one for one in GLOBALS if name in one.spellings), None), shared
        if option is None:
            return None
        if option.takes is Takes.NOTHING:
            if equals:
                return None
            into[option.parameter] = True
            continue
        if not equals:
            following = next(rest, None)
            if following is None:
                return Typed(command, parameters, shared, option)
            if following.startswith("-"):  # perhaps another option
                return None
            value = following
        if option.takes is Takes.MANY:
            into[option.parameter] = (*into.get(option.parameter, ()), value)
        elif option.parameter in into:
            return None  # typed twice
        else:
            into[option.parameter] = value
    return Typed(command, parameters, shared)


def _add_word(command: CommandRow, parameters: dict[str, Any], word: str) -> bool:
    """Assign a word to its parameter; return whether there is one."""
    for free in command.words:
        if free.many:
            parameters[free.parameter] = (*parameters.get(free.parameter, ()), word)
            return True
        if free.parameter not in parameters:
            parameters[free.parameter] = word
            return True
    return False
