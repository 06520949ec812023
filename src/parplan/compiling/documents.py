"""Documents that are cited, or show a result."""

from __future__ import annotations

from parplan.document import model
from parplan.plan import structure
from parplan.vocabulary.document_names import NamedDocument, NoSuchDayError, parse_document_name


def citation(written: model.Citation | model.Evidence) -> structure.Citation:
    """The document as the plan has it: whatever parts are written.

    A text that names a document as people do (“Quyết định số 45/QĐ-UBND ngày …”) is read for its parts.
    """
    parts = {name: getattr(written, name) for name in type(written).model_fields}
    alone = written.number is not None and all(part is None for name, part in parts.items() if name != "number")
    named = _named(written.number or "") if alone else None
    if named is None:
        return structure.Citation(**parts)
    return structure.Citation(named.number, named.kind, named.date, named.issuer, named.title)


def _named(text: str) -> NamedDocument | None:
    try:
        return parse_document_name(text)
    except NoSuchDayError:
        return None  # as it is written; linting says that there is no such day
