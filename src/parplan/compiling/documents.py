"""Documents that are cited, or prove a result."""

from __future__ import annotations

from parplan.document import model
from parplan.plan import structure
from parplan.plan.citations import parse_citation
from parplan.vocabulary.document_names import NoSuchDayError


def citation(written: model.Citation | model.Evidence) -> structure.Citation:
    """The document as the plan has it, with the parts that are written; a number alone may name all of them."""
    parts = {name: getattr(written, name) for name in type(written).model_fields}
    if written.number is not None and all(part is None for name, part in parts.items() if name != "number"):
        try:
            return parse_citation(written.number)
        except NoSuchDayError:
            pass  # linting reports that the day does not exist
    return structure.Citation(**parts)
