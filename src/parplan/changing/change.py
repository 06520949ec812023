"""A change of a plan's history: entries to add and to remove."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import Message
from parplan.plan.structure import Citation, Entry


class Details(Struct, frozen=True):
    """The details of an entry that do not depend on its subject: texts, evidence, author, moment.

    entry: a template with these details; users fill in the rest with :func:`msgspec.structs.replace`.
    on: the day it happened, if given; otherwise ``as_of`` counts.
    """

    as_of: date
    entry: Entry
    on: date | None = None

    @property
    def day(self) -> date:
        """The day it happened."""
        return self.entry.date

    def at(self, moment: datetime) -> Details:
        """The same details, recorded at another moment."""
        return replace(self, entry=replace(self.entry, recorded=moment))


def make_details(
    as_of: date, recorded: datetime, on: date | None = None, evidence: tuple[Citation, ...] = (), **texts: str | None
) -> Details:
    """Make details; ``texts`` are the free texts of an entry (``Entry.TEXTS`` and ``Entry.BYLINE``)."""
    said: dict[str, Any] = dict(texts)
    return Details(as_of, Entry(date=on or as_of, evidence=evidence, recorded=recorded, **said), on)


class TaskEntry(Struct, frozen=True):
    """An entry of the history with the id of its task."""

    task: str
    entry: Entry


class Change(Struct, frozen=True):
    """Entries to remove, then entries to add. If both are empty, everything had been recorded already.

    ``remarks`` are messages the user should see.
    """

    added: tuple[TaskEntry, ...] = ()
    removed: tuple[TaskEntry, ...] = ()
    remarks: tuple[Message, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def same_statement(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, ignoring who recorded them and when."""

    def bare(entry: Entry) -> Entry:
        return replace(entry, **dict.fromkeys((*Entry.BYLINE, "recorded", "reading")), place=0)

    return bare(one) == bare(other)
