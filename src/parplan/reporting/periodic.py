"""The facts of a periodic report for one period as of one day, collected from the queries.

No language and no format is involved. Every number equals the one ``status`` and ``due`` give for the same day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.figures import Figure
from parplan.plan.items import Item, TaskStanding, Timeliness
from parplan.plan.progress import Stated
from parplan.plan.roles import Part, Role
from parplan.plan.structure import Citation, Entry, Plan, Section, SectionKind, State, Task
from parplan.plan.units import Party, Unit
from parplan.queries.deadlines import DueRow, DueSelection, select_due
from parplan.queries.history import LogRow, LogSelection, select_log
from parplan.queries.periods import Period, day_told_of, known_periods, next_period
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, Kept, ReportRow, StatusColumn, StatusRow, column_of, count_status, kept_of
from parplan.queries.tasks import TaskSelection, select_tasks
from parplan.reporting.period_names import end_after, year_after


class Outcome(StrEnum):
    """The category of a task in a report: the columns of ``status``, two of them subdivided.

    Finished tasks are divided by whether a deadline was missed, tasks on track by what was recorded of them, because a
    report must not claim that a task without entries is being carried out.
    """

    DONE_IN_TIME = "done-in-time"
    DONE_LATE = "done-late"
    DONE_UNDATED = "done-undated"
    OVERDUE = "overdue"
    IN_PROGRESS = "in-progress"
    PAUSED = "paused"
    UNREPORTED = "unreported"
    ONGOING = "ongoing"
    UNDATED = "undated"
    DROPPED = "dropped"


_OF_STATE = {
    State.NOT_STARTED: Outcome.UNREPORTED,
    State.IN_PROGRESS: Outcome.IN_PROGRESS,
    State.PAUSED: Outcome.PAUSED,
}
_OF_COLUMN = {
    StatusColumn.OVERDUE: Outcome.OVERDUE,
    StatusColumn.ONGOING: Outcome.ONGOING,
    StatusColumn.UNDATED: Outcome.UNDATED,
    StatusColumn.DROPPED: Outcome.DROPPED,
}


def outcome_of(standing: TaskStanding) -> Outcome:
    """The category of a task; each task has exactly one."""
    column = column_of(standing)
    if column is StatusColumn.DATED:
        return _OF_STATE[standing.state]
    if column is not StatusColumn.DONE:
        return _OF_COLUMN[column]
    if standing.timeliness is Timeliness.DONE_LATE:
        return Outcome.DONE_LATE
    if standing.timeliness in (Timeliness.DONE_EARLY, Timeliness.DONE_ON_TIME):
        return Outcome.DONE_IN_TIME
    return Outcome.DONE_UNDATED


class TaskLine(Struct, frozen=True):
    """A task in a report.

    part: the reporting unit's role in it. entries: those up to the as-of day; in a unit's report only its own.
    shares: in a unit's report, its own share of the items that every unit owes.
    """

    standing: TaskStanding
    outcome: Outcome
    entries: tuple[Entry, ...]
    targets: tuple[Figure, ...]
    part: Part | None = None
    shares: tuple[tuple[Item, Stated], ...] = ()

    @property
    def task(self) -> Task:
        """The task."""
        return self.standing.task

    @property
    def evidence(self) -> tuple[Citation, ...]:
        """The evidence recorded, each document once."""
        return tuple(dict.fromkeys(piece for entry in self.entries for piece in entry.evidence))


class SectionLines(Struct, frozen=True):
    """The tasks of one section."""

    section: Section
    lines: tuple[TaskLine, ...]

    @property
    def counted(self) -> bool:
        """Whether its tasks are counted: a section of duties is not."""
        return any(line.task.counted for line in self.lines)

    @property
    def counts(self) -> dict[Outcome, int]:
        """The number of tasks in each category."""
        return Counter(line.outcome for line in self.lines)

    def of(self, outcome: Outcome) -> tuple[TaskLine, ...]:
        """The tasks of a category."""
        return tuple(line for line in self.lines if line.outcome is outcome)


class NextWork(Struct, frozen=True):
    """The work of the next period: open items with a deadline up to ``until``; overdue ones are listed apart.

    ``period`` is that period; ``None`` after the last one of the plan.
    """

    period: Period | None
    until: date
    overdue: tuple[DueRow, ...]
    coming: tuple[DueRow, ...]
    undated: tuple[DueRow, ...]


class PeriodicReport(Struct, frozen=True):
    """A report on one period as of a day, by the agency or by one ``unit``.

    total: the counts of its tasks, as ``status`` gives them (``None``: the unit leads none).
    sections: its tasks. coordinated: tasks the unit only coordinates.
    moves, difficulties, proposals: those recorded in the period's data window (without a window, from the beginning)
    up to the as-of day.
    handed_in: the reports that every unit owes in this period.
    """

    subject: PlanOnDay
    as_of: date
    period: Period
    unit: Party | None
    total: StatusRow | None
    sections: tuple[SectionLines, ...]
    coordinated: tuple[TaskLine, ...]
    moves: tuple[LogRow, ...]
    difficulties: tuple[LogRow, ...]
    proposals: tuple[LogRow, ...]
    handed_in: tuple[ReportRow, ...]
    next: NextWork

    @property
    def plan(self) -> Plan:
        """The plan of the report."""
        return self.subject.plan

    @property
    def lines(self) -> tuple[TaskLine, ...]:
        """The counted tasks, in the plan's order."""
        return tuple(line for section in self.sections if section.counted for line in section.lines)

    @property
    def overdue(self) -> tuple[TaskLine, ...]:
        """The tasks with overdue work."""
        return tuple(line for line in self.lines if line.outcome is Outcome.OVERDUE)

    @property
    def late(self) -> tuple[TaskLine, ...]:
        """The tasks whose due work is done, but not all of it in time, as ``status`` counts them."""
        return tuple(line for line in self.lines if kept_of(line.standing, self.as_of) is Kept.DONE_LATE)

    @property
    def paused(self) -> tuple[TaskLine, ...]:
        """The tasks that are paused, or of which something is."""
        return tuple(
            line for line in self.lines if line.standing.open and any(item.paused for item in line.standing.items)
        )

    @property
    def targets(self) -> tuple[Figure, ...]:
        """The targets of all tasks in the report."""
        return tuple(target for section in self.sections for line in section.lines for target in line.targets)


