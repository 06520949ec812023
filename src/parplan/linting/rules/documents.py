"""Shared by the rules on cited documents: every mention of a document, with the date given there."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.linting.checked_plan import CheckedPlan, once
from parplan.linting.places import CitedDocument, cited_in


@once
def all_named(checked: CheckedPlan) -> tuple[CitedDocument, ...]:
    """Every mention of a document in the plan: in prose, as a citation, as the decision or as evidence."""
    return tuple(_each_named(checked))


def _each_named(checked: CheckedPlan) -> Iterator[CitedDocument]:
    decision = checked.document.plan.decision
    yield CitedDocument(decision.number, decision.date, ("plan", "decision", "date"))
    for i, block in enumerate(checked.document.plan.introduction or ()):
        for k, text in enumerate(block.texts):
            yield from cited_in(("plan", "introduction", i, "texts", k), text)
    for place in checked.tasks:
        yield from place.cited
        for k, cite in enumerate(place.written.cites or ()):
            yield CitedDocument(cite.number, cite.date, (*place.path, "cites", k, "date"))
        for k, entry in enumerate(place.written.progress or ()):
            for n, evidence in enumerate(entry.evidence or ()):
                if evidence.number is not None and evidence.date is not None:
                    yield CitedDocument(
                        evidence.number, evidence.date, (*place.path, "progress", k, "evidence", n, "date")
                    )
