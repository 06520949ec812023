"""P305: a task has neither a time nor a milestone."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import rule
from parplan.linting.rules.columns import each_or_all

RULE = rule(
    "P305",
    "no-milestone",
    Severity.WARNING,
    what=N_("A task has neither a time nor a milestone."),
    why=N_("It then has no deadline, is not ongoing either, and is never due."),
    instead=N_("Add “time”, or a milestone with “due”, in the printed words: “thường xuyên” is a time too."),
    right=N_(
        "A time is enough, because a task without milestones is due at its time; so is any milestone. Duties "
        "(“kind: duties”) need neither. If no task has either, that is reported once."
    ),
    bad="- id: 1.a\n  title: Theo dõi thi hành pháp luật\n  lead: [Thanh tra Sở]",
    good="milestones:\n  - {id: ongoing, title: Thực hiện thường xuyên, due: thường xuyên}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for tasks without milestones."""
    return each_or_all(
        RULE,
        [place for place in checked.tasks if place.section.kind != "duties"],
        lambda place: not place.written.milestones and place.written.time is None,
        lambda place: message(N_("task {id} has neither a time nor a milestone"), id=place.written.id),
        lambda count: message(N_("none of the {count} tasks has a time or a milestone"), count=count),
        message(N_("add “time” as printed; several deadlines are several milestones")),
    )
