"""A change of a plan's history: entries that come or go, and what is said with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import Message
from parplan.plan.structure import Citation, Entry


class Details(Struct, frozen=True):
    """What can be said with any fact, and who records it when.

    ``entry`` says it, about nothing yet: whoever uses it puts that in by :func:`msgspec.structs.replace`. ``on`` is the
    day it happened, where one was given; else it is the day asked about, ``as_of``.
    """

    as_of: date
    entry: Entry
    on: date | None = None

    @property
    def day(self) -> date:
        """The day of the fact."""
        return self.entry.date

    def at(self, moment: datetime) -> Details:
        """The same, recorded at another moment."""
        return replace(self, entry=replace(self.entry, recorded=moment))


def make_details(
    as_of: date, recorded: datetime, on: date | None = None, evidence: tuple[Citation, ...] = (), **texts: str | None
) -> Details:
    """Put details together; ``texts`` are the free texts of an entry (``Entry.TEXTS`` and ``Entry.BYLINE``)."""
    said: dict[str, Any] = dict(texts)
    return Details(as_of, Entry(date=on or as_of, evidence=evidence, recorded=recorded, **said), on)


class TaskEntry(Struct, frozen=True):
    """An entry of the history and the id of the task it stands in."""

    task: str
    entry: Entry


class Change(Struct, frozen=True):
    """Entries to take back, and entries to add, in this order. Neither: all of it was recorded already.

    ``remarks`` are what the user should know of it besides.
    """

    added: tuple[TaskEntry, ...] = ()
    removed: tuple[TaskEntry, ...] = ()
    remarks: tuple[Message, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def same_statement(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, whoever recorded it and when."""

    def bare(entry: Entry) -> Entry:
        return replace(entry, **dict.fromkeys((*Entry.BYLINE, "recorded", "reading")), place=0)

    return bare(one) == bare(other)
