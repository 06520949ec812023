"""Reading returned workbooks into answer sheets. Nothing in them is run, followed or trusted.

A sheet is recognised by its keys and its header only: its name, the order of its columns and rows, filters, protection
and the hidden sheet may all be lost or changed.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from parplan.collecting.answer_sheets import AnswerCell, AnswerFile, AnswerRow, AnswerSheet
from parplan.collecting.cells_shown import NumberShown, doubt_about, number_shown
from parplan.collecting.file_kinds import UnreadableError, damaged, open_workbook_archive
from parplan.collecting.form_columns import ENTRY_COLUMNS, OFFICE_COLUMNS, TITLES, FormColumn, column_called
from parplan.collecting.form_keys import KeyProblem, parse_key
from parplan.diagnostics import N_, Message, message
from parplan.foreign_files import damage_as
from parplan.libraries import libraries_of
from parplan.vocabulary.folding import fold

#: The text of the first cell of the hidden sheet, and the name of the property with the unit.
MARKER = "parplan-form"
UNIT_PROPERTY = "parplan-unit"

#: The beginning of the sheet with instructions, folded, in the languages of forms.
_GUIDES = ("bieu bao cao tien do", "progress form")
#: The least number of entry columns in a header, besides the key.
_HEADER_LEAST = 2
_MORE = re.compile(rb"<(?:[^<>\s/]+:)?(?:f|strike|vertAlign)[\s>/]")
_SERIAL = (1, 2_958_465)  # up to the last day of 9999


def read_workbook(data: bytes, name: str) -> AnswerFile:
    """Read the file handed in as ``name``; ``problem`` says why it cannot be read. Raises only without the library."""
    with libraries_of("office"):
        import openpyxl  # noqa: F401 - that it is missing is told before anything is read
    digest = hashlib.sha256(data).hexdigest()
    try:
        archive = open_workbook_archive(data)
        book, formulas = _load(data, archive)
    except UnreadableError as error:
        return AnswerFile(name, digest, problem=error.why, help=error.help)
    remarks: list[Message] = []
    if any(part.filename.endswith("vbaProject.bin") for part in archive.infolist()):
        remarks.append(message(N_("it has macros; they were not run")))
    try:
        sheets = tuple(_answer_sheets(book, formulas, remarks))
    except UnreadableError as error:
        return AnswerFile(name, digest, remarks=tuple(remarks), problem=error.why, help=error.help)
    if not sheets:
        return AnswerFile(
            name,
            digest,
            remarks=tuple(remarks),
            problem=message(
                N_("no sheet of it is a form: none has the keys in the column “{column}”"),
                column=_title(FormColumn.KEY),
            ),
            help=message(N_("ask the unit to fill in the form it was sent; `parplan form` writes it again")),
        )
    return AnswerFile(name, digest, sheets, tuple(remarks))


def _load(data: bytes, archive: zipfile.ZipFile) -> tuple[Any, Any]:
    """The workbook with the values of its formulas; where a part may hold more, also as it is written."""
    from openpyxl import load_workbook

    with damage_as(damaged()):
        more = any(_may_hold_more(archive.read(part)) for part in archive.infolist())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions of Excel that would be lost: nothing is written back
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            as_written = load_workbook(io.BytesIO(data), keep_links=False, rich_text=True) if more else None
    return book, as_written


def _may_hold_more(content: bytes) -> bool:
    """Whether a part, which may be a sheet whatever it is called, holds formulas, or letters struck out or raised.

    One in another encoding may.
    """
    return _MORE.search(content) is not None or content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))


def _answer_sheets(book: Any, formulas: Any, remarks: list[Message]) -> Iterator[AnswerSheet]:
    issued, unit = _hidden_sheet(book)
    for sheet in book.worksheets:
        marked = formulas[sheet.title] if formulas is not None and sheet.title in formulas.sheetnames else None
        grid = _grid(sheet, marked)
        if grid and _shown(next(iter(next(iter(grid.values())).values()))) == MARKER:
            continue
        if sheet.sheet_state != "visible" and any(_is_key(cell) for cells in grid.values() for cell in cells.values()):
            remarks.append(message(N_("the sheet “{sheet}” is hidden, and is not read"), sheet=sheet.title))
            continue
        header = next((row for row, cells in grid.items() if _is_header(cells)), None)
        if header is None:
            if any(_is_key(cell) for cells in grid.values() for cell in cells.values()):
                raise UnreadableError(
                    message(N_("the sheet “{sheet}” has keys, but its header is gone or changed"), sheet=sheet.title),
                    message(N_("ask the unit to fill in the form it was sent; `parplan form` writes it again")),
                )
            if grid and not _is_guide(grid):
                remarks.append(message(N_("the sheet “{sheet}” is no form and is left alone"), sheet=sheet.title))
            continue
        yield _answer_sheet(book, sheet, marked, grid, header, issued, unit, remarks)


def _hidden_sheet(book: Any) -> tuple[tuple[str, ...], str | None]:
    """The keys and the unit of the form when it was sent, as far as the file still has them."""
    for sheet in book.worksheets:
        if str(sheet["A1"].value or "") != MARKER:
            continue
        grid = _grid(sheet)
        said = {_shown(cells[1]): _shown(cells[2]) for cells in grid.values() if 1 in cells and 2 in cells}
        keys = tuple(text for cells in grid.values() if 4 in cells and (text := _shown(cells[4])))
        return keys, said.get("unit") or None
    try:
        names = {prop.name: prop.value for prop in book.custom_doc_props.props}
    except (AttributeError, TypeError):
        names = {}
    found = names.get(UNIT_PROPERTY)
    return (), str(found) if found else None


_Grid = dict[int, dict[int, Any]]


def _grid(sheet: Any, formulas: Any = None) -> _Grid:
    """The existing cells, by row and column, with those whose formula has no value yet.

    The public methods create those in between, perhaps a million.
    """
    grid: _Grid = {}
    written = {} if formulas is None else formulas._cells
    for (row, column), cell in sorted(sheet._cells.items()):
        formula = getattr(written.get((row, column)), "data_type", "") == "f"
        if cell.value is not None or formula or getattr(cell, "comment", None) is not None:
            grid.setdefault(row, {})[column] = cell
    return grid


def _shown(cell: Any) -> str:
    return "" if cell.value is None else " ".join(str(cell.value).split())


def _is_guide(grid: _Grid) -> bool:
    """Whether it is the sheet with instructions."""
    first = next(iter(next(iter(grid.values())).values()))
    return fold(_shown(first)).startswith(_GUIDES)


def _is_key(cell: Any) -> bool:
    return isinstance(cell.value, str) and parse_key(cell.value) is not KeyProblem.NONE


def _is_header(cells: Mapping[int, Any]) -> bool:
    found = {column_called(cell.value) for cell in cells.values() if isinstance(cell.value, str)}
    return FormColumn.KEY in found and len(found & set(ENTRY_COLUMNS)) >= _HEADER_LEAST


def _answer_sheet(
    book: Any,
    sheet: Any,
    formulas: Any,
    grid: _Grid,
    header: int,
    issued: tuple[str, ...],
    unit: str | None,
    remarks: list[Message],
) -> AnswerSheet:
    columns, unknown, clashing = _columns(grid[header], form=bool(issued or unit))
    merged = _merged(sheet, header)
    rows: list[AnswerRow] = []
    beside: Counter[int] = Counter()
    for number, cells in grid.items():
        if number == header:
            continue
        known = {
            columns[place]: _cell(book, cell, formulas, merged) for place, cell in cells.items() if place in columns
        }
        for place, column in columns.items():
            if (number, place) in merged and column not in known:
                known[column] = AnswerCell(sheet.cell(number, place).coordinate, merged=True)
        if number < header:
            if any(_is_key(cell) for cell in cells.values()):
                rows.append(AnswerRow(number, known))  # sorted above its header
            continue
        beside.update(place for place in cells if place not in columns and FormColumn.KEY in known)
        if known:
            rows.append(AnswerRow(number, known))
    found = [*columns.values(), *clashing]
    missing = [column for column in ENTRY_COLUMNS if column not in found]
    extra = [place for place in beside if place in unknown]
    if missing and beside:
        named = [unknown.get(place) or sheet.cell(header, place).column_letter for place in beside]
        raise UnreadableError(
            message(
                N_("the sheet “{sheet}” has no column “{missing}”, and answers stand in unknown ones: {columns}"),
                sheet=sheet.title,
                missing=_title(missing[0]),
                columns=", ".join(named),
            ),
            message(N_("give the column back the header it was sent with")),
        )
    if missing:
        remarks.append(
            message(N_("the sheet “{sheet}” has no column “{missing}”"), sheet=sheet.title, missing=_title(missing[0]))
        )
    for place in extra:
        remarks.append(
            message(
                N_("the sheet “{sheet}”: the column “{column}” is left alone"), sheet=sheet.title, column=unknown[place]
            )
        )
    for place in sorted(beside.keys() - set(extra)):
        remarks.append(
            message(
                N_("the sheet “{sheet}”: the column {column} has no header and is left alone"),
                sheet=sheet.title,
                column=sheet.cell(header, place).column_letter,
            )
        )
    return AnswerSheet(sheet.title, tuple(rows), unit, FormColumn.DECISION in found, issued, tuple(clashing))


def _columns(
    header: Mapping[int, Any], *, form: bool
) -> tuple[dict[int, FormColumn], dict[int, str], list[FormColumn]]:
    """The known columns by number, the headers of unknown ones, and the columns that appear twice.

    In a ``form`` no column is the office's: a unit that added one would decide on its own answers, and on others'.
    """
    places: dict[FormColumn, list[int]] = {}
    unknown: dict[int, str] = {}
    for place, cell in header.items():
        column = column_called(cell.value) if isinstance(cell.value, str) else None
        if column is not None and not (form and column in OFFICE_COLUMNS):
            places.setdefault(column, []).append(place)
        elif text := _shown(cell):
            unknown[place] = text
    clashing = [column for column, found in places.items() if len(found) > 1]
    columns = {place: column for column, found in places.items() for place in found[:1]}
    return columns, unknown, clashing


def _title(column: FormColumn) -> Message:
    return message(TITLES[column])


def _merged(sheet: Any, header: int) -> set[tuple[int, int]]:
    return {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row in range(max(area.min_row, header + 1), area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def _cell(book: Any, cell: Any, formulas: Any, merged: Iterable[tuple[int, int]]) -> AnswerCell:
    value = cell.value
    link = getattr(cell, "hyperlink", None)
    comment = getattr(cell, "comment", None)
    formula = formulas is not None and formulas.cell(cell.row, cell.column).data_type == "f"
    broken = getattr(cell, "data_type", "") == "e"
    written = None if formulas is None else formulas.cell(cell.row, cell.column).value
    doubt = doubt_about(cell, value, written if isinstance(written, list) else None)
    shown, serial = NumberShown(), None
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    elif isinstance(value, time | timedelta):
        value = str(value)
    elif isinstance(value, float) and not math.isfinite(value):
        value, broken = str(value), True
    elif isinstance(value, int | float) and not isinstance(value, bool):
        shown = number_shown(value, str(getattr(cell, "number_format", "") or ""))
        serial = _day_of(value, book)
    elif value is not None and not isinstance(value, str | bool | date):
        value = str(value)  # a text in several styles
    return AnswerCell(
        cell.coordinate,
        value,
        percent=shown.percent,
        words=shown.words,
        doubt=doubt,
        serial=serial,
        formula=formula,
        broken=broken,
        merged=(cell.row, cell.column) in merged,
        comment="" if comment is None else " ".join(str(comment.text or "").split()),
        link="" if link is None else str(link.target or ""),
    )


def _day_of(value: float, book: Any) -> date | None:
    """The day that a bare number means in a workbook, which may count from 1900 or 1904."""
    from openpyxl.utils.datetime import from_excel

    if value != int(value) or not _SERIAL[0] <= value <= _SERIAL[1]:
        return None
    found = from_excel(int(value), book.epoch)
    return found.date() if isinstance(found, datetime) else None
