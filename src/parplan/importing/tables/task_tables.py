"""The tables of a document: which are of tasks, which continue another, and the sections in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from parplan.importing.blocks import DocumentLine, DocumentTable
from parplan.importing.enumerators import Numeral, clean, read_enumerator, without_closing
from parplan.importing.found import FoundField, FoundSection
from parplan.importing.labels import NUMBER, find_label
from parplan.importing.numbering import gaps
from parplan.importing.tables.captions import begins_annex, is_number
from parplan.importing.tables.headers import Header, find_header, is_of_targets
from parplan.importing.tables.heading_times import take_times
from parplan.importing.tables.row_words import NOTHING, counts_columns
from parplan.importing.tables.rows import ReadRow, TableRows
from parplan.vocabulary.folding import fold


def is_data(table: DocumentTable) -> bool:
    """Whether a table is one of tasks, by its header, or may continue one (it has three columns or more)."""
    return find_header(table) is not None or (table.width >= 4 and not is_arranging(table))


#: The motto, the recipients or an office of a signature, or a number and a day beside each other.
_ARRANGING = re.compile(
    r"cong hoa xa hoi|dang cong san viet nam|doan (?:tncs|thanh nien cong san) ho chi minh|noi nhan|doc lap - tu do"
    r"|^(?:tm|kt|tl|t/m)\.? |\bso ?:? ?[\d.…_ ]*[/-].{2,90}\bngay .{1,8}\bthang\b"
)


def is_arranging(table: DocumentTable) -> bool:
    """Whether a table is a letterhead or a signature block."""
    text = fold(" ".join(cell.text for row in table.rows for cell in row))
    return _ARRANGING.search(text) is not None


class TablesRead(Struct, frozen=True):
    """Sections read in tables, in order; every row of the tables of tasks; and the other tables."""

    sections: list[FoundSection]
    rows: list[ReadRow]
    left_out: list[DocumentTable]


def read_tables(tables: Sequence[tuple[DocumentTable, Sequence[DocumentLine]]]) -> TablesRead:
    """Read all tables of a document, each given with the lines directly before it."""
    sections: list[FoundSection] = []
    rows: list[ReadRow] = []
    left: list[DocumentTable] = []
    header: Header | None = None
    reader: TableRows | None = None
    for table, before in tables:
        own = find_header(table)
        if own is not None and is_blank_form(table):
            left.append(table)
            header = reader = None
        elif own is not None:
            caption = _caption(before)
            if reader is None or header is None or caption is not None or not own.is_like(header):
                reader = TableRows(sections, rows, own, caption)
            reader.header = header = own
            rows.extend(ReadRow(row, own) for row in table.rows[: own.first])
            reader.read(table, own.rows)
        elif is_of_targets(table) or (header is not None and _begins_anew(table, before)):
            left.append(table)
            header = reader = None
        elif header is not None and reader is not None and table.width == len(header.columns):
            reader.read(table, 0)
        else:
            left.append(table)
    _mark_gaps(sections)
    take_times(sections)
    return TablesRead([section for section in sections if section.tasks], rows, left)


def is_blank_form(table: DocumentTable) -> bool:
    """Whether a table with a header for tasks has at most numbers below it: a form to be filled in."""
    header = find_header(table)
    rows = [row for row in table.rows[header.rows :] if not counts_columns(row)] if header is not None else []
    numbers = set(header.of(NUMBER)) if header is not None else set()
    return bool(rows) and not any(
        cell.text.strip(NOTHING) for row in rows for i, cell in enumerate(row) if i not in numbers
    )


def _begins_anew(table: DocumentTable, before: Sequence[DocumentLine]) -> bool:
    """Whether a table without columns of tasks has a header or an annex of its own, so that it continues none."""
    first = next((cell.text for row in table.rows[:1] for cell in row), "")
    label = find_label(clean(first))
    if label is not None and label.field == NUMBER:
        return True
    return any(begins_annex(line) for line in before)


def _mark_gaps(sections: Sequence[FoundSection]) -> None:
    """Mark the sections that follow a missing number. The first may have any: its table can go on from the body."""
    for style in (r"[IVX]+", r"\d+"):
        counted = [section for section in sections if re.fullmatch(style, section.number)]
        for i in gaps([section.number for section in counted], without_d=True):
            counted[i].gap = i > 0


def _caption(before: Sequence[DocumentLine]) -> FoundField | None:
    """The title of a table's annex: the lines between “PHỤ LỤC” and the table, without remarks in brackets."""
    lines = [line for line in before[-6:] if not line.text.startswith("(")]
    annex = next(
        (i for i, line in enumerate(lines) if re.match(r"PHỤ LỤC|Phụ lục", line.text) or is_number(line)), None
    )
    if annex is not None:
        title = [line.text for line in lines[annex + 1 :]] or [lines[annex].text]
        return FoundField((without_closing(" ".join(title)),), lines[annex].place)
    last = next((line for line in reversed(lines) if line.whole.strip()), None)
    for line in reversed(lines):
        if begins_annex(line) or re.match(r"KẾ HOẠCH\b", line.text):
            return FoundField((without_closing(line.text),), line.place)
        enumerator = read_enumerator(line.whole)
        if enumerator is not None and enumerator.style in (Numeral.ROMAN, Numeral.UPPER) and enumerator.rest:
            return FoundField((without_closing(enumerator.rest),), line.place, label=enumerator.value)
        heads = line is last and enumerator is not None and enumerator.style in (Numeral.NUMBER, Numeral.DOTTED)
        if heads and enumerator is not None and enumerator.rest and len(line.text) < 120:
            return FoundField((without_closing(enumerator.rest),), line.place, label=enumerator.value)
    return None
