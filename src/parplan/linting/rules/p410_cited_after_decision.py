"""P410: a task cites a document that is later than the plan."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P410",
    "cited-after-decision",
    Severity.WARNING,
    what=N_("A document under “cites” is dated after the plan's decision."),
    why=N_("A plan cannot cite what did not exist yet: the date, or its year, is wrong."),
    instead=N_("Correct the date. A document that came later is the basis of an entry in progress."),
    right=N_("Only documents a task cites are compared; evidence and the basis of an entry are naturally later."),
    bad="cites:\n  - {number: 908/QĐ-UBND, date: 2028-10-29}",
    good="cites:\n  - {number: 908/QĐ-UBND, date: 2018-10-29}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each cited date with the decision's."""
    decided = checked.plan.decision_date
    for place in checked.tasks:
        for k, cite in enumerate(place.written.cites or ()):
            if cite.date is not None and cite.date > decided:
                yield remark(
                    RULE,
                    (*place.path, "cites", k, "date"),
                    message(
                        N_("{number} is dated {date}, after the plan was decided ({decided})"),
                        number=cite.number,
                        date=cite.date.isoformat(),
                        decided=decided.isoformat(),
                    ),
                    message(N_("correct the date; what came later is the basis of an entry in progress")),
                )
