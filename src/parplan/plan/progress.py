"""States from the history: the state of an item on a day, and when it was finished.

An item has the state of the latest entry that names it. An entry for the whole task, or for all occurrences of a
recurring milestone, covers what is open then; stating “in progress” there again lifts what it covered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from heapq import merge
from operator import itemgetter

from msgspec import Struct

from parplan.plan.structure import Entry, State, Target, Task, Total


class Stated(Struct, frozen=True):
    """A state and its first day; for ``DONE`` the day it was finished. ``why`` it was paused or dropped."""

    state: State = State.NOT_STARTED
    since: date | None = None
    why: str | None = None

    @property
    def done_on(self) -> date | None:
        """The day it was finished; ``None`` where it is not."""
        return self.since if self.state is State.DONE else None


_NOTHING = Stated()
_COVERING = (State.DONE, State.PAUSED, State.DROPPED)


def _stated_by(entry: Entry, state: State) -> Stated:
    why = entry.reason or entry.note or entry.difficulty if state in (State.PAUSED, State.DROPPED) else None
    return Stated(state, entry.date, why)


def _reports_progress(entry: Entry) -> bool:
    """Whether an entry without a state reports work on the item it names; an event only opens it."""
    return bool(entry.percent is not None or entry.measures or entry.note or entry.evidence)


def stated(
    entries: Iterable[Entry], milestone: str | None, occurrence: str | None = None, unit: str | None = None
) -> Stated:
    """The state of an item after ``entries``, which are in the order they take effect.

    ``milestone`` and ``occurrence`` name the item; both are ``None`` for a task without milestones. With ``unit``, the
    state is that of this unit's share of an item every unit owes: entries of other units are left out.
    """
    current, before_cover = _NOTHING, None
    passed_by = False  # the share was finished when all others were paused or dropped
    if entries == ():  # most items have no entry
        return current
    for entry in entries:
        if unit is not None and entry.unit not in (None, unit):
            continue
        if entry.event is not None and occurrence is None and entry.milestone == milestone:
            # An event opens an item of its own; the duty that waits for events is then in progress.
            if current.state is State.NOT_STARTED:
                current = Stated(State.IN_PROGRESS, entry.date)
            continue
        names_it = entry.milestone == milestone and entry.occurrence == occurrence
        covers_it = entry.of_whole_task or (entry.milestone == milestone and entry.occurrence is None)
        if not (names_it or covers_it):
            continue
        of_all = unit is not None and entry.unit is None and entry.state is not None
        if of_all and current.state.closed and (entry.state in _COVERING or passed_by):
            # An entry about all units is about the shares that were open then; one that takes these up again is, too.
            passed_by = current.state is State.DONE and entry.state in (State.PAUSED, State.DROPPED)
            continue
        if entry.state is None:
            if names_it and current.state is State.NOT_STARTED and _reports_progress(entry):
                current = Stated(State.IN_PROGRESS, entry.date)
        elif names_it:
            before_cover = None
            if entry.state is not current.state:
                current = _stated_by(entry, entry.state)
        elif entry.state in _COVERING:
            if not current.state.closed and current.state is not entry.state:
                before_cover = before_cover or current
                current = _stated_by(entry, entry.state)
        elif before_cover is not None:
            current, before_cover = before_cover, None
        elif entry.milestone is not None and not current.state.closed:
            current = Stated(entry.state, entry.date)
    return current


class EntriesByUnit:
    """Entries by unit: of a thousand units that owe a share, each reads only its own and those that name no unit."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._of_all: list[tuple[int, Entry]] = []
        self._own: dict[str, list[tuple[int, Entry]]] = {}
        for number, entry in enumerate(entries):
            own = self._of_all if entry.unit is None else self._own.setdefault(entry.unit, [])
            own.append((number, entry))

    def of(self, units: Iterable[str]) -> tuple[Entry, ...]:
        """The entries of ``units`` and those that name no unit, in their order."""
        own = [found for unit in dict.fromkeys(units) if (found := self._own.get(unit))]
        return tuple(entry for _, entry in merge(self._of_all, *own, key=itemgetter(0)))

    def tells(self, unit: str) -> bool:
        """Whether the unit has an entry of its own."""
        return unit in self._own


