"""Paragraphs of a printed page: which lines continue the line above them.

How a document sets its paragraphs (spaces between them, indented first lines, justified lines) is learned from lines
that leave no doubt, and decides about the others. Positions are in points from the upper left corner.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

from parplan.importing.blocks import DocumentLine, Unsure
from parplan.importing.enumerators import Numeral, read_enumerator
from parplan.importing.labels import UNKNOWN_LABEL, read_labelled
from parplan.importing.labels_inside import ends_with_label
from parplan.provenance.doubts import Place

#: End of a sentence, before a closing bracket or quotation mark.
SENTENCE_END = re.compile(r"[.;:…][”\"')]?$")
#: Least difference in points between the lines of a paragraph and two paragraphs for it to tell them apart.
_SET_APART = 2.5
#: Slack at the right edge: a space and the difference between the longest line and the edge.
_SLACK = 10


class PrintedLine(Protocol):
    """A printed line, with the edges of its first two words."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    any_bold: bool
    italic: bool
    stretched: bool
    unsure: tuple[Unsure, ...]

    @property
    def first_width(self) -> float:
        """The width of the first word."""

    @property
    def second_x0(self) -> float:
        """The left edge of the second word, or of the only one."""


class TextShape(Struct, frozen=True):
    """Typesetting of a document's text.

    left, right: its edges. spacing: from one line of a paragraph to the next; ``None`` if unknown.
    parted: the least distance that separates paragraphs; ``None`` if they are not set apart.
    indented: first lines are indented. justified: lines end at the right edge, except the last of a paragraph.
    """

    left: float
    right: float
    spacing: float | None = None
    parted: float | None = None
    indented: bool = False
    justified: bool = False


def shape_of(pages: Sequence[Sequence[PrintedLine]], width: float) -> TextShape:
    """Typesetting of the lines of pages of one width."""
    full = [row for rows in pages for row in rows if row.x1 - row.x0 > 0.5 * width]
    if not full:
        return TextShape(0.0, width)
    left = min(row.x0 for row in full)
    ends = [row.x1 for row in full]
    right = statistics.quantiles(ends, n=10, method="inclusive")[-1] if len(ends) > 1 else ends[0]
    inner: list[tuple[PrintedLine, float]] = []
    outer: list[tuple[PrintedLine, float]] = []
    for rows in pages:
        for above, row in pairwise(row for row in rows if row.text):
            pitch = row.bottom - above.bottom
            if pitch < 4 or max(above.x0, row.x0) > left + 72 or above.any_bold or row.any_bold:
                continue
            if above.x1 + row.first_width + 3 * _SLACK < right:
                outer.append((row, pitch))
            elif row.text[:1].islower() and not SENTENCE_END.search(above.text) and read_enumerator(row.text) is None:
                inner.append((above, pitch))
    spacing = statistics.median(pitch for _, pitch in inner) if len(inner) > 1 else None
    parted = None
    if spacing is not None and len(outer) > 1:
        apart = statistics.quantiles([pitch for _, pitch in outer], n=4, method="inclusive")[0]
        parted = (spacing + apart) / 2 if apart - spacing >= _SET_APART else None
    begun = [row.x0 > left + 8 for row, _ in outer if read_enumerator(row.text) is None]
    at_edge = [abs(row.x1 - right) < 2 for row, _ in inner]
    return TextShape(
        left,
        right,
        spacing,
        parted,
        indented=len(begun) > 1 and sum(begun) > 0.8 * len(begun),
        justified=len(at_edge) > 3 and sum(at_edge) > 0.8 * len(at_edge),
    )


class _Join(Enum):
    """Whether a line continues the paragraph above it."""

    ON = auto()
    ENDS = auto()
    UNSURE = auto()


def paragraphs(rows: Sequence[PrintedLine], page: int, shape: TextShape) -> Iterator[DocumentLine]:
    """Join printed lines into paragraphs. Where nothing tells, they stay apart, with a mark on the second."""
    paragraph: list[PrintedLine] = []
    unsure = False
    for row in rows:
        if not row.text:
            continue
        if paragraph:
            join = _join(paragraph, row, shape)
            if join is _Join.ON:
                paragraph.append(row)
                continue
            yield _line(paragraph, page, shape, unsure=unsure)
            unsure = join is _Join.UNSURE
        paragraph = [row]
    if paragraph:
        yield _line(paragraph, page, shape, unsure=unsure)


