"""Counts: how the plan stands, by lead unit or by section; the question behind ``parplan status``.

Standing duties are counted apart. Each task stands in one column: done, else overdue, else dated, else undated, else
ongoing. A unit's row counts tasks by the unit's own share of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.plan.items import Item, TaskStanding, Timeliness
from parplan.plan.keys import agency_key, plan_key
from parplan.plan.structure import State
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.vocabulary.time_words import Kind


class Grouping(StrEnum):
    """Things the table has rows for."""

    UNIT = "unit"
    SECTION = "section"
    AGENCY = "agency"


class StatusColumn(StrEnum):
    """The column in which a task is counted."""

    DONE = "done"
    OVERDUE = "overdue"
    DATED = "dated"
    ONGOING = "ongoing"
    UNDATED = "undated"
    DROPPED = "dropped"


class Kept(StrEnum):
    """Timeliness of a task over its deadlines: the four classes in which due work is reported."""

    DONE_IN_TIME = "done-in-time"
    DONE_LATE = "done-late"
    OPEN_IN_TIME = "open-in-time"
    OVERDUE = "overdue"

    @property
    def done(self) -> bool:
        """Whether everything due is done."""
        return self in (Kept.DONE_IN_TIME, Kept.DONE_LATE)


class StatusRow(Struct, frozen=True):
    """The counts of one unit, one section, or everything.

    ``kept`` counts all tasks with a deadline by how they have kept it; ``due_kept`` counts those with a deadline on or
    before the day, by these deadlines only. Both leave out dropped tasks, as does :attr:`effective`.
    """

    key: str | None
    name: str | None
    short: str | None
    total: int
    states: dict[State, int]
    columns: dict[StatusColumn, int]
    kept: dict[Kept, int]
    due_kept: dict[Kept, int]
    due_soon: int
    extensions: int
    unreported: int

    @property
    def effective(self) -> int:
        """The number of tasks that are not dropped: the denominator of the share of all tasks."""
        return self.total - self.states.get(State.DROPPED, 0)

    @property
    def done(self) -> int:
        """Number of those that are done."""
        return self.states.get(State.DONE, 0)

    @property
    def without_result(self) -> int:
        """Number of those without a result; a moved deadline, a difficulty or a proposal is none."""
        return self.states.get(State.NOT_STARTED, 0)

    @property
    def dated(self) -> int:
        """Number of those with a deadline."""
        return sum(self.kept.values())

    @property
    def due(self) -> int:
        """Number of those with a deadline on or before the day."""
        return sum(self.due_kept.values())

    @property
    def due_done(self) -> int:
        """Number of these done by all such deadlines: the numerator of the share that the authorities count."""
        return sum(count for kept, count in self.due_kept.items() if kept.done)


class PlanCounts(Struct, frozen=True):
    """The counts of one plan without the plan itself, as there may be thousands.

    ``path`` is its file; ``agency`` the key of its agency in data, ``agency_name`` the full name.
    """

    path: str
    plan: str
    agency: str
    agency_name: str
    year: int
    through: int
    grouping: Grouping
    rows: tuple[StatusRow, ...]
    total: StatusRow


class AgencyRow(Struct, frozen=True):
    """The counts of all plans of one agency and year."""

    agency: str
    year: int
    counts: StatusRow


class ReportRow(Struct, frozen=True):
    """A report that every unit owes: how many units have handed it in, of how many with those that are not listed."""

    item: Item
    handed_in: int
    owing: int


class Status(Struct, frozen=True):
    """The table of one plan."""

    subject: PlanOnDay
    grouping: Grouping
    rows: tuple[StatusRow, ...]
    total: StatusRow
    sections: tuple[StatusRow, ...]
    overdue: tuple[TaskStanding, ...]
    leaderless: tuple[TaskStanding, ...]
    reports: tuple[ReportRow, ...]

    @property
    def counts(self) -> PlanCounts:
        """The counts only."""
        return _plan_counts(self.subject, self.grouping, self.rows, self.total)


def count_plan(subject: PlanOnDay, grouping: Grouping) -> PlanCounts:
    """The counts of one plan; grouped by agency it has only the total."""
    counted = [standing for standing in subject.assessment.passing() if standing.task.counted]
    total = _row(subject, None, subject.plan.agency, counted)
    if grouping is Grouping.AGENCY:
        return _plan_counts(subject, grouping, (), total)
    return _plan_counts(
        subject,
        grouping,
        _sections(subject, counted) if grouping is Grouping.SECTION else _by_unit(subject, counted),
        total,
    )


def _plan_counts(subject: PlanOnDay, grouping: Grouping, rows: tuple[StatusRow, ...], total: StatusRow) -> PlanCounts:
    plan = subject.plan
    return PlanCounts(
        subject.path, plan_key(plan), agency_key(plan), plan.agency, plan.year, plan.through, grouping, rows, total
    )


def count_agencies(plans: Iterable[PlanCounts]) -> tuple[AgencyRow, ...]:
    """A row for each agency and year, in the order of the plans."""
    found: dict[tuple[str, int], list[PlanCounts]] = {}
    for one in plans:
        found.setdefault((one.agency, one.year), []).append(one)
    return tuple(
        AgencyRow(agency, year, add_up((one.total for one in ones), agency, ones[0].agency_name))
        for (agency, year), ones in found.items()
    )


def add_up(rows: Iterable[StatusRow], key: str | None = None, name: str | None = None) -> StatusRow:
    """The sum of rows that have no task in common."""
    states: Counter[State] = Counter()
    columns: Counter[StatusColumn] = Counter()
    kept: Counter[Kept] = Counter()
    due_kept: Counter[Kept] = Counter()
    total = due_soon = extensions = unreported = 0
    for row in rows:
        states.update(row.states)
        columns.update(row.columns)
        kept.update(row.kept)
        due_kept.update(row.due_kept)
        total += row.total
        due_soon += row.due_soon
        extensions += row.extensions
        unreported += row.unreported
    return StatusRow(
        key=key,
        name=name,
        short=None,
        total=total,
        states=dict(states),
        columns=dict(columns),
        kept=dict(kept),
        due_kept=dict(due_kept),
        due_soon=due_soon,
        extensions=extensions,
        unreported=unreported,
    )


def count_status(portfolio: Portfolio, grouping: Grouping) -> tuple[Status, ...]:
    """Count each plan."""
    return tuple(_status(subject, grouping) for subject in portfolio.subjects)


def column_of(standing: TaskStanding) -> StatusColumn:
    """The one column in which a task is counted."""
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


def kept_of(standing: TaskStanding, until: date = date.max) -> Kept | None:
    """Timeliness of a task over its deadlines up to a day; ``None`` without any. Dropped items do not count."""
    effective = (item for item in standing.items if item.state is not State.DROPPED)
    dated = [item for item in effective if item.due is not None and item.due <= until]
    if not dated or standing.state is State.DROPPED:
        return None
    if any(item.timeliness is Timeliness.OVERDUE for item in dated):
        return Kept.OVERDUE
    if any(item.open for item in dated):
        return Kept.OPEN_IN_TIME
    return Kept.DONE_LATE if any(item.timeliness is Timeliness.DONE_LATE for item in dated) else Kept.DONE_IN_TIME


def _status(subject: PlanOnDay, grouping: Grouping) -> Status:
    counted = [standing for standing in subject.assessment if standing.task.counted]
    sections = _sections(subject, counted)
    return Status(
        subject=subject,
        grouping=grouping,
        rows=sections if grouping is Grouping.SECTION else _by_unit(subject, counted),
        total=_row(subject, None, subject.plan.agency, counted),
        sections=sections,
        overdue=tuple(s for s in counted if column_of(s) is StatusColumn.OVERDUE),
        leaderless=tuple(s for s in counted if not s.led and s.open),
        reports=tuple(_reports(subject)),
    )


def _sections(subject: PlanOnDay, counted: list[TaskStanding]) -> tuple[StatusRow, ...]:
    of_section: dict[str, list[TaskStanding]] = {}
    for standing in counted:
        of_section.setdefault(standing.task.section, []).append(standing)
    return tuple(
        _row(subject, section.id, section.title, of_section.get(section.id, ()))
        for section in subject.plan.sections
        if any(task.counted for task in section.tasks)
    )


def _by_unit(subject: PlanOnDay, counted: list[TaskStanding]) -> tuple[StatusRow, ...]:
    """A row for each unit that owes anything, in the file's order, for groups that act as one, and for no lead."""
    directory, assessment = subject.plan.directory, subject.assessment
    led: dict[str, list[TaskStanding]] = {party.code: [] for party in directory.parties()}
    nobody: list[TaskStanding] = []
    for standing in counted:
        answerable = assessment.answerable(standing)
        for code in answerable:
            if (own := assessment.standing_of(standing.task.id, code)) is not None:
                led[code].append(own)
        waiting = [] if answerable else _groups_waited_for(subject, standing)
        for code in waiting:
            led[code].append(assessment.standing_of(standing.task.id, code) or standing)
        unled = assessment.unled(standing) if answerable or waiting else standing
        if unled is not None:
            nobody.append(unled)
    rows = [
        _row(subject, party.code, party.name, led[party.code], None if party.label == party.name else party.label)
        for party in directory.parties()
        if led[party.code]
    ]
    if nobody:
        rows.append(_row(subject, None, None, nobody))
    return tuple(rows)


