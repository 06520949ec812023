"""Why a file cannot be read: each case has one message that says what it is and what to do."""

from __future__ import annotations

from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError


class UnreadableSourceError(FileError):
    """A file that no plan can be imported from, as it is."""


def refuse(template: str, help: Message | None = None, **args: str | int) -> UnreadableSourceError:
    """The refusal with this message."""
    return UnreadableSourceError(message(template, **args), help=help)


def corrupt(name: str) -> UnreadableSourceError:
    """A file of the right kind that is damaged."""
    return refuse(
        N_("{name} is damaged: it cannot be read to its end"),
        message(N_("open it in the program it was made with and save it anew")),
        name=name,
    )


def locked(name: str) -> UnreadableSourceError:
    """A file that asks for a password."""
    return refuse(
        N_("{name} is protected by a password"),
        message(N_("open it, save it without the password, and import that")),
        name=name,
    )


def empty(name: str) -> UnreadableSourceError:
    """A file without a word."""
    return refuse(N_("{name} is empty"), message(N_("name the file that holds the plan")), name=name)


def too_large(name: str, limit: str) -> UnreadableSourceError:
    """A file far larger than any plan."""
    return refuse(
        N_("{name} is too large: {limit}"),
        message(N_("check that it is the plan; a part of the document can be saved as a file of its own")),
        name=name,
        limit=limit,
    )
