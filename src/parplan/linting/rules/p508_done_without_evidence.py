"""P508: something was recorded as done without evidence."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries
from parplan.plan.structure import State

RULE = rule(
    "P508",
    "done-without-evidence",
    Severity.ADVICE,
    passing=True,
    what=N_("An item is recorded as done, but no entry of that day or for that item names a document, file or link."),
    why=N_("Authorities check the results, and do not recognise those without evidence."),
    instead=N_("Add “evidence: [số, ký hiệu]” once the document is there."),
    right=N_(
        "It is only advice. A report handed in to the unit that collects it needs none, as that unit has it; "
        "what is only "
        "ongoing has no closing paper."
    ),
    bad="progress:\n  - {date: 2021-03-01, milestone: plan, state: done}",
    good="progress:\n  - {date: 2021-03-01, milestone: plan, state: done, evidence: [12/KH-SA]}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for evidence of each item that is done."""
    for place, entries in with_entries(checked):
        collected = place.task.recipient is not None and place.task.recipient.code is not None
        if collected or (
            place.task.milestones
            and all(m.reading is not None and m.reading.start and not m.reading.due for m in place.task.milestones)
        ):
            continue
        shown = {entry.milestone for _, entry in entries if entry.evidence}
        for path, entry in entries:
            if entry.state == State.DONE and entry.milestone not in shown and None not in shown:
                yield remark(
                    RULE,
                    (*path, "state"),
                    message(N_("this is done, but no evidence is named")),
                    message(N_("add “evidence: [...]” with number and symbol of the document, a file or a link")),
                )
