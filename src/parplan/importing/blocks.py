"""A document as blocks, whatever its format: lines and tables, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from parplan.provenance.doubts import Place


class Unsure(Struct, frozen=True):
    """An uncertain word of a scan or print: as ``read``, and the ``text`` it was corrected to.

    certain: the correction leaves no doubt; it is noted all the same.
    """

    read: str
    text: str
    certain: bool = False


class DocumentLine(Struct, frozen=True):
    """One line or paragraph.

    number: the automatic number Word prints, such as ``a)``, which is not part of the text.
    unsure: words the OCR program was not sure of, or that the print leaves unclear.
    indent: distance from the left edge of the text, in points.
    may_continue: nothing on the page tells whether it continues the paragraph above.
    full: its last printed line reaches the right edge, so that the next page may continue it.
    flush: its first line is not indented as those of other paragraphs are.
    notes: the footnotes whose marks stand in it; they are not part of the text.
    """

    text: str
    place: Place = Place()
    number: str = ""
    bold: bool = False
    italic: bool = False
    centered: bool = False
    indent: float = 0
    unsure: tuple[Unsure, ...] = ()
    may_continue: bool = False
    full: bool = False
    flush: bool = False
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The text as printed, with its number."""
        return f"{self.number} {self.text}".strip()


class DocumentCell(Struct, frozen=True):
    """One cell, or a merged one that spans ``rows`` and ``columns``."""

    lines: tuple[DocumentLine, ...]
    place: Place = Place()
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """The text of the cell on one line."""
        return " ".join(line.whole for line in self.lines if line.whole)


class DocumentTable(Struct, frozen=True):
    """Rows of cells by column; every place that a merged cell covers holds that cell.

    joined: indexes (from 0) of rows that were joined across two pages.
    """

    rows: tuple[tuple[DocumentCell, ...], ...]
    place: Place = Place()
    joined: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.rows), default=0)


Block = DocumentLine | DocumentTable


class SourceDocument(Struct, frozen=True):
    """The content of a file, as its reader returns it.

    kind: ``docx``, ``pdf``, ``text`` or ``scan``.
    remarks: things a person must look at (tracked changes, pictures): a code of doubt and its text.
    stamped: texts found only in the appearance of a signature field, such as the number of an e-signed PDF.
    """

    kind: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    stamped: tuple[str, ...] = ()

    def lines(self) -> Iterator[DocumentLine]:
        """Every line in order, including those inside cells."""
        for block in self.blocks:
            if isinstance(block, DocumentLine):
                yield block
                continue
            seen: set[int] = set()
            for row in block.rows:
                for cell in row:
                    if id(cell) not in seen:
                        seen.add(id(cell))
                        yield from cell.lines

    def words(self) -> str:
        """The whole text, one line of the document per line."""
        return "\n".join(line.whole for line in self.lines())