def _groups_waited_for(subject: PlanOnDay, standing: TaskStanding) -> list[str]:
    """The groups that lead what only those of their units owe that are not listed."""
    leads = dict.fromkeys(mention.code for item in standing.items if item.unlisted for mention in item.lead)
    return [code for code in leads if code in subject.plan.directory.groups]


def _row(
    subject: PlanOnDay,
    key: str | None,
    name: str | None,
    standings: Iterable[TaskStanding],
    short: str | None = None,
) -> StatusRow:
    tasks = list(standings)
    until = subject.assessment.as_of
    return StatusRow(
        key=key,
        name=name,
        short=short,
        total=len(tasks),
        states=dict(Counter(standing.state for standing in tasks)),
        columns=dict(Counter(column_of(standing) for standing in tasks)),
        kept=_counted(kept_of(standing) for standing in tasks),
        due_kept=_counted(kept_of(standing, until) for standing in tasks),
        due_soon=sum(standing.timeliness is Timeliness.DUE_SOON for standing in tasks),
        extensions=sum(standing.extensions for standing in tasks),
        unreported=sum(not standing.reported for standing in tasks),
    )


def _counted(kept: Iterable[Kept | None]) -> dict[Kept, int]:
    return dict(Counter(one for one in kept if one is not None))


def _reports(subject: PlanOnDay) -> Iterable[ReportRow]:
    """The dated reports among the standing duties that every unit owes."""
    for standing in subject.assessment:
        if standing.task.counted:
            continue
        for item in standing.items:
            if item.shares and item.due is not None and item.state is not State.DROPPED:
                handed_in = sum(share.stated.state is State.DONE for share in item.shares)
                handed_in += item.unlisted if item.unlisted_stated.state is State.DONE else 0
                yield ReportRow(item, handed_in, len(item.shares) + item.unlisted)
