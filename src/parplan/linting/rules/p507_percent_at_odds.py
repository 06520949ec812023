"""P507: state and percentage of an entry contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import state_named, with_entries

RULE = rule(
    "P507",
    "percent-at-odds",
    Severity.WARNING,
    what=N_("An entry is done with less than 100%, or not started with more than 0%."),
    why=N_("Counts use the state, readers the percentage, so their reports will differ."),
    instead=N_("Correct the state or the percentage, or leave the percentage out."),
    right=N_(
        "Work at 100% that waits for a signature may be in progress, and dropped or paused work may stop anywhere."
    ),
    bad="progress:\n  - {date: 2021-03-01, state: done, percent: 80, evidence: [12/KH-SA]}",
    good="progress:\n  - {date: 2021-03-01, state: done, percent: 100, evidence: [12/KH-SA]}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare state and percentage of each entry."""
    for _place, entries in with_entries(checked):
        for path, entry in entries:
            if entry.percent is None or entry.state not in ("done", "not-started"):
                continue
            if (entry.state == "done") != (entry.percent == 100) and (entry.state == "done" or entry.percent > 0):
                yield remark(
                    RULE,
                    (*path, "percent"),
                    message(
                        N_("{percent}% contradicts the state “{state}”"),
                        percent=entry.percent,
                        state=state_named(entry.state),
                    ),
                    message(N_("correct one of the two, or leave the percentage out")),
                )
