"""The exceptions a user can meet, each with the exit code it ends in (see the contract: 2 the request, 3 the doing)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from parplan.diagnostics import Command, Message


class ParplanError(Exception):
    """Anything parplan stops at on purpose: one message, and where it helps what to do about it."""

    exit_code = 3
    #: What else to show, before the message: the findings of an invalid plan.
    lines: Sequence[str] = ()
    #: How many more of these there are.
    more = 0
    #: What else is to be known, told behind it: which plans were not asked.
    closing: Sequence[str] = ()

    def __init__(self, message: Message, *, help: Message | None = None, commands: Sequence[Command] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        #: The commands that help; ``command_options`` go with each, such as the plan's path.
        self.commands = commands
        self.command_options: tuple[tuple[str, str | None], ...] = ()

    def __str__(self) -> str:
        return self.message.render()

    def __reduce__(self) -> tuple[Callable[..., ParplanError], tuple[type[ParplanError], dict[str, Any]]]:
        """Travel between processes whole; an exception's own way forgets what was given by name."""
        return _again, (type(self), self.__dict__)


def _again(kind: type[ParplanError], attributes: dict[str, Any]) -> ParplanError:
    error = kind.__new__(kind)
    error.__dict__.update(attributes)
    return error


class RequestError(ParplanError):
    """The request is wrong: an option, a date, an unknown unit or task, a path that does not exist, no plan."""

    exit_code = 2


class TooManyWordsError(RequestError):
    """More words are typed than the command takes."""


class FileError(ParplanError):
    """The request is right, but the file cannot be read (permission, size, kind of file, no longer there)."""

    exit_code = 3


class EditError(ParplanError):
    """A change that cannot be made without touching other parts of the text, or would not say just what was asked."""

    exit_code = 3
