"""A plan as of a day: every item with its deadline, state, timeliness and who owes it.

An item is a milestone, one occurrence of a recurring one, one event, or a task without milestones as a whole.
“Overdue” is never stored: it is computed here, from the day and the entries up to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from parplan.plan.calendar import WorkCalendar
from parplan.plan.figures import Figure, figures_of
from parplan.plan.item_states import ItemStates
from parplan.plan.item_times import ItemTimes, references_of
from parplan.plan.items import Item, TaskStanding
from parplan.plan.party_parts import PartyParts
from parplan.plan.roles import answering_parties, leads_on, owing_parties
from parplan.plan.standings import standing_of_items
from parplan.plan.structure import Entry, Mention, Milestone, Plan, Task


class Assessment:
    """A plan as of a day. Each task is computed once, on first use; tasks may refer to each other."""

    def __init__(self, plan: Plan, as_of: date, calendar: WorkCalendar | None = None) -> None:
        self.plan = plan
        self.as_of = as_of
        self._tasks = plan.task_index()
        self._times = ItemTimes(plan, self._items_of)
        self._states = ItemStates(
            plan, as_of, calendar or WorkCalendar(holidays=plan.holidays, working_days=plan.working_days)
        )
        self._parts = PartyParts(plan, as_of, self.standing, self._states)
        self._standings: dict[str, TaskStanding] = {}
        self._referred: dict[str, tuple[Item, ...]] = {}

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

    def open_until(self, id: str, until: date) -> Iterator[Item]:
        """Yield the open items of the task with this id that are due on or before ``until``.

        They equal those in :meth:`standing`, without computing the others: recurring work has many items.
        """
        task = self._tasks[id]
        entries = self._entries(task)
        for milestone in task.milestones or (None,):
            for settled in self._times.settled(task, milestone, entries):
                if settled.slot.due is not None and settled.slot.due <= until:
                    item = self._states.item(task, milestone, settled)
                    if item.open:
                        yield item

    def standing_of(self, id: str, code: str) -> TaskStanding | None:
        """The task as far as a unit or group owes it, judged by its own share; ``None`` where it owes nothing of it.

        A unit has the share it owes by itself, with its own entries, and the whole of what it owes together with
        others; a group has the shares of its members in what it leads.
        """
        return self._parts.standing_of(id, code)

    def answerable(self, standing: TaskStanding) -> tuple[str, ...]:
        """The parties that answer for a task: those that owe any of it, and of open items the heirs of ended units.

        What a unit has finished stays with it. A share that is due after its unit ends is its successor's at once.
        """
        return self._parts.answerable(standing.task.id)

    def leads(self, item: Item) -> tuple[Mention, ...]:
        """Those who lead an item on the day; of a closed one those who did on the day it was closed.

        They are as written, and in place of units that had ended their successors.
        """
        return leads_on(item.task, item.milestone, self.plan.directory, self._day_answered_for(item))

    def answering(self, item: Item) -> tuple[str, ...]:
        """The units, and groups that act as one, that owe an item on the day; of a closed one who owed it that day."""
        directory = self.plan.directory
        return directory.answering(owing_parties(item.task, item.milestone, directory), self._day_answered_for(item))

    def _day_answered_for(self, item: Item) -> date:
        return self.as_of if item.open or item.stated.since is None else item.stated.since

    def answering_about(self, task: Task, entry: Entry) -> frozenset[str]:
        """Those who owed on the day of an entry what it is about, and who owed it as written."""
        milestone = None if entry.milestone is None else task.milestone(entry.milestone)
        return answering_parties(task, milestone, self.plan.directory, entry.date)

    def leads_about(self, task: Task, entry: Entry) -> tuple[Mention, ...]:
        """Those who led on the day of an entry what it is about: its milestone, or the task."""
        milestone = None if entry.milestone is None else task.milestone(entry.milestone)
        return leads_on(task, milestone, self.plan.directory, entry.date)

    def unled(self, standing: TaskStanding) -> TaskStanding | None:
        """The part of a task that nobody leads; ``None`` where all of it is led."""
        return self._parts.unled(standing.task.id)

    def figures(self, standing: TaskStanding) -> tuple[Figure, ...]:
        """The figures of a task: the agency's, or those of the units of whose part ``standing`` is."""
        return figures_of(standing.task, self.as_of, standing.units)

    def figures_of(self, id: str, code: str) -> tuple[Figure, ...]:
        """The figures of a task as a unit or group tells them: its own where it has any, else the agency's."""
        return self.figures(self.standing_of(id, code) or self.standing(id))

    def concerning(self, code: str) -> Iterator[TaskStanding]:
        """Yield the tasks in which a unit or group may have a part, in document order; others are not computed."""
        return map(self.standing, self._parts.concerning(code))

    def predecessors(self, code: str) -> tuple[str, ...]:
        """The units that ended before the day and for which ``code`` answers on it."""
        return self._parts.predecessors(code)

    def forerunners(self, code: str) -> tuple[str, ...]:
        """The units from which ``code`` takes over, sooner or later, what they owe."""
        return self._parts.forerunners(code)

    def _assess(self, task: Task) -> TaskStanding:
        entries = self._entries(task)
        items = tuple(
            item for milestone in task.milestones or (None,) for item in self._milestone_items(task, milestone, entries)
        )
        return standing_of_items(task, items, entries, self._states.counting(task, None, entries))

    def _entries(self, task: Task) -> tuple[Entry, ...]:
        return tuple(entry for entry in task.entries if entry.date <= self.as_of)

    def _milestone_items(self, task: Task, milestone: Milestone | None, entries: tuple[Entry, ...]) -> Iterator[Item]:
        for settled in self._times.settled(task, milestone, entries):
            yield self._states.item(task, milestone, settled)

    def _items_of(self, address: str) -> tuple[Item, ...]:
        """The items of a task or milestone that others refer to; kept, as many may refer to it.

        What it refers to is computed first, with a stack instead of recursion: a chain may be longer than Python's
        limit of calls. A plan has no circle of references, so this ends.
        """
        waiting = [address]
        while waiting:
            last = waiting[-1]
            id, _, milestone = last.partition("/")
            task = self._tasks[id]
            further = [one for one in references_of(task, milestone or None) if one not in self._referred]
            if last not in self._referred and further:
                waiting += further
                continue
            waiting.pop()
            if last not in self._referred:
                self._referred[last] = (
                    tuple(self._milestone_items(task, task.milestone(milestone), self._entries(task)))
                    if milestone
                    else self.standing(id).items
                )
        return self._referred[address]
