"""A plan as it is imported: its data, where each field came from, what is in doubt, and what the user said."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from parplan.importing.found import FoundField
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt, Place


class Source(Struct, frozen=True):
    """Where one field came from: the words as they stood, and their place. ``value`` is what was imported."""

    address: str
    field: str
    value: str
    printed: str
    place: Place = Place()


class Draft(Struct):
    """The plan as data in the order of the file, with where each field came from and what is in doubt."""

    data: dict[str, Any]
    sources: list[Source] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)


class Wishes(Struct, frozen=True):
    """What the user said: year, agency, an earlier plan whose units, groups and codes are known."""

    year: int | None = None
    agency: str | None = None
    like: Plan | None = None
    damaged: bool = False
    scanned: bool = False


#: The place of what stands nowhere in the document.
NOWHERE = Place()


class DraftNotes:
    """Takes down where the fields of a draft came from and what is in doubt."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def source(self, address: str, field: str, value: str, found: FoundField) -> None:
        """A field, its value, and the words it was made of."""
        self._draft.sources.append(Source(address, field, value, found.stood, found.place))

    def doubt(
        self, kind: str, address: str, field: str, value: str = "", printed: str = "", place: Place = NOWHERE
    ) -> None:
        """A doubt at a field."""
        self._draft.doubts.append(Doubt(kind, address, field, value, printed, place))
