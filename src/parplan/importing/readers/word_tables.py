"""The cells of a Word table while it is read: they may go on across and down, and a table may only be a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from parplan.importing.blocks import Block, DocumentCell, DocumentLine, DocumentTable
from parplan.importing.readers.word_numbering import W, number_of
from parplan.provenance.doubts import Place

#: Word lets a table have 63 columns.
MOST_COLUMNS = 64


class GrowingCell:
    """A cell that may still grow while its table is read."""

    def __init__(self, place: Place, columns: int = 1) -> None:
        self.place = place
        self.columns = columns
        self.rows = 1
        self.blocks: list[Block] = []

    def cell(self) -> DocumentCell:
        """The cell as it has grown."""
        lines = tuple(block for block in self.blocks if isinstance(block, DocumentLine))
        return DocumentCell(lines, self.place, self.rows, self.columns)


def is_frame(rows: Sequence[list[GrowingCell]]) -> bool:
    """Whether a table is only a frame around text, or around other tables."""
    nested = any(isinstance(block, DocumentTable) for cells in rows for cell in cells for block in cell.blocks)
    return _is_single(rows) or (nested and _frames_tables(rows))


def _is_single(rows: Sequence[list[GrowingCell]]) -> bool:
    """Whether each row has one cell."""
    return all(len({id(cell) for cell in cells}) == 1 for cells in rows)


def _frames_tables(rows: Sequence[list[GrowingCell]]) -> bool:
    """Whether a table with others in its cells is only a frame around them: few of its rows have three cells or more.

    A small table in a cell of a table of tasks does not make this one a frame.
    """
    wide = sum(len({id(cell) for cell in cells if cell.blocks}) > 2 for cells in rows)
    return wide * 2 <= len(rows)


def unframed(rows: list[list[GrowingCell]]) -> Iterator[Block]:
    """The contents, in order, of the cells of a table that only arranges text."""
    seen: set[int] = set()
    for cells in rows:
        for merged in cells:
            if id(merged) not in seen:
                seen.add(id(merged))
                yield from merged.blocks


def fill_ends(rows: Sequence[list[GrowingCell]], number: int) -> None:
    """Fill rows that end before the others (``w:gridAfter``, or cells deleted) with blank cells."""
    width = max(map(len, rows), default=0)
    for row, cells in enumerate(rows, 1):
        for column in range(len(cells), width):
            cells.append(GrowingCell(Place(table=number, row=row, column=column + 1)))


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table, those in content controls and insertions too."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from rows_of(child)


def cells_of(row: Any) -> Iterator[Any]:
    """The cells of a row, those in content controls too."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from cells_of(child)


def spans_of(properties: Any | None) -> tuple[int, bool, bool]:
    """The columns a cell spans, and whether it continues the cell above, or (in old files) the one to the left."""
    if properties is None:
        return 1, False, False
    span = properties.find(f"{W}gridSpan")
    merge = properties.find(f"{W}vMerge")
    across = properties.find(f"{W}hMerge")
    return (
        max(1, min(number_of(span) or 1, MOST_COLUMNS)),
        merge is not None and merge.get(f"{W}val") != "restart",
        across is not None and across.get(f"{W}val") != "restart",
    )
