"""The numbered history: the question behind ``parplan log``, and how ``undo`` finds what a number means."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec import Struct

from parplan.plan.items import Rescheduling, TaskStanding
from parplan.plan.structure import Entry, Task
from parplan.plan.units import Party, PartyKind
from parplan.queries.portfolio import Addressed, PlanOnDay, Portfolio

_FIRST = datetime.min.replace(tzinfo=UTC)


class LogSelection(Struct, frozen=True):
    """The question; ``None`` means all. ``since`` and ``until`` are inclusive."""

    unit: str | None = None
    since: date | None = None
    until: date | None = None


class LogRow(Struct, frozen=True):
    """An entry with its number in the history asked about; the first entry has number 1.

    ``rescheduling`` is what it did to a deadline; ``extension`` is 1 for the first extension of it, 2 for the second.
    """

    number: int
    subject: PlanOnDay
    task: Task
    entry: Entry
    rescheduling: Rescheduling | None = None
    extension: int | None = None


class LogAnswer(Struct, frozen=True):
    """The rows asked for, out of ``whole`` entries about the address; ``typed`` is what the unit was called."""

    addressed: Addressed | None
    party: Party | None
    typed: str | None
    rows: tuple[LogRow, ...]
    whole: int


def select_log(portfolio: Portfolio, addressed: Addressed | None, selection: LogSelection) -> LogAnswer:
    """Select entries up to the as-of day, oldest first. Raises ``RequestError`` for an unknown unit.

    An entry keeps its number whatever part of the history is shown.
    """
    rows = history(portfolio, addressed, everywhere=True)
    parties = portfolio.units(selection.unit) if selection.unit is not None else None
    as_of = portfolio.as_of
    shown = [
        row
        for row in rows
        if row.entry.date <= as_of
        and (selection.since is None or row.entry.date >= selection.since)
        and (selection.until is None or row.entry.date <= selection.until)
        and (parties is None or _is_of(row, parties.get(row.subject.path)))
    ]
    whole = sum(row.entry.date <= as_of for row in rows)
    return LogAnswer(addressed, next(iter(parties.values())) if parties else None, selection.unit, tuple(shown), whole)


def history(
    portfolio: Portfolio, addressed: Addressed | None = None, *, everywhere: bool = False
) -> tuple[LogRow, ...]:
    """All entries about ``addressed`` in the order they take effect, numbered.

    Without an address those of the default plan's year, or of all plans ``everywhere``.
    """
    if addressed is not None:
        pairs = [(addressed.subject, addressed.task)]
    else:
        subjects = [subject for subject in portfolio.subjects if everywhere or not subject.prefix]
        pairs = [(subject, task) for subject in subjects for task in subject.plan.tasks() if task.entries]
    found = [
        (subject, task, entry)
        for subject, task in pairs
        for entry in task.entries
        if addressed is None or is_about(entry, addressed)
    ]
    # The sort is stable: entries of one moment stay in the order of the file.
    found.sort(key=lambda row: (row[2].date, row[2].recorded or _FIRST))
    moves = {
        (subject.path, task.id): _moves(subject.assessment.standing(task.id))
        for subject, task in pairs
        if any(entry.reading is not None for entry in task.entries)
    }
    nothing: _Moves = {}
    return tuple(
        LogRow(
            number, subject, task, entry, *moves.get((subject.path, task.id), nothing).get(entry.place, (None, None))
        )
        for number, (subject, task, entry) in enumerate(found, 1)
    )


def is_about(entry: Entry, addressed: Addressed) -> bool:
    """Whether an entry is about what is addressed: the task or anything in it, one milestone, one occurrence."""
    if addressed.milestone is None and addressed.occurrence is None:
        return True
    if entry.milestone != (addressed.milestone.id if addressed.milestone is not None else None):
        return False
    return addressed.occurrence is None or entry.occurrence == addressed.occurrence


#: What entries did to a deadline, by their place in the file, and which extension it was (1 for the first).
_Moves = dict[int, tuple[Rescheduling, int | None]]


def _moves(standing: TaskStanding) -> _Moves:
    """Effect of each entry of a task on a deadline; to that of the first item where it moved several."""
    found: _Moves = {}
    known: set[int] = set()
    for item in standing.items:
        if id(item.reschedulings) in known:  # occurrences that were moved together
            continue
        known.add(id(item.reschedulings))
        extensions = 0
        for move in item.reschedulings:
            extensions += move.move.extends
            found.setdefault(move.entry.place, (move, extensions if move.move.extends else None))
    return found


def entry_is_of(subject: PlanOnDay, task: Task, entry: Entry, party: Party) -> bool:
    """Whether an entry concerns the unit: it names it, or names no unit and is about what the unit owed that day."""
    if entry.unit is not None:
        return entry.unit == party.code
    if party.kind is not PartyKind.UNIT:
        return any(mention.code == party.code for mention in subject.assessment.leads_about(task, entry))
    return party.code in subject.assessment.answering_about(task, entry)


def _is_of(row: LogRow, party: Party | None) -> bool:
    return party is not None and entry_is_of(row.subject, row.task, row.entry, party)
