"""A document as blocks, whatever it was read from: lines and tables, each knowing its place in the source."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from parplan.provenance.doubts import Place


class Line(Struct, frozen=True):
    """One line or paragraph.

    number: the enumerator Word counts by itself, such as ``a)``, which is not in the text.
    unsure: words a scan's reader was not sure of.
    indent: in points, from the left edge of the text.
    """

    text: str
    place: Place = Place()
    number: str = ""
    bold: bool = False
    italic: bool = False
    centered: bool = False
    indent: float = 0
    unsure: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The text as a reader of the print sees it, with its number."""
        return f"{self.number} {self.text}".strip()


class Cell(Struct, frozen=True):
    """One cell; of merged ones the first, which spans ``rows`` and ``columns``."""

    lines: tuple[Line, ...]
    place: Place = Place()
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """The words of the cell on one line."""
        return " ".join(line.whole for line in self.lines if line.whole)


class Table(Struct, frozen=True):
    """Rows of cells by column; a place covered by a merged cell holds that same cell.

    joined: rows (0-based) that were put together from two pages.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place = Place()
    joined: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row) for row in self.rows), default=0)


Block = Line | Table


class SourceDocument(Struct, frozen=True):
    """What a reader makes of a file.

    kind: ``docx``, ``pdf``, ``text`` or ``scan``.
    remarks: what the reader saw that a person must look at (tracked changes, pictures), as codes of doubts with words.
    stamped: texts that stand only in the appearance of a signature field, such as the number of an e-signed PDF.
    """

    kind: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    stamped: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every line, those of cells too, in order."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
                continue
            seen: set[int] = set()
            for row in block.rows:
                for cell in row:
                    if id(cell) not in seen:
                        seen.add(id(cell))
                        yield from cell.lines

    def words(self) -> str:
        """All its words, a line each."""
        return "\n".join(line.whole for line in self.lines())
