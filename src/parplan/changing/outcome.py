"""What a change brings about: the tasks it touches before and after it, compared as of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parplan.changing.change import Change
from parplan.changing.scope import share_of
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.assessment import Item, TaskStanding, address_of
from parplan.plan.structure import Entry, State
from parplan.queries.history import history
from parplan.queries.portfolio import Portfolio, Subject, find_address


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
        entry, standing = added.entry, outcome.of(added.task).after
        if entry.date > outcome.after.assessment.as_of:
            continue
        if entry.state is not None and not _holds(entry, standing):
            raise _outweighed(outcome, added.task, entry)
        if entry.reading is not None and not _is_latest(outcome, added.task, entry):
            raise _outweighed(outcome, added.task, entry)


def _holds(entry: Entry, standing: TaskStanding) -> bool:
    """Whether what ``entry`` states is how its items stand."""
    wanted = entry.state
    if entry.milestone is None and entry.unit is None:
        return standing.state is wanted or wanted is State.NOT_STARTED
    items = [
        item
        for item in standing.items
        if (entry.milestone is None or (item.milestone is not None and item.milestone.id == entry.milestone))
        and (entry.occurrence is None or item.occurrence == entry.occurrence)
    ]
    states = [
        share.stated.state
        for item in items
        if entry.unit is not None and (share := share_of(item, entry.unit)) is not None
    ]
    if states:
        return all(state is wanted or (wanted is State.IN_PROGRESS and not state.closed) for state in states)
    if entry.milestone is None:
        return standing.state is wanted or wanted is State.NOT_STARTED
    if entry.occurrence is None and any(item.occurrence is not None for item in items):
        return not (wanted is not None and wanted.closed) or all(not item.open for item in items)
    return all(item.state is wanted for item in items)


def _is_latest(outcome: Outcome, task: str, entry: Entry) -> bool:
    for item in outcome.of(task).after.items:
        id = item.milestone.id if item.milestone is not None else None
        if (id, item.occurrence) == (entry.milestone, entry.occurrence):
            return (
                bool(item.reschedulings)
                and item.reschedulings[-1].entry.date <= entry.date
                and (item.reschedulings[-1].entry.recorded == entry.recorded)
            )
    return True  # a recurring one has occurrences now


def _outweighed(outcome: Outcome, task: str, entry: Entry) -> RequestError:
    address = outcome.after.prefix + address_of(task, entry.milestone, entry.occurrence)
    portfolio = Portfolio(outcome.after.assessment.as_of, (outcome.after,))
    rows = history(portfolio, find_address(portfolio, outcome.after.prefix + task))
    mine = outcome.entry(entry, task)
    later = [
        row
        for row in rows
        if row.entry.place != mine.place
        and row.entry.date >= entry.date
        and (row.entry.state is not None if entry.state is not None else row.entry.reading is not None)
    ]
    if later:
        last = later[-1].entry
        return RequestError(
            message(N_("{address} would not change: an entry of {date} counts more"), address=address, date=last.date),
            help=message(
                N_("record it for that day or a later one, or take that entry back; `parplan log {task}` shows it"),
                task=outcome.after.prefix + task,
            ),
        )
    return RequestError(
        message(N_("{address} would not change: what is closed there was closed by itself"), address=address),
        help=message(
            N_("name the milestone to take up again; `parplan show {task}` lists them"),
            task=outcome.after.prefix + task,
        ),
    )
