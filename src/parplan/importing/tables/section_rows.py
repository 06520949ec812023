"""The rows of a table of tasks that are headings over the rows below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.blocks import DocumentCell, DocumentLine
from parplan.importing.enumerators import Numeral, ordinal, read_enumerator, without_closing
from parplan.importing.found import FoundField
from parplan.importing.labels import NUMBER, SECTION, TITLE
from parplan.importing.tables.headers import Header
from parplan.importing.tables.row_fields import fields_of, number_and_title
from parplan.importing.tables.row_words import is_bullet


def is_section(
    header: Header,
    row: Sequence[DocumentCell],
    following: Sequence[Sequence[DocumentCell]],
    *,
    below_task: bool,
) -> bool:
    """Whether a row is a heading. following: the rows below it. below_task: a task of its section stands above it."""
    number, title_cell, title = number_and_title(header, row)
    distinct = {id(cell): cell for cell in row if cell.text.strip(" \u00a0")}
    words = " ".join(line.whole for line in title).strip()
    if not words:
        return False
    others = [cell for i, cell in enumerate(row) if header.columns[i].field not in (NUMBER, TITLE, SECTION)]
    filled = [cell for cell in others if cell.text.strip(" \u00a0-–") and cell is not title_cell]
    if filled and title_cell.columns * 2 > len(row) and all(row.index(cell) < row.index(title_cell) for cell in filled):
        return True  # the column before the titles has its number, under a header that could not be read
    if filled:
        # A stray rule in the picture of a row may cut its heading in two.
        cut = len({id(cell) for cell in filled}) == 1 and filled[0].columns >= 3 and len(filled) == len(others)
        return cut and re.fullmatch(r"[IVX]+|[A-H]", number) is not None and words.isupper()
    spans = title_cell.columns >= max(3, len(row) - 2) or len(distinct) == 1
    if number and (re.fullmatch(r"[IVX]+|[A-H]", number)):
        return True
    emphasized = all(line.bold for line in title) or (words.upper() == words and len(words) > 5)
    if spans:
        return True
    deeper = bool(following) and number_and_title(header, following[0])[0].startswith(f"{number}.") if number else False
    if deeper or (bool(number) and bool(following) and _has_bullet_below(header, following[0])):
        return True
    if not number:
        return (emphasized and title_cell.rows == 1 and not below_task) or (
            emphasized and bool(header.of(NUMBER)) and not is_bullet(title)
        )
    if emphasized and following:
        following_number = number_and_title(header, following[0])[0]
        return ordinal(following_number) in (1, None) or any(line.bold for line in title)
    return False


def _has_bullet_below(header: Header, row: Sequence[DocumentCell]) -> bool:
    """Whether a row without a number is a bullet with fields of its own, so that the row above is a heading."""
    number, _, title = number_and_title(header, row)
    return not number and is_bullet(title) and bool(fields_of(header, row))


def number_and_words(header: Header, row: Sequence[DocumentCell]) -> tuple[str, FoundField]:
    """The number of a heading and its words, with those that stand beside the titles."""
    number, title_cell, lines = number_and_title(header, row)
    beside = {
        id(cell): cell
        for i, cell in enumerate(row)
        if header.columns[i].field not in (NUMBER, TITLE, SECTION) and cell is not title_cell
    }
    lines += [line for cell in beside.values() for line in cell.lines if line.text.strip(" \u00a0-–")]
    if not number and lines:
        enumerator = read_enumerator(lines[0].whole)
        if enumerator is not None and enumerator.style is not Numeral.BULLET and enumerator.rest:
            number = enumerator.value
            lines[0] = DocumentLine(enumerator.rest, lines[0].place)
    return number, FoundField((without_closing(" ".join(line.whole for line in lines)),), title_cell.place)
