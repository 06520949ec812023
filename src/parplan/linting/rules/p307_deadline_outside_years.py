"""P307: a deadline is outside the years of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.linting.rules.deadlines import dated_deadlines

RULE = rule(
    "P307",
    "deadline-outside-years",
    Severity.ADVICE,
    what=N_(
        "A deadline is later than the first quarter after the plan's last year, or more than a year before its first."
    ),
    why=N_("A year was mistyped, or “through” is missing; the item is not listed when it should be."),
    instead=N_("Correct the year, or give the last year of a plan of several years as “through”."),
    right=N_(
        "Work that prepares a plan is due late in the year before (6.1 and 7.a of the 2021 plan), and "
        "reports on a year "
        "early in the next: both are right."
    ),
    bad="milestones:\n  - {id: report, title: Báo cáo, due: trước ngày 05/12/2022}",
    good="milestones:\n  - {id: report, title: Báo cáo, due: trước ngày 15/01/2022}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each deadline with the plan's years."""
    first, last = date(checked.plan.year - 1, 1, 1), date(checked.plan.through + 1, 3, 31)
    for path, words, due in dated_deadlines(checked):
        if due > last or due < first:
            yield remark(
                RULE,
                path,
                message(
                    N_("“{words}” is far outside the years of the plan ({first} to {last})"),
                    words=shown(words),
                    first=checked.plan.year,
                    last=checked.plan.through,
                ),
                message(N_("correct the year, or give the plan's last year as “through”")),
            )
