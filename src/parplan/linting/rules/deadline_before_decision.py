"""P306: a deadline lies before the plan was decided."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.rules.deadlines import dated_deadlines
from parplan.linting.subject import N_, Subject, message, remark, rule, shown

EXPLANATION = rule(
    "P306",
    "deadline-before-decision",
    Severity.WARNING,
    what=N_("A deadline lies before the day the plan was decided."),
    why=N_("Nobody can be asked to have finished before the plan existed: the item is overdue from its first day."),
    instead=N_("Correct the deadline, or record the work where it was finished by then."),
    right=N_(
        "A plan decided late may name work already finished: what is recorded as done or dropped is left alone. "
        "A deadline of the year before gets P308 instead."
    ),
    bad=(
        "decision: {number: 12/QĐ-SA, date: 2021-02-15}\nmilestones:\n"
        "  - {id: plan, title: Ban hành kế hoạch, due: Tháng 1/2021}"
    ),
    good="milestones:\n  - {id: plan, title: Ban hành kế hoạch, due: Tháng 2/2021}",
)


def check(subject: Subject) -> Iterator[Remark]:
    """Compare each deadline with the decision."""
    decided = subject.plan.decision_date
    for path, words, due in dated_deadlines(subject):
        if due < decided and due.year != subject.plan.year - 1:
            yield remark(
                EXPLANATION,
                path,
                message(
                    N_("“{words}” was over before the plan was decided ({date})"),
                    words=shown(words),
                    date=decided.isoformat(),
                ),
                message(N_("correct it, or record the work where it was finished by then")),
            )
