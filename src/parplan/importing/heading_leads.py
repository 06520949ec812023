"""Leads that a heading names in brackets for the tasks below it: “1. Cải cách thể chế (Phòng Pháp chế chủ trì)”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundTask
from parplan.importing.labels import COORDINATING, LEAD, read_labelled, split_inside
from parplan.importing.parties import names_party, split_parties, split_sentence

_BRACKET = re.compile(r"\((?P<words>[^()]*\bchủ trì\b[^()]*)\)\s*$", re.IGNORECASE)
_LEADS = re.compile(r"(?P<lead>.+?)\s+(?:làm\s+)?chủ trì$", re.IGNORECASE | re.DOTALL)


def give_heading_leads(sections: Sequence[FoundSection]) -> bool:
    """Give tasks without a lead the one of the heading above them; whether all tasks have theirs from there.

    Where other tasks have leads of their own, each lead from a heading is told.
    """
    own = given = 0
    found: list[tuple[FoundTask, dict[str, FoundField]]] = []
    for section in sections:
        above = _named_by(section.title)
        for item in section.items:
            if isinstance(item, FoundHeading):
                above = _named_by(item.title) or _named_by(section.title)
            elif LEAD in item.fields:
                own += 1
            elif above and not section.duties:
                given += 1
                found.append((item, above))
    doubts = ("from-heading",) if own else ()
    for task, above in found:
        for name, value in above.items():
            task.fields.setdefault(name, replace(value, doubts=doubts))
    return given > 0 and not own


def _named_by(title: FoundField) -> dict[str, FoundField]:
    """The lead that a heading names, and the units that work with it; empty where it names none."""
    match = _BRACKET.search(title.text)
    if match is None:
        return {}
    words = match["words"].strip()
    both = split_sentence(words)
    labelled = read_labelled(words)
    if both is not None:
        named = {LEAD: both[0], COORDINATING: both[1]}
    elif labelled is not None:
        value, others = split_inside(labelled.value, labelled=True)
        named = {labelled.label.field: value, **{one.label.field: one.value for one in others}}
    else:
        leads = _LEADS.match(words)
        named = {} if leads is None else {LEAD: leads["lead"]}
    parties = {name: text for name, text in named.items() if name in (LEAD, COORDINATING) and text}
    if LEAD not in parties or not all(
        names_party(one.name) and one.sure for text in parties.values() for one in split_parties([text])
    ):
        return {}
    return {name: FoundField((text,), title.place) for name, text in parties.items()}
