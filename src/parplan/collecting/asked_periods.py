"""The period units are asked about: which one, the days it covers, and when answers are due.

A period of the report calendar; of a plan without one a quarter: ``q1``, in a plan of several years ``2025-q1``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.queries.periods import Period, due_in_force, find_period, known_periods
from parplan.vocabulary.folding import fold

_QUARTER = re.compile(r"(?:(?P<before>[0-9]{4})-)?(?:quy |q)(?P<number>[1-4]|iv|i{1,3})(?:[/ ](?P<after>[0-9]{4}))?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class AskedPeriod(Struct, frozen=True):
    """A period: its key, its title where the plan has one, its days, and the last day for answers.

    ``horizon`` is the end of the quarter it ends in: work due until then is asked about.
    """

    key: str
    title: str | None
    first: date
    last: date
    horizon: date
    answer_by: date | None = None


def find_asked_period(assessment: Assessment, typed: str) -> AskedPeriod:
    """The period with the key ``typed``. Raises ``RequestError``, naming the existing ones."""
    plan = assessment.plan
    if known_periods(plan):
        return _of_period(assessment, find_period(plan, typed))
    quarters = {(one.first.year, one.first.month // 3 + 1): one for one in _quarters(plan)}
    if (found := _QUARTER.fullmatch(fold(typed))) is not None:
        year = found["before"] or found["after"] or (plan.year if plan.through == plan.year else 0)
        if (asked := quarters.get((int(year), _ROMAN.get(found["number"]) or int(found["number"])))) is not None:
            return asked
    raise RequestError(
        message(
            N_("{option}: “{value}” is not one of: {choices}"),
            option="--period",
            value=typed,
            choices=", ".join(one.key for one in quarters.values()),
        )
    )


def period_on(assessment: Assessment) -> AskedPeriod:
    """The period whose answers are due next on the day; after the last period, the last one."""
    periods = [_of_period(assessment, period) for period in known_periods(assessment.plan)]
    if not periods:
        periods = _quarters(assessment.plan)
    periods.sort(key=lambda one: one.answer_by or one.last)
    return next((one for one in periods if (one.answer_by or one.last) >= assessment.as_of), periods[-1])


def _of_period(assessment: Assessment, period: Period) -> AskedPeriod:
    plan = assessment.plan
    last = period.end or date(plan.through, 12, 31)
    first = period.data_from
    if first is None:
        before = [other.end for other in known_periods(plan) if other.end is not None and other.end < last]
        first = max(before) + timedelta(days=1) if before else min(plan.decision_date, date(plan.year, 1, 1))
    return AskedPeriod(period.key, period.title, first, last, _quarter_end(last), due_in_force(assessment, period))


def _quarters(plan: Plan) -> list[AskedPeriod]:
    return [_of_quarter(plan, year, number) for year in range(plan.year, plan.through + 1) for number in (1, 2, 3, 4)]


def _of_quarter(plan: Plan, year: int, number: int) -> AskedPeriod:
    first = date(year, number * 3 - 2, 1)
    last = _quarter_end(first)
    key = f"q{number}" if plan.through == plan.year else f"{year}-q{number}"
    return AskedPeriod(key, None, first, last, last)


def _quarter_end(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 3
    return date(day.year, month, monthrange(day.year, month)[1])
