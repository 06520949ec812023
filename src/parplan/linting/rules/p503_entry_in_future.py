"""P503: an entry is dated in the future."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries

RULE = rule(
    "P503",
    "entry-in-future",
    Severity.WARNING,
    passing=True,
    what=N_("An entry of progress is dated, or was recorded, after today (in Vietnam, +07:00)."),
    why=N_("It does not count yet, but suddenly will; plans are not progress."),
    instead=N_(
        "Correct the date; write planned work as a milestone, and a new deadline as “due” in an entry of today."
    ),
    right=N_("Today is the day in Vietnam, wherever the check runs, or the day given by --as-of."),
    bad="progress:\n  - {date: 2091-03-01, state: in-progress}",
    good="progress:\n  - {date: 2021-02-01, state: in-progress}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the days of each entry with today."""
    for _place, entries in with_entries(checked):
        for path, entry in entries:
            # When it was recorded does not matter: a fact may be recorded long after the day that is asked about.
            if entry.date > checked.today:
                yield remark(
                    RULE,
                    (*path, "date"),
                    message(
                        N_("{date} is after today ({today})"),
                        date=entry.date.isoformat(),
                        today=checked.today.isoformat(),
                    ),
                    message(N_("correct the date; planned work is a milestone, not progress")),
                )
