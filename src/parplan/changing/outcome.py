"""What a change brings about: the tasks it touches before and after it, compared as of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parplan.changing.change import Change, TaskEntry
from parplan.changing.scope import share_of
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.assessment import Item, TaskStanding, address_of
from parplan.plan.structure import Entry, State
from parplan.queries.portfolio import Subject


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """One task before and after."""

    before: TaskStanding
    after: TaskStanding

    @property
    def closed(self) -> tuple[Item, ...]:
        """The items that became closed; without the task itself where it has milestones."""
        return tuple(item for item in self.after.items if not item.open and self._was_open(item))

    @property
    def task_closed(self) -> bool:
        """Whether the task became closed."""
        return self.before.open and not self.after.open

    @property
    def remaining(self) -> tuple[Item, ...]:
        """The items still open."""
        return tuple(item for item in self.after.items if item.open)

    def _was_open(self, item: Item) -> bool:
        return not any(old.address == item.address and not old.open for old in self.before.items)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change of one plan and what it brings about. ``hosted`` are open items that run inside what became closed."""

    change: Change
    before: Subject
    after: Subject
    tasks: tuple[TaskOutcome, ...]
    hosted: tuple[Item, ...]

    def of(self, task: str) -> TaskOutcome:
        """What becomes of one task."""
        return next(one for one in self.tasks if one.after.task.id == task)

    @property
    def closed(self) -> tuple[str, ...]:
        """The addresses that became closed, of each task its items first and the task last."""
        found: list[str] = []
        for one in self.tasks:
            found += [self.after.address(item) for item in one.closed if item.milestone is not None]
            if one.task_closed:
                found.append(self.after.prefix + one.after.task.id)
        return tuple(found)

    def entry(self, added: Entry, task: str) -> Entry:
        """An added entry as it stands in the plan afterwards."""
        return next(
            entry
            for entry in reversed(self.after.plan.task(task).entries)
            if (entry.named, entry.unit, entry.date, entry.recorded)
            == (added.named, added.unit, added.date, added.recorded)
        )


def outcome_of(change: Change, before: Subject, after: Subject) -> Outcome:
    """Compare a plan before and after ``change``."""
    ids = dict.fromkeys(one.task for one in (*change.added, *((change.removed,) if change.removed else ())))
    tasks = tuple(TaskOutcome(before.assessment.standing(id), after.assessment.standing(id)) for id in ids)
    return Outcome(change, before, after, tasks, tuple(_hosted(after, tasks)))


def _hosted(after: Subject, tasks: tuple[TaskOutcome, ...]) -> Iterator[Item]:
    """The open items that run inside what became closed: closing the host reminds of them, it never closes them."""
    hosts = {address.partition("@")[0] for one in tasks for address in _closed_addresses(one)}
    if not hosts:
        return
    for item in after.assessment.items():
        if item.open and item.host is not None and item.host.partition("@")[0] in hosts:
            yield item


def _closed_addresses(one: TaskOutcome) -> Iterator[str]:
    yield from (item.address for item in one.closed)
    if one.task_closed:
        yield one.after.task.id


def check_effect(outcome: Outcome) -> None:
    """Refuse a change that would not bring about what it states, as when an entry of a later day says otherwise.

    Raises ``RequestError`` naming that entry.
    """
    for added in outcome.change.added:
        entry = added.entry
        holds = True
        if entry.date > outcome.after.assessment.as_of:
            continue
        if entry.state is not None:
            holds = _states_hold(outcome, added)
        elif entry.reading is not None:
            holds = _is_latest(outcome.of(added.task).after, entry)
        if not holds:
            raise _outweighed(outcome, added)


def _states_hold(outcome: Outcome, added: TaskEntry) -> bool:
    """Whether what the entry states is how its items, or the shares of its unit, stand afterwards."""
    entry, standing, wanted = added.entry, outcome.of(added.task).after, added.entry.state
    items = [item for item in standing.items if _names(entry, item)]
    if entry.unit is not None:
        shares = [share for item in items if (share := share_of(outcome.after, item, entry.unit)) is not None]
        if shares:
            return all(_is(share.stated.state, wanted) for share in shares)
    if entry.milestone is None:
        # With any entry a task is in progress, also with one that says its work has not begun.
        return standing.state is wanted or wanted is State.NOT_STARTED
    if entry.occurrence is None and any(item.occurrence is not None for item in items):
        return wanted is None or not wanted.closed or all(not item.open for item in items)
    return all(_is(item.state, wanted) for item in items)


def _names(entry: Entry, item: Item) -> bool:
    """Whether an entry is about an item, by itself or with others."""
    if entry.milestone is None:
        return True
    named = item.milestone is not None and item.milestone.id == entry.milestone
    return named and entry.occurrence in (None, item.occurrence)


def _is(state: State, wanted: State | None) -> bool:
    """Whether the state is the one stated; what was lifted by “in progress” may stand as it stood before it."""
    return state is wanted or (wanted is State.IN_PROGRESS and state is State.NOT_STARTED)


def _is_latest(standing: TaskStanding, entry: Entry) -> bool:
    """Whether the deadline set by ``entry`` is the one that holds."""
    for item in standing.items:
        id = item.milestone.id if item.milestone is not None else None
        if (id, item.occurrence) == (entry.milestone, entry.occurrence):
            last = item.reschedulings[-1].entry if item.reschedulings else None
            return last is not None and (last.date, last.recorded) == (entry.date, entry.recorded)
    return True  # it has become a recurring one


def _outweighed(outcome: Outcome, added: TaskEntry) -> RequestError:
    entry, task = added.entry, outcome.after.prefix + added.task
    address = outcome.after.prefix + address_of(added.task, entry.milestone, entry.occurrence)
    mine = outcome.entry(entry, added.task)
    entries = outcome.after.plan.task(added.task).entries  # in the order they take effect
    later = [
        other
        for other in entries[entries.index(mine) + 1 :]
        if (other.state is not None if entry.state is not None else other.reading is not None)
    ]
    if later:
        return RequestError(
            message(
                N_("{address} would not change: an entry of {date} counts more"), address=address, date=later[-1].date
            ),
            help=message(
                N_("record it for that day or a later one, or take that entry back; `parplan log {task}` shows it"),
                task=task,
            ),
        )
    return RequestError(
        message(N_("{address} would not change: what is closed there was closed by itself"), address=address),
        help=message(N_("name the milestone to take up again; `parplan show {task}` lists them"), task=task),
    )
