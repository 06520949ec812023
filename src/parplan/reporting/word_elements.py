"""Paragraphs, runs and tables as WordprocessingML. Texts are escaped; elements follow the schema's order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from xml.sax.saxutils import escape

from parplan.reporting.lettering import longest_word, width, with_room
from parplan.reporting.papers import PaperCell, PaperColumn, PaperRow, PaperTable, Run, Text, plain
from parplan.reporting.word_styles import (
    BESIDE_ID,
    CELL,
    CELL_MARGIN,
    COLUMN_TITLE,
    GRID_ID,
    NUMBER_CELL,
    PLACE_ID,
    ROW_HEADING,
    RULE,
    STRONG_ID,
    TOTAL,
    WordStyle,
)

_TWIPS = 1440 / 25.4
#: A row of so many lines stays on one page, a taller one leaves no page empty; millimetres beside the text of a cell.
_MOST_UNSPLIT, _CELL_SIDES = 6, 3.8
#: Millimetres beside the longest word of a title: the margins of a cell, its lines, and what other fonts may need.
_TITLE_SIDES = 2 * CELL_MARGIN / _TWIPS + 0.8
#: A day of a document in English, which a line does not end within.
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_TABLE_END = "</w:tbl>"
_NO_BREAK_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


def twips(millimetres: float) -> int:
    """Convert millimetres to twentieths of a point."""
    return round(millimetres * _TWIPS)


def run(one: Run) -> str:
    """A run; its character style shows whether it is a marked place or emphasised."""
    style = PLACE_ID if one.place else STRONG_ID if one.strong else None
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style is not None else ""
    words = _DAY.sub(lambda found: found[0].replace("-", _NO_BREAK_HYPHEN), escape(one.text))
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(
    style: WordStyle, runs: Text | str = (), *, keep_next: bool = False, section: str = "", side: float = 0
) -> str:
    """A paragraph of a named style, ``side`` millimetres in from both margins.

    ``keep_next``: on the page of what follows; ``section``: it ends a section.
    """
    keep = "<w:keepNext/>" if keep_next else ""
    inwards = f'<w:ind w:left="{twips(side)}" w:right="{twips(side)}"/>' if side else ""
    texts = run(Run(runs)) if isinstance(runs, str) else "".join(map(run, runs))
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{keep}{inwards}{section}</w:pPr>{texts}</w:p>'


def rule(length: float, room: float) -> str:
    """A rule of ``length`` millimetres, centred in ``room`` millimetres."""
    side = twips(max(room - length, 0) / 2)
    return f'<w:p><w:pPr><w:pStyle w:val="{RULE.id}"/><w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'


def beside(columns: Sequence[tuple[float, Iterable[str]]]) -> str:
    """Columns (width in millimetres, paragraphs) side by side, without lines, never split across pages."""
    widths = [twips(width) for width, _ in columns]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'
        for width, (_, paragraphs) in zip(widths, columns, strict=True)
    )
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    return f"{_table_start(BESIDE_ID, widths)}{row}{_TABLE_END}"


def grid(table: PaperTable) -> Iterator[str]:
    """A table with lines. Titles repeat on each page; rows may break across pages, so that no page is left empty."""
    millimetres = _fitted(table.columns)
    widths = [twips(one) for one in millimetres]
    titles = "".join(
        _cell(width, paragraph(COLUMN_TITLE, column.title), middle=True)
        for width, column in zip(widths, table.columns, strict=True)
    )
    yield _table_start(GRID_ID, widths)
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{titles}</w:tr>"
    for row in table.rows:
        yield _row(row, table, millimetres)
    yield _TABLE_END


def _table_start(style: str, widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def _fitted(columns: Sequence[PaperColumn]) -> list[float]:
    """The widths of columns, so that no word of a title is cut: a narrow column takes what the others can spare."""
    least = [longest_word(column.title, COLUMN_TITLE.size) + _TITLE_SIDES for column in columns]
    return with_room([column.width for column in columns], least)


def _row(row: PaperRow, table: PaperTable, millimetres: Sequence[float]) -> str:
    widths = [twips(one) for one in millimetres]
    if row.heading:
        cells = _cell(sum(widths), _paragraphs(row.cells[0], ROW_HEADING), span=len(widths))
    else:
        cells = "".join(
            _cell(width, _paragraphs(cell, _style(row, centred=column.centred)))
            for cell, column, width in zip(row.cells, table.columns, widths, strict=True)
        )
    whole = row.heading or row.total or _lines(row, millimetres) <= _MOST_UNSPLIT
    return f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if whole else ''}{cells}</w:tr>"


def _lines(row: PaperRow, millimetres: Sequence[float]) -> int:
    """About how many lines a row is tall, by the widths of its words."""
    return max(
        sum(max(ceil(width(plain(runs), CELL.size) / (column - _CELL_SIDES)), 1) for runs in cell)
        for cell, column in zip(row.cells, millimetres, strict=True)
    )


def _style(row: PaperRow, *, centred: bool) -> WordStyle:
    if row.total:
        return TOTAL
    return NUMBER_CELL if centred else CELL


def _paragraphs(cell: PaperCell, style: WordStyle) -> str:
    return "".join(paragraph(style, runs) for runs in cell) or paragraph(style)


def _cell(width: int, content: str, *, span: int = 1, middle: bool = False) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    aligned = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{aligned}</w:tcPr>{content}</w:tc>'