def _join(paragraph: Sequence[PrintedLine], row: PrintedLine, shape: TextShape) -> _Join:
    last = paragraph[-1]
    if last.stretched:
        return _Join.ENDS  # it was stretched to the edge because a manual break ends it
    height = max(last.bottom - last.top, 8)
    pitch = row.bottom - last.bottom
    far = max(2.3 * height, 1.3 * shape.spacing if shape.spacing is not None else 0)
    if pitch > far or row.top < last.top + 2 or last.x0 - row.x0 > 100:
        return _Join.ENDS
    broken = row.text[:1].islower() and not re.search(r"[.;:,)]$", last.text) and read_enumerator(row.text) is None
    if _is_in_bracket(paragraph, row):
        broken = True  # be it a label: “(Chủ trì: Sở Y tế; / thời gian: quý I)”
    aligned = _is_aligned(paragraph, row, shape) or (broken and abs(row.x0 - last.x0) < 2)  # a paragraph set in
    if broken and _is_full(last, row, shape) and aligned and last.bold == row.bold:
        return _Join.ON  # be it the second half of a label: “Đơn vị / phối hợp: …”
    if read_labelled(row.text) is not None or _begins(row, last, shape):
        return _Join.ENDS
    if (last.bold and not row.any_bold) or (row.bold and not last.any_bold):  # a heading and what is below it
        return _Join.ENDS
    if is_centered(last, shape) and is_centered(row, shape):
        return _Join.ON if last.bold == row.bold and not last.text.isupper() else _Join.ENDS
    if not _is_full(last, row, shape) or not _is_aligned(paragraph, row, shape):
        return _Join.ENDS
    ended = SENTENCE_END.search(last.text) is not None
    if row.text[:1].islower() and not ended:
        return _Join.ON
    if shape.parted is not None:
        return _Join.ENDS if pitch > shape.parted else _Join.ON
    hanging = read_enumerator(paragraph[0].text) is not None
    if not hanging and row.x0 > shape.left + 8 and (shape.indented or row.x0 > last.x0 + 6):
        return _Join.ENDS
    if shape.indented and not hanging:
        return _Join.ON
    if not ended or ends_with_label(last.text) or row.text[:1].islower():
        return _Join.ON
    if shape.justified:
        return _Join.ENDS if last.x1 < shape.right - 3 else _Join.ON
    return _Join.UNSURE


def _is_in_bracket(paragraph: Sequence[PrintedLine], row: PrintedLine) -> bool:
    """Whether a line goes on, in small letters, in a bracket that the lines above it leave open."""
    text = " ".join(line.text for line in paragraph)
    return row.text[:1].islower() and text.rfind("(") > text.rfind(")") and read_enumerator(row.text) is None


def _is_full(last: PrintedLine, row: PrintedLine, shape: TextShape) -> bool:
    """Whether the first word of ``row`` had no place at the end of the line above."""
    return last.x1 + row.first_width + _SLACK > shape.right


def _is_aligned(paragraph: Sequence[PrintedLine], row: PrintedLine, shape: TextShape) -> bool:
    """Whether a line begins where the lines of the paragraph do."""
    first, last = paragraph[0], paragraph[-1]
    if row.x0 < shape.left + 24 or (len(paragraph) > 1 and abs(row.x0 - last.x0) < 4):
        return True
    if read_enumerator(first.text) is not None:  # the number hangs out
        return first.x0 - 4 < row.x0 < first.second_x0 + 4 and (len(paragraph) == 1 or abs(row.x0 - last.x0) < 12)
    return len(paragraph) == 1 and not shape.indented and abs(row.x0 - last.x0) < 2


