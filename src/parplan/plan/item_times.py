"""The time of each item: its words or what it follows, after reschedulings, as slots with deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property

from msgspec.structs import replace

from parplan.plan.items import Item, Rescheduling, address_of
from parplan.plan.slots import (
    EntriesByOccurrence,
    SettledSlot,
    Slot,
    concerns,
    day_after,
    due_after_event,
    recurs_on_days,
    rescheduled,
    rescheduling_by,
    slot_after_event,
    slot_of,
)
from parplan.plan.structure import Entry, Milestone, Plan, Task
from parplan.vocabulary.time_words import Frequency, Kind, Occurrence, Reading, Recurrence, occurrences

_UNDETERMINED = Reading(kind=Kind.UNDETERMINED)
#: Days from the first to the last of a year's period, at least.
_WHOLE_YEAR = 364

#: The items that the address of a task or milestone leads to.
ItemsOf = Callable[[str], tuple[Item, ...]]


class ItemTimes:
    """Works out the slots of a plan's items. The time of one may depend on other items, which ``items_of`` has."""

    def __init__(self, plan: Plan, items_of: ItemsOf) -> None:
        self.plan = plan
        self._items_of = items_of

    def settled(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[SettledSlot]:
        """Yield the slots of a milestone (of a task without milestones: ``None``), before their state is known."""
        reading, moves = self._effective_reading(task, milestone, entries)
        about = EntriesByOccurrence(milestone, entries)
        for slot in self._slots(task, milestone, reading, entries):
            since, of_all = about.those_of(slot.occurrence), moves
            if slot.kind is Kind.EVENT and slot.occurrence is not None and slot.start is not None:
                # An entry before the event does not close what the event opened, nor does a day of all give it one.
                since, of_all = tuple(entry for entry in since if entry.date >= slot.start), ()
            yield SettledSlot(*rescheduled(slot, milestone, since, of_all), since)

    def _effective_reading(
        self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]
    ) -> tuple[Reading, tuple[Rescheduling, ...]]:
        """The time after the reschedulings of the whole milestone, and these reschedulings."""
        reading = self._written_reading(task, milestone)
        waiting = milestone is not None and milestone.waits_for_event
        moves: list[Rescheduling] = []
        for entry in entries:
            if waiting and milestone is not None and entry.milestone == milestone.id and entry.event is not None:
                reading, waiting = due_after_event(milestone, reading, entry.date), False
            if entry.reading is not None and entry.occurrence is None and concerns(entry, task, milestone):
                old = reading.due if moves else self._due_known_on(entry.date, milestone, reading)
                moves.append(rescheduling_by(moves, old, entry, recurs_on_days(reading)))
                reading = entry.reading
        return reading, tuple(moves)

    def _due_known_on(self, day: date, milestone: Milestone | None, written: Reading) -> date | None:
        """Deadline before any decision, as it was on ``day``: what it hangs on may have happened or moved later."""
        if milestone is None or milestone.reading is not None:
            return written.due
        if milestone.part_of is not None:
            dues = [_due_on(item, day) for item in _ending(self._addressed(milestone.part_of))]
            return max((due for due in dues if due is not None), default=None) if all(dues) else None
        followed = milestone.after.address if milestone.after is not None else None
        happened = None if followed is None else self._done_on(followed)
        return written.due if happened is not None and happened <= day else None

    def _written_reading(self, task: Task, milestone: Milestone | None) -> Reading:
        """The time as written: of its words, of the item it is part of, or of what it follows."""
        if milestone is None:
            return task.reading or _UNDETERMINED
        if milestone.reading is not None:
            return milestone.reading
        if milestone.part_of is not None:
            return self._host_reading(milestone.part_of)
        assert milestone.after is not None
        event = Reading(kind=Kind.EVENT)
        if milestone.after.address is None or milestone.after.lag is None:
            return event
        happened = self._done_on(milestone.after.address)
        return event if happened is None else replace(event, due=day_after(happened, milestone.after.lag))

    def _host_reading(self, address: str) -> Reading:
        """The time of the item another runs inside: the last of several, undetermined where one of them is."""
        items = self._addressed(address)
        if not items or any(item.due is None for item in _ending(items)):
            return _UNDETERMINED
        last = max(items, key=lambda item: item.due or date.min)
        return Reading(kind=last.kind, start=last.start, end=last.end, due=last.due)

    def _done_on(self, address: str) -> date | None:
        """The day on which everything that ``address`` names was finished; ``None`` while something is open."""
        days = [item.settled_on for item in self._addressed(address)]
        return max(day for day in days if day) if days and all(days) else None

    def _addressed(self, address: str) -> tuple[Item, ...]:
        """The items an address leads to."""
        whole, _, occurrence = address.partition("@")
        items = self._items_of(whole)
        return items if not occurrence else tuple(item for item in items if item.occurrence == occurrence)

    def _slots(
        self, task: Task, milestone: Milestone | None, reading: Reading, entries: tuple[Entry, ...]
    ) -> Iterator[Slot]:
        if milestone is not None and milestone.waits_for_event:
            yield slot_after_event(milestone, reading, entries)
            return
        if reading.kind is Kind.RECURRING and reading.recurrence is not None:
            expanded = tuple(self._expanded(reading.recurrence))
            if expanded:
                written = reading.recurrence.calendar  # each report stands in the plan with its own day
                yield from (() if written else self._owed(task, milestone, expanded, entries)) or expanded
                return
        yield self._within(slot_of(reading))
        if reading.kind is Kind.EVENT or (milestone or task).follows_events:
            yield from self._events(milestone, entries)

    def _within(self, slot: Slot) -> Slot:
        """Ongoing work of all the plan's years ends with a plan that ends within a year."""
        last = self.plan.until
        whole = slot.kind is Kind.ONGOING and slot.end == date(self.plan.through, 12, 31)
        return replace(slot, end=last) if last is not None and whole else slot

    def _expanded(self, recurrence: Recurrence) -> Iterator[Slot]:
        if recurrence.calendar:
            for report in self.plan.reports:
                yield replace(slot_of(report.reading), occurrence=report.key, kind=Kind.RECURRING)
            return
        for occurrence in periods_of(self.plan, recurrence):
            yield Slot(occurrence.key, Kind.RECURRING, occurrence.start, occurrence.end, occurrence.due)

    def _owed(
        self, task: Task, milestone: Milestone | None, slots: tuple[Slot, ...], entries: tuple[Entry, ...]
    ) -> tuple[Slot, ...]:
        """The periods of ``slots`` that the plan asks for, recorded of, or named by another milestone."""
        past = [slot for slot in slots if not asks_for(self.plan, slot)]
        id = milestone.id if milestone is not None else None
        told = {entry.occurrence for entry in entries if entry.milestone == id} if past else set()
        gone = {
            slot.occurrence
            for slot in past
            if slot.occurrence not in told and address_of(task.id, id, slot.occurrence) not in self._named
        }
        return tuple(slot for slot in slots if slot.occurrence not in gone)

    @cached_property
    def _named(self) -> frozenset[str]:
        """The addresses of occurrences that other milestones are part of or follow."""
        milestones = [one for task in self.plan.tasks() for one in task.milestones]
        hosts = (one.part_of for one in milestones)
        followed = (one.after.address for one in milestones if one.after is not None)
        return frozenset(address for address in (*hosts, *followed) if address is not None and "@" in address)

    def _events(self, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[Slot]:
        lag = milestone.after.lag if milestone is not None and milestone.after is not None else None
        id = milestone.id if milestone is not None else None
        seen: dict[str, date] = {}
        for entry in entries:
            if entry.milestone == id and entry.event is not None and entry.occurrence is not None:
                seen.setdefault(entry.occurrence, entry.date)
        for key, day in seen.items():
            yield Slot(key, Kind.EVENT, day, None, day_after(day, lag) if lag is not None else None)


def periods_of(plan: Plan, recurrence: Recurrence) -> tuple[Occurrence, ...]:
    """The periods of a recurring time in the years of a plan; the year of a school ends with its plan."""
    found = occurrences(recurrence, plan.year, plan.through)
    last, yearly = plan.until, recurrence.frequencies == (Frequency.YEARLY,)
    if last is None or not yearly or recurrence.deadline is not None or not plan.of_school_year:
        return found
    asked = next((one for one in found if one.end >= plan.decision_date), None)
    return tuple(replace(one, end=last, due=last) if one is asked else one for one in found)


def asks_for(plan: Plan, period: Slot | Occurrence) -> bool:
    """Whether a plan asks for a period: none that begins after its last day.

    The plan of a school year is issued in August and asks for no report of January, nor for one that was due in June.
    What comes once a year it asks for once: “Tháng 9” after its last day is that of the next school year. Others ask
    for each period.
    """
    if plan.until is not None and ((period.start or date.min) > plan.until or _comes_again(plan, period)):
        return False
    over = (period.due or period.end or date.max) < plan.decision_date
    return not (over and plan.of_school_year)


def _comes_again(plan: Plan, period: Slot | Occurrence) -> bool:
    """Whether a whole year's period is due after the last day of a plan that asks for that of the year before."""
    due, first, last = period.due, period.start, period.end
    if due is None or first is None or last is None or plan.until is None or (last - first).days < _WHOLE_YEAR:
        return False
    before = date(due.year - 1, due.month, 28 if due.month == 2 else due.day)
    return due > plan.until and before >= max(plan.decision_date, date(plan.year, 1, 1))


def _ending(items: Iterable[Item]) -> tuple[Item, ...]:
    """Those that end some day; ongoing work does not. What is finished has no deadline it did not have before."""
    return tuple(item for item in items if item.kind is not Kind.ONGOING)


def _due_on(item: Item, day: date) -> date | None:
    """Deadline an item had on ``day``, before what was decided later."""
    return next((move.old for move in item.reschedulings if move.entry.date > day), item.due)


def references_of(task: Task, milestone: str | None) -> Iterator[str]:
    """Yield the addresses on which the times of a task or its milestone depend, without an occurrence."""
    for one in task.milestones if milestone is None else (task.milestone(milestone),):
        if one.reading is None:
            named = one.part_of or (one.after.address if one.after is not None else None)
            if named is not None:
                yield named.partition("@")[0]
