"""Removal of what a new entry would only repeat."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from parplan.changing.scope import speaks_of
from parplan.plan.structure import Citation, Entry
from parplan.queries.portfolio import Addressed


def without_repetition(addressed: Addressed, entry: Entry, *, shared: bool) -> Entry | None:
    """Drop from an entry the texts and documents that earlier entries on the same item already have.

    Returns ``None`` where nothing remains.

    shared: each unit owes it by itself, so another unit's entry is not a repetition.
    """
    about = [
        other
        for other in addressed.task.entries
        if speaks_of(other, addressed) and (not shared or other.unit in (None, entry.unit))
    ]
    known = [document for other in about for document in other.evidence]
    evidence = tuple(one for one in entry.evidence if not any(_says_no_more(one, document) for document in known))
    texts: dict[str, Any] = dict.fromkeys(Entry.TEXTS)
    for name in Entry.TEXTS:
        text = getattr(entry, name)
        if text is not None and all(text != getattr(other, name) for other in about):
            texts[name] = text
    if not evidence and not any(texts.values()):
        return None
    return replace(entry, evidence=evidence, **texts)


def _says_no_more(one: Citation, known: Citation) -> bool:
    """Whether ``known`` has all parts of ``one``."""
    return one.parts().items() <= known.parts().items()