def _begins(row: PrintedLine, last: PrintedLine, shape: TextShape) -> bool:
    """Whether a new item begins; a number or dash at the start of a line may also continue a sentence."""
    enumerator = read_enumerator(row.text)
    if enumerator is None:
        return False
    above = last.text
    ended = above.endswith((".", ";", ":", ",", "/"))
    if enumerator.style is Numeral.BULLET and not ended and _is_full(last, row, shape) and last.bold == row.bold:
        return (shape.indented and row.x0 > shape.left + 8) or UNKNOWN_LABEL.match(enumerator.rest) is not None
    if row.x0 > shape.left + 8:
        return True
    if re.search(r"(?:số|Điều|khoản|mục|điểm|năm|ngày|tháng|-|–|đến|\d)(?<!năm 20\d\d)$", above):
        return False
    if row.bold and enumerator.rest[:1].isupper():  # a heading below a title: “… năm 2026 / 1. Mục đích”
        return True
    return ended or row.text[:1].isupper() or enumerator.style is Numeral.BULLET


def is_centered(row: PrintedLine, shape: TextShape) -> bool:
    """Whether a line stands in the middle of the text."""
    left, right = row.x0 - shape.left, shape.right - row.x1
    return (left > 30 and abs(left - right) < 24) or (left > 12 and abs(left - right) < 3)


def _line(rows: Sequence[PrintedLine], page: int, shape: TextShape, *, unsure: bool) -> DocumentLine:
    text = put_together([row.text for row in rows])
    edge = 3 if shape.justified else 4 * _SLACK
    return DocumentLine(
        text,
        Place(page=page),
        bold=all(row.bold for row in rows),
        italic=all(row.italic for row in rows),
        centered=is_centered(rows[0], shape),
        indent=max(rows[0].x0 - shape.left, 0.0),
        unsure=tuple(word for row in rows for word in row.unsure),
        may_continue=unsure,
        full=rows[-1].x1 > shape.right - edge,
        flush=shape.indented and rows[0].x0 < shape.left + 8 and read_enumerator(text) is None,
    )


#: The two halves of a word cut at the end of a line: a symbol (12/2019/Q + Đ-UBND, ND- + CP), a span (2025- + 2030),
#: a number or a date.
_CUT = (
    (re.compile(r"\w-$"), re.compile(r"\w|/[A-ZĐ]")),
    (re.compile(r"\d/[A-ZĐ]{0,6}$"), re.compile(r"[A-ZĐ]{0,6}-(?:[A-ZĐ]|$)")),
    (re.compile(r"\d/[A-ZĐ]{1,6}-[A-ZĐ]{0,8}$"), re.compile(r"[A-ZĐ]{2}")),
    (re.compile(r"\d/\d{0,3}$"), re.compile(r"\d{1,3}/[A-ZĐ]")),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{3}$"), re.compile(r"\d(?!\d)")),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{2}$"), re.compile(r"\d\d(?!\d)")),
    (re.compile(r"\d{1,2}/\d{1,2}/\d$"), re.compile(r"\d{3}(?!\d)")),
    (re.compile(r"\d{1,2}/\d{1,2}/$"), re.compile(r"\d{4}(?!\d)")),
    (re.compile(r"(?<!\d)20\d\d[-–]$"), re.compile(r"20\d\d(?!\d)")),
    (re.compile(r"\d:\d{1,3}$"), re.compile(r"\d{1,3}(?![\d,/]|\.\d)")),
    (re.compile(r"\w&$"), re.compile(r"\w")),
    (re.compile(r"(?:^|\s)\d{1,2}/$"), re.compile(r"\d{1,2}/\d{4}(?!\d)|\d{4}(?!\d)")),
)


def put_together(texts: Sequence[str]) -> str:
    """Join lines into one text, and with them words cut between two lines."""
    text = ""
    for line in texts:
        text = f"{text}{line}" if not text or line[0] in ";,.)" or is_cut(text, line) else f"{text} {line}"
    return text


def is_cut(above: str, line: str) -> bool:
    """Whether a word is cut between ``above`` and ``line``."""
    return any(end.search(above) and beginning.match(line) for end, beginning in _CUT)


def goes_on_overleaf(above: DocumentLine, below: DocumentLine) -> bool | None:
    """Whether the first paragraph of a page continues the last one of the page before; ``None`` if nothing tells."""
    if read_enumerator(below.text) is not None or read_labelled(below.text) is not None:
        return False
    ended = SENTENCE_END.search(above.text) is not None
    if below.text[:1].islower() and not ended:
        return True
    if not above.full or above.bold != below.bold or below.centered:
        return False
    if below.flush:
        return True
    if not ended:
        return below.indent < 24
    return None if below.indent < 8 else False
