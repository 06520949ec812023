"""A plan as of a day: every item with its deadline, state, timeliness and who owes it.

An item is a milestone, one occurrence of a recurring one, one event, or a task without milestones as a whole.
“Overdue” is never stored: it is computed here, from the day and the entries up to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from parplan.plan.calendar import WorkCalendar
from parplan.plan.items import Item, Rescheduling, Share, TaskStanding, Timeliness
from parplan.plan.progress import EntriesByUnit, Stated, stated
from parplan.plan.roles import answered_on, answering_parties, concerned_parties, owing_parties
from parplan.plan.slots import (
    EntriesByOccurrence,
    SettledSlot,
    Slot,
    concerns,
    day_after,
    rescheduled,
    rescheduling_by,
    slot_after_event,
    slot_of,
)
from parplan.plan.standings import standing_of_items, state_of_all
from parplan.plan.structure import Entry, Milestone, Plan, State, Task
from parplan.vocabulary.time_words import Kind, Reading, Recurrence, occurrences

_UNDETERMINED = Reading(kind=Kind.UNDETERMINED)


class Assessment:
    """A plan as of a day. Each task is computed once, on first use; tasks may refer to each other."""

    def __init__(self, plan: Plan, as_of: date, calendar: WorkCalendar | None = None) -> None:
        self.plan = plan
        self.as_of = as_of
        self._calendar = calendar or WorkCalendar(holidays=plan.holidays, working_days=plan.working_days)
        self._tasks = plan.task_index()
        self._standings: dict[str, TaskStanding] = {}
        self._own_standings: dict[tuple[str, str], TaskStanding | None] = {}
        self._shares: dict[tuple[str, str | None, str | None], dict[str, list[Share]]] = {}
        self._behind_of: dict[str, tuple[str, ...]] = {}
        self._referred: dict[str, tuple[Item, ...]] = {}
        self._soon = day_after(as_of, plan.due_soon)
        self._told: dict[str, tuple[EntriesByUnit, tuple[tuple[Entry, frozenset[str]], ...]]] = {}
        self._predecessors = plan.directory.predecessors(as_of)
        self._concerning: dict[str, list[str]] | None = None
        self._forerunners: dict[str, list[str]] | None = None
        self._answerable: dict[str, tuple[str, ...]] = {}

    @property
    def ids(self) -> Collection[str]:
        """The ids of all tasks in document order."""
        return self._tasks.keys()

    def __iter__(self) -> Iterator[TaskStanding]:
        for id in self._tasks:
            yield self.standing(id)

    def passing(self) -> Iterator[TaskStanding]:
        """Yield every task in document order without keeping it: the tasks of a large plan take much memory."""
        for id, task in self._tasks.items():
            yield self._standings.get(id) or self._assess(task)

    def items(self) -> Iterator[Item]:
        """Yield every item of every task in document order."""
        for standing in self:
            yield from standing.items

    def standing(self, id: str) -> TaskStanding:
        """The task with this id as of the day. Raises ``KeyError`` where there is none."""
        if id not in self._standings:
            self._standings[id] = self._assess(self._tasks[id])
        return self._standings[id]

    def predecessors(self, code: str) -> tuple[str, ...]:
        """The units that ended before the day and for which ``code`` answers on it."""
        return self._predecessors.get(code, ())

    def forerunners(self, code: str) -> tuple[str, ...]:
        """The units from which ``code`` takes over, sooner or later, what they owe."""
        if self._forerunners is None:
            self._forerunners = {}
            for unit in self.plan.directory.units:
                for taker in self.plan.directory.takers(unit):
                    self._forerunners.setdefault(taker, []).append(unit)
        return tuple(self._forerunners.get(code, ()))

    def concerning(self, code: str) -> Iterator[TaskStanding]:
        """Yield the tasks in which a unit or group may have a part, in document order; others are not computed."""
        if self._concerning is None:
            self._concerning = {}
            for id, task in self._tasks.items():
                for one in concerned_parties(task, self.plan.directory):
                    self._concerning.setdefault(one, []).append(id)
        for id in self._concerning.get(code, ()):
            yield self.standing(id)

    def open_until(self, id: str, until: date) -> Iterator[Item]:
        """Yield the open items of the task with this id that are due on or before ``until``.

        They equal those in :meth:`standing`, without computing the others: recurring work has many items.
        """
        task = self._tasks[id]
        entries = self._entries(task)
        for milestone in task.milestones or (None,):
            for settled in self._settled(task, milestone, entries):
                if settled.slot.due is not None and settled.slot.due <= until:
                    item = self._item(task, milestone, settled)
                    if item.open:
                        yield item

    def _assess(self, task: Task) -> TaskStanding:
        entries = self._entries(task)
        items = tuple(
            item for milestone in task.milestones or (None,) for item in self._milestone_items(task, milestone, entries)
        )
        return standing_of_items(task, items, entries, self._counting(task, None, entries))

    def _entries(self, task: Task) -> tuple[Entry, ...]:
        return tuple(entry for entry in task.entries if entry.date <= self.as_of)

    def _milestone_items(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[Item]:
        for settled in self._settled(task, milestone, entries):
            yield self._item(task, milestone, settled)

    def _settled(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[SettledSlot]:
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
        moves: list[Rescheduling] = []
        for entry in entries:
            if entry.reading is not None and entry.occurrence is None and concerns(entry, task, milestone):
                moves.append(rescheduling_by(moves, reading.due, entry))
                reading = entry.reading
        return reading, tuple(moves)

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

    def _addressed(self, address: str) -> tuple[Item, ...]:
        """The items an address leads to."""
        whole, _, occurrence = address.partition("@")
        items = self._items_of(whole)
        return items if not occurrence else tuple(item for item in items if item.occurrence == occurrence)

    def _items_of(self, address: str) -> tuple[Item, ...]:
        """The items of a task or milestone that others refer to; kept, as many may refer to it.

        What it refers to is computed first, with a stack instead of recursion: a chain may be longer than Python's
        limit of calls. A plan has no circle of references, so this ends.
        """
        waiting = [address]
        while waiting:
            last = waiting[-1]
            further = [one for one in self._references(last) if one not in self._referred]
            if last not in self._referred and further:
                waiting += further
                continue
            waiting.pop()
            if last not in self._referred:
                id, _, milestone = last.partition("/")
                task = self._tasks[id]
                self._referred[last] = (
                    tuple(self._milestone_items(task, task.milestone(milestone), self._entries(task)))
                    if milestone
                    else self.standing(id).items
                )
        return self._referred[address]

    def _references(self, address: str) -> Iterator[str]:
        """The addresses on which the times of a task or milestone depend, without an occurrence."""
        id, _, milestone = address.partition("/")
        task = self._tasks[id]
        for one in (task.milestone(milestone),) if milestone else task.milestones:
            if one is not None and one.reading is None:
                named = one.part_of or (one.after.address if one.after is not None else None)
                if named is not None:
                    yield named.partition("@")[0]

    def _host_reading(self, address: str) -> Reading:
        """The time of the item another runs inside: the last of several, undetermined where one of them is."""
        items = self._addressed(address)
        if not items or any(item.undated for item in items):
            return _UNDETERMINED
        last = max(items, key=lambda item: item.due or date.min)
        return Reading(kind=last.kind, start=last.start, end=last.end, due=last.due)

    def _done_on(self, address: str) -> date | None:
        """The day on which everything that ``address`` names was finished; ``None`` while something is open."""
        days = [item.stated.done_on for item in self._addressed(address)]
        return max(day for day in days if day) if days and all(days) else None

    def _slots(
        self, task: Task, milestone: Milestone | None, reading: Reading, entries: tuple[Entry, ...]
    ) -> Iterator[Slot]:
        if milestone is not None and milestone.waits_for_event:
            yield slot_after_event(milestone, reading, entries)
            return
        if reading.kind is Kind.RECURRING and reading.recurrence is not None:
            expanded = tuple(self._expanded(reading.recurrence))
            if expanded:
                yield from expanded
                return
        yield slot_of(reading)
        if reading.kind is Kind.EVENT or (milestone or task).follows_events:
            yield from self._events(milestone, entries)

    def _expanded(self, recurrence: Recurrence) -> Iterator[Slot]:
        if recurrence.calendar:
            for report in self.plan.reports:
                yield replace(slot_of(report.reading), occurrence=report.key, kind=Kind.RECURRING)
            return
        for occurrence in occurrences(recurrence, self.plan.year, self.plan.through):
            yield Slot(occurrence.key, Kind.RECURRING, occurrence.start, occurrence.end, occurrence.due)

    def _events(self, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[Slot]:
        lag = milestone.after.lag if milestone is not None and milestone.after is not None else None
        id = milestone.id if milestone is not None else None
        seen: dict[str, date] = {}
        for entry in entries:
            if entry.milestone == id and entry.event is not None and entry.occurrence is not None:
                seen.setdefault(entry.occurrence, entry.date)
        for key, day in seen.items():
            yield Slot(key, Kind.EVENT, day, None, day_after(day, lag) if lag is not None else None)

    def _item(self, task: Task, milestone: Milestone | None, settled: SettledSlot) -> Item:
        slot, entries = settled.slot, settled.entries
        id = milestone.id if milestone is not None else None
        shares: tuple[Share, ...] = ()
        parts: tuple[Stated, ...] = ()
        unlisted = 0
        own = stated(self._counting(task, milestone, entries), id, slot.occurrence)
        if (milestone.each if milestone is not None else task.each) and (
            owing := self._owing_each(task, milestone, slot)
        ):
            shares = tuple(self._shares_of(owing, entries, id, slot.occurrence))
            parts = tuple(share.stated for share in shares)
            unlisted = self._unlisted(task, milestone)
            parts += (own,) if unlisted else ()  # closed only by what is stated for all
            own = state_of_all(parts)
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
            timeliness=self._timeliness(slot.due, slot.kind, own, parts),
            days=None if slot.due is None else (slot.due - self.as_of).days,
            owed_by=owed,
            shares=shares,
            reschedulings=settled.moves,
            host=milestone.part_of if milestone is not None else None,
            year_over=slot.kind is Kind.ONGOING and slot.end is not None and slot.end < self.as_of,
            unlisted=unlisted,
        )

    def _owing_each(self, task: Task, milestone: Milestone | None, slot: Slot) -> tuple[str, ...]:
        """The units that owe a share: those that exist on the last permitted day.

        A unit that ended before it never owed this one; its successors do, as themselves.
        """
        day = slot.due or self.as_of
        directory = self.plan.directory
        parties = directory.answering(owing_parties(task, milestone, directory), day)
        to_begin = {code for code, unit in directory.units.items() if unit.begins_after(day)}
        return tuple(code for code in parties if code not in to_begin)

    def _unlisted(self, task: Task, milestone: Milestone | None) -> int:
        """How many units owe an item besides those known by name."""
        return self.plan.directory.unlisted(mention.code for mention in task.leads(milestone))

    def _counting(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
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

    def _shares_of(
        self, units: Iterable[str], entries: tuple[Entry, ...], milestone: str | None, occurrence: str | None
    ) -> Iterator[Share]:
        told = EntriesByUnit(entries)
        silent = None  # the state of every unit without an entry of its own
        for unit in units:
            if told.tells(unit):
                own = stated(told.of((unit,)), milestone, occurrence, unit)
            else:
                own = silent = silent or stated(told.of(()), milestone, occurrence, unit)
            yield self._share(unit, own, told, milestone, occurrence)

    def _share(
        self, unit: str, own: Stated, told: EntriesByUnit, milestone: str | None, occurrence: str | None
    ) -> Share:
        if own.state.closed:
            return Share(unit, own, ())
        directory = self.plan.directory
        heirs = directory.heirs(unit, self.as_of)
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

    def _timeliness(self, due: date | None, kind: Kind, own: Stated, parts: tuple[Stated, ...]) -> Timeliness:
        """How an item stands to its deadline; where several owe it, by the last of its ``parts``."""
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

    def standing_of(self, id: str, code: str) -> TaskStanding | None:
        """The task as far as a unit or group owes it, judged by its own share; ``None`` where it owes nothing of it.

        A unit has the share it owes by itself, with its own entries, and the whole of what it owes together with
        others; a group has the shares of its members in what it leads.
        """
        key = id, code
        if key not in self._own_standings:
            self._own_standings[key] = self._assess_of(self.standing(id), code)
        return self._own_standings[key]

    def _assess_of(self, whole: TaskStanding, code: str) -> TaskStanding | None:
        items = tuple(own for item in whole.items if (own := self._part_of(item, code)) is not None)
        if not items:
            return None
        if items == whole.items and not whole.task.each and all(entry.unit is None for entry in whole.entries):
            return whole  # owed together, and no entry names a unit
        entries = self._entries_of(whole, code)
        return standing_of_items(whole.task, items, entries, entries, self._behind(code))

    def _behind(self, code: str) -> tuple[str, ...]:
        """The codes whose entries speak for a unit or group: its own, its members' and its predecessors'."""
        found = self._behind_of.get(code)
        if found is None:
            group = self.plan.directory.groups.get(code)
            others = group.members if group else self.predecessors(code)
            found = self._behind_of[code] = (code, *others)
        return found

    def answerable(self, standing: TaskStanding) -> tuple[str, ...]:
        """Who answers for a task: whoever owes any of it, and for open items the successors of units that ended.

        What a unit has finished stays with it. A share that is due after its unit ends is its successor's at once.
        """
        id = standing.task.id
        if id not in self._answerable:
            self._answerable[id] = tuple(self._answering(self.standing(id)))
        return self._answerable[id]

    def _answering(self, standing: TaskStanding) -> Iterator[str]:
        directory = self.plan.directory
        task = standing.task
        milestones = task.milestones or (None,)
        owing = dict.fromkeys(code for one in milestones for code in owing_parties(task, one, directory))
        owing.update(dict.fromkeys(share.unit for item in standing.items for share in item.shares))
        found: dict[str, None] = {}
        for code in owing:
            own = self.standing_of(task.id, code)
            if own is not None and not own.open:
                found[code] = None
            else:
                found.update(dict.fromkeys(directory.heirs(code, self.as_of)))
        return (code for code in found if self.standing_of(task.id, code) is not None)

    def _part_of(self, item: Item, code: str) -> Item | None:
        """An item as far as a unit or group owes it."""
        directory = self.plan.directory
        group = directory.groups.get(code)
        of_members = group is not None and not group.acts_as_one
        if of_members and all(mention.code != code for mention in item.lead):
            return None
        if not item.shares:
            answering = answering_parties(item.task, item.milestone, directory, self.as_of)
            return item if of_members or code in answering else None
        units = group.members if group is not None and of_members else (code,)
        wanted = frozenset(units)
        shares = item.shares if of_members else self._shares_by_unit(item).get(code, ())
        mine = [
            (share, unit, own)
            for share in shares
            for unit in share.told_by
            if unit in wanted and (own := share.stated_by(unit))
        ]
        if not mine:
            return None
        parts = tuple(own for _, _, own in mine)
        own = parts[0] if len(parts) == 1 else state_of_all(parts)
        owed = (other for share, unit, _ in mine for other in ((unit,) if unit in share.owed_by else share.owed_by))
        return replace(
            item,
            stated=own,
            timeliness=self._timeliness(item.due, item.kind, own, parts),
            owed_by=() if own.state.closed else tuple(dict.fromkeys(owed)),
            shares=tuple({share.unit: share for share, _, _ in mine}.values()),
            unlisted=0,
        )

    def _shares_by_unit(self, item: Item) -> dict[str, list[Share]]:
        """The shares of an item by the units that speak for them, kept: a thousand units each look for their own."""
        key = item.task.id, item.milestone.id if item.milestone is not None else None, item.occurrence
        found = self._shares.get(key)
        if found is None:
            found = self._shares[key] = {}
            for share in item.shares:
                for unit in share.told_by:
                    found.setdefault(unit, []).append(share)
        return found

    def _entries_of(self, whole: TaskStanding, code: str) -> tuple[Entry, ...]:
        """The entries about the work of a unit or group: about all, its own, and about what it owes with others."""
        task = whole.task
        told = self._told.get(task.id)
        if told is None:
            told = self._told[task.id] = EntriesByUnit(whole.entries), tuple(self._together(whole))
        by_unit, together = told
        own = by_unit.of(self._behind(code))
        others = {entry.place for entry, parties in together if code in parties}
        if others.issubset(entry.place for entry in own):
            return own
        kept = others.union(entry.place for entry in own)
        return tuple(entry for entry in whole.entries if entry.place in kept)

    def _together(self, whole: TaskStanding) -> Iterator[tuple[Entry, frozenset[str]]]:
        """Yield each entry of one unit about what several owe together, with all of these."""
        task = whole.task
        milestones = [m for m in task.milestones or (None,) if not (task.each if m is None else m.each)]
        directory = self.plan.directory
        owed = [
            (m, owing_parties(task, m, directory), answering_parties(task, m, directory, self.as_of))
            for m in milestones
        ]
        for entry in whole.entries:
            if entry.unit is None or (task.each and entry.of_whole_task):
                continue
            for one, owing, parties in owed:
                about = entry.of_whole_task or one is None or one.id == entry.milestone
                if about and answered_on(entry.unit, owing, directory, entry.date):
                    yield entry, parties
