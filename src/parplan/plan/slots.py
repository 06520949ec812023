"""Slots: which items a milestone has and when each is due, before their state is computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from parplan.plan.durations import add_duration
from parplan.plan.items import Move, Rescheduling
from parplan.plan.structure import Duration, Entry, Milestone, Task
from parplan.vocabulary.time_words import Kind, Reading, occurrences


class Slot(Struct, frozen=True):
    """An item before its state is computed: its occurrence and its deadline."""

    occurrence: str | None
    kind: Kind
    start: date | None
    end: date | None
    due: date | None


class SettledSlot(Struct, frozen=True):
    """A slot with its deadline after all changes, these changes, and the entries that may be about it."""

    slot: Slot
    moves: tuple[Rescheduling, ...]
    entries: tuple[Entry, ...]


class EntriesByOccurrence:
    """The entries about one milestone by the occurrence they name; there may be thousands of both."""

    def __init__(self, milestone: Milestone | None, entries: Sequence[Entry]) -> None:
        id = milestone.id if milestone is not None else None
        self._all = tuple(entry for entry in entries if entry.milestone == id or entry.of_whole_task)
        self._naming: dict[str, list[int]] = {}
        self._for_all: list[int] = []
        for place, entry in enumerate(self._all):
            (self._for_all if entry.occurrence is None else self._naming.setdefault(entry.occurrence, [])).append(place)
        self._general = self._all if not self._naming else tuple(self._all[place] for place in self._for_all)

    def those_of(self, occurrence: str | None) -> tuple[Entry, ...]:
        """The entries that may be about ``occurrence`` (``None``: all entries), in the order they take effect."""
        if occurrence is None:
            return self._all
        named = self._naming.get(occurrence)
        return tuple(self._all[place] for place in sorted(self._for_all + named)) if named else self._general


def day_after(day: date, duration: Duration) -> date:
    """The day ``duration`` after ``day``, at most the last day of the year 9999."""
    try:
        return add_duration(day, duration)
    except OverflowError:
        return date.max


def slot_of(reading: Reading) -> Slot:
    """The only slot of a time without occurrences."""
    return Slot(None, reading.kind, reading.start, reading.end, reading.due)


def recurs_on_days(reading: Reading | None) -> bool:
    """Whether a time recurs in known periods, or with the report calendar, and not only “định kỳ”."""
    recurrence = reading.recurrence if reading is not None else None
    return recurrence is not None and (recurrence.calendar or bool(recurrence.frequencies))


def concerns(entry: Entry, task: Task, milestone: Milestone | None) -> bool:
    """Whether a rescheduling is about ``milestone``: the entry names it, or the task has no other."""
    if milestone is None:
        return True
    return entry.milestone == milestone.id or (entry.milestone is None and len(task.milestones) == 1)


def occurrence_keys(
    readings: Iterable[Reading | None], year: int, through: int, reports: Iterable[str]
) -> tuple[str, ...]:
    """The keys of all occurrences that work has by any of its times, the written one and those decided since.

    reports: the keys of the report calendar, which are those of work that follows it.
    """
    keys: dict[str, None] = {}
    for reading in readings:
        if reading is not None and reading.recurrence is not None:
            keys.update(dict.fromkeys(reports if reading.recurrence.calendar else ()))
            keys.update((one.key, None) for one in occurrences(reading.recurrence, year, through))
    return tuple(keys)


def due_after_event(milestone: Milestone, reading: Reading, happened: date) -> Reading:
    """Time of what happens once after an event, from the event on: the later of its ``due`` and event with lag."""
    assert milestone.after is not None
    by_event = happened if milestone.after.lag is None else day_after(happened, milestone.after.lag)
    return reading if reading.due is None else replace(reading, due=max(reading.due, by_event))


def slot_after_event(milestone: Milestone, reading: Reading, entries: tuple[Entry, ...]) -> Slot:
    """The slot of what happens once after an event: no deadline before the event, then that of ``reading``."""
    happened = next((e.date for e in entries if e.milestone == milestone.id and e.event is not None), None)
    if happened is None or reading.due is None:
        return Slot(None, Kind.EVENT, None, None, None)
    return Slot(None, reading.kind, happened, None, reading.due)


def rescheduling_by(
    moves: Sequence[Rescheduling], due: date | None, entry: Entry, recurred: bool = False
) -> Rescheduling:
    """Effect of ``entry`` on a deadline, compared with the last known day, even if it was undetermined since.

    ``recurred``: whether it recurred with days of its own, so that no one day was known.
    """
    new = entry.reading.due if entry.reading is not None else None
    before = moves[-1] if moves else None  # its old day is the last known day at that time
    old = due or (None if before is None else before.new or before.old)
    if old is None:
        fixed = new is not None or (recurs_on_days(entry.reading) and not recurred)
        return Rescheduling(Move.FIXED if fixed else Move.ADJUSTED, old, new, entry)
    return Rescheduling(Move.EXTENDED if new is not None and new > old else Move.ADJUSTED, old, new, entry)


def rescheduled(
    slot: Slot, milestone: Milestone | None, entries: tuple[Entry, ...], moves: tuple[Rescheduling, ...]
) -> tuple[Slot, tuple[Rescheduling, ...]]:
    """Apply the reschedulings that name this occurrence."""
    id = milestone.id if milestone is not None else None
    if slot.occurrence is None:
        return slot, moves
    own: list[Rescheduling] = []
    for entry in entries:
        if entry.reading is not None and entry.milestone == id and entry.occurrence == slot.occurrence:
            own.append(rescheduling_by(own or moves, slot.due, entry))
            new = entry.reading
            slot = Slot(slot.occurrence, slot.kind, new.start or slot.start, new.end, new.due)
    return slot, (*moves, *own) if own else moves
