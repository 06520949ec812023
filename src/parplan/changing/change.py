"""A change of a plan's history: entries that come or go, and what is said with them."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import Message
from parplan.plan.structure import Citation, Entry


class Details(Struct, frozen=True):
    """What can be said with any fact, and who records it when. ``on`` is the day it happened, where one was given."""

    as_of: date
    recorded: datetime
    on: date | None = None
    note: str | None = None
    difficulty: str | None = None
    proposal: str | None = None
    evidence: tuple[Citation, ...] = ()
    basis: str | None = None
    reason: str | None = None
    by: str | None = None

    @property
    def day(self) -> date:
        """The day of the fact: the one given, else the day asked about."""
        return self.on or self.as_of

    def at(self, moment: datetime) -> Details:
        """The same, recorded at another moment."""
        return replace(self, recorded=moment)

    def entry(self) -> Entry:
        """An entry of that day with these details; what it is about is put in by :func:`msgspec.structs.replace`."""
        return Entry(
            date=self.day,
            basis=self.basis,
            reason=self.reason,
            note=self.note,
            difficulty=self.difficulty,
            proposal=self.proposal,
            evidence=self.evidence,
            by=self.by,
            recorded=self.recorded,
        )


class TaskEntry(Struct, frozen=True):
    """An entry of the history and the id of the task it stands in."""

    task: str
    entry: Entry


class Change(Struct, frozen=True):
    """Entries to add, in this order, or one to take back. Neither: all of it was recorded already.

    ``remarks`` are what the user should know of it besides.
    """

    added: tuple[TaskEntry, ...] = ()
    removed: TaskEntry | None = None
    remarks: tuple[Message, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def same_statement(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, whoever recorded it and when."""

    def bare(entry: Entry) -> Entry:
        return replace(entry, by=None, recorded=None, reading=None, place=0)

    return bare(one) == bare(other)
