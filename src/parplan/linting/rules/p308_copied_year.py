"""P308: a deadline of the year before looks copied from last year's plan."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.linting.rules.deadlines import dated_deadlines

RULE = rule(
    "P308",
    "copied-year",
    Severity.WARNING,
    passing=True,
    what=N_("A deadline is in the year before the plan, and before the plan was decided."),
    why=N_(
        "It was copied from last year's plan, as the four dates of III.1 in the print of 2021: overdue before it began."
    ),
    instead=N_("Write the deadline of this year, and the printed words as “printed” where the print has the old year."),
    right=N_(
        "Deadlines of the year before that come after the decision are right (Quý IV/2020 in a plan of November 2020), "
        "and so is what is recorded as done."
    ),
    bad="milestones:\n  - {id: q1, title: Báo cáo quý I, due: trước ngày 03/3/2020}",
    good="milestones:\n  - {id: q1, title: Báo cáo quý I, due: trước ngày 03/3/2021, printed: trước ngày 03/3/2020}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for deadlines before the decision, in the year before."""
    for path, words, due in dated_deadlines(checked):
        if due < checked.plan.decision_date and due.year == checked.plan.year - 1:
            yield remark(
                RULE,
                path,
                message(N_("“{words}” had passed when the plan was decided; was the year copied?"), words=shown(words)),
                message(
                    N_("add a milestone with the deadline in {year}; “time” keeps the printed words")
                    if path[-1] == "time"
                    else N_("write it with the year {year}, and the printed words as “printed”"),
                    year=checked.plan.year,
                ),
            )
