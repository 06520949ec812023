"""P310: a milestone follows the report calendar, and the plan has none."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P310",
    "calendar-without-reports",
    Severity.WARNING,
    what=N_("A milestone has “due: calendar”, but the plan has no report calendar (“reports”)."),
    why=N_("It then has no dates and is never due."),
    instead=N_("Add “reports” with the reports of the year and their deadlines."),
    right=N_("One report in “reports” is enough."),
    bad="milestones:\n  - {id: report, title: Báo cáo, due: calendar}",
    good="reports:\n  q1: {due: trước ngày 03/3/2021}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for milestones tied to a calendar that is not there."""
    if checked.plan.reports:
        return
    for place in checked.tasks:
        for k, milestone in enumerate(place.task.milestones):
            recurrence = milestone.reading.recurrence if milestone.reading is not None else None
            if recurrence is not None and recurrence.calendar:
                yield remark(
                    RULE,
                    (*place.path, "milestones", k, "due"),
                    message(N_("the plan has no report calendar, so this has no dates")),
                    message(N_("add “reports” with the reports of the year and their deadlines")),
                )
