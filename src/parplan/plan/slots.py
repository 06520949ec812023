"""Slots: which items a milestone has and when each is due, before anybody's work on them is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from parplan.plan.durations import add_duration
from parplan.plan.items import Move, Rescheduling
from parplan.plan.structure import Duration, Entry, Milestone, Task
from parplan.vocabulary.time_words import Kind, Reading


class Slot(Struct, frozen=True):
    """An item before it is judged: which one, and when it is due."""

    occurrence: str | None
    kind: Kind
    start: date | None
    end: date | None
    due: date | None


class SettledSlot(Struct, frozen=True):
    """A slot with what its deadline became, the changes that made it so, and the entries that may speak of it."""

    slot: Slot
    moves: tuple[Rescheduling, ...]
    entries: tuple[Entry, ...]


class EntriesByOccurrence:
    """The entries about a milestone, or a task without, by the occurrence they name: there may be thousands of each."""

    def __init__(self, milestone: Milestone | None, entries: Sequence[Entry]) -> None:
        id = milestone.id if milestone is not None else None
        self._all = tuple(entry for entry in entries if entry.milestone == id or entry.of_whole_task)
        self._naming: dict[str, list[int]] = {}
        self._for_all: list[int] = []
        for place, entry in enumerate(self._all):
            (self._for_all if entry.occurrence is None else self._naming.setdefault(entry.occurrence, [])).append(place)
        self._general = self._all if not self._naming else tuple(self._all[place] for place in self._for_all)

    def those_of(self, occurrence: str | None) -> tuple[Entry, ...]:
        """The entries that may speak of an occurrence, in the order they take effect; of ``None``, all."""
        if occurrence is None:
            return self._all
        named = self._naming.get(occurrence)
        return tuple(self._all[place] for place in sorted(self._for_all + named)) if named else self._general


def day_after(day: date, duration: Duration) -> date:
    """The day ``duration`` after ``day``, or the last one there is where a plan asks for more than the calendar has."""
    try:
        return add_duration(day, duration)
    except OverflowError:
        return date.max


def slot_of(reading: Reading) -> Slot:
    """The one item of a time that names no occurrences."""
    return Slot(None, reading.kind, reading.start, reading.end, reading.due)


def concerns(entry: Entry, task: Task, milestone: Milestone | None) -> bool:
    """Whether a rescheduling is about ``milestone``: it names it, or the task has no other."""
    if milestone is None:
        return True
    return entry.milestone == milestone.id or (entry.milestone is None and len(task.milestones) == 1)


def slot_after_event(milestone: Milestone, reading: Reading, entries: tuple[Entry, ...]) -> Slot:
    """What happens once after an event: without a deadline until that, then due on the later of the event and its day.

    A lag counts from the event.
    """
    assert milestone.after is not None
    happened = next((e.date for e in entries if e.milestone == milestone.id and e.event is not None), None)
    if happened is None or reading.due is None:
        return Slot(None, Kind.EVENT, None, None, None)
    by_event = happened if milestone.after.lag is None else day_after(happened, milestone.after.lag)
    return Slot(None, reading.kind, happened, None, max(reading.due, by_event))


def rescheduling_by(moves: Sequence[Rescheduling], due: date | None, entry: Entry) -> Rescheduling:
    """What ``entry`` does to a deadline: against the last day there was, also where it was undetermined since."""
    new = entry.reading.due if entry.reading is not None else None
    before = moves[-1] if moves else None  # whose old day is itself the last one that was known then
    old = due or (None if before is None else before.new or before.old)
    if old is None:
        return Rescheduling(Move.FIXED if new is not None else Move.ADJUSTED, old, new, entry)
    return Rescheduling(Move.EXTENDED if new is not None and new > old else Move.ADJUSTED, old, new, entry)


def rescheduled(
    slot: Slot, milestone: Milestone | None, entries: tuple[Entry, ...], moves: tuple[Rescheduling, ...]
) -> tuple[Slot, tuple[Rescheduling, ...]]:
    """Apply the reschedulings that name just this occurrence."""
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
