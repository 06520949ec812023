"""P411: a document under cites is not cited by the text of the task."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.rules.documents import cited_in_words
from parplan.linting.subject import N_, Subject, message, remark, rule
from parplan.vocabulary.citations import same_number
from parplan.vocabulary.nearest import nearest

EXPLANATION = rule(
    "P411",
    "citation-not-in-text",
    Severity.WARNING,
    what=N_("The text of the task cites documents by number, and a number under “cites” is none of them."),
    why=N_("The list is what one looks documents up with; a mistyped number is found nowhere."),
    instead=N_("Write the number as the text has it, or delete the entry."),
    right=N_(
        "Where the text cites no document by its number, the list may name any; case and leading zeros do not count."
    ),
    bad="title: Theo Quyết định số 908/QĐ-UBND\ncites: [903/QĐ-UBND]",
    good="title: Theo Quyết định số 908/QĐ-UBND\ncites: [908/QĐ-UBND]",
)


def check(subject: Subject) -> Iterator[Remark]:
    """Look for each number among those of the text."""
    for place in subject.tasks:
        if not place.written.cites:
            continue
        numbers = [named.number for named in cited_in_words(place)]
        known = set(map(same_number, numbers))
        for k, cite in enumerate(place.written.cites):
            if known and same_number(cite.number) not in known:
                near = nearest(cite.number, dict.fromkeys(numbers))
                yield remark(
                    EXPLANATION,
                    (*place.path, "cites", k, "number")
                    if subject.has((*place.path, "cites", k, "number"))
                    else (*place.path, "cites", k),
                    message(N_("the text of task {id} does not cite {number}"), id=place.task.id, number=cite.number),
                    message(N_("the nearest: {names}"), names=", ".join(near))
                    if near
                    else message(N_("write the number as the text has it, or delete the entry")),
                )
