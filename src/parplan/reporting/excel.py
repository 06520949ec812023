"""Tables as an Excel workbook. The same tables and day give the same bytes.

Every text is written as text, also one that begins with ``=`` or looks like a number or a link.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from parplan.languages import Language
from parplan.libraries import libraries_of
from parplan.plan.items import Timeliness
from parplan.plan.labels import TIMELINESS
from parplan.reporting.lettering import line_count, longest_word, with_room
from parplan.reporting.naming import sheet_names
from parplan.reporting.sheets import ColumnKind, Link, Sheet, SheetColumn, SheetRow, SheetValue

#: The longest text of a cell, in UTF-16 units.
CELL_LIMIT = 32767

_FONT_SIZE = 11
_FONT = {"font_name": "Times New Roman", "font_size": _FONT_SIZE}
_CELL = {**_FONT, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#808080"}
_HEADER = {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2F3"}
_FORMATS: dict[ColumnKind, dict[str, Any]] = {
    ColumnKind.DATE: {"num_format": "dd/mm/yyyy", "align": "center"},
    ColumnKind.NUMBER: {"num_format": "0", "align": "center"},
    ColumnKind.STATE: {"align": "center"},
    ColumnKind.ID: {"font_size": 9, "font_color": "#595959"},
    ColumnKind.TIMELINESS: {"align": "center"},
}
_COLOURS = {
    Timeliness.OVERDUE: {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True},
    Timeliness.DUE_SOON: {"bg_color": "#FFEB9C", "font_color": "#663C00"},
}

#: The first date Excel counts correctly; earlier ones are written as text.
_FIRST_DAY = date(1900, 3, 1)
_A4 = 9
#: In inches: the width of landscape A4, and its side margins. In pixels: a digit of the font, as the widest program
#: measures it, and the padding of a column. In points: the smallest letters that may be printed.
_PAGE, _MARGIN = 11.69, 0.3
_DIGIT, _BESIDE = 7.8, 6
_LEAST_LETTERS = 9
#: In points: the height of a line, and the greatest height of a row.
_LINE_HEIGHT = 14.5
#: Millimetres: a character of a column's width, the margins of a cell, and the narrowest text.
_CHARACTER, _CELL_SIDES, _LEAST_CELL = 7 * 25.4 / 96, 1.0, 6.0
#: How much wider the bold letters are, in which lines are counted, than those of the cells; with some room to spare.
_BOLD = 1.06
#: Points: the rows that fit a page across, and a chart's height, with and without its rows, at its best and at least.
_PAGE_HEIGHT, _CHART, _CHART_ROW, _LEAST_CHART, _LEAST_CHART_ROW = 500.0, 120.0, 25.0, 90.0, 16.0
_TALLEST_ROW = 409.0
#: The longest address Excel accepts as a link; a longer one is written as text.
_LONGEST_LINK = 2079
#: Permissions of a reader in a protected sheet.
_ALLOWED = {
    "autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "select_locked_cells": True,
    "objects": False,
}  # fmt: skip
#: The colours of the series of a chart, in the order of the columns of `status`.
_SERIES = ("#1B6E3C", "#B3261E", "#1F5FA8", "#5F6B7A", "#E9C46A", "#B8C0C8")


def render_workbook(language: Language, sheets: Sequence[Sheet], made_on: date) -> bytes:
    """Return the workbook of ``sheets``, of which there is at least one; ``made_on`` is the day in its properties.

    Sheet names are adapted to Excel's rules. A text too long for a cell is cut and says so.
    Raises ``ParplanError`` if the library is missing.
    """
    with libraries_of("office"):
        import xlsxwriter
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # Column widths are counted in digits of this font; programs that lack it make the columns wider.
        "default_format_properties": {**_FONT, "font_scheme": ""},
    }
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties(
        {
            "title": _cut(sheets[0].lines[0] if sheets[0].lines else "", 255, "…"),
            "created": datetime.combine(made_on, time()),  # else the file would contain the time of writing
        }
    )
    formats = _Formats(workbook)
    for sheet, name in zip(sheets, sheet_names(sheet.name for sheet in sheets), strict=True):
        _SheetWriter(language, workbook, workbook.add_worksheet(name), sheet, formats).write()
    workbook.close()
    return buffer.getvalue()


class _Formats:
    """The cell formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self.title = workbook.add_format({**_FONT, "bold": True, "font_size": 14})
        self.line = workbook.add_format(_FONT)
        self.header = workbook.add_format(_HEADER)
        self.link = workbook.add_format({**_CELL, "font_color": "#0563C1", "underline": 1})
        self.notice = workbook.add_format({**_FONT, "italic": True, "font_color": "#595959"})
        self.of_timeliness = {timeliness: workbook.add_format(form) for timeliness, form in _COLOURS.items()}
        self._cells = {kind: workbook.add_format({**_CELL, **_FORMATS.get(kind, {})}) for kind in ColumnKind}

    def cell(self, column: SheetColumn) -> Any:
        return self._cells[column.kind]


