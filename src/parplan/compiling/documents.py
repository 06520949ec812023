"""Documents that are cited, or show a result."""

from __future__ import annotations

from parplan.document import model
from parplan.plan import structure


def citation(written: model.Citation | model.Evidence) -> structure.Citation:
    """The document as the plan has it: whatever parts are written."""
    return structure.Citation(**{name: getattr(written, name) for name in type(written).model_fields})
