"""What of a statement is new: texts and documents that no entry about the same has yet."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from parplan.changing.scope import speaks_of
from parplan.plan.structure import Citation, Entry
from parplan.queries.portfolio import Addressed

_TEXTS = ("note", "difficulty", "proposal", "basis", "reason")


def news_of(addressed: Addressed, entry: Entry, *, shared: bool) -> Entry | None:
    """The entry with only what no entry about the same says yet; ``None`` when that is nothing.

    ``shared``: units owe it one by one, so what another unit said is not what this one says.
    """
    about = [
        other
        for other in addressed.task.entries
        if speaks_of(other, addressed) and (not shared or other.unit in (None, entry.unit))
    ]
    known = [document for other in about for document in other.evidence]
    evidence = tuple(one for one in entry.evidence if not any(_says_no_more(one, document) for document in known))
    texts: dict[str, Any] = dict.fromkeys(_TEXTS)
    for name in _TEXTS:
        text = getattr(entry, name)
        if text is not None and all(text != getattr(other, name) for other in about):
            texts[name] = text
    if not evidence and not any(texts.values()):
        return None
    return replace(entry, evidence=evidence, **texts)


def _says_no_more(one: Citation, known: Citation) -> bool:
    """Whether ``known`` has all that ``one`` tells of the document."""
    told = ((getattr(one, name), getattr(known, name)) for name in ("number", "date", "title", "file", "link"))
    return all(new is None or new == old for new, old in told)
