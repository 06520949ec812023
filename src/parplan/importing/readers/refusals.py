"""Refusals of files that cannot be read: one message for each case, which says what is wrong and what to do."""

from __future__ import annotations

from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError


class UnreadableSourceError(FileError):
    """A file from which no plan can be imported."""


#: The help for a file that is too large, or takes too long.
PART = message(N_("check that it is the plan; a part of the document can be saved as a file of its own"))


def refuse(template: str, help: Message | None = None, **args: str | int | Message) -> UnreadableSourceError:
    """The error with this message."""
    return UnreadableSourceError(message(template, **args), help=help)


def corrupt(name: str) -> UnreadableSourceError:
    """The error for a damaged file of the right kind."""
    return refuse(
        N_("{name} is damaged: it cannot be read to its end"),
        message(N_("open it in the program it was made with and save it again")),
        name=name,
    )


def locked(name: str) -> UnreadableSourceError:
    """The error for a file that needs a password."""
    return refuse(
        N_("{name} is protected by a password"),
        message(N_("open it, save it without the password, and import that")),
        name=name,
    )


def empty(name: str) -> UnreadableSourceError:
    """The error for a file without text."""
    return refuse(N_("{name} is empty"), message(N_("name the file that holds the plan")), name=name)


def too_large(name: str, reason: Message) -> UnreadableSourceError:
    """The error for a file far larger than any plan; ``reason`` says what there is too much of, and how much may be."""
    return refuse(N_("{name} is too large: {reason}"), PART, name=name, reason=reason)


def too_many_pages(name: str, most: int) -> UnreadableSourceError:
    """The error for a document of more pages, or with more text, than any plan has."""
    return too_large(name, message(N_("a plan of at most {most} pages can be read"), most=most))


def too_wide(name: str, most: int) -> UnreadableSourceError:
    """The error for a page or picture larger than any paper."""
    return too_large(name, message(N_("a page or picture may be {most} dots wide and high"), most=most))
