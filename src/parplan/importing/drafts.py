"""The imported plan: its data, the source of each field, the doubts, and the user's input."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from parplan.importing.found import FoundField
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt, Place


class Source(Struct, frozen=True):
    """The source of one field: the printed words and their place. ``value`` is the imported value."""

    address: str
    field: str
    value: str
    printed: str
    place: Place = Place()


class Draft(Struct):
    """The plan as data in the order of the file, with the source of each field and the doubts."""

    data: dict[str, Any]
    sources: list[Source] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)


class Wishes(Struct, frozen=True):
    """The user's input: year, agency, and an earlier plan whose units, groups and codes are known.

    undecided: names and addresses of those of them that an import only guessed, folded; they are not known.
    """

    year: int | None = None
    agency: str | None = None
    like: Plan | None = None
    damaged: bool = False
    scanned: bool = False
    undecided: frozenset[str] = frozenset()


#: The place of values that are not in the document.
NOWHERE = Place()


class DraftNotes:
    """Collects the sources of the fields of a draft, and its doubts."""

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