def make_report(portfolio: Portfolio, period: Period, unit: Party | None = None) -> PeriodicReport:
    """Make the report on ``period`` of the default plan, as of the portfolio's day."""
    subject = portfolio.default
    typed = unit.code if unit is not None else None
    rows = select_log(portfolio, None, LogSelection(unit=typed)).rows
    periods = {one.key: one for one in known_periods(subject.plan)}
    in_period = [row for row in rows if _in_window(day_told_of(row.entry, periods), period)]
    status = count_status(portfolio, Grouping.UNIT)[0]
    tasks = select_tasks(portfolio, TaskSelection(unit=typed)).rows
    of_task: dict[str, list[LogRow]] = {}
    for row in rows:
        of_task.setdefault(row.task.id, []).append(row)
    lines = [
        (row.part, _line(subject, row.standing, row.part, of_task.get(row.standing.task.id, ()), unit)) for row in tasks
    ]
    own = [line for part, line in lines if unit is None or _answers(subject, unit, part, line)]
    answered = {line.task.id for line in own}
    total = status.total if unit is None else next((row for row in status.rows if row.key == unit.code), None)
    return PeriodicReport(
        subject=subject,
        as_of=portfolio.as_of,
        period=period,
        unit=unit,
        total=total,
        sections=tuple(_by_section(subject.plan, own)),
        coordinated=tuple(
            line
            for part, line in lines
            if part is not None and part.role is Role.COORDINATING and line.task.id not in answered
        ),
        moves=tuple(row for row in in_period if row.rescheduling is not None),
        difficulties=tuple(row for row in in_period if row.entry.difficulty),
        proposals=tuple(row for row in in_period if row.entry.proposal),
        handed_in=tuple(row for row in status.reports if _is_of(row.item, period)),
        next=_next_work(portfolio, period, typed),
    )


def reporting_unit(party: Party, plan: Plan) -> Party:
    """Check that ``party`` is a unit, or a group that leads as one party, and return it.

    Raises ``RequestError`` for any other group: each of its members hands in a report of its own.
    """
    if isinstance(party, Unit) or plan.leads_as_one(party):
        return party
    members = ", ".join(plan.directory.members([party.code]))
    raise RequestError(
        message(N_("{name} is a group, but a report is about one unit"), name=party.name),
        help=message(N_("its members: {names}"), names=members)
        if members
        else message(N_("`parplan units` lists them all")),
    )


def _answers(subject: PlanOnDay, unit: Party, part: Part | None, line: TaskLine) -> bool:
    """Whether a unit owes or has finished anything in a task, as ``status`` counts it; of duties, as a lead."""
    assessment = subject.assessment
    named = part is not None and part.role is Role.LEAD
    return (named or line.task.counted) and unit.code in assessment.answerable(assessment.standing(line.task.id))


def _in_window(day: date, period: Period) -> bool:
    return (period.data_from is None or day >= period.data_from) and (period.data_to is None or day <= period.data_to)


def _line(
    subject: PlanOnDay, standing: TaskStanding, part: Part | None, rows: Sequence[LogRow], unit: Party | None
) -> TaskLine:
    shares: list[tuple[Item, Stated]] = []
    for item in standing.items if unit is not None else ():
        said = item.stated_of(unit.code) if unit is not None else None
        if said is not None:
            shares.append((item, said))
    return TaskLine(
        standing,
        outcome_of(standing),
        tuple(row.entry for row in rows),
        subject.assessment.figures(standing),
        part,
        tuple(shares),
    )


def _by_section(plan: Plan, lines: list[TaskLine]) -> Iterable[SectionLines]:
    found: dict[str, list[TaskLine]] = {}
    for line in lines:
        found.setdefault(line.task.section, []).append(line)
    for section in sorted(plan.sections, key=lambda section: section.kind is not SectionKind.STEERING):
        if section.id in found:
            yield SectionLines(section, tuple(found[section.id]))


def _is_of(item: Item, period: Period) -> bool:
    return period.key in (item.occurrence, item.milestone.id if item.milestone is not None else None)


def _next_work(portfolio: Portfolio, period: Period, unit: str | None) -> NextWork:
    plan = portfolio.default.plan
    following = next_period(plan, period)
    until = max(end_after(plan, period) or portfolio.as_of, portfolio.as_of)
    role = Role.LEAD if unit is not None else None
    answer = select_due(portfolio, DueSelection(until, unit, role))
    if (year := year_after(plan, period)) is not None and until < (last := date(year, 12, 31)):
        # The plan has ended by then, but not the work that a decision moved into that year.
        longer = select_due(portfolio, DueSelection(last, unit, role))
        if len(longer.rows) > len(answer.rows):
            until, answer = last, longer
    return NextWork(
        following,
        until,
        answer.overdue,
        tuple(row for row in answer.rows if row.item.timeliness is not Timeliness.OVERDUE),
        answer.undated,
    )
