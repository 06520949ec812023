"""Layout of a printed page: words with their positions joined into lines, paragraphs and ruled tables.

Used for PDFs and scans alike. Positions are in points from the upper left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from parplan.importing.blocks import Block, DocumentCell, DocumentLine, DocumentTable, Unsure
from parplan.importing.enumerators import SIGN
from parplan.importing.readers.cut_words import Cut, is_halves
from parplan.importing.readers.kind_lines import begins_as_kind, may_be_two
from parplan.importing.readers.letters import as_printed
from parplan.importing.readers.paragraphs import TextShape, is_cut, paragraphs, put_together, shape_of
from parplan.provenance.doubts import Place

_BULLET = re.compile(rf"{SIGN}\s")
#: A name that goes on with “- Kế hoạch”.
_FINANCE = re.compile(r"(?:tài chính|chính|kinh tế|tế)$", re.IGNORECASE)
#: Slack at the end of a line in a cell, in points: Word's cell margins, a space and some tolerance.
_CELL_MARGINS = 16


class PrintedWord(Struct, frozen=True):
    """One word: its text, its box, whether it is bold or italic, and whether OCR was sure of it.

    stood: what was read, where ``text`` is a correction of it.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False
    italic: bool = False
    sure: bool = True
    stood: str = ""

    def within(self, box: Sequence[float], play: float = 0) -> bool:
        """Whether its centre lies in a box, extended by ``play`` points."""
        x, y = (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2
        return box[0] - play <= x < box[2] + play and box[1] - play <= y < box[3] + play


#: A box: left, top, right, bottom.
Box = tuple[float, float, float, float]


class PrintedPage(Struct, frozen=True):
    """The words of a page, the boxes of the cells of each of its tables, its number and size (width and height)."""

    words: tuple[PrintedWord, ...]
    tables: tuple[Sequence[Box], ...]
    number: int
    size: tuple[float, float]

    def rows(self) -> list[Row]:
        """The printed lines outside tables, without the page number."""
        bounds = [bounds_of(boxes) for boxes in self.tables]
        outside = [word for word in self.words if not any(word.within(box, 1) for box in bounds)]
        return [row for row in rows_of(outside) if not is_page_number(row, self.size[1])]


def blocks_of_pages(pages: Sequence[PrintedPage]) -> Iterator[list[Block]]:
    """The lines and tables of each page of a document that was not scanned: pages of one width are set alike."""
    rows = _without_running_lines(pages, [page.rows() for page in pages])
    shapes: dict[float, TextShape] = {}
    for width in {page.size[0] for page in pages}:
        alike = [own for page, own in zip(pages, rows, strict=True) if page.size[0] == width]
        shapes[width] = shape_of(alike, width)
    for page, own in zip(pages, rows, strict=True):
        yield list(_blocks(page, own, shapes[page.size[0]]))


def page_blocks(
    words: Sequence[PrintedWord], tables: Sequence[Sequence[Box]], number: int, size: tuple[float, float]
) -> Iterator[Block]:
    """The lines and tables of one page from top to bottom, without the page number.

    tables: for each table the boxes of its cells. size: width and height of the page.
    """
    page = PrintedPage(tuple(words), tuple(tables), number, size)
    rows = page.rows()
    yield from _blocks(page, rows, shape_of([rows], size[0]))


def _blocks(page: PrintedPage, rows: Sequence[Row], shape: TextShape) -> Iterator[Block]:
    words, tables, number = page.words, page.tables, page.number
    bounds = [bounds_of(boxes) for boxes in tables]
    waiting_tables = sorted(zip(bounds, tables, strict=True), key=lambda one: one[0][1])
    waiting: list[Row] = []
    for row in rows:
        while waiting_tables and waiting_tables[0][0][1] < row.top:
            yield from paragraphs(waiting, number, shape)
            waiting = []
            bound, boxes = waiting_tables.pop(0)
            yield ruled_table(boxes, _outside_inner(words, bound, bounds), number)
        waiting.append(row)
    yield from paragraphs(waiting, number, shape)
    for bound, boxes in waiting_tables:
        yield ruled_table(boxes, _outside_inner(words, bound, bounds), number)


def _outside_inner(words: Sequence[PrintedWord], table: Box, bounds: Sequence[Box]) -> Sequence[PrintedWord]:
    """The words that are in no table within ``table``."""
    inner = [
        one
        for one in bounds
        if one != table and table[0] <= one[0] and table[1] <= one[1] and one[2] <= table[2] and one[3] <= table[3]
    ]
    return [word for word in words if not any(word.within(one) for one in inner)] if inner else words


def bounds_of(boxes: Sequence[Box]) -> Box:
    """The smallest box around several."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def ruled_table(boxes: Sequence[Box], words: Sequence[PrintedWord], page: int) -> DocumentTable:
    """A ruled table whose cells are ``boxes``; one that spans several rows or columns fills all these places."""
    ordered = sorted(set(boxes), key=lambda box: (box[1], box[0]))
    xs = _edges([box[0] for box in ordered] + [box[2] for box in ordered])
    ys = _edges([box[1] for box in ordered] + [box[3] for box in ordered])
    cells: dict[tuple[int, int], DocumentCell] = {}
    for box in ordered:
        c0, c1 = _index(xs, box[0]), _index(xs, box[2])
        r0, r1 = _index(ys, box[1]), _index(ys, box[3])
        place = Place(page=page, row=r0 + 1, column=c0 + 1)
        inside = [word for word in words if word.within(box)]
        cell = DocumentCell(tuple(cell_lines(inside, box, place)), place, max(r1 - r0, 1), max(c1 - c0, 1))
        for r in range(r0, max(r1, r0 + 1)):
            for c in range(c0, max(c1, c0 + 1)):
                cells[(r, c)] = cell
    empty = DocumentCell((), Place(page=page))
    rows = [tuple(cells.get((r, c), empty) for c in range(len(xs) - 1)) for r in range(len(ys) - 1)]
    return DocumentTable(tuple(row for row in rows if any(cell is not empty for cell in row)), Place(page=page))


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


class Row:
    """Words on one printed line."""

    def __init__(self, words: list[PrintedWord]) -> None:
        self.words = words
        self.x0 = min(word.x0 for word in words)
        self.x1 = max(word.x1 for word in words)
        self.top = min(word.top for word in words)
        self.bottom = max(word.bottom for word in words)
        self.text = as_printed(" ".join(word.text for word in words))
        self.bold = all(word.bold for word in words)
        self.any_bold = any(word.bold for word in words)
        self.italic = all(word.italic for word in words)
        self.stretched = _is_stretched(words)
        self.unsure = tuple(
            Unsure(word.stood or word.text, word.text, word.sure) for word in words if word.stood or not word.sure
        )

    @property
    def first_width(self) -> float:
        """The width of the first word."""
        return self.words[0].x1 - self.words[0].x0

    @property
    def second_x0(self) -> float:
        """The left edge of the second word, or of the only one."""
        return self.words[min(1, len(self.words) - 1)].x0


def rows_of(words: Sequence[PrintedWord]) -> list[Row]:
    """Group words into printed lines; a wide gap (the two columns of a letterhead) separates them.

    No gap separates the words of a line that was stretched to the edge, or an item's number from its text.
    """
    ordered = sorted(words, key=lambda word: (word.bottom, word.x0))
    heights: list[list[PrintedWord]] = []
    for word in ordered:
        if heights and abs(heights[-1][-1].bottom - word.bottom) < 3.5:
            heights[-1].append(word)
        else:
            heights.append([word])
    rows: list[Row] = []
    for height in heights:
        height.sort(key=lambda word: word.x0)
        part: list[PrintedWord] = []
        stretched = _is_stretched(height)
        for word in height:
            if part and not stretched and word.x0 - part[-1].x1 > (_TAB if _is_number(part) else _COLUMN):
                rows.append(Row(part))
                part = []
            part.append(word)
        rows.append(Row(part))
    return rows


#: The gap in points that separates columns, and the widest between an item's number or dash and its text.
_COLUMN, _TAB = 28, 76
#: The least gap between the words of a line that Word stretched because it ends with a manual break.
_STRETCHED = 12


#: The widest gap between words of a line that was not stretched.
_BLANK = 8


def _is_stretched(words: Sequence[PrintedWord]) -> bool:
    """Whether the words of a line are equally far apart, as in a justified line that ends with a manual break.

    Where the line has a tab, only the words behind it are: “Cơ quan chủ trì –   Phòng      Tư      pháp”.
    """
    gaps = [two.x0 - one.x1 for one, two in pairwise(words)]
    if _are_equal(gaps):
        return True
    behind = next((k for k, gap in enumerate(gaps) if gap > _BLANK), len(gaps))
    return any(_are_equal(gaps[k:]) for k in (behind, behind + 1))


def _are_equal(gaps: Sequence[float]) -> bool:
    return len(gaps) > 1 and min(gaps) > _STRETCHED and max(gaps) - min(gaps) < 0.35 * max(gaps)


def _is_number(words: Sequence[PrintedWord]) -> bool:
    """Whether a line begins with a number or a dash alone, which a tab separates from its text, or with “Số:”."""
    return (
        len(words) == 1
        and re.fullmatch(r"[-–+•*●▪◦·\uf0b7\uf02d]|\(?(?:[a-zđ]|[IVX]+|[A-H]|\d[\d.]{0,7})[.)]|Số:", words[0].text)
        is not None
    )


def is_page_number(row: Row, height: float) -> bool:
    """Whether a line is a page number at the upper or lower edge of the page: “3”, “- 3 -”, “Trang 3/12”."""
    return _is_at_edge(row, height) and _PAGE_NUMBER.fullmatch(row.text) is not None


_PAGE_NUMBER = re.compile(
    r"[-–]?\s*(?:(?:Trang|Page)\s*:?\s*)?\d{1,3}(?:\s*(?:/|of|trên)\s*\d{1,3})?\s*[-–]?", re.IGNORECASE
)


def _is_at_edge(row: Row, height: float) -> bool:
    return row.top < 0.09 * height or row.bottom > 0.93 * height


#: The fewest pages on which a line at one place of the edge is no text of the document.
_RUNNING = 3


def _without_running_lines(pages: Sequence[PrintedPage], rows: Sequence[list[Row]]) -> list[list[Row]]:
    """The lines of pages without headers and footers: those at one place of the edge of pages that follow each other.

    Only their figures may differ.
    """
    edges = [
        {(re.sub(r"\d+", "#", row.text), round(row.top / 3)) for row in own if _is_at_edge(row, page.size[1])}
        for page, own in zip(pages, rows, strict=True)
    ]
    running = [
        {
            one
            for first in range(max(0, i - _RUNNING + 1), min(i, len(pages) - _RUNNING) + 1)
            for one in set.intersection(*edges[first : first + _RUNNING])
        }
        for i in range(len(pages))
    ]
    return [
        [row for row in own if (re.sub(r"\d+", "#", row.text), round(row.top / 3)) not in gone]
        for own, gone in zip(rows, running, strict=True)
    ]


def cell_lines(words: Sequence[PrintedWord], box: Box, place: Place) -> Iterator[DocumentLine]:
    """The paragraphs of a cell: a short line ends one, a bullet begins one."""
    paragraph: list[Row] = []
    inner = box[2] - box[0] - _CELL_MARGINS
    rows = [row for row in rows_of(words) if row.text]
    for k, row in enumerate(rows):
        if paragraph:
            last = paragraph[-1]
            full = last.x1 - last.x0 + row.first_width > inner
            bullet = _BULLET.match(row.text)
            bulleted = bullet is not None
            if full and not last.text.endswith((";", ".", ":", ",")) and not _BULLET.match(paragraph[0].text):
                # the dash belongs to a broken name: “Báo và Đài / - Truyền hình”, “Phòng Tài chính / - Kế hoạch”
                beginning = " ".join(one.text for one in rows[k : k + 3])
                bulleted = bullet is not None and begins_as_kind(beginning[bullet.end() :])
                bulleted = bulleted and not _FINANCE.search(last.text)
            cut = is_cut(last.text, row.text) or _halves(last, row, inner) is not Cut.NO
            if bulleted or not (full or row.text[:1].islower() or cut):
                yield _cell_line(paragraph, place, inner)
                paragraph = []
        paragraph.append(row)
    if paragraph:
        yield _cell_line(paragraph, place, inner)


def _cell_line(rows: Sequence[Row], place: Place, inner: float) -> DocumentLine:
    texts = [rows[0].text]
    unsure = [word for row in rows for word in row.unsure]
    for last, row in pairwise(rows):
        halves = _halves(last, row, inner)
        if halves is Cut.NO:
            texts.append(row.text)
            continue
        texts[-1] += row.text
        if halves is Cut.UNSURE:
            beginning = as_printed(row.words[0].text)
            unsure.append(Unsure(f"{last.text} {beginning}", f"{last.text}{beginning}"))
    if may_be_two(texts):
        unsure.append(Unsure(" | ".join(texts), " | ".join(texts)))
    return DocumentLine(put_together(texts), place, bold=all(row.bold for row in rows), unsure=tuple(unsure))


def _halves(last: Row, row: Row, inner: float) -> Cut:
    """Whether a word is cut between two lines: at the end of the first not a letter more has room."""
    width, first = last.x1 - last.x0, row.words[0]
    if len(last.text) < 2 or width + (first.x1 - first.x0) / len(first.text) <= inner:
        return Cut.NO
    alone = len(last.words) == 1
    return is_halves(as_printed(last.words[-1].text), as_printed(first.text), alone=alone)
