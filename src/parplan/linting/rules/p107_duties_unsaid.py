"""P107: a section called “Tổ chức thực hiện” lacks `kind`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Fix, Remark, Severity, message
from parplan.errors import EditError
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.source.value_edits import insert_key
from parplan.vocabulary.folding import fold

RULE = rule(
    "P107",
    "duties-unsaid",
    Severity.WARNING,
    what=N_("A section is called “Tổ chức thực hiện” but has no “kind”."),
    why=N_("Its items are then counted as tasks of the plan, although they are standing duties."),
    instead=N_("Add “kind: duties”, or “kind: tasks” if its items are tasks like the others."),
    right=N_("Only sections with exactly this name, with or without a number, are checked; any “kind” will do."),
    bad="title: III. TỔ CHỨC THỰC HIỆN",
    good="title: III. TỔ CHỨC THỰC HIỆN\nkind: duties",
)

#: The name without diacritics, behind a number of any kind and before a full stop or colon.
_DUTIES = re.compile(
    r"(?:(?:phan|muc|chuong)\s+)?(?:(?:[ivxl]+|\d+|[a-d])\s*[.:)/-]?\s*-?\s*)?to chuc thuc hien(?: ke hoach)?\s*[.:]?"
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look at the titles of the sections without a kind."""
    for i, section in enumerate(checked.document.sections):
        if section.kind is None and _DUTIES.fullmatch(fold(section.title)):
            yield remark(
                RULE,
                ("sections", i, "title"),
                message(N_("section {id} holds duties, by its title, but has no “kind”"), id=section.id),
                message(N_("add “kind: duties”, or “kind: tasks” if its items are tasks like the others")),
                fix=_fix(checked, i),
            )


def _fix(checked: CheckedPlan, number: int) -> Fix | None:
    section = ("sections", number)
    try:
        splices = insert_key(checked.source, checked.root, section, "title", "kind", "duties")
    except EditError:
        return None
    return Fix(tuple(splices), changes=((*section, "kind"),))
