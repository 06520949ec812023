"""Joining of tables, rows and paragraphs that a page break splits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from parplan.importing.blocks import Block, DocumentCell, DocumentLine, DocumentTable, Unsure
from parplan.importing.enumerators import SIGN, Numeral, read_enumerator
from parplan.importing.readers.paragraphs import goes_on_overleaf, put_together


def joined_pages(pages: Sequence[Sequence[Block]], marks: Sequence[Sequence[str]] = ()) -> list[Block]:
    """The blocks of all pages in one list, with tables, rows and paragraphs joined across page breaks.

    marks: for each page the marks of its footnotes, which may stand below a table that goes on overleaf.
    """
    sorted_pages = [list(page) for page in pages]
    for number, (page, more) in enumerate(pairwise(sorted_pages)):
        _move_lines_between(page, more, marks[number] if marks else ())
    blocks: list[Block] = []
    for page in sorted_pages:
        first = True
        for block in page:
            if first and blocks:
                last = blocks[-1]
                if isinstance(last, DocumentTable) and isinstance(block, DocumentTable) and last.width == block.width:
                    blocks[-1] = _continued(last, block)
                    first = False
                    continue
                if isinstance(last, DocumentLine) and isinstance(block, DocumentLine):
                    first = False
                    goes_on = goes_on_overleaf(last, block)
                    if goes_on:
                        blocks[-1] = replace(
                            last,
                            text=put_together([last.text, block.text]),
                            unsure=(*last.unsure, *block.unsure),
                            full=block.full,
                        )
                    else:
                        blocks.append(replace(block, may_continue=goes_on is None))
                    continue
            first = False
            blocks.append(block)
    return blocks


def _move_lines_between(page: list[Block], more: list[Block], marks: Sequence[str]) -> None:
    """Move what stands between the halves of a table behind it: footnotes, a header or footer of the page."""
    above = next((i for i in reversed(range(len(page))) if isinstance(page[i], DocumentTable)), None)
    below = next((i for i, block in enumerate(more) if isinstance(block, DocumentTable)), None)
    if above is None or below is None:
        return
    table, rest, between = page[above], more[below], [*page[above + 1 :], *more[:below]]
    if not isinstance(table, DocumentTable) or not isinstance(rest, DocumentTable) or table.width != rest.width:
        return
    if between and (_are_notes(between, marks) or _cuts_row(table, rest)):
        more[:] = [rest, *between, *more[below + 1 :]]
        del page[above + 1 :]


def _are_notes(lines: Sequence[Block], marks: Sequence[str]) -> bool:
    """Whether lines below a table are footnotes with one of the ``marks`` of their page."""
    first = lines[0]
    mark = re.match(r"(\d{1,2})\s", first.text) if isinstance(first, DocumentLine) else None
    return mark is not None and mark[1] in marks


def _cuts_row(table: DocumentTable, more: DocumentTable) -> bool:
    """Whether the first row of a table is the rest of another's last one: below the same header, or in a sentence."""
    repeated = 0
    while repeated < min(3, len(more.rows), len(table.rows)) and _same_texts(more.rows[repeated], table.rows[repeated]):
        repeated += 1
    rest, last = more.rows[repeated] if repeated < len(more.rows) else (), table.rows[-1]
    if not rest or not _is_rest(rest, table.rows):
        return False
    return repeated > 0 or any(
        two.text.strip() and _plainly_goes_on(one, two) for one, two in zip(last, rest, strict=True)
    )


def _continued(table: DocumentTable, more: DocumentTable) -> DocumentTable:
    """A table with its continuation; a first row without a number continues the last row of the page before."""
    rows = list(more.rows)
    above = list(table.rows)
    joined = list(table.joined)
    start = 0
    cut: dict[int, str] = {}
    while start < min(3, len(rows), len(above)):
        if not (_same_texts(rows[start], above[start]) or (start == 0 and _is_like(rows[0], above[0]))):
            lost = _cut_header(rows[start], above[start])
            if not lost:
                break
            cut |= lost
        start += 1
    rows = rows[start:]
    if cut and rows:  # what the header lost may stand in the row below
        rows[0] = tuple(
            replace(cell, lines=()) if cell.text.strip() == cut.get(i) else cell for i, cell in enumerate(rows[0])
        )
    if rows and above and _is_rest(rows[0], above):
        rest = rows[0]
        made = {id(two): _joined_cell(one, two) for one, two in zip(above[-1], rest, strict=True)}
        # A merged cell extends into the rows below: they share the joined one.
        rows = [tuple(made.get(id(cell), cell) if cell.lines else cell for cell in row) for row in rows]
        above[-1] = tuple(made[id(two)] if two.lines else one for one, two in zip(above[-1], rest, strict=True))
        cells = [(one, two) for one, two in zip(table.rows[-1], rest, strict=True) if two.text.strip()]
        if not any(_plainly_goes_on(one, two) for one, two in cells):
            joined.append(len(above) - 1)
        rows = rows[1:]
    elif rows and above and len(rows[0]) == len(above[-1]) and _begins_anew(rows[0], above[-1]):
        blank, merged = rows[0][0], above[-1][0]
        rows = [(merged, *row[1:]) if row and row[0] is blank else row for row in rows]
        joined.append(len(above))
    return DocumentTable((*above, *rows), table.place, tuple(joined))


def _same_texts(one: Sequence[DocumentCell], two: Sequence[DocumentCell]) -> bool:
    """Whether two rows are one header; a scan may show its narrow first cell otherwise: “TT”, “II”."""
    texts, others = [cell.text for cell in one], [cell.text for cell in two]
    if sum(map(bool, texts[1:])) > 2 and texts[0] and others[0]:
        texts, others = texts[1:], others[1:]
    return any(texts) and texts == others


