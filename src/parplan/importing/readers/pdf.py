"""PDF documents with text, read by pdfplumber: lines, paragraphs, ruled tables, rows joined across pages.

The number and date of an e-signed document are only in the appearances of its signature fields, which are read too.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Any

from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.foreign_files import damage_as
from parplan.importing.blocks import Block, DocumentLine, SourceDocument
from parplan.importing.readers.annotations import laid_over, signature_texts, words_of
from parplan.importing.readers.comments import MOST_TOLD, told_comments
from parplan.importing.readers.cut_words import is_run_together
from parplan.importing.readers.legacy_fonts import looks_legacy
from parplan.importing.readers.letters import as_printed
from parplan.importing.readers.limits import MOST_PAGES, made_apart
from parplan.importing.readers.page_joining import joined_pages
from parplan.importing.readers.printed_page import PrintedPage, PrintedWord, blocks_of_pages
from parplan.importing.readers.raised_marks import without_marks
from parplan.importing.readers.refusals import corrupt, locked, refuse, too_many_pages
from parplan.importing.readers.struck_out import struck_out
from parplan.importing.readers.undrawn_letters import PageDrawing
from parplan.importing.readers.unruled_tables import with_unruled_tables
from parplan.importing.readers.unseen_letters import beyond_edge, blotted_out, shown_box, unseen_letters
from parplan.libraries import libraries_of

#: A page with fewer letters counts as a picture.
_FEW_LETTERS = 40
#: The share of a page that a scan of it takes at least.
_WHOLE_PAGE = 0.7


def read_pdf(data: bytes, name: str, on_page: Callable[[int, int], None]) -> SourceDocument:
    """The blocks of a PDF. Raises ``UnreadableSourceError`` if it is locked, damaged or too long."""
    ((pages, read),) = made_apart(name, _pages_and_text, data, name, MOST_PAGES)
    if read is None:
        from parplan.importing.readers.scan import read_scanned_pdf

        return read_scanned_pdf(data, name, pages, on_page)
    return read


def _pages_and_text(data: bytes, name: str, most: int) -> Iterator[tuple[int, SourceDocument | None]]:
    """The number of pages of a PDF, up to a limit, and the result of :func:`_read` for them."""
    with libraries_of("import"):
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfminer.pdfpage import PDFPage
        from pdfplumber.utils.exceptions import PdfminerException
    with damage_as(corrupt(name)):
        try:
            document = pdfplumber.open(io.BytesIO(data))  # never closed, as closing would first create all pages
            if sum(1 for _ in islice(PDFPage.create_pages(document.doc), most + 1)) > most:
                raise too_many_pages(name, most)
            yield len(document.pages), _read(document, data, name)
        except PdfminerException as error:
            if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
                raise locked(name) from None
            raise


def _read(document: Any, data: bytes, name: str) -> SourceDocument | None:
    """The document of a PDF's text; ``None`` if its pages are pictures."""
    drawing = PageDrawing(data)
    read: list[_PageRead] = []
    stamped: list[str] = []
    pictures: list[_Pictures] = []
    for number, page in enumerate(document.pages, 1):
        pictures.append(_pictures(page))
        read.append(_page(page, number, None if pictures[-1].whole else drawing))
        stamped.extend(signature_texts(page))
        page.close()
    printed, unruled = with_unruled_tables([one.shown for one in read])
    pages = list(blocks_of_pages(printed))
    letters = [sum(len(line.text) for block in blocks for line in _lines_of(block)) for blocks in pages]
    if sum(letters) < _FEW_LETTERS * len(pages):
        return None
    told = (
        ("table-without-rules", ", ".join(map(str, unruled))),
        ("struck-out", " … ".join(one.struck for one in read if one.struck)),
        ("unseen-letters", " … ".join(one.unseen for one in read if one.unseen)),
        ("beyond-edge", " … ".join(one.beyond for one in read if one.beyond)),
        ("laid-over", told_comments([said for one in read for said in one.over])),
        ("raised-marks", ", ".join(mark for one in read for mark in one.marks)),
    )
    remarks = (*_remarks(letters, pictures), *((kind, words) for kind, words in told if words))
    blocks_read = joined_pages(pages, [one.marks for one in read])
    result = SourceDocument("pdf", tuple(blocks_read), len(pages), remarks, tuple(stamped))
    if looks_legacy(result.words()):
        raise refuse(
            N_("{name} is written in an old Vietnamese font (TCVN3 or VNI) that could not be converted whole"),
            message(N_("open the Word document, convert it to Unicode (Unikey: Ctrl+Shift+F6), and import that")),
            name=name,
        )
    return result


def _lines_of(block: Block) -> Iterator[DocumentLine]:
    if isinstance(block, DocumentLine):
        yield block
    else:
        for row in block.rows:
            for cell in row:
                yield from cell.lines


class _PageRead(Struct, frozen=True):
    """A page as it is read, and what is left out of it: words struck out or unseen, and marks of footnotes.

    beyond: the words read beyond its edge; over: the comments and marks that lie over it.
    """

    shown: PrintedPage
    struck: str
    unseen: str
    beyond: str
    marks: list[str]
    over: list[str]