def stated_of_task(entries: Iterable[Entry]) -> Stated:
    """The state that the entries about the whole task give."""
    current = Stated()
    for entry in entries:
        if not entry.of_whole_task or entry.state is None:
            continue
        if entry.state is not current.state:
            current = _stated_by(entry, entry.state)
    return current


def measured(task: Task, target: Target, as_of: date, units: Sequence[str] | None = None) -> Decimal | None:
    """The value of a target on ``as_of``; ``None`` where nothing was measured.

    The value is the number of events, the latest measured total, or with ``total: sum`` the sum of all values.
    With ``units``, a unit and those it answers for, it is the value of what they owe by themselves. Of what each unit
    owes, the task or a milestone, or where an open group leads, a value with a unit is only that unit's, unless they
    add up.
    """
    if target.counts is not None:
        return Decimal(_count_events(task, target.counts, as_of, units))
    values = [value for _, value in measurements(task, target, as_of, units)]
    if not values:
        return None
    return sum(values, Decimal(0)) if target.total is Total.SUM else values[-1]


def _count_events(task: Task, milestone: str, as_of: date, units: Sequence[str] | None) -> int:
    """Number of events, each once however often it is told; where each unit owes its own, once for each of them."""
    each = task.milestone(milestone).each
    told: dict[tuple[date, str], set[str]] = {}
    for entry in task.entries:
        own = units is None or entry.unit is None or entry.unit in units
        if entry.event is not None and entry.milestone == milestone and entry.date <= as_of and own:
            whose = told.setdefault((entry.date, entry.event), set())
            if each and entry.unit is not None:
                whose.add(entry.unit)
    return sum(max(len(whose), 1) for whose in told.values())


def measurements(
    task: Task, target: Target, as_of: date, units: Sequence[str] | None = None
) -> tuple[tuple[date, Decimal], ...]:
    """The measured values, each with its day, that :func:`measured` counts, in the order they take effect."""
    entries = [entry for entry in task.entries if entry.date <= as_of]
    if units and task.measures_apart(units[0]):
        entries = [entry for entry in entries if entry.unit in units]
        if target.total is not Total.SUM:
            whose = _whose_total(target, entries, units[0])
            entries = [entry for entry in entries if entry.unit == whose]
    elif target.total is not Total.SUM:
        entries = [entry for entry in entries if not task.is_apart(entry)]
    return tuple((entry.date, value) for entry in entries for id, value in entry.measures if id == target.id)


def measured_apart(task: Task, target: Target, as_of: date, units: Sequence[str] | None = None) -> frozenset[str]:
    """The units that have measured a target for themselves, whose values :func:`measured` leaves out.

    With ``units`` these are the units it took over from, where none of their values is its own, or itself, where it
    owes the task with others and has measured for a share of its own in a milestone.
    """
    if target.counts is not None or target.total is Total.SUM:
        return frozenset()
    entries = [entry for entry in task.entries if entry.date <= as_of and task.is_apart(entry)]
    if units is None:
        return _who_measured(target, entries)
    own = [entry for entry in entries if entry.unit in units]
    if task.measures_apart(units[0]) and _whose_total(target, own, units[0]) is not None:
        return frozenset()
    return _who_measured(target, own)


def _who_measured(target: Target, entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(e.unit for e in entries if e.unit is not None and any(id == target.id for id, _ in e.measures))


def _whose_total(target: Target, entries: Iterable[Entry], unit: str) -> str | None:
    """The unit whose totals a unit tells: itself, else the one it took over from; of several none."""
    who = _who_measured(target, entries)
    if unit in who:
        return unit
    return next(iter(who)) if len(who) == 1 else None
