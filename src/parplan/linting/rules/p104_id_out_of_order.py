"""P104: tasks or sections are not in the order of their ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from parplan.diagnostics import N_, Fix, Path, Remark, Severity, message
from parplan.errors import EditError
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.numbering import families, ordinal
from parplan.source.list_order import reorder_items
from parplan.vocabulary.alphabet import id_key

RULE = rule(
    "P104",
    "id-out-of-order",
    Severity.WARNING,
    what=N_("A task or section comes after one with a later id."),
    why=N_(
        "A plan is read beside its print: what is out of order there is usually a wrong id, or was put in "
        "the wrong place."
    ),
    instead=N_("Put them in the printed order, a b c d đ e g …, or correct the id."),
    right=N_("The order is that of the Vietnamese alphabet and of numbers (1.d before 1.đ, 6.2 before 6.10)."),
    bad="- id: 1.b\n  title: Theo dõi thi hành pháp luật\n- id: 1.a\n  title: Rà soát văn bản",
    good="- id: 1.a\n  title: Rà soát văn bản\n- id: 1.b\n  title: Theo dõi thi hành pháp luật",
)


#: The most lists of a file that get a fix, because each sorted list is parsed again.
_MOST_FIXED = 20


def _is_word(id: str) -> bool:
    """Whether an id is a name, such as ``TCTH``, which has no place in a series."""
    return re.fullmatch(r"[^\W\d_]{2,}", id) is not None and re.fullmatch(r"[IVXLC]+", id) is None


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare neighbours, sections first."""
    fixes: dict[Path, Fix | None] = {}
    for i, (before, after) in enumerate(pairwise(section.id for section in checked.document.sections), 1):
        if id_key(after) < id_key(before) and not (_is_word(before) or _is_word(after)):
            yield remark(
                RULE,
                ("sections", i, "id"),
                message(N_("section {id} comes after section {before}"), id=after, before=before),
                message(N_("put them in the order of the print, or correct the id")),
                fix=_fix(checked, ("sections",), fixes),
            )
    for _parent, children, _aliases in families(checked):
        known = [(place, task) for step, task in children.items() if (place := ordinal(step)) is not None]
        for (place, first), (following, second) in pairwise(known):
            if following < place:
                yield remark(
                    RULE,
                    (*checked.tasks[second].path, "id"),
                    message(
                        N_("{id} comes after {before}"),
                        id=checked.tasks[second].written.id,
                        before=checked.tasks[first].written.id,
                    ),
                    message(N_("put them in the order of the print, or correct the id")),
                    fix=_fix(checked, checked.tasks[second].path[:3], fixes),
                )


def _fix(checked: CheckedPlan, path: Path, known: dict[Path, Fix | None]) -> Fix | None:
    """Put the whole list into the order of its ids."""
    if path not in known:
        known[path] = _in_order(checked, path) if len(known) < _MOST_FIXED else None
    return known[path]


def _in_order(checked: CheckedPlan, path: Path) -> Fix | None:
    if path == ("sections",):
        ids = [section.id for section in checked.document.sections]
    else:
        ids = [place.written.id for place in checked.tasks if place.path[:3] == path]
    order = sorted(range(len(ids)), key=lambda number: id_key(ids[number]))
    try:
        splices = reorder_items(checked.source, checked.root, path, order)
    except EditError:
        return None
    return Fix(tuple(splices), changes=(path,), safe=False)