def _page(page: Any, number: int, drawing: PageDrawing | None) -> _PageRead:
    """A page; ``drawing`` tells which letters it does not show, but of a scan, whose letters lie over the picture."""
    tables = [table for table in _tables(page) if len(table.rows) > 1 or len(table.cells) > 2]
    ruled = [table.cells for table in tables if max(len(row.cells) for row in table.rows) > 1]
    from pdfplumber.utils.text import WordExtractor

    letters = [_on_its_line(char) for char in page.chars]
    struck = set(struck_out(letters, [*page.lines, *page.rects]))
    blots = list(blotted_out(page, letters))
    unseen = unseen_letters(page, letters) - struck
    if drawing is not None:
        unseen |= drawing.undrawn(number, letters, shown_box(page)) - struck - set(chain.from_iterable(blots))
        unseen = unseen if len(unseen) < len(letters) else set()
    kept, marks = without_marks([one for i, one in enumerate(letters) if i not in struck and i not in unseen])
    found = WordExtractor(x_tolerance=1.5, y_tolerance=2).extract_words(kept, return_chars=True)
    words = tuple(_word(word) for word in found)
    size = (float(page.width), float(page.height))
    blotted = (f"[{words_of(letters, some)}]" for some in blots if unseen.isdisjoint(some))
    over = list(islice(chain(laid_over(page, letters), blotted), MOST_TOLD + 1))
    return _PageRead(
        PrintedPage(words, tuple(ruled), number, size),
        words_of(letters, sorted(struck)),
        words_of(letters, sorted(unseen)),
        words_of(letters, beyond_edge(page, letters)),
        marks,
        over,
    )


def _tables(page: Any) -> list[Any]:
    """The ruled tables of a page. The rules of one within a cell of another are kept out of the outer one's."""
    tables = page.find_tables()
    inner = [one for one in tables if any(_holds(other.bbox, one.bbox) for other in tables if other is not one)]
    if not inner:
        return list(tables)

    def is_outer(one: dict[str, Any]) -> bool:
        box = (one["x0"], one["top"], one["x1"], one["bottom"])
        return one["object_type"] == "char" or not any(_holds(table.bbox, box) for table in inner)

    return [*page.filter(is_outer).find_tables(), *inner]


def _holds(outer: Sequence[float], box: Sequence[float]) -> bool:
    """Whether a box lies within another, give or take the width of a rule."""
    left, top, right, bottom = outer
    return bool(left - 1 <= box[0] and top - 1 <= box[1] and box[2] <= right + 1 and box[3] <= bottom + 1)


def _on_its_line(char: dict[str, Any]) -> dict[str, Any]:
    """A letter with its box relative to its line.

    Where a font lacks Vietnamese letters others stand in for them within one word, with boxes of another height.
    """
    matrix = char.get("matrix")
    if not char.get("upright") or matrix is None:
        return char
    base = char["top"] + char["y1"] - matrix[5]
    bottom = base + 0.2 * char["size"]
    top = bottom - char["size"]
    return {**char, "top": top, "bottom": bottom, "doctop": char["doctop"] - char["top"] + top}


class _Pictures(Struct, frozen=True):
    """The pictures of a page: whether one fills it, and how many others are as wide as a table."""

    whole: bool
    wide: int


def _pictures(page: Any) -> _Pictures:
    shares = [((one["x1"] - one["x0"]) / page.width, (one["bottom"] - one["top"]) / page.height) for one in page.images]
    whole = any(width * height > _WHOLE_PAGE for width, height in shares)
    return _Pictures(
        whole, sum(width > 0.5 and height > 0.05 and width * height <= _WHOLE_PAGE for width, height in shares)
    )


def _remarks(letters: Sequence[int], pictures: Sequence[_Pictures]) -> Iterator[tuple[str, str]]:
    """Remarks on pictures of pages and tables, which are not read where other pages have text."""
    empty = [
        str(number)
        for number, (count, page) in enumerate(zip(letters, pictures, strict=True), 1)
        if count < _FEW_LETTERS and (page.whole or page.wide)
    ]
    if empty:
        yield "pages-left-out", ", ".join(empty)
    if sum(page.whole for page in pictures) - len(empty) > len(pictures) / 2:
        yield "text-layer", ""
    if wide := sum(page.wide for count, page in zip(letters, pictures, strict=True) if count >= _FEW_LETTERS):
        yield "pictures", str(wide)


def _word(found: dict[str, Any]) -> PrintedWord:
    fonts = [str(char.get("fontname", "")).lower() for char in found["chars"]]
    bold = all("bold" in font for font in fonts)
    italic = all("italic" in font or "oblique" in font for font in fonts)
    box = (found["x0"], found["x1"], found["top"], found["bottom"])
    sure = not (_are_over_one_another(found["chars"]) or is_run_together(as_printed(found["text"])))
    return PrintedWord(found["text"], *box, bold, italic, sure=sure)


def _are_over_one_another(letters: Sequence[dict[str, Any]]) -> bool:
    """Whether two different letters of a word are printed in one place: a line was printed over another."""
    wide = sorted((one for one in letters if one["x1"] - one["x0"] > 1), key=lambda one: one["x0"])
    return any(
        one["x1"] - two["x0"] > 0.4 * min(one["x1"] - one["x0"], two["x1"] - two["x0"]) and one["text"] != two["text"]
        for one, two in pairwise(wide)
    )
