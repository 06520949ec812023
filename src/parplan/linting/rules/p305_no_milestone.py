"""P305: a task has no milestone."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P305",
    "no-milestone",
    Severity.WARNING,
    what=N_("A task has no milestone at all."),
    why=N_("Without one it has no deadline, is not ongoing either, and never falls due."),
    instead=N_("Add a milestone with “due”, in the printed words: “thường xuyên” and “theo quy định” are words too."),
    right=N_("Any milestone is enough: ongoing, undetermined, after an event, or part of another item."),
    bad="- id: 1.a\n  title: Theo dõi thi hành pháp luật\n  lead: [Thanh tra Sở]",
    good="milestones:\n  - {id: ongoing, title: Thực hiện thường xuyên, due: thường xuyên}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for tasks without milestones."""
    for place in checked.tasks:
        if not place.written.milestones:
            yield remark(
                RULE,
                (*place.path, "id"),
                message(N_("task {id} has no milestone"), id=place.written.id),
                message(N_("add one with its deadline in the printed words, or “due: undetermined”")),
            )
