"""P509: a task is done, but a target was never measured."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries

RULE = rule(
    "P509",
    "done-unmeasured",
    Severity.ADVICE,
    passing=True,
    what=N_("A whole task was recorded as done, and no entry has a value for one of its targets."),
    why=N_("Nobody can tell whether the target was met, which the report must state."),
    instead=N_("Add “measures” with the value of each target to the entry."),
    right=N_("Targets that count the events of a milestone are measured by these; it is only advice."),
    bad="progress:\n  - {date: 2021-12-01, state: done, evidence: [90/BC-SA]}",
    good="progress:\n  - {date: 2021-12-01, state: done, measures: {cost: 12}, evidence: [90/BC-SA]}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for the targets of tasks that are done."""
    for place, entries in with_entries(checked):
        done = [path for path, entry in entries if entry.state == "done" and entry.milestone is None]
        measured = {id for _, entry in entries for id in entry.measures or {}}
        missing = [t.id for t in place.task.targets if t.counts is None and t.id not in measured]
        if done and missing:
            yield remark(
                RULE,
                (*done[-1], "state"),
                message(N_("the task is done, but not measured: {targets}"), targets=", ".join(missing)),
                message(N_("add “measures: {example}” to the entry"), example=f"{{{missing[0]}: …}}"),
            )
