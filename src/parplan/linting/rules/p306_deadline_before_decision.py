"""P306: a deadline is before the plan was decided."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.linting.rules.deadlines import dated_deadlines, recurring_deadlines

RULE = rule(
    "P306",
    "deadline-before-decision",
    Severity.WARNING,
    passing=True,
    what=N_("A deadline, or one of recurring work, is before the day the plan was decided."),
    why=N_("Nobody can finish work before the plan exists: the item is overdue from its first day."),
    instead=N_("Correct the deadline, or record the work if it was finished by then."),
    right=N_(
        "A plan decided late may name work already finished: work recorded as done or dropped is "
        "not reported, nor is a time of recurring work with an entry of its own, as one that says it is not asked for "
        "(dropped). A deadline in the year before gets P308 instead."
    ),
    bad=(
        "decision: {number: 12/QĐ-SA, date: 2021-02-15}\nmilestones:\n"
        "  - {id: plan, title: Ban hành kế hoạch, due: Tháng 1/2021}"
    ),
    good="milestones:\n  - {id: plan, title: Ban hành kế hoạch, due: Tháng 2/2021}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each deadline with the decision."""
    decided = checked.plan.decision_date
    for path, words, due in dated_deadlines(checked):
        if due < decided and due.year != checked.plan.year - 1:
            yield remark(
                RULE,
                path,
                message(
                    N_("“{words}” had passed before the plan was decided ({date})"),
                    words=shown(words),
                    date=decided.isoformat(),
                ),
                message(N_("correct it, or record the work if it was finished by then")),
            )
    for path, words, periods in recurring_deadlines(checked):
        passed = [period.key for period in periods if period.due < decided]
        if passed:
            yield remark(
                RULE,
                path,
                message(
                    N_("“{words}”: {times} had passed before the plan was decided ({date})"),
                    words=shown(words),
                    times=" … ".join(dict.fromkeys((passed[0], passed[-1]))),
                    date=decided.isoformat(),
                ),
                message(N_("record each as done, or as dropped where the plan does not ask for it")),
            )
