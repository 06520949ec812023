"""Counts: how the plan stands, by lead unit or by section; the question behind ``parplan status``.

Only tasks of part II are counted; the unit reports of part III are counted apart. Each task stands in one column: done,
else overdue, else dated, else undated, else ongoing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from parplan.plan.assessment import Item, TaskStanding, Timeliness
from parplan.plan.roles import owing_parties
from parplan.plan.structure import State
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.vocabulary.time_words import Kind


class Grouping(StrEnum):
    """What the rows of the table are."""

    UNIT = "unit"
    SECTION = "section"


class StatusColumn(StrEnum):
    """Where a task stands in the table."""

    DONE = "done"
    OVERDUE = "overdue"
    DATED = "dated"
    ONGOING = "ongoing"
    UNDATED = "undated"
    DROPPED = "dropped"


class StatusRow(Struct, frozen=True):
    """The counts of one unit, section or of everything.

    ``due`` tasks have a deadline on or before the day, ``due_done`` of them have all such deadlines done (the share the
    authorities count); both leave out dropped tasks, as does :attr:`effective`.
    """

    key: str | None
    name: str | None
    short: str | None
    total: int
    states: dict[State, int]
    columns: dict[StatusColumn, int]
    due: int
    due_done: int
    due_soon: int
    extensions: int
    unreported: int

    @property
    def effective(self) -> int:
        """The denominator of the share of all: every task but the dropped ones."""
        return self.total - self.states.get(State.DROPPED, 0)

    @property
    def done(self) -> int:
        """How many are done."""
        return self.states.get(State.DONE, 0)


class ReportRow(Struct, frozen=True):
    """A report every unit owes: how many have handed it in, of how many, and who has not."""

    item: Item
    handed_in: int
    owing: int


class Status(Struct, frozen=True):
    """How one plan stands."""

    subject: PlanOnDay
    grouping: Grouping
    rows: tuple[StatusRow, ...]
    total: StatusRow
    sections: tuple[StatusRow, ...]
    overdue: tuple[TaskStanding, ...]
    leaderless: tuple[TaskStanding, ...]
    reports: tuple[ReportRow, ...]


def count_status(portfolio: Portfolio, grouping: Grouping) -> tuple[Status, ...]:
    """Count each plan."""
    return tuple(_status(subject, grouping) for subject in portfolio.subjects)


def column_of(standing: TaskStanding) -> StatusColumn:
    """The one column a task stands in."""
    if standing.state is State.DROPPED:
        return StatusColumn.DROPPED
    if standing.state is State.DONE:
        return StatusColumn.DONE
    open_items = [item for item in standing.items if item.open]
    if any(item.timeliness is Timeliness.OVERDUE for item in open_items):
        return StatusColumn.OVERDUE
    if any(item.due is not None for item in open_items):
        return StatusColumn.DATED
    if any(item.kind is not Kind.ONGOING for item in open_items):
        return StatusColumn.UNDATED
    return StatusColumn.ONGOING


def _status(subject: PlanOnDay, grouping: Grouping) -> Status:
    counted = [standing for standing in subject.assessment if standing.task.counted]
    sections = tuple(
        _row(subject, section.id, section.title, [s for s in counted if s.task.section == section.id])
        for section in subject.plan.sections
        if any(task.counted for task in section.tasks)
    )
    return Status(
        subject=subject,
        grouping=grouping,
        rows=sections if grouping is Grouping.SECTION else _by_unit(subject, counted),
        total=_row(subject, None, subject.plan.agency, counted),
        sections=sections,
        overdue=tuple(s for s in counted if column_of(s) is StatusColumn.OVERDUE),
        leaderless=tuple(s for s in counted if not s.task.lead and s.open),
        reports=tuple(_reports(subject)),
    )


def _by_unit(subject: PlanOnDay, counted: list[TaskStanding]) -> tuple[StatusRow, ...]:
    """A row for each unit that leads anything, in the file's order, then one for what nobody leads."""
    directory = subject.plan.directory
    led: dict[str, list[TaskStanding]] = {code: [] for code in directory.units}
    nobody: list[TaskStanding] = []
    for standing in counted:
        units = owing_parties(standing.task, None, directory)  # a recipient of what the others do leads nothing
        if standing.open:
            day = subject.assessment.as_of
            units = tuple(dict.fromkeys(heir for unit in units for heir in directory.heirs(unit, day)))
        for unit in units:
            led[unit].append(standing)
        if not units:
            nobody.append(standing)
    rows = [
        _row(subject, code, directory.units[code].name, tasks, directory.units[code].short)
        for code, tasks in led.items()
        if tasks
    ]
    if nobody:
        rows.append(_row(subject, None, None, nobody))
    return tuple(rows)


def _row(
    subject: PlanOnDay,
    key: str | None,
    name: str | None,
    standings: Iterable[TaskStanding],
    short: str | None = None,
) -> StatusRow:
    tasks = list(standings)
    as_of = subject.assessment.as_of
    due = due_done = 0
    for standing in tasks:
        reached = [
            item
            for item in standing.items
            if item.due is not None and item.due <= as_of and item.state is not State.DROPPED
        ]
        if reached and standing.state is not State.DROPPED:
            due += 1
            due_done += all(item.state is State.DONE for item in reached)
    return StatusRow(
        key=key,
        name=name,
        short=short,
        total=len(tasks),
        states=dict(Counter(standing.state for standing in tasks)),
        columns=dict(Counter(column_of(standing) for standing in tasks)),
        due=due,
        due_done=due_done,
        due_soon=sum(standing.timeliness is Timeliness.DUE_SOON for standing in tasks),
        extensions=sum(standing.extensions for standing in tasks),
        unreported=sum(not standing.reported for standing in tasks),
    )


def _reports(subject: PlanOnDay) -> Iterable[ReportRow]:
    """The dated reports of part III that every unit owes."""
    for standing in subject.assessment:
        if standing.task.counted:
            continue
        for item in standing.items:
            if item.shares and item.due is not None and item.state is not State.DROPPED:
                handed_in = sum(share.stated.state is State.DONE for share in item.shares)
                yield ReportRow(item, handed_in, len(item.shares))
