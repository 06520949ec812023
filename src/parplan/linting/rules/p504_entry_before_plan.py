"""P504: an entry is dated before its milestone's first year."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries
from parplan.plan.first_days import first_day

RULE = rule(
    "P504",
    "entry-before-plan",
    Severity.WARNING,
    what=N_(
        "An entry of progress is dated before the plan was decided, the first year of its milestone, and the data of"
        " any report."
    ),
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
            earliest = first_day(checked.plan, place.task, id)
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
