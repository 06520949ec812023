"""The effect of a change: the tasks it touches, before and after, compared as of the day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from parplan.changing.change import Change, TaskEntry
from parplan.changing.scope import is_only_word
from parplan.diagnostics import N_, Command, Message, message
from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.first_days import first_day
from parplan.plan.items import Item, TaskStanding, address_of
from parplan.plan.structure import Entry, State
from parplan.queries.portfolio import Addressed, PlanOnDay


class TaskEffect(Struct, frozen=True):
    """One task before and after."""

    before: TaskStanding
    after: TaskStanding

    @property
    def closed(self) -> tuple[Item, ...]:
        """The items that became closed, without the task itself if it has milestones."""
        was_open = {item.address for item in self.before.items if item.open}
        return tuple(item for item in self.after.items if not item.open and item.address in was_open)

    @property
    def reopened(self) -> tuple[Item, ...]:
        """The items that became open again."""
        was_closed = {item.address for item in self.before.items if not item.open}
        return tuple(item for item in self.after.items if item.open and item.address in was_closed)

    @property
    def task_closed(self) -> bool:
        """Whether the task became closed."""
        return self.before.open and not self.after.open

    @property
    def remaining(self) -> tuple[Item, ...]:
        """The items still open."""
        return tuple(item for item in self.after.items if item.open)

    @property
    def task_reopened(self) -> bool:
        """Whether the task became open again."""
        return not self.before.open and self.after.open


class Effect(Struct, frozen=True):
    """A change of one plan and its effect.

    hosted: open items that are part of a closed one.
    following: items of other tasks whose deadlines depend on a changed one and moved.
    """

    change: Change
    before: PlanOnDay
    after: PlanOnDay
    tasks: tuple[TaskEffect, ...]
    hosted: tuple[Item, ...]
    following: tuple[Item, ...]

    def of(self, task: str) -> TaskEffect:
        """The effect on one task."""
        return next(one for one in self.tasks if one.after.task.id == task)

    @property
    def closed(self) -> tuple[str, ...]:
        """The addresses that became closed; for each task its items first, the task last."""
        found: list[str] = []
        for one in self.tasks:
            found += [self.after.address(item) for item in one.closed if item.address != one.after.task.id]
            if one.task_closed:
                found.append(self.after.prefix + one.after.task.id)
        return tuple(found)

    @property
    def reopened(self) -> tuple[str, ...]:
        """The addresses that became open again; for each task its items first, the task last."""
        found: list[str] = []
        for one in self.tasks:
            found += [self.after.address(item) for item in one.reopened if item.address != one.after.task.id]
            if one.task_reopened:
                found.append(self.after.prefix + one.after.task.id)
        return tuple(found)

    def entry(self, added: Entry, task: str) -> Entry:
        """An added entry as the plan has it afterwards."""
        return next(
            entry
            for entry in reversed(self.after.plan.task(task).entries)
            if (entry.named, entry.unit, entry.date, entry.recorded)
            == (added.named, added.unit, added.date, added.recorded)
        )


def effect_of(change: Change, before: PlanOnDay, after: PlanOnDay) -> Effect:
    """Compare a plan before and after ``change``."""
    ids = dict.fromkeys(one.task for one in (*change.removed, *change.added))
    tasks = tuple(TaskEffect(before.assessment.standing(id), after.assessment.standing(id)) for id in ids)
    following = tuple(_following(before, after, ids))
    return Effect(change, before, after, tasks, tuple(_hosted(after, tasks)), following)


def _following(before: PlanOnDay, after: PlanOnDay, changed: Collection[str]) -> Iterator[Item]:
    """The items of other tasks that follow or are part of a changed one and have another deadline now."""
    for task in after.plan.tasks():
        if task.id in changed or not any(m.part_of or (m.after and m.after.address) for m in task.milestones):
            continue
        old = {item.address: item.due for item in before.assessment.standing(task.id).items}
        for item in after.assessment.standing(task.id).items:
            if item.open and item.due != old.get(item.address):
                yield item


def _hosted(after: PlanOnDay, tasks: tuple[TaskEffect, ...]) -> Iterator[Item]:
    """The open items that are part of a closed one: closing the host never closes them, but is a reminder of them."""
    hosts = {address.partition("@")[0] for one in tasks for address in _closed_addresses(one)}
    if not hosts:
        return
    for item in after.assessment.items():
        if item.open and item.host is not None and item.host.partition("@")[0] in hosts:
            yield item


def _closed_addresses(one: TaskEffect) -> Iterator[str]:
    yield from (item.address for item in one.closed)
    if one.task_closed:
        yield one.after.task.id


def check_effect(effect: Effect) -> tuple[Message, ...]:
    """Refuse a change that would not have the effect it states; return messages for the user.

    An entry for an earlier day may be recorded although a later entry determines the present state, if it holds on its
    own day; but finished work must be finished today. Raises ``RequestError`` naming the entry that takes precedence.
    """
    remarks: list[Message] = []
    plan = effect.after.plan
    for added in effect.change.added:
        entry = added.entry
        address = effect.after.prefix + address_of(added.task, entry.milestone, entry.occurrence)
        if entry.date < (earliest := first_day(plan, plan.task(added.task), entry.milestone)):
            told = N_("{address}: {date} is before the work could begin ({earliest}); is the year right?")
            remarks.append(message(told, address=address, date=entry.date, earliest=earliest))
        if entry.date > effect.after.assessment.as_of or _holds(effect.after, added):
            remarks += _remark_on_what_follows(effect, added, address)
            continue
        own_day = replace(effect.after, assessment=Assessment(effect.after.plan, entry.date))
        later = _later(effect, added)
        if later is None or entry.state is State.DONE or not _holds(own_day, added):
            raise _outweighed(effect, added, later)
        remarks.append(
            message(
                N_("{address}: recorded for {date}; the state today follows from the entry of {later}"),
                address=address,
                date=entry.date,
                later=later.date,
            )
        )
    return tuple(remarks)


def _remark_on_what_follows(effect: Effect, added: TaskEntry, address: str) -> Iterator[Message]:
    """Remark on an entry after the as-of day that states something else: it is in force from its own day on."""
    as_of, entry = effect.after.assessment.as_of, added.entry
    if entry.state is None and entry.reading is None:
        return
    for other in effect.after.plan.task(added.task).entries:
        # An entry about more than this item covers only what is open.
        of_another = None not in (other.unit, entry.unit) and other.unit != entry.unit
        if other.date <= as_of or other.named != entry.named or of_another:
            continue
        if (other.state not in (None, entry.state)) if entry.state is not None else other.reading is not None:
            yield message(
                N_("{address}: recorded for {date}; from {later} on, the entry of that day counts"),
                address=address,
                date=entry.date,
                later=other.date,
            )
            return


def _holds(subject: PlanOnDay, added: TaskEntry) -> bool:
    standing = subject.assessment.standing(added.task)
    if added.entry.state is not None:
        unit = added.entry.unit
        if unit is not None and is_only_word(Addressed(subject, standing), unit):
            return True
        return _states_hold(standing, added.entry)
    return added.entry.reading is None or _is_latest(standing, added.entry)


def _states_hold(standing: TaskStanding, entry: Entry) -> bool:
    """Whether afterwards the items of the entry, or its unit's shares, have the stated state."""
    wanted = entry.state
    items = [item for item in standing.items if _names(entry, item)]
    if entry.unit is not None:
        shares = [stated for item in items if (stated := item.stated_of(entry.unit)) is not None]
        if shares:
            return all(_is(stated.state, wanted) for stated in shares)
    if entry.of_whole_task:
        # Any entry puts a task in progress, even one that says work has not begun.
        return standing.state is wanted or wanted is State.NOT_STARTED
    if entry.occurrence is None and any(item.occurrence is not None for item in items):
        return wanted is None or not wanted.closed or all(not item.open for item in items)
    return all(_is(item.state, wanted) for item in items)


