"""A plan as of a day: every item with its deadline, state, timeliness and who owes it.

An item is a milestone, one occurrence of a recurring one, one event, or a task without milestones as a whole.
“Overdue” is never stored: it is computed here, from what was stated up to the day and the day itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from parplan.plan.calendar import WorkCalendar
from parplan.plan.durations import add_duration
from parplan.plan.progress import Stated, stated, stated_of_task
from parplan.plan.roles import answering_parties, owing_parties
from parplan.plan.structure import Duration, Entry, Mention, Milestone, Plan, State, Task
from parplan.vocabulary.time_words import Kind, Proposal, Reading, Recurrence, occurrences


class Timeliness(StrEnum):
    """How an item stands to its deadline on a day."""

    ON_TRACK = "on-track"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    UNDATED = "undated"
    DONE_EARLY = "done-early"
    DONE_ON_TIME = "done-on-time"
    DONE_LATE = "done-late"


class Move(StrEnum):
    """What a rescheduling did: fixed an open deadline (ấn định), extended it (gia hạn) or adjusted it (điều chỉnh)."""

    FIXED = "fixed"
    EXTENDED = "extended"
    ADJUSTED = "adjusted"

    @property
    def extends(self) -> bool:
        """Whether the new deadline is the later one."""
        return self is Move.EXTENDED


class Rescheduling(Struct, frozen=True):
    """One change of a deadline, with the document it rests on."""

    move: Move
    old: date | None
    new: date | None
    entry: Entry


class Share(Struct, frozen=True):
    """One unit's part of an item that every lead unit owes by itself; ``owed_by`` are those who answer for it now.

    ``heirs`` has, of a unit that ended, what was stated by each unit that answers for it since.
    """

    unit: str
    stated: Stated
    owed_by: tuple[str, ...]
    heirs: tuple[tuple[str, Stated], ...] = ()

    @property
    def told_by(self) -> tuple[str, ...]:
        """Whose word there is of it: its unit, then the heirs."""
        return (self.unit, *(unit for unit, _ in self.heirs if unit != self.unit)) if self.heirs else (self.unit,)

    def stated_by(self, unit: str) -> Stated | None:
        """What was stated of the share by its unit or an heir; ``None`` for any other unit."""
        return self.stated if unit == self.unit else dict(self.heirs).get(unit)


class Item(Struct, frozen=True):
    """Something to be done, as of a day.

    ``due`` is the last permitted day, ``last_working_day`` the last working day on or before it, ``days`` how many
    days are left (negative: late). ``host`` is the address of the item it runs inside. ``shares`` is empty unless
    every unit owes it; ``unlisted`` is how many units do besides those. ``owed_by`` has the codes of those that still
    owe it, and is empty when it is closed.
    """

    task: Task
    milestone: Milestone | None
    occurrence: str | None
    kind: Kind
    start: date | None
    end: date | None
    due: date | None
    last_working_day: date | None
    stated: Stated
    timeliness: Timeliness
    days: int | None
    owed_by: tuple[str, ...]
    shares: tuple[Share, ...] = ()
    reschedulings: tuple[Rescheduling, ...] = ()
    host: str | None = None
    year_over: bool = False
    unlisted: int = 0

    @property
    def address(self) -> str:
        """``2.b``, ``2.b/report`` or ``1.d/report@2021-Q3``."""
        return address_of(self.task.id, self.milestone.id if self.milestone else None, self.occurrence)

    @property
    def action(self) -> str:
        """What is to be done, in short: the milestone's title, else the task's."""
        return self.milestone.title if self.milestone else self.task.title

    @property
    def lead(self) -> tuple[Mention, ...]:
        """Who leads it: of a milestone its own leads, else the task's."""
        return self.task.leads(self.milestone)

    @property
    def proposed(self) -> tuple[Proposal, ...]:
        """What its time may mean, where that is not certain."""
        return self.milestone.proposed if self.milestone else self.task.proposed

    @property
    def carried_from(self) -> str | None:
        """The address, with its year, of the item of an earlier plan it goes on with."""
        return self.milestone.carried_from if self.milestone else self.task.carried_from

    @property
    def state(self) -> State:
        """What was stated last."""
        return self.stated.state

    @property
    def open(self) -> bool:
        """Whether something remains to be done."""
        return not self.state.closed

    @property
    def undated(self) -> bool:
        """Whether it is open without a deadline; ongoing work is not undated."""
        return self.open and self.due is None and self.kind is not Kind.ONGOING


