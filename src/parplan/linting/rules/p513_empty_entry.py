"""P513: an entry has no content."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries

RULE = rule(
    "P513",
    "empty-entry",
    Severity.WARNING,
    what=N_("An entry has a date, perhaps a milestone or unit, and nothing else."),
    why=N_("It says nothing, yet the task counts as reported."),
    instead=N_("Say what happened (state, percent, measures, event, due, note …), or delete the entry."),
    right=N_("Anything besides date, milestone, unit, by and recorded is content."),
    bad="progress:\n  - {date: 2021-03-01, milestone: plan}",
    good="progress:\n  - {date: 2021-03-01, milestone: plan, state: in-progress}",
)

_SAYING_NOTHING = {"date", "milestone", "unit", "by", "recorded"}


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look at the keys of each entry."""
    for _place, entries in with_entries(checked):
        for path, entry in entries:
            if entry.model_fields_set <= _SAYING_NOTHING:
                yield remark(
                    RULE,
                    (*path, "date"),
                    message(N_("this entry says nothing about what happened")),
                    message(N_("add a state, a note or another statement, or delete the entry")),
                )
