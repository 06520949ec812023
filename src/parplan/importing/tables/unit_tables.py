"""Tables with one row for each unit, beside which its duties stand: “Bộ phận, cá nhân | Nhiệm vụ”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from parplan.importing.blocks import Block, DocumentCell, DocumentTable
from parplan.importing.enumerators import CAPITALS, SMALL, Numeral, clean, read_enumerator, without_closing
from parplan.importing.found import FoundField, FoundSection, FoundTask
from parplan.importing.labels import COORDINATING, DOING, LEAD, NOTES, PRODUCTS, TIME, find_label
from parplan.importing.party_names import names_party
from parplan.importing.tables.headers import find_header
from parplan.importing.tables.row_words import counts_columns, is_blank
from parplan.vocabulary.folding import fold

_BODIES = (
    r"(?:co quan|don vi|bo phan|phong|ban|khoa|to|so|nganh|to chuc|doan the|ca nhan|thanh vien|luc luong|"
    r"dia phuong|doi)"
)
#: The header over the units.
_UNITS = re.compile(
    r"ho (?:va )?ten(?: (?:can bo|giao vien|nguoi thuc hien))?|nguoi (?:thuc hien|phu trach|duoc phan cong)|nhan su|"
    r"can bo(?:, (?:cong chuc|vien chuc|giao vien|nhan vien))*|giao vien(?:, nhan vien)?|dong chi|thanh phan|"
    rf"(?:ten )?(?:cac )?{_BODIES}(?:(?:,|/| -| va) ?{_BODIES})*"
    r"(?: (?:chu tri|thuc hien|phu trach|duoc phan cong|duoc giao|chiu trach nhiem|lien quan))*"
)
#: The header over their duties.
_DUTIES = re.compile(
    r"(?:noi dung |cac )?(?:nhiem vu|cong viec|trach nhiem|noi dung|phan cong)(?: (?:nhiem vu|cong viec|cu the|duoc|"
    r"phan cong|giao|thuc hien|chinh|chu yeu|trong tam|phu trach))*"
)
_KEPT = (COORDINATING, TIME, PRODUCTS, NOTES)


class UnitTablesRead(Struct, frozen=True):
    """A section for each unit, with a task for each duty beside it; the tables read, and rows of these that were not.

    Nothing else tells of a row that was left out: the tables are taken for read.
    """

    sections: list[FoundSection]
    tables: list[DocumentTable]
    rows_left: list[tuple[DocumentCell, ...]]


def read_unit_tables(blocks: Sequence[Block]) -> UnitTablesRead:
    """Read the tables with one row for each unit."""
    sections: list[FoundSection] = []
    read: list[DocumentTable] = []
    left: list[tuple[DocumentCell, ...]] = []
    reader: _Rows | None = None
    for table in (block for block in blocks if isinstance(block, DocumentTable)):
        columns = _columns(table)
        if columns is not None:
            reader = _Rows(table.rows[0], *columns)
        elif reader is None or table.width != len(reader.header) or find_header(table) is not None:
            continue  # no part of such a table on the next page
        found, unread = reader.sections(table.rows[1:] if columns is not None else table.rows)
        if found:
            sections.extend(found)
            read.append(table)
            left.extend(unread)
    return UnitTablesRead(sections, read, left)


def _columns(table: DocumentTable) -> tuple[int, int] | None:
    """The columns of the units and of their duties; ``None`` where each row is a task of its own."""
    if len(table.rows) < 2:
        return None
    headers = [fold(clean(cell.text)).strip(" .:*") for cell in table.rows[0]]
    units = [i for i, words in enumerate(headers) if _UNITS.fullmatch(words)]
    duties = [i for i, words in enumerate(headers) if _DUTIES.fullmatch(words)]
    if len(units) != 1 or len(duties) != 1 or units[0] >= duties[0]:
        return None
    body = [row for row in table.rows[1:] if len(row) > duties[0] and row[units[0]].text.strip()]
    named = sum(1 for row in body if _is_named(clean(row[units[0]].text)))
    if not body or named * 2 <= len(body):
        return None
    known = find_header(table)
    if known is not None:
        several = sum(1 for row in body if sum(_mark(line.whole) for line in row[duties[0]].lines) > 1)
        led = known.columns[units[0]].field in (LEAD, DOING) and (known.of(TIME) or known.of(PRODUCTS))
        if several * 2 <= len(body) if led else not several:
            return None
    return units[0], duties[0]


#: The name of a person: two to five words with a capital each.
_PERSON = re.compile(
    rf"(?:(?:Ông|Bà|Thầy|Cô|Đ/c|Đồng chí)\s+)?[{CAPITALS}][{SMALL}]*(?:\s+[{CAPITALS}][{SMALL}]*){{1,4}}"
)


def _is_named(text: str) -> bool:
    return names_party(text) or _PERSON.fullmatch(text) is not None


class _Rows:
    """Reads the rows of a table whose columns are known."""

    def __init__(self, header: tuple[DocumentCell, ...], unit: int, duties: int) -> None:
        self.header = header
        self._unit = unit
        self._duties = duties

    def sections(
        self, rows: Sequence[tuple[DocumentCell, ...]]
    ) -> tuple[list[FoundSection], list[tuple[DocumentCell, ...]]]:
        """A section for each unit, and the rows with words that were not read.

        Rows that share the cell of the unit are one section; one cell over unit and duties is neither.
        """
        found: list[FoundSection] = []
        left: list[tuple[DocumentCell, ...]] = []
        above: DocumentCell | None = None
        for row in rows:
            if is_blank(row) or counts_columns(row):
                continue
            if len(row) <= self._duties or row[self._unit] is row[self._duties] or not row[self._duties].text.strip():
                left.append(row)
                continue
            unit = row[self._unit]
            if not unit.text.strip() or unit is above:
                if found:
                    found[-1].items.extend(self._tasks(row, found[-1].title))
                else:
                    left.append(row)
                continue
            above = unit
            name = FoundField(tuple(line.whole for line in unit.lines if line.whole), unit.place)
            number = re.sub(r"\W", "", row[0].text) if self._unit > 0 else ""
            section = FoundSection(number, FoundField((without_closing(name.text),), unit.place), units=True)
            section.items.extend(self._tasks(row, name))
            found.append(section)
        return found, left

    def _tasks(self, row: tuple[DocumentCell, ...], unit: FoundField) -> list[FoundTask]:
        lead = FoundField(unit.texts, unit.place)
        tasks = [FoundTask((), title, {LEAD: lead}, bullet=True) for title in _duties(row[self._duties])]
        for k in range(len(row)):
            cell = row[k]
            if k in (0, self._unit, self._duties) or not cell.text.strip() or cell is row[k - 1]:
                continue
            printed = clean(self.header[k].text) if k < len(self.header) else ""
            label = find_label(printed)
            field = label.field if label is not None else ""
            lines = [line.whole for line in cell.lines if line.whole]
            each = len(lines) == len(tasks)
            for n, task in enumerate(tasks):
                value = FoundField((lines[n],) if each else tuple(lines), cell.place, printed)
                if field in _KEPT:
                    task.fields[field] = value
                    if len(tasks) > 1 and field != NOTES:
                        task.doubts.append(("merged-fields", field))
                else:
                    task.columns[printed or f"Cột {k + 1}"] = value
        return tasks


def _duties(cell: DocumentCell) -> list[FoundField]:
    """The duties of a cell: its paragraphs, where each but the first begins with a number or bullet, or a sentence."""
    lines = [line for line in cell.lines if line.whole.strip()]
    found: list[FoundField] = []
    listed = sum(1 for line in lines if _mark(line.whole)) > 0
    for line in lines:
        mark = _mark(line.whole)
        goes_on = bool(found) and (
            line.text[:1].islower() if not listed else not mark and not found[-1].text.rstrip().endswith((".", ";"))
        )
        text = _bare(line.whole) if mark else line.whole
        if goes_on and not mark:
            found[-1] = FoundField((*found[-1].texts, text), found[-1].place, unsure=found[-1].unsure + line.unsure)
        else:
            found.append(FoundField((text,), line.place, unsure=line.unsure))
    return [FoundField((without_closing(one.text),), one.place, unsure=one.unsure) for one in found]


def _mark(text: str) -> bool:
    enumerator = read_enumerator(text)
    return enumerator is not None and enumerator.style is not Numeral.NAMED


def _bare(text: str) -> str:
    """A paragraph without its number or bullet."""
    enumerator = read_enumerator(text)
    return enumerator.rest if enumerator is not None else text
