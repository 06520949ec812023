"""The first day on which work of a plan can have been done."""

from __future__ import annotations

from datetime import date

from parplan.plan.structure import Plan, Task


def first_day(plan: Plan, task: Task, milestone: str | None) -> date:
    """The day the plan was decided; where that is earlier, the first of a milestone's year, or of a report's data.

    ``milestone``: its id or one of its other ids; without one any of the task. An earlier day is usually last year's,
    or its year was mistyped.
    """
    years = [plan.year]
    for one in task.milestones:
        if one.reading is not None and (milestone is None or milestone == one.id or milestone in one.aliases):
            years += [day.year for day in (one.reading.start, one.reading.due) if day is not None]
    reported = [report.data_from for report in plan.reports if report.data_from is not None]
    return min(plan.decision_date, date(min(years), 1, 1), *reported)
