"""P411: a document under cites is not cited by the text of the task."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import remark, rule
from parplan.vocabulary.citations import same_number
from parplan.vocabulary.nearest import nearest

RULE = rule(
    "P411",
    "citation-not-in-text",
    Severity.WARNING,
    what=N_("The text of the task cites documents by number, but a number under “cites” is not one of them."),
    why=N_("Documents are looked up by this list; a mistyped number cannot be found."),
    instead=N_("Write the number as the text has it, or delete the entry."),
    right=N_("If the text cites no document by number, the list may name any; case and leading zeros do not count."),
    bad="title: Theo Quyết định số 908/QĐ-UBND\ncites: [903/QĐ-UBND]",
    good="title: Theo Quyết định số 908/QĐ-UBND\ncites: [908/QĐ-UBND]",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for each number among those of the text."""
    for place in checked.tasks:
        if not place.written.cites:
            continue
        numbers = [named.number for named in place.cited]
        known = set(map(same_number, numbers))
        for k, cite in enumerate(place.written.cites):
            if known and same_number(cite.number) not in known and not _stands_in(cite.number, place):
                near = nearest(cite.number, dict.fromkeys(numbers), least=80)
                if not near:
                    continue  # a law cited by name, whose number need not be in the text
                yield remark(
                    RULE,
                    (*place.path, "cites", k, "number")
                    if checked.has((*place.path, "cites", k, "number"))
                    else (*place.path, "cites", k),
                    message(N_("the text of task {id} does not cite {number}"), id=place.task.id, number=cite.number),
                    message(N_("the nearest: {names}"), names=", ".join(near)),
                )


def _stands_in(number: str, place: TaskPlace) -> bool:
    """Whether the number is in the text, in any form."""
    return any(number.casefold() in text.casefold() for _, text in place.texts)
