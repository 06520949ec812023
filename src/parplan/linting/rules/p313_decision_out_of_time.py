"""P313: the decision that issued the plan does not fit its years."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P313",
    "decision-out-of-time",
    Severity.WARNING,
    what=N_("The plan was decided after its last year, or before the year that precedes its first."),
    why=N_("The year of the plan or the date of the decision is wrong; every deadline is read for that year."),
    instead=N_("Correct “year” or the date of “decision”."),
    right=N_("A plan decided late in the year before, or well into its own year, is right."),
    bad="year: 2021\ndecision: {number: 1/QĐ-SA, date: 2012-12-01}",
    good="year: 2021\ndecision: {number: 1/QĐ-SA, date: 2020-12-01}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the decision with the years."""
    year = checked.plan.decision_date.year
    if not checked.plan.year - 1 <= year <= checked.plan.through:
        yield remark(
            RULE,
            ("plan", "decision", "date"),
            message(
                N_("a plan of {year} was hardly decided on {date}"),
                year=checked.plan.year,
                date=checked.plan.decision_date.isoformat(),
            ),
            message(N_("correct the year of the plan, or the date of the decision")),
        )
