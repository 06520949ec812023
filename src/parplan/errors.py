"""The exceptions users can meet, each with its exit code: 2 for a wrong request, 3 for one that could not be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from parplan.diagnostics import N_, Command, Message, message


class ParplanError(Exception):
    """The base of parplan's own errors: one message, and help on what to do, if there is any."""

    exit_code = 3
    #: The findings of an invalid plan, shown before the message.
    lines: Sequence[str] = ()
    #: The number of further findings.
    more = 0
    #: Lines shown after the error, such as the plans that were left out.
    closing: Sequence[str] = ()

    def __init__(self, message: Message, *, help: Message | None = None, commands: Sequence[Command] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        #: Commands that help; ``command_options``, such as the plan's path, are added to each.
        self.commands = commands
        self.command_options: tuple[tuple[str, str | None], ...] = ()

    def __str__(self) -> str:
        return self.message.render()

    def __reduce__(self) -> tuple[Callable[..., ParplanError], tuple[type[ParplanError], dict[str, Any]]]:
        """Support pickling: exceptions lose keyword arguments otherwise."""
        return _again, (type(self), self.__dict__)


def _again(kind: type[ParplanError], attributes: dict[str, Any]) -> ParplanError:
    error = kind.__new__(kind)
    error.__dict__.update(attributes)
    return error


class RequestError(ParplanError):
    """The request is wrong: an option, a date, an unknown unit or task, a path that does not exist, no plan."""

    exit_code = 2


class TooManyWordsError(RequestError):
    """More words than the command takes."""


class FileError(ParplanError):
    """The request is right, but the file cannot be read (permission, size, kind of file, no longer there)."""

    exit_code = 3


class InvalidPlanError(ParplanError):
    """A plan with errors, which cannot be asked or written to; ``lines`` show its findings."""

    def __init__(self, path: str, lines: list[str], more: int = 0) -> None:
        super().__init__(
            message(N_("{path} is not a valid plan"), path=path),
            help=message(N_("correct the errors above; `parplan validate` checks it again")),
        )
        self.lines = lines
        self.more = more


class EditError(ParplanError):
    """A change that cannot be made without touching other text, or would not record exactly what was asked."""

    exit_code = 3