class TaskStanding(Struct, frozen=True):
    """A task as of a day, with its items. ``next_due`` is the earliest deadline still open.

    ``entries`` are those that tell of it; of ``units``, where it is only what these owe of it.
    """

    task: Task
    items: tuple[Item, ...]
    stated: Stated
    timeliness: Timeliness
    next_due: date | None
    entries: tuple[Entry, ...]
    units: tuple[str, ...] | None = None

    @property
    def reported(self) -> bool:
        """Whether anything was recorded of it."""
        return bool(self.entries)

    @property
    def state(self) -> State:
        """The task's state."""
        return self.stated.state

    @property
    def open(self) -> bool:
        """Whether something remains to be done."""
        return not self.state.closed

    @property
    def undated(self) -> bool:
        """Whether an open item of it has no deadline."""
        return self.open and any(item.undated for item in self.items)

    @property
    def ongoing(self) -> bool:
        """Whether an open item of it is ongoing work."""
        return self.open and any(item.open and item.kind is Kind.ONGOING for item in self.items)

    @property
    def extensions(self) -> int:
        """How many times a deadline of it was extended."""
        return sum(r.move is Move.EXTENDED for item in self.items for r in item.reschedulings)


def address_of(task: str, milestone: str | None = None, occurrence: str | None = None) -> str:
    """Write an address: ``task/milestone@occurrence`` with the parts there are."""
    address = task if milestone is None else f"{task}/{milestone}"
    return address if occurrence is None else f"{address}@{occurrence}"


class _Slot(Struct, frozen=True):
    """An item before it is judged: which one, and when it is due."""

    occurrence: str | None
    kind: Kind
    start: date | None
    end: date | None
    due: date | None


class _Settled(Struct, frozen=True):
    """A slot with what its deadline became, the changes that made it so, and the entries that may speak of it."""

    slot: _Slot
    moves: tuple[Rescheduling, ...]
    entries: tuple[Entry, ...]


class _ByOccurrence:
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


_UNDETERMINED = Reading(kind=Kind.UNDETERMINED)


