"""P512: an entry was recorded before its date."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries
from parplan.plan.calendar import VIETNAM

RULE = rule(
    "P512",
    "recorded-before",
    Severity.WARNING,
    what=N_("The moment an entry was recorded is before its date."),
    why=N_("Nothing can be recorded before it happens: one of the two was changed by hand."),
    instead=N_("Correct “date”; “recorded” was written by parplan and must stay."),
    right=N_("Days are compared in Vietnam's time (+07:00), whatever zone the moment is written in."),
    bad="progress:\n  - {date: 2021-03-09, state: in-progress, recorded: 2021-03-01T09:12:00+07:00}",
    good="progress:\n  - {date: 2021-03-01, state: in-progress, recorded: 2021-03-01T09:12:00+07:00}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare both days of each entry."""
    for _place, entries in with_entries(checked):
        for path, entry in entries:
            if entry.recorded is not None and entry.recorded.astimezone(VIETNAM).date() < entry.date:
                yield remark(
                    RULE,
                    (*path, "date"),
                    message(
                        N_("{date} is after the day it was recorded ({recorded})"),
                        date=entry.date.isoformat(),
                        recorded=entry.recorded.astimezone(VIETNAM).date().isoformat(),
                    ),
                    message(N_("correct “date”; “recorded” was written by parplan")),
                )
