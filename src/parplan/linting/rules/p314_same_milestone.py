"""P314: a task has the same milestone twice."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.vocabulary.folding import fold

RULE = rule(
    "P314",
    "same-milestone",
    Severity.WARNING,
    what=N_("Two milestones of a task have the same title and the same time."),
    why=N_("The same work is then due twice, and closing one leaves the other open for ever."),
    instead=N_("Delete one of the two, or give it the title of what is really to be done."),
    right=N_("Titles are compared with recipient and time: the same report to two recipients is two milestones."),
    bad=(
        "milestones:\n  - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}\n"
        "  - {id: plan-2, title: Ban hành kế hoạch, due: 2021-Q1}"
    ),
    good=(
        "milestones:\n  - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}\n"
        "  - {id: report, title: Báo cáo kết quả, due: 2021-Q1}"
    ),
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for a milestone met before in the same task."""
    for place in checked.tasks:
        if len(place.task.milestones) < 2:
            continue
        first: dict[object, int] = {}
        for k, milestone in enumerate(place.task.milestones):
            recipient = milestone.recipient.printed if milestone.recipient is not None else None
            same = (fold(milestone.title), milestone.reading, recipient, milestone.after, milestone.part_of)
            if first.setdefault(same, k) != k:
                yield remark(
                    RULE,
                    (*place.path, "milestones", k, "title"),
                    message(
                        N_("this task already has a milestone “{title}” with the same time (line {line})"),
                        title=shown(milestone.title),
                    ),
                    message(N_("delete one of the two, or write what is really to be done")),
                    lines=(("line", (*place.path, "milestones", first[same], "title")),),
                )
