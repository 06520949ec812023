"""Footnotes of a document, which no field holds: each is told, at the field its mark stands in if it is a short one.

A footnote of a title or of a paragraph mostly cites a document, so those are told together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parplan.importing.blocks import Block, DocumentLine
from parplan.importing.drafts import Draft, Source
from parplan.provenance.doubts import Doubt, Place

_SHORT = frozenset({"lead", "coordinating", "products", "time"})


def find_notes(blocks: Sequence[Block], draft: Draft) -> Iterator[Doubt]:
    """A doubt for each footnote of a unit, product or time, and one for all others."""
    sources: dict[Place, Source] = {}
    for source in draft.sources:
        if source.field in _SHORT:
            sources.setdefault(source.place, source)
    others: list[tuple[str, Place]] = []
    for line, place in _noted(blocks):
        found = None if place == Place() else sources.get(place)
        for note in line.notes:
            if found is None:
                others.append((note, line.place))
            else:
                yield Doubt("footnote-left-out", found.address, found.field, found.value, note, place)
    if len(others) == 1:
        yield Doubt("footnote-left-out", "", "", "", *others[0])
    elif others:
        yield Doubt("footnotes-left-out", "", "", str(len(others)), *others[0])


def _noted(blocks: Sequence[Block]) -> Iterator[tuple[DocumentLine, Place]]:
    """The lines with footnotes, and the place of each: that of its cell in a table."""
    for block in blocks:
        if isinstance(block, DocumentLine):
            if block.notes:
                yield block, block.place
            continue
        for cell in {id(cell): cell for row in block.rows for cell in row}.values():
            yield from ((line, cell.place) for line in cell.lines if line.notes)
