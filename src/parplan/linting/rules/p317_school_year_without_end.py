"""P317: the plan of a school year does not say in which year it ends, or on which day recurring work ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P317",
    "school-year-without-end",
    Severity.WARNING,
    what=N_("The plan of a school year has no second year (“through”), or recurring work but no last day (“until”)."),
    why=N_(
        "Without its second year nothing of the second half has a deadline; without its last day recurring work is "
        "owed until December of the second year, beside that of the next school year's plan."
    ),
    instead=N_("Write the second year, and the last day of the school year as the decision on the school year has it."),
    right=N_("Plans of calendar years end with December, and need neither."),
    bad="title: Kế hoạch công tác năm học 2025 - 2026\nagency: Trường A\nthrough: 2026",
    good="title: Kế hoạch công tác năm học 2025 - 2026\nagency: Trường A\nthrough: 2026\nuntil: 2026-05-31",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for the end of a school year."""
    plan = checked.plan
    if not plan.of_school_year:
        return
    if plan.through == plan.year:
        second = plan.year + 1
        yield remark(
            RULE,
            ("plan", "title"),
            message(
                N_("the school year ends in {year}, but the plan ends on {day}"),
                year=str(second),
                day=date(plan.year, 12, 31),
            ),
            message(
                N_("write its last year and its last day: through: {year}, and until: {year}-05-31, for example"),
                year=str(second),
            ),
        )
        return
    if plan.until is not None:
        return
    readings = (one.reading for task in plan.tasks() for one in (task.milestones or (task,)))
    found = (reading.recurrence for reading in readings if reading is not None)
    if any(one is not None and not one.calendar for one in found):
        yield remark(
            RULE,
            ("plan", "through"),
            message(
                N_("recurring work is owed until {day}: when does the school year end?"), day=date(plan.through, 12, 31)
            ),
            message(N_("write its last day: until: {year}-05-31, for example"), year=str(plan.through)),
        )
