"""P102: the id of a task belongs to another section."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.plan.structure import SectionKind
from parplan.vocabulary.alphabet import normalize_id

RULE = rule(
    "P102",
    "id-outside-section",
    Severity.WARNING,
    what=N_("The id of a task or heading does not begin with the id of its section."),
    why=N_("People look a task up by its section; one counted under another section makes both counts wrong."),
    instead=N_("Move the task to its section, or correct its id."),
    right=N_(
        "Ids are compared in any spelling (2.b, 2b and II.2.b all belong to section 2), and a plan "
        "numbered through without sections in its ids is left alone."
    ),
    bad="- id: 2.a\n  title: Theo dõi thi hành pháp luật",
    good="- id: 1.a\n  title: Theo dõi thi hành pháp luật",
)


def _belongs(id: str, section: str) -> bool:
    """Whether an id begins with its section's, in any spelling of addresses."""
    start, written = section.casefold(), id.casefold()
    if written.startswith(start) and not written[len(start) : len(start) + 1].isalnum():
        return True
    forgiving = normalize_id(section)
    return normalize_id(id)[: len(forgiving)] == forgiving


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the beginning of each id with its section's."""
    places = [(t.section.id, t.written.id, (*t.path, "id"), False) for t in checked.tasks]
    places += [
        (section.id, id, ("sections", i, "headings", id), True)
        for i, section in enumerate(checked.document.sections)
        for id in section.headings or {}
    ]
    belonging = [_belongs(id, section) for section, id, _, _ in places]
    duties = {section.id for section in checked.document.sections if section.kind == SectionKind.DUTIES}
    # Standing duties have a numbering of their own, even in a plan whose tasks are numbered through, of which one may
    # have the number of its section.
    if not any(
        belongs and section not in duties and normalize_id(id) != normalize_id(section)
        for (section, id, *_), belongs in zip(places, belonging, strict=True)
    ):
        return
    for (section, id, path, at_key), belongs in zip(places, belonging, strict=True):
        if not belongs:
            yield remark(
                RULE,
                path,
                message(N_("{id} is in section {section}"), id=id, section=section),
                message(N_("move it to its section, or correct the id")),
                at_key=at_key,
            )