def _names(entry: Entry, item: Item) -> bool:
    """Whether an entry is about an item, alone or among others."""
    if entry.of_whole_task:
        return True
    milestone = item.milestone.id if item.milestone is not None else None
    return milestone == entry.milestone and entry.occurrence in (None, item.occurrence)


def _is(state: State, wanted: State | None) -> bool:
    """Whether the state is the one stated; work taken up by “in progress” may return to its earlier state."""
    return state is wanted or (wanted is State.IN_PROGRESS and state is State.NOT_STARTED)


def _is_latest(standing: TaskStanding, entry: Entry) -> bool:
    """Whether the deadline set by ``entry`` is the one in force."""
    for item in standing.items:
        id = item.milestone.id if item.milestone is not None else None
        if (id, item.occurrence) == (entry.milestone, entry.occurrence):
            last = item.reschedulings[-1].entry if item.reschedulings else None
            return last is not None and (last.date, last.recorded) == (entry.date, entry.recorded)
    return True  # it has become recurring


def _later(effect: Effect, added: TaskEntry) -> Entry | None:
    """The last entry of the same kind that takes effect after the one added."""
    entries = effect.after.plan.task(added.task).entries  # in the order they take effect
    after = entries[entries.index(effect.entry(added.entry, added.task)) + 1 :]
    with_state = added.entry.state is not None
    found = [other for other in after if (other.state if with_state else other.reading) is not None]
    return found[-1] if found else None


def _first_day_in_place_of_others(subject: PlanOnDay, entry: Entry) -> date | None:
    """The day from which a unit answers for those it followed, if the entry is of an earlier one."""
    directory = subject.plan.directory
    before = [directory.units[code].valid_until for code in subject.assessment.predecessors(entry.unit or "")]
    last = max((day for day in before if day is not None), default=None)
    return last + timedelta(days=1) if last is not None and entry.date <= last else None


def _outweighed(effect: Effect, added: TaskEntry, later: Entry | None) -> RequestError:
    entry, task = added.entry, effect.after.prefix + added.task
    address = effect.after.prefix + address_of(added.task, entry.milestone, entry.occurrence)
    if later is not None:
        return RequestError(
            message(
                N_("{address} would not change: an entry of {date} takes precedence"), address=address, date=later.date
            ),
            help=message(N_("record it for a day after that entry, or undo that entry; what was recorded:")),
            commands=[Command("log", (task,))],
        )
    if entry.unit is not None and (first := _first_day_in_place_of_others(effect.after, entry)) is not None:
        return RequestError(
            message(
                N_("{unit} did not owe {address} yet on {date}"), unit=entry.unit, address=address, date=entry.date
            ),
            help=message(
                N_("it has answered for units that ended since {date}; record that day or a later one"), date=first
            ),
        )
    return RequestError(
        message(N_("{address} would not change: its milestones were closed one by one"), address=address),
        help=message(N_("name the milestone to reopen; the milestones:")),
        commands=[Command("show", (task,))],
    )