def _is_like(row: Sequence[DocumentCell], header: Sequence[DocumentCell]) -> bool:
    """Whether a row is the header that stood over the table before, as OCR read it: each cell is nearly the same."""
    from rapidfuzz import fuzz

    texts = [(cell.text.strip(), over.text.strip()) for cell, over in zip(row[1:], header[1:], strict=False)]
    told = len(row) == len(header) and sum(bool(over) for _, over in texts) > 2
    return told and all(below == over or fuzz.ratio(below, over) >= _ALIKE for below, over in texts)


def _cut_header(row: Sequence[DocumentCell], above: Sequence[DocumentCell]) -> dict[int, str]:
    """The words each cell of a repeated header lacks of the first one, where it was cut; empty if it is another row."""
    # a scan shows marks where the cut went through the line below
    texts = [(cell.text.strip().rstrip("!.,;:'’|"), over.text.strip()) for cell, over in zip(row, above, strict=True)]
    if sum(bool(below) for below, _ in texts) < 3 or not all(over.startswith(below) and below for below, over in texts):
        return {}
    return {i: over[len(below) :].strip() for i, (below, over) in enumerate(texts) if below != over}


#: The least likeness of two readings of one header, in percent.
_ALIKE = 85
#: A time whose figure stands on the next line.
_CUT_TIME = re.compile(r"(?:^|\s)(?:tháng|quý|năm|ngày|trước|từ|đến)$", re.IGNORECASE)


def _is_rest(row: Sequence[DocumentCell], rows: Sequence[Sequence[DocumentCell]]) -> bool:
    """Whether a row at the top of a page is the rest of the last of ``rows``: it has no number, its texts continue."""
    above = rows[-1]
    if len(row) != len(above) or not above[0].text.strip():
        return False
    if row[0].text.strip():  # a table without numbers, or with numbers before its titles
        if len(rows) > 2 and all(map(_begins_with_number, rows[1:])) and not _begins_with_number(row):
            return row[0].columns == 1 and not all(cell.text.strip() for cell in row)
        pairs = [(cell.text.strip(), over.text.strip()) for cell, over in zip(row, above, strict=True)]
        begun = [_goes_on(below, over) or _CUT_TIME.search(over) is not None for below, over in pairs if below]
        first, over_first = pairs[0]
        return (_goes_on(first, over_first) and not over_first[0].islower()) or all(begun)
    texts = [(cell.text.strip(), over.text.strip()) for cell, over in zip(row[1:], above[1:], strict=True)]
    filled = [(below, over) for below, over in texts if below]
    if not filled:
        return False
    if _begins_anew(row, above):
        return False
    if texts[0][0] or len(filled) == 1:  # its title continues, or only one cell is filled
        return True
    # Texts that begin anew in every cell are another row of the same task.
    return any(_goes_on(below, over) for below, over in filled)


def _goes_on(below: str, over: str) -> bool:
    """Whether a text on the next page plainly begins within the one over it."""
    return below[0].islower() or below[0] in "()" or over.endswith((",", " và", "-", "("))


def _begins_with_number(row: Sequence[DocumentCell]) -> bool:
    enumerator = read_enumerator(row[0].text)
    return enumerator is not None and bool(enumerator.rest) and enumerator.style is not Numeral.BULLET


def _begins_anew(row: Sequence[DocumentCell], above: Sequence[DocumentCell]) -> bool:
    """Whether a row whose first cell is blank is another one: each of several cells begins anew, in no numbered table.

    Its first cell is the rest of one merged with those of the rows above.
    """
    if re.fullmatch(r"\W*(?:\w{1,2}|[IVX]+|\d+(?:\.\d+)*)\W*", above[0].text.strip()) or row[0].text.strip():
        return False
    pairs = [(cell.text.strip(), over.text.strip()) for cell, over in zip(row[1:], above[1:], strict=True)]
    filled = [(below, over) for below, over in pairs if below]
    return len(filled) > 2 and not any(
        below[0].islower() or over.endswith((",", " và", "-", "(")) or _CUT_TIME.search(over) for below, over in filled
    )


def _plainly_goes_on(one: DocumentCell, two: DocumentCell) -> bool:
    """Whether the rest of a cell begins within a sentence: joining it leaves no doubt."""
    above, below = one.text.strip(), two.text.strip()
    return (
        bool(above)
        and not above.endswith((".", ";", ":"))
        and (_goes_on(below, above) or _CUT_TIME.search(above) is not None)
    )


def _joined_cell(one: DocumentCell, two: DocumentCell) -> DocumentCell:
    if not two.lines:
        return one
    if not one.lines:
        return DocumentCell(two.lines, two.place, one.rows, one.columns)
    first, last = two.lines[0], one.lines[-1]
    if re.match(rf"{SIGN}\s", first.text) or last.text.endswith((";", ".")):
        return DocumentCell((*one.lines, *two.lines), one.place, one.rows, one.columns)
    parted = f"{last.text} | {first.text}"  # nothing tells whether the page cut a text or parts two
    unclear = () if _plainly_goes_on(one, two) else (Unsure(parted, parted),)
    middle = DocumentLine(
        put_together([last.text, first.text]),
        last.place,
        bold=last.bold,
        unsure=(*last.unsure, *first.unsure, *unclear),
    )
    return DocumentCell((*one.lines[:-1], middle, *two.lines[1:]), one.place, one.rows, one.columns)
