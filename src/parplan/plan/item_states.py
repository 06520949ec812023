"""The state of each item as of a day: what was stated about it, whose shares are open, who owes it, its timeliness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from parplan.plan.calendar import WorkCalendar
from parplan.plan.items import Item, Share, Timeliness
from parplan.plan.progress import EntriesByUnit, Stated, stated
from parplan.plan.roles import answered_on, owing_parties, recipients_of
from parplan.plan.slots import SettledSlot, day_after
from parplan.plan.standings import state_of_all
from parplan.plan.structure import Entry, Milestone, Plan, State, Task
from parplan.vocabulary.time_words import Kind

#: Whether a unit had closed a share by its last day, since the last day of the one it took over from.
HadFinished = Callable[[str, date | None], bool]


class ItemStates:
    """Makes the items of a plan as of a day from their slots."""

    def __init__(self, plan: Plan, as_of: date, calendar: WorkCalendar) -> None:
        self.plan = plan
        self.as_of = as_of
        self._calendar = calendar
        self._soon = day_after(as_of, plan.due_soon)

    def item(self, task: Task, milestone: Milestone | None, settled: SettledSlot) -> Item:
        """The item of a slot, with its state, timeliness and who owes it."""
        slot, entries = settled.slot, settled.entries
        id = milestone.id if milestone is not None else None
        shares: tuple[Share, ...] = ()
        parts: tuple[Stated, ...] = ()
        unlisted = 0
        own = of_all = stated(self.counting(task, milestone, entries), id, slot.occurrence)
        if milestone.each if milestone is not None else task.each:
            told = EntriesByUnit(entries)
            had_finished = self._had_finished(told, id, slot.occurrence)
            owing = self._owing_each(task, milestone, settled, had_finished)
            shares = tuple(self._shares_of(owing, told, id, slot.occurrence, had_finished))
            parts = tuple(share.stated for share in shares)
            unlisted = 0 if self._whose_event(task, milestone, settled) else self._unlisted(task, milestone)
            parts += (of_all,) if unlisted else ()  # closed only by what is stated for all
            own = state_of_all(parts) if parts else of_all
        if own.state.closed:
            owed: tuple[str, ...] = ()
        elif shares:
            owed = tuple(dict.fromkeys(unit for share in shares for unit in share.owed_by))
        else:
            owed = self.plan.directory.answering(owing_parties(task, milestone, self.plan.directory), self.as_of)
        return Item(
            task=task,
            milestone=milestone,
            occurrence=slot.occurrence,
            kind=slot.kind,
            start=slot.start,
            end=slot.end,
            due=slot.due,
            last_working_day=None if slot.due is None else self._calendar.last_working_day(slot.due),
            stated=own,
            timeliness=self.timeliness(slot.due, slot.kind, own, parts),
            days=None if slot.due is None else (slot.due - self.as_of).days,
            owed_by=owed,
            shares=shares,
            reschedulings=settled.moves,
            host=milestone.part_of if milestone is not None else None,
            year_over=slot.kind is Kind.ONGOING and slot.end is not None and slot.end < self.as_of,
            unlisted=unlisted,
            unlisted_stated=of_all if unlisted else Stated(),
        )

    def counting(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries that count for an item: those that name no unit, or one of those who owed it together that day.

        An entry of a unit that owes nothing of it, or that is one of many in an open group, speaks for that unit only.
        Where each unit owes the task, an entry of one unit on the whole task is about its own share.
        """
        if all(entry.unit is None for entry in entries):
            return entries
        directory = self.plan.directory
        owing = owing_parties(task, milestone, directory)
        each = task.each if milestone is None else milestone.each

        def counts(entry: Entry) -> bool:
            if entry.unit is None or not owing:
                return True
            if each or (task.each and entry.of_whole_task):
                return False
            return answered_on(entry.unit, owing, directory, entry.date)

        return tuple(filter(counts, entries))

    def timeliness(self, due: date | None, kind: Kind, own: Stated, parts: tuple[Stated, ...]) -> Timeliness:
        """Timeliness of an item; where several owe it, of the last of its ``parts``."""
        if due is None:
            return Timeliness.ON_TRACK if kind is Kind.ONGOING else Timeliness.UNDATED
        if own.state is State.DROPPED:
            return Timeliness.ON_TRACK
        if own.state is State.DONE:
            last = max(day for part in parts or (own,) if (day := part.done_on) is not None)
            if last > due:
                return Timeliness.DONE_LATE
            return Timeliness.DONE_ON_TIME if last == due else Timeliness.DONE_EARLY
        if due < self.as_of:
            return Timeliness.OVERDUE
        return Timeliness.DUE_SOON if due <= self._soon else Timeliness.ON_TRACK

    def _owing_each(
        self, task: Task, milestone: Milestone | None, settled: SettledSlot, had_finished: HadFinished
    ) -> tuple[str, ...]:
        """The units that owe a share: those that exist on the last permitted day.

        A unit that ended before it never owed this one; its successors do, as themselves, unless it had finished its
        own. One that receives it, and takes over from a unit that sent it in, does not send it to itself while others
        do.
        """
        day = settled.slot.due or self.as_of
        directory = self.plan.directory
        owing = self._whose_event(task, milestone, settled) or owing_parties(task, milestone, directory)
        # A unit founded from others that are named, too, has no share besides what they left.
        followers = {heir for code in owing for heir in directory.takers(code) if directory.units[heir].valid_from}
        first = [code for code in owing if code not in followers] or owing
        parties = tuple(dict.fromkeys(heir for code in first for heir in directory.heirs(code, day, had_finished)))
        recipients = recipients_of(task, milestone)
        parties = tuple(code for code in parties if code not in recipients) or parties
        if milestone.carried_from if milestone is not None else task.carried_from:
            # An earlier plan left it to the units that this one begins with, whenever its day was.
            day = max(day, self.plan.decision_date, date(self.plan.year, 1, 1))
        to_begin = {code for code, unit in directory.units.items() if unit.begins_after(day)}
        return tuple(code for code in parties if code not in to_begin)

    def _whose_event(self, task: Task, milestone: Milestone | None, settled: SettledSlot) -> tuple[str, ...]:
        """The units that owe a share of what their own events of one day opened; none where an event is of all."""
        slot = settled.slot
        if slot.kind is not Kind.EVENT or slot.occurrence is None:
            return ()
        directory = self.plan.directory
        owing = dict.fromkeys(owing_parties(task, milestone, directory))
        ending = [code for code in owing if code in directory.units and directory.units[code].valid_until is not None]
        found: set[str] = set()
        for entry in settled.entries:
            if entry.event is not None and entry.occurrence == slot.occurrence:
                whose = {code for code in ending if entry.unit in directory.heirs(code, entry.date)}
                whose.update((entry.unit,) if entry.unit in owing else ())
                if not whose:
                    return ()
                found |= whose
        return tuple(code for code in owing if code in found)

    def _had_finished(self, told: EntriesByUnit, milestone: str | None, occurrence: str | None) -> HadFinished:
        """Whether a unit had closed a share by its last day, since the day it took it over, if it did.

        Such a unit left nothing to its successors.
        """
        units = self.plan.directory.units

        def had_finished(code: str, since: date | None) -> bool:
            last = units[code].valid_until
            if last is None or not told.tells(code):
                return False
            entries = (e for e in told.of((code,)) if (since or date.min) < e.date <= last)
            return stated(entries, milestone, occurrence, code).state.closed

        return had_finished

    def _unlisted(self, task: Task, milestone: Milestone | None) -> int:
        """Number of units that owe an item besides those known by name."""
        return self.plan.directory.unlisted(mention.code for mention in task.leads(milestone))

    def _shares_of(
        self,
        units: Iterable[str],
        told: EntriesByUnit,
        milestone: str | None,
        occurrence: str | None,
        had_finished: HadFinished,
    ) -> Iterator[Share]:
        silent = None  # the state of every unit without an entry of its own
        for unit in units:
            if told.tells(unit):
                own = stated(told.of((unit,)), milestone, occurrence, unit)
            else:
                own = silent = silent or stated(told.of(()), milestone, occurrence, unit)
            yield self._share(unit, own, told, milestone, occurrence, had_finished)

    def _share(
        self,
        unit: str,
        own: Stated,
        told: EntriesByUnit,
        milestone: str | None,
        occurrence: str | None,
        had_finished: HadFinished,
    ) -> Share:
        directory = self.plan.directory
        if own.state.closed:
            heirs = directory.heirs(unit, own.since or self.as_of)
            return Share(unit, own, (), tuple((heir, own) for heir in heirs if heir != unit))
        heirs = directory.heirs(unit, self.as_of, had_finished)
        if heirs == (unit,):
            return Share(unit, own, heirs)
        ended = directory.units[unit].valid_until or date.min
        taken_over = {
            heir: stated(tuple(e for e in told.of((heir,)) if e.date > ended), milestone, occurrence, heir)
            for heir in heirs
        }
        owed_by = tuple(heir for heir, state in taken_over.items() if not state.state.closed)
        if owed_by:
            return Share(unit, own, owed_by, tuple(taken_over.items()))
        last = max(taken_over.values(), key=lambda state: state.since or date.min)
        return Share(unit, last, (), tuple(taken_over.items()))
