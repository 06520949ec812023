"""P504: an entry is dated before its milestone's first year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries

RULE = rule(
    "P504",
    "entry-before-plan",
    Severity.WARNING,
    what=N_("An entry of progress is dated before the plan was decided and before the first year of its milestone."),
    why=N_("It is usually last year's date, or the year was mistyped; the item then counts as finished early."),
    instead=N_("Correct the year of the entry."),
    right=N_(
        "Work due in the year before may be done in that year (7.a of the 2021 plan, on "
        "2020-11-17), and work may begin once the plan is decided."
    ),
    bad="progress:\n  - {date: 2019-03-01, milestone: plan, state: done}",
    good="progress:\n  - {date: 2021-03-01, milestone: plan, state: done}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each entry with the earliest day its item can have."""
    for place, entries in with_entries(checked):
        for path, entry in entries:
            id = entry.milestone.partition("@")[0] if entry.milestone is not None else None
            earliest = min(checked.plan.decision_date, date(_first_year(checked, place, id), 1, 1))
            if entry.date < earliest:
                yield remark(
                    RULE,
                    (*path, "date"),
                    message(
                        N_("{date} is before the work could begin ({earliest})"),
                        date=entry.date.isoformat(),
                        earliest=earliest.isoformat(),
                    ),
                    message(N_("correct the year of the entry")),
                )


def _first_year(checked: CheckedPlan, place: TaskPlace, id: str | None) -> int:
    """The first year of the plan, or of what the milestone (any of the task) names where that is earlier."""
    years = [checked.plan.year]
    for milestone in place.task.milestones:
        if milestone.reading is not None and (id is None or id == milestone.id or id in milestone.aliases):
            years += [day.year for day in (milestone.reading.start, milestone.reading.due) if day is not None]
    return min(years)