class Assessment:
    """A plan as of a day. Computes each task once, when it is asked for; tasks may refer to each other."""

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
        self._soon = _day_after(as_of, plan.due_soon)

    @property
    def ids(self) -> Collection[str]:
        """The ids of all tasks in document order."""
        return self._tasks.keys()

    def __iter__(self) -> Iterator[TaskStanding]:
        for id in self._tasks:
            yield self.standing(id)

    def passing(self) -> Iterator[TaskStanding]:
        """Yield every task like the assessment itself, without keeping them: those of a large plan take much room."""
        for id, task in self._tasks.items():
            yield self._standings.get(id) or self._assess(task)

    def items(self) -> Iterator[Item]:
        """Yield every item of every task in document order."""
        for standing in self:
            yield from standing.items

    def standing(self, id: str) -> TaskStanding:
        """The task with this id as of the day; ``KeyError`` where there is none."""
        if id not in self._standings:
            self._standings[id] = self._assess(self._tasks[id])
        return self._standings[id]

    def open_until(self, id: str, until: date) -> Iterator[Item]:
        """Yield the open items with a deadline up to a day of the task with this id, judging no others.

        The same as those among the items of :meth:`standing`; of work that recurs most items are not asked for.
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
        return _standing(task, items, entries, self._counting(task, None, entries))

    def _entries(self, task: Task) -> tuple[Entry, ...]:
        return tuple(entry for entry in task.entries if entry.date <= self.as_of)

    def _milestone_items(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[Item]:
        for settled in self._settled(task, milestone, entries):
            yield self._item(task, milestone, settled)

    def _settled(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[_Settled]:
        """Yield the items of a milestone, or of a task without, before they are judged."""
        reading, moves = self._effective_reading(task, milestone, entries)
        about = _ByOccurrence(milestone, entries)
        for slot in self._slots(task, milestone, reading, entries):
            since = about.those_of(slot.occurrence)
            if slot.kind is Kind.EVENT and slot.occurrence is not None and slot.start is not None:
                # What was closed before the event happened does not close what the event opened.
                since = tuple(entry for entry in since if entry.date >= slot.start)
            yield _Settled(*_rescheduled(slot, milestone, since, moves), since)

    def _effective_reading(
        self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]
    ) -> tuple[Reading, tuple[Rescheduling, ...]]:
        """The time after the reschedulings of the whole milestone, or of a task without, and these."""
        reading = self._written_reading(task, milestone)
        moves: list[Rescheduling] = []
        for entry in entries:
            if entry.reading is not None and entry.occurrence is None and _concerns(entry, task, milestone):
                moves.append(_moved(moves, reading.due, entry))
                reading = entry.reading
        return reading, tuple(moves)

    def _written_reading(self, task: Task, milestone: Milestone | None) -> Reading:
        """The time as written: its words, the item it is part of, or what it follows; of a task without, its own."""
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
        return event if happened is None else replace(event, due=_day_after(happened, milestone.after.lag))

    def _addressed(self, address: str) -> tuple[Item, ...]:
        """The items an address leads to."""
        whole, _, occurrence = address.partition("@")
        items = self._items_of(whole)
        return items if not occurrence else tuple(item for item in items if item.occurrence == occurrence)

    def _items_of(self, address: str) -> tuple[Item, ...]:
        """The items of a task or milestone, which others refer to; kept, as many may.

        What it refers to itself is worked out first, and before that what this refers to: a chain may be longer than
        Python lets functions call each other. A plan has no circle of references, so this ends.
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
        """What the times of a task or milestone are told by, without an occurrence."""
        id, _, milestone = address.partition("/")
        task = self._tasks[id]
        for one in (task.milestone(milestone),) if milestone else task.milestones:
            if one is not None and one.reading is None:
                named = one.part_of or (one.after.address if one.after is not None else None)
                if named is not None:
                    yield named.partition("@")[0]

    def _host_reading(self, address: str) -> Reading:
        """The time of a host: of several items the last one's, undetermined as soon as one of them is."""
        items = self._addressed(address)
        if not items or any(item.undated for item in items):
            return _UNDETERMINED
        last = max(items, key=lambda item: item.due or date.min)
        return Reading(kind=last.kind, start=last.start, end=last.end, due=last.due)

    def _done_on(self, address: str) -> date | None:
        """The day what ``address`` names was finished, where all of it is."""
        days = [item.stated.done_on for item in self._addressed(address)]
        return max(day for day in days if day) if days and all(days) else None

    def _slots(
        self, task: Task, milestone: Milestone | None, reading: Reading, entries: tuple[Entry, ...]
    ) -> Iterator[_Slot]:
        if milestone is not None and milestone.waits_for_event:
            yield _after_event(milestone, reading, entries)
            return
        if reading.kind is Kind.RECURRING and reading.recurrence is not None:
            expanded = tuple(self._expanded(reading.recurrence))
            if expanded:
                yield from expanded
                return
        yield _slot_of(reading)
        if reading.kind is Kind.EVENT or (milestone or task).follows_events:
            yield from self._events(milestone, entries)

    def _expanded(self, recurrence: Recurrence) -> Iterator[_Slot]:
        if recurrence.calendar:
            for report in self.plan.reports:
                yield replace(_slot_of(report.reading), occurrence=report.key, kind=Kind.RECURRING)
            return
        for occurrence in occurrences(recurrence, self.plan.year, self.plan.through):
            yield _Slot(occurrence.key, Kind.RECURRING, occurrence.start, occurrence.end, occurrence.due)

    def _events(self, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[_Slot]:
        lag = milestone.after.lag if milestone is not None and milestone.after is not None else None
        id = milestone.id if milestone is not None else None
        seen: dict[str, date] = {}
        for entry in entries:
            if entry.milestone == id and entry.event is not None and entry.occurrence is not None:
                seen.setdefault(entry.occurrence, entry.date)
        for key, day in seen.items():
            yield _Slot(key, Kind.EVENT, day, None, _day_after(day, lag) if lag is not None else None)

    def _item(self, task: Task, milestone: Milestone | None, settled: _Settled) -> Item:
        slot, entries = settled.slot, settled.entries
        id = milestone.id if milestone is not None else None
        shares: tuple[Share, ...] = ()
        parts: tuple[Stated, ...] = ()
        unlisted = 0
        own = stated(self._counting(task, milestone, entries), id, slot.occurrence)
        if (milestone.each if milestone is not None else task.each) and (
            owing := self._owing_each(task, milestone, slot)
        ):
            shares = tuple(self._share(unit, entries, id, slot.occurrence) for unit in owing)
            parts = tuple(share.stated for share in shares)
            unlisted = self._unlisted(task, milestone)
            parts += (own,) if unlisted else ()  # closed only by what is stated for all
            own = _together(parts)
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

    def _owing_each(self, task: Task, milestone: Milestone | None, slot: _Slot) -> tuple[str, ...]:
        """The units that owe a share: those that exist on the last permitted day.

        A unit that ended before it never owed this one; its successors do, as themselves.
        """
        day = slot.due or self.as_of
        directory = self.plan.directory
        parties = directory.answering(owing_parties(task, milestone, directory), day)
        to_begin = {code for code, unit in directory.units.items() if unit.begins_after(day)}
        return tuple(code for code in parties if code not in to_begin)

    def _unlisted(self, task: Task, milestone: Milestone | None) -> int:
        """How many units owe an item besides those that are known by name."""
        return self.plan.directory.unlisted(mention.code for mention in task.leads(milestone))

    def _counting(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries that count for an item: of nobody in particular, or of one of those who owe it together.

        What a unit says that owes nothing of it, or that is one of many in an open group, is that unit's word. One
        unit's word on the whole of a task each owes is about its share.
        """
        if all(entry.unit is None for entry in entries):
            return entries
        answering = answering_parties(task, milestone, self.plan.directory, self.as_of)
        each = task.each if milestone is None else milestone.each

        def counts(entry: Entry) -> bool:
            if entry.unit is None or not answering:
                return True
            return entry.unit in answering and not each and not (task.each and entry.of_whole_task)

        return tuple(filter(counts, entries))

    def _share(self, unit: str, entries: tuple[Entry, ...], milestone: str | None, occurrence: str | None) -> Share:
        own = stated(entries, milestone, occurrence, unit)
        if own.state.closed:
            return Share(unit, own, ())
        directory = self.plan.directory
        heirs = directory.heirs(unit, self.as_of)
        if heirs == (unit,):
            return Share(unit, own, heirs)
        ended = directory.units[unit].valid_until or date.min
        later = tuple(entry for entry in entries if entry.date > ended)
        taken_over = {heir: stated(later, milestone, occurrence, heir) for heir in heirs}
        owed_by = tuple(heir for heir, state in taken_over.items() if not state.state.closed)
        if owed_by:
            return Share(unit, own, owed_by, tuple(taken_over.items()))
        last = max(taken_over.values(), key=lambda state: state.since or date.min)
        return Share(unit, last, (), tuple(taken_over.items()))

    def _timeliness(self, due: date | None, kind: Kind, own: Stated, parts: tuple[Stated, ...]) -> Timeliness:
        """How an item stands to its deadline; of one that several owe, by the last of its ``parts``."""
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

        A unit has the share it owes by itself, with its own entries, and what it owes together with others whole; a
        group the shares of its members in what it leads.
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
            return whole  # of one thing owed together, told of nobody by name
        entries = tuple(entry for entry in self._entries(whole.task) if self._speaks_for(entry, whole.task, code))
        return _standing(whole.task, items, entries, entries, self._behind(code))

    def _behind(self, code: str) -> tuple[str, ...]:
        """Whose word is that of a unit or group: its own, its members', that of units it took over from."""
        found = self._behind_of.get(code)
        if found is None:
            group = self.plan.directory.groups.get(code)
            others = group.members if group else self.plan.directory.predecessors(code, self.as_of)
            found = self._behind_of[code] = (code, *others)
        return found

    def answerable(self, standing: TaskStanding) -> tuple[str, ...]:
        """Who answers for a task: whoever owes anything of it, and of what is open, the successors of those that ended.

        What a unit has finished stays with it.
        """
        directory = self.plan.directory
        task = standing.task
        milestones = task.milestones or (None,)
        owing = dict.fromkeys(code for one in milestones for code in owing_parties(task, one, directory))
        found: dict[str, None] = {}
        for code in owing:
            own = self.standing_of(task.id, code)
            if own is not None and not own.open:
                found[code] = None
            else:
                found.update(dict.fromkeys(directory.heirs(code, self.as_of)))
        return tuple(code for code in found if self.standing_of(task.id, code) is not None)

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
        own = parts[0] if len(parts) == 1 else _together(parts)
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
        """The shares of an item by the units that speak for them: a thousand units each look for their own."""
        key = item.task.id, item.milestone.id if item.milestone is not None else None, item.occurrence
        found = self._shares.get(key)
        if found is None:
            found = self._shares[key] = {}
            for share in item.shares:
                for unit in share.told_by:
                    found.setdefault(unit, []).append(share)
        return found

    def _speaks_for(self, entry: Entry, task: Task, code: str) -> bool:
        """Whether an entry tells of the work of a unit or group: of all, its own, or of what it owes with others."""
        directory = self.plan.directory
        if entry.unit is None or entry.unit in self._behind(code):
            return True
        if task.each and entry.of_whole_task:
            return False
        milestones = task.milestones or (None,)
        about = [m for m in milestones if entry.of_whole_task or m is None or m.id == entry.milestone]
        together = (m for m in about if not (task.each if m is None else m.each))
        answering = (answering_parties(task, m, directory, self.as_of) for m in together)
        return any(entry.unit in parties and code in parties for parties in answering)


def _day_after(day: date, duration: Duration) -> date:
    """The day ``duration`` after ``day``, or the last one there is where a plan asks for more than the calendar has."""
    try:
        return add_duration(day, duration)
    except OverflowError:
        return date.max


def _slot_of(reading: Reading) -> _Slot:
    return _Slot(None, reading.kind, reading.start, reading.end, reading.due)


def _concerns(entry: Entry, task: Task, milestone: Milestone | None) -> bool:
    """Whether a rescheduling is about ``milestone``: it names it, or the task has no other."""
    if milestone is None:
        return True
    return entry.milestone == milestone.id or (entry.milestone is None and len(task.milestones) == 1)


def _after_event(milestone: Milestone, reading: Reading, entries: tuple[Entry, ...]) -> _Slot:
    """What happens once after an event: without a deadline until that, then due on the later of the event and its day.

    A lag counts from the event.
    """
    assert milestone.after is not None
    happened = next((e.date for e in entries if e.milestone == milestone.id and e.event is not None), None)
    if happened is None or reading.due is None:
        return _Slot(None, Kind.EVENT, None, None, None)
    by_event = happened if milestone.after.lag is None else _day_after(happened, milestone.after.lag)
    return _Slot(None, reading.kind, happened, None, max(reading.due, by_event))


def _moved(moves: Sequence[Rescheduling], due: date | None, entry: Entry) -> Rescheduling:
    """What ``entry`` does to a deadline: against the last day there was, also where it was undetermined since."""
    new = entry.reading.due if entry.reading is not None else None
    before = moves[-1] if moves else None  # whose old day is itself the last one that was known then
    old = due or (None if before is None else before.new or before.old)
    if old is None:
        return Rescheduling(Move.FIXED if new is not None else Move.ADJUSTED, old, new, entry)
    return Rescheduling(Move.EXTENDED if new is not None and new > old else Move.ADJUSTED, old, new, entry)


def _rescheduled(
    slot: _Slot, milestone: Milestone | None, entries: tuple[Entry, ...], moves: tuple[Rescheduling, ...]
) -> tuple[_Slot, tuple[Rescheduling, ...]]:
    """Apply the reschedulings that name just this occurrence."""
    id = milestone.id if milestone is not None else None
    if slot.occurrence is None:
        return slot, moves
    own: list[Rescheduling] = []
    for entry in entries:
        if entry.reading is not None and entry.milestone == id and entry.occurrence == slot.occurrence:
            own.append(_moved(own or moves, slot.due, entry))
            new = entry.reading
            slot = _Slot(slot.occurrence, slot.kind, new.start or slot.start, new.end, new.due)
    return slot, (*moves, *own) if own else moves


def _together(states: Sequence[Stated]) -> Stated:
    """The state of an item every unit owes: closed when all shares are, and since the last of them."""
    if all(state.state.closed for state in states):
        closed = State.DONE if any(state.state is State.DONE for state in states) else State.DROPPED
        return Stated(closed, max(state.since for state in states if state.since is not None))
    if all(state.state.closed or state.state is State.PAUSED for state in states):
        paused = next(state for state in states if state.state is State.PAUSED)
        return Stated(State.PAUSED, max(state.since for state in states if state.since is not None), paused.why)
    begun = [state.since for state in states if state.since is not None and state.state is not State.NOT_STARTED]
    return Stated(State.IN_PROGRESS, min(begun)) if begun else Stated()


def _standing(
    task: Task,
    items: tuple[Item, ...],
    entries: tuple[Entry, ...],
    counting: tuple[Entry, ...],
    units: tuple[str, ...] | None = None,
) -> TaskStanding:
    """A task with ``items``; ``entries`` are all that were recorded of it, ``counting`` those that speak for it."""
    state = _task_state(items, entries, stated_of_task(counting))
    dues = [item.due for item in items if item.open and item.due is not None]
    return TaskStanding(
        task=task,
        items=items,
        stated=state,
        timeliness=_task_timeliness(state.state, items),
        next_due=min(dues) if dues and not state.state.closed else None,
        entries=entries,
        units=units,
    )


def _task_state(items: tuple[Item, ...], entries: tuple[Entry, ...], whole: Stated) -> Stated:
    closed = all(not item.open for item in items)
    last = max((item.stated.since for item in items if item.stated.since is not None), default=date.min)
    if closed and whole.state.closed and whole.since is not None and last <= whole.since:
        return whole
    if closed:
        done = [item.stated.since for item in items if item.state is State.DONE and item.stated.since is not None]
        if done:
            return Stated(State.DONE, max(done))
        return Stated(State.DROPPED, max(item.stated.since for item in items if item.stated.since is not None))
    if whole.state is State.PAUSED and all(item.state is State.PAUSED for item in items if item.open):
        return whole
    begun = next((entry.date for entry in entries if entry.tells_of_work), None)
    return Stated() if begun is None else Stated(State.IN_PROGRESS, begun)


def _task_timeliness(state: State, items: tuple[Item, ...]) -> Timeliness:
    """The worst of the open items; of a finished task, whether any of its deadlines was missed."""
    found = {item.timeliness for item in items if state.closed or item.open}
    order = [Timeliness.OVERDUE, Timeliness.DUE_SOON]
    if any(item.open and item.due is not None and item.timeliness is Timeliness.ON_TRACK for item in items):
        order.append(Timeliness.ON_TRACK)
    order += [Timeliness.DONE_LATE, Timeliness.DONE_ON_TIME, Timeliness.DONE_EARLY, Timeliness.UNDATED]
    return next((timeliness for timeliness in order if timeliness in found), Timeliness.ON_TRACK)
