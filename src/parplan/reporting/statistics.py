"""The facts of the statistics annex: figures without a target, by unit and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from parplan.plan.items import TaskStanding
from parplan.plan.progress import measured
from parplan.plan.structure import Target, Task
from parplan.queries.periods import Period, day_told_of, known_periods
from parplan.reporting.periodic import PeriodicReport

#: The most periods with a column.
_PERIODS = 5


class FigureRow(Struct, frozen=True):
    """One figure of one unit (``None``: of the leads together), with its value for each period."""

    task: Task
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
    for target in targets:
        unit = report.unit
        if unit is not None or not task.each:
            code = unit.code if unit is not None and task.measures_apart(unit.code) else None
            units = (code,) if code is not None and standing.units is None else standing.units
            yield FigureRow(task, target, code, tuple(measured(told, target, day, units) for day in days))
            continue
        for code in report.subject.assessment.answerable(standing):
            yield FigureRow(task, target, code, tuple(measured(told, target, day, (code,)) for day in days))


def _by_days_told_of(task: Task, as_of: date, asked: Mapping[str, Period]) -> Task:
    """A task with its entries up to a day, answers to forms on a day of the period they answer."""
    entries = [replace(one, date=day_told_of(one, asked)) for one in task.entries if one.date <= as_of]
    return replace(task, entries=tuple(sorted(entries, key=lambda entry: entry.date)))
