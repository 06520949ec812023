"""The facts of the statistics annex: figures without a target, by unit and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from parplan.plan.items import TaskStanding
from parplan.plan.progress import measured, measured_apart
from parplan.plan.structure import Mention, Target, Task
from parplan.queries.periods import Period, day_told_of, known_periods
from parplan.reporting.periodic import PeriodicReport

#: The most periods with a column.
_PERIODS = 5


class FigureRow(Struct, frozen=True):
    """One figure of one unit (``None``: of the leads together), with its value for each period."""

    task: Task
    leads: tuple[Mention, ...]
    target: Target
    unit: str | None
    values: tuple[Decimal | None, ...]


class Statistics(Struct, frozen=True):
    """The figures of a report: its periods up to the current one, and a row for each figure and unit."""

    periods: tuple[Period, ...]
    rows: tuple[FigureRow, ...]


def make_statistics(report: PeriodicReport) -> Statistics:
    """Collect the targets without a comparison, with their values at the end of each period, or as of the report."""
    periods = _periods(report)
    days = [min(period.end or report.as_of, report.as_of) for period in periods]
    standings = [line.standing for section in report.sections for line in section.lines]
    asked = {period.key: period for period in known_periods(report.plan)}
    return Statistics(periods, tuple(row for standing in standings for row in _rows(report, standing, days, asked)))


def _periods(report: PeriodicReport) -> tuple[Period, ...]:
    own = report.period
    before = [p for p in known_periods(report.plan) if p.end is not None and own.end is not None and p.end < own.end]
    return (*sorted(before, key=lambda period: period.end or date.min)[-(_PERIODS - 1) :], own)


def _rows(
    report: PeriodicReport, standing: TaskStanding, days: list[date], asked: Mapping[str, Period]
) -> Iterator[FigureRow]:
    task = standing.task
    targets = [target for target in task.targets if target.comparison is None]
    told = _by_days_told_of(task, report.as_of, asked) if targets else task

    def row(target: Target, unit: str | None, units: Sequence[str] | None) -> FigureRow:
        return FigureRow(task, standing.lead, target, unit, tuple(measured(told, target, day, units) for day in days))

    for target in targets:
        if report.unit is not None:
            code = report.unit.code if task.measures_apart(report.unit.code) else None
            yield row(target, code, (code,) if code is not None and standing.units is None else standing.units)
            continue
        apart = _measuring(task, target, report.as_of) if task.each else measured_apart(task, target, report.as_of)
        agency = row(target, None, None)
        of_all = any(e.unit is None and target.id in dict(e.measures) for e in told.entries)
        if of_all if task.each else not apart or any(value is not None for value in agency.values):
            yield agency
        asked_of = report.subject.assessment.answerable(standing) if task.each else ()
        for code in (party.code for party in report.plan.directory.parties()):
            taken_over = apart.intersection(report.subject.assessment.predecessors(code))
            if code in apart or (code in asked_of and not taken_over):
                yield row(target, code, (code,))


def _measuring(task: Task, target: Target, as_of: date) -> frozenset[str]:
    """The units that have measured a target, also those that have ended since."""
    entries = (entry for entry in task.entries if entry.date <= as_of and target.id in dict(entry.measures))
    return frozenset(entry.unit for entry in entries if entry.unit is not None)


def _by_days_told_of(task: Task, as_of: date, asked: Mapping[str, Period]) -> Task:
    """A task with its entries up to a day, answers to forms on a day of the period they answer."""
    entries = [replace(one, date=day_told_of(one, asked)) for one in task.entries if one.date <= as_of]
    return replace(task, entries=tuple(sorted(entries, key=lambda entry: entry.date)))
