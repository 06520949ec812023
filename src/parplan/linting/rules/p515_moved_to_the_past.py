"""P515: a new deadline is before the day it was fixed."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.linting.rules.entries import with_entries

RULE = rule(
    "P515",
    "moved-to-the-past",
    Severity.WARNING,
    what=N_("The new deadline of an entry is before the date of the entry."),
    why=N_("A document cannot set a deadline that has passed: the year was mistyped or copied."),
    instead=N_("Correct the deadline, or date the entry on the day of the document."),
    right=N_("The date of an entry is the day it happened, not the day it was recorded."),
    bad="progress:\n  - {date: 2021-05-04, milestone: report, due: 2020-06-30, basis: 45/KH-UBND}",
    good="progress:\n  - {date: 2021-05-04, milestone: report, due: 2021-06-30, basis: 45/KH-UBND}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Read each new deadline and compare it with its entry."""
    for _place, entries in with_entries(checked):
        for path, entry in entries:
            dues = [reading.due for reading in checked.read(entry.due) if reading.due] if entry.due is not None else []
            if dues and max(dues) < entry.date:
                yield remark(
                    RULE,
                    (*path, "due"),
                    message(
                        N_("“{due}” had passed on the date of the entry ({date})"),
                        due=shown(entry.due or ""),
                        date=entry.date.isoformat(),
                    ),
                    message(N_("correct the deadline, or the date of the entry")),
                )