class _SheetWriter:
    """Writes one sheet: the lines above the table, a frozen header, the rows, and the print settings."""

    def __init__(self, language: Language, workbook: Any, worksheet: Any, sheet: Sheet, formats: _Formats) -> None:
        self._language = language
        self._workbook = workbook
        self._worksheet = worksheet
        self._sheet = sheet
        self._formats = formats
        self._cut_mark = language.gettext(" … (cut: too long for a cell)")
        # The lines above the table, and an empty row.
        self._header = len(sheet.lines) + 2 if not sheet.editable else 0
        self._last = self._header + len(sheet.rows)
        #: The height of the rows written so far, in points.
        self._used = self._header * 16.0
        self._widths = [c.width for c in sheet.columns] if sheet.editable else fitted_widths(sheet.columns)

    def write(self) -> None:
        if not self._sheet.editable:
            self._above()
        for place, (column, width) in enumerate(zip(self._sheet.columns, self._widths, strict=True)):
            self._worksheet.set_column(place, place, width)
            self._text(self._header, place, column.title, self._formats.header)
        self._height(self._header, [column.title for column in self._sheet.columns], room=2.5)
        self._used_by_header = self._used
        for offset, row in enumerate(self._sheet.rows, self._header + 1):
            self._row(offset, row)
        self._behaviour()
        self._print_setup()
        if self._sheet.chart is not None and len(self._sheet.rows) > 1:
            self._chart(self._sheet.chart)

    def _above(self) -> None:
        notice = self._language.gettext("Only to be read: progress is recorded with parplan, not in this sheet.")
        self._text(0, 0, notice, self._formats.notice)
        for place, line in enumerate(self._sheet.lines, 1):
            self._text(place, 0, line, self._formats.title if place == 1 else self._formats.line)

    def _row(self, place: int, row: SheetRow) -> None:
        for number, column in enumerate(self._sheet.columns):
            value = row.values[number] if number < len(row.values) else None
            self._value(place, number, value, self._formats.cell(column))
        self._height(place, row.values)

    def _height(self, place: int, values: Sequence[SheetValue], room: float = 0) -> None:
        """Make a row as tall as its texts need; not every program does so when it opens a file.

        ``room`` is the width taken by controls in the cell, such as a filter button.
        """
        most = 1
        for column, value in zip(self._widths, values, strict=False):
            if isinstance(value, (str, Link)):
                words = value.text if isinstance(value, Link) else value
                width = max((column - room) * _CHARACTER - _CELL_SIDES, _LEAST_CELL) * _BOLD
                most = max(most, sum(line_count(line, _FONT_SIZE, width) for line in words.split("\n")))
        height = min(most * _LINE_HEIGHT, _TALLEST_ROW)
        self._used += height
        self._worksheet.set_row(place, height)

    def _value(self, row: int, column: int, value: SheetValue, form: Any) -> None:
        if value is None or value == "":
            self._worksheet.write_blank(row, column, None, form)
        elif isinstance(value, date):
            if value < _FIRST_DAY:
                self._text(row, column, value.isoformat(), form)
            else:
                self._worksheet.write_datetime(row, column, value, form)
        elif isinstance(value, int):
            self._worksheet.write_number(row, column, value, form)
        elif isinstance(value, Link):
            self._link(row, column, value, form)
        else:
            self._text(row, column, value, form)

    def _text(self, row: int, column: int, text: str, form: Any) -> None:
        shown = _cut(text, CELL_LIMIT, self._cut_mark)
        if shown.startswith("<r>") and shown.endswith("</r>"):
            # The library would write such a text as raw XML; given in parts it writes each as text.
            self._worksheet.write_rich_string(row, column, shown[:1], self._formats.line, shown[1:], form)
        else:
            self._worksheet.write_string(row, column, shown, form)

    def _link(self, row: int, column: int, link: Link, form: Any) -> None:
        """Write a link; an address too long for one is written as text."""
        shown = _cut(link.text, CELL_LIMIT, self._cut_mark)
        if len(link.address) > _LONGEST_LINK or self._worksheet.write_url(
            row, column, link.address, self._formats.link, shown
        ):
            self._text(row, column, link.text, form)

    def _chart(self, title: str) -> None:
        """Add a stacked bar for each row but the last; the program that opens the file draws it."""
        first, last = self._header + 1, self._last - 1
        chart = self._workbook.add_chart({"type": "bar", "subtype": "stacked"})
        name = self._worksheet.get_name()
        for place, colour in enumerate(_SERIES, 1):
            chart.add_series(
                {
                    "name": [name, self._header, place],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, place, last, place],
                    "fill": {"color": colour},
                    "gap": 60,
                }
            )
        chart.set_title({"name": title, "name_font": {"name": "Times New Roman", "size": 13}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        bars = len(self._sheet.rows) - 1
        height, left = _CHART + _CHART_ROW * bars, _PAGE_HEIGHT - self._used - 2 * _LINE_HEIGHT
        if left >= _LEAST_CHART + _LEAST_CHART_ROW * bars:
            height = min(height, left)  # the rest of the page is enough
        elif height > left:
            # A program that fits a sheet to pages ignores breaks; these columns fit a page without it.
            self._worksheet.set_print_scale(100)
            self._worksheet.set_h_pagebreaks([self._last + 2])
            height = min(height, _PAGE_HEIGHT - self._used_by_header)
        chart.set_size({"width": 900, "height": round(height / 0.75)})
        self._worksheet.insert_chart(self._last + 2, 0, chart, {"description": title})

    def _behaviour(self) -> None:
        """Freeze the header, add filters and colours for late and imminent work, and protect the sheet."""
        worksheet, columns, first = self._worksheet, self._sheet.columns, self._header + 1
        # An id such as 6.1 is text on purpose.
        worksheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(columns) - 1)}{self._last + 1}"})
        worksheet.freeze_panes(first, min(2, len(columns)))
        worksheet.autofilter(self._header, 0, max(self._last, first), len(columns) - 1)
        for place, column in enumerate(columns):
            if column.kind is ColumnKind.TIMELINESS and self._sheet.rows:
                for timeliness, form in self._formats.of_timeliness.items():
                    label = self._language.gettext(TIMELINESS[timeliness])
                    for area in self._areas_beside(place):
                        criteria = f'=${_letters(place)}{first + 1}="{label}"'
                        worksheet.conditional_format(
                            first, area, self._last, area, {"type": "formula", "criteria": criteria, "format": form}
                        )
        if not self._sheet.editable:
            worksheet.protect("", _ALLOWED)

    def _areas_beside(self, timeliness: int) -> list[int]:
        """The columns coloured by the timeliness: the id, days and dates before it, and itself."""
        coloured = {ColumnKind.DATE, ColumnKind.NUMBER}
        found = [number for number, c in enumerate(self._sheet.columns) if c.kind in coloured and number < timeliness]
        return [0, *found, timeliness]

    def _print_setup(self) -> None:
        worksheet = self._worksheet
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.repeat_rows(self._header)
        worksheet.set_margins(left=_MARGIN, right=_MARGIN, top=0.5, bottom=0.6)
        worksheet.set_footer("&C&P/&N")


