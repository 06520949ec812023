"""P104: tasks or sections do not stand in the order of their ids."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.numbering import families, ordinal
from parplan.vocabulary.alphabet import id_key

RULE = rule(
    "P104",
    "id-out-of-order",
    Severity.WARNING,
    what=N_("A task or section stands after one whose id comes later."),
    why=N_(
        "A plan is read beside its print: what is out of order there is usually a wrong id, or was put in "
        "the wrong place."
    ),
    instead=N_("Put them in the order of the print, a b c d đ e g …, or correct the id."),
    right=N_("The order is that of the Vietnamese alphabet and of numbers (1.d before 1.đ, 6.2 before 6.10)."),
    bad="- id: 1.b\n  title: Theo dõi thi hành pháp luật\n- id: 1.a\n  title: Rà soát văn bản",
    good="- id: 1.a\n  title: Rà soát văn bản\n- id: 1.b\n  title: Theo dõi thi hành pháp luật",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare neighbours, sections first."""
    for i, (before, after) in enumerate(pairwise(section.id for section in checked.document.sections), 1):
        if id_key(after) < id_key(before):
            yield remark(
                RULE,
                ("sections", i, "id"),
                message(N_("section {id} stands after section {before}"), id=after, before=before),
                message(N_("put them in the order of the print, or correct the id")),
            )
    for _parent, children, _aliases in families(checked):
        known = [(place, task) for step, task in children.items() if (place := ordinal(step)) is not None]
        for (place, first), (following, second) in pairwise(known):
            if following < place:
                yield remark(
                    RULE,
                    (*checked.tasks[second].path, "id"),
                    message(
                        N_("{id} stands after {before}"),
                        id=checked.tasks[second].written.id,
                        before=checked.tasks[first].written.id,
                    ),
                    message(N_("put them in the order of the print, or correct the id")),
                )
