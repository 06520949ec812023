"""Documents that are cited, or prove a result."""

from __future__ import annotations

from parplan.document import model
from parplan.plan import structure
from parplan.vocabulary.document_names import NamedDocument, NoSuchDayError, parse_document_name


def citation(written: model.Citation | model.Evidence) -> structure.Citation:
    """The document as the plan has it, with the parts that are written.

    A text that names a document in the usual way (“Quyết định số 45/QĐ-UBND ngày …”) is split into its parts.
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
        return None  # linting reports that the day does not exist
