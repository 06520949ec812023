"""Documents named in one text, read in one way wherever the text stands."""

from __future__ import annotations

from parplan.plan.structure import Citation
from parplan.vocabulary.document_names import parse_document_name


def parse_citation(text: str) -> Citation:
    """The document that a text names (“Quyết định số 45/QĐ-UBND ngày …”) by its parts; else the text is its number.

    Raises ``NoSuchDayError`` for a day that does not exist.
    """
    named = parse_document_name(text)
    if named is None:
        return Citation(number=text)
    return Citation(named.number, named.kind, named.date, named.issuer, named.title)