def fitted_widths(columns: Sequence[SheetColumn]) -> list[float]:
    """The widths of columns, narrowed if a landscape page would otherwise need letters smaller than 9 points.

    No word of a title is cut: a column too narrow for it takes what the others can spare.
    Columns of dates and numbers keep their width, because Excel shows a value without room as ``#``.
    """
    fixed = (ColumnKind.DATE, ColumnKind.NUMBER)
    room = (_PAGE - 2 * _MARGIN) * 96 / (_LEAST_LETTERS / _FONT_SIZE) - _BESIDE * len(columns)
    kept = sum(column.width for column in columns if column.kind in fixed)
    other = sum(column.width for column in columns if column.kind not in fixed)
    factor = min((room / _DIGIT - kept) / other, 1.0) if other else 1.0
    widths = [column.width if column.kind in fixed else column.width * factor for column in columns]
    least = [
        max(longest_word(column.title, _FONT_SIZE) / _CHARACTER, column.width if column.kind in fixed else 0)
        for column in columns
    ]
    return [round(width, 2) for width in with_room(widths, least)]


def _letters(column: int) -> str:
    """The letters of a column: A to Z, then AA."""
    return _letters(column // 26 - 1) + chr(65 + column % 26) if column >= 26 else chr(65 + column)


def _cut(text: str, limit: int, mark: str) -> str:
    """``text`` cut to ``limit`` UTF-16 units, ending with ``mark`` if something was left out."""
    if len(text) * 2 <= limit or len(text.encode("utf-16-le")) <= 2 * limit:
        return text
    room = 2 * limit - len(mark.encode("utf-16-le"))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark
