"""Tables as an Excel workbook. The same tables and day give the same bytes.

Every text is written as a text: what begins with ``=`` or looks like a number or a link stays what it is.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from parplan.languages import Language
from parplan.libraries import libraries_of
from parplan.plan.assessment import Timeliness
from parplan.plan.labels import STATES, TIMELINESS
from parplan.plan.structure import State
from parplan.reporting.naming import sheet_names
from parplan.reporting.sheets import Column, ColumnKind, Row, Sheet, Value
from parplan.views.layout import wrap
from parplan.views.words import state_text

#: What a cell of Excel can hold, in UTF-16 units.
CELL_LIMIT = 32767

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_CELL = {**_FONT, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#808080"}
_HEADER = {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2F3"}
# Not wrapped: a long heading runs on over the empty cells beside it.
_HEADING = {**_FONT, "bold": True, "valign": "vcenter", "bg_color": "#F2F2F2", "top": 1, "bottom": 1}
_FORMATS = {
    ColumnKind.DATE: {"num_format": "dd/mm/yyyy", "align": "center"},
    ColumnKind.NUMBER: {"num_format": "0", "align": "center"},
    ColumnKind.STATE: {"align": "center"},
    ColumnKind.TIMELINESS: {"align": "center"},
}
_COLOURS = {
    Timeliness.OVERDUE: {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True},
    Timeliness.DUE_SOON: {"bg_color": "#FFEB9C", "font_color": "#663C00"},
}

#: Excel's days begin here; an earlier one is written as a text.
_FIRST_DAY = date(1900, 3, 1)
_A4 = 9
#: Points: a line of the sheet's font, and the tallest a row may be.
_LINE_HEIGHT = 14.5
_TALLEST_ROW = 409.0
#: The last row there may be, for what also holds for rows a person adds.
_MORE_ROWS = 200


def render_workbook(language: Language, sheets: Sequence[Sheet], made_on: date) -> bytes:
    """Return the workbook of ``sheets``, of which there is at least one; ``made_on`` is the day in its properties.

    Names of sheets are made fit for Excel. A text too long for a cell says at its end that it was cut. Raises
    ``ParplanError`` where the library is missing.
    """
    with libraries_of("office"):
        import xlsxwriter
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties(
        {
            "title": _cut(sheets[0].lines[0] if sheets[0].lines else "", 255, "…"),
            "created": datetime.combine(made_on, time()),  # without it the moment of writing would be in the file
        }
    )
    formats = _Formats(workbook)
    for sheet, name in zip(sheets, sheet_names(sheet.name for sheet in sheets), strict=True):
        _SheetWriter(language, workbook.add_worksheet(name), sheet, formats).write()
    workbook.close()
    return buffer.getvalue()


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self.title = workbook.add_format({**_FONT, "bold": True, "font_size": 14})
        self.line = workbook.add_format(_FONT)
        self.header = workbook.add_format(_HEADER)
        self.heading = workbook.add_format(_HEADING)
        self.of_timeliness = {timeliness: workbook.add_format(form) for timeliness, form in _COLOURS.items()}
        self._cells = {kind: workbook.add_format({**_CELL, **_FORMATS.get(kind, {})}) for kind in ColumnKind}

    def cell(self, column: Column) -> Any:
        return self._cells[column.kind]


class _SheetWriter:
    """Writes one sheet: what stands above, the header that stays in sight, the rows, and how it is printed."""

    def __init__(self, language: Language, worksheet: Any, sheet: Sheet, formats: _Formats) -> None:
        self._language = language
        self._worksheet = worksheet
        self._sheet = sheet
        self._formats = formats
        self._cut_mark = language.gettext(" … (cut: too long for a cell)")
        self._header = len(sheet.lines) + 1 if sheet.lines else 0
        self._last = self._header + len(sheet.rows)

    def write(self) -> None:
        for place, line in enumerate(self._sheet.lines):
            self._text(place, 0, line, self._formats.title if place == 0 else self._formats.line)
        for place, column in enumerate(self._sheet.columns):
            self._worksheet.set_column(place, place, column.width)
            self._text(self._header, place, column.title, self._formats.header)
        self._height(self._header, [column.title for column in self._sheet.columns], room=2.5)
        for offset, row in enumerate(self._sheet.rows, self._header + 1):
            self._row(offset, row)
        self._behaviour()
        self._print_setup()

    def _row(self, place: int, row: Row) -> None:
        for number, column in enumerate(self._sheet.columns):
            value = row.values[number] if number < len(row.values) else None
            self._value(place, number, value, self._formats.heading if row.heading else self._formats.cell(column))
        if not row.heading:
            self._height(place, row.values)

    def _height(self, place: int, values: Sequence[Value], room: float = 0) -> None:
        """Make a row as tall as its texts need: not every program does so itself when it opens a file.

        The letters of the font are on average a quarter narrower than the unit a column is measured in. ``room`` is
        what the column's own signs need, such as the button of a filter.
        """
        most = 1
        for column, value in zip(self._sheet.columns, values, strict=False):
            if isinstance(value, str):
                width = max(int((column.width - room) * 1.3), 4)
                most = max(most, sum(len(wrap(line, width)) for line in value.split("\n")))
        self._worksheet.set_row(place, min(most * _LINE_HEIGHT, _TALLEST_ROW))

    def _value(self, row: int, column: int, value: Value, form: Any) -> None:
        if value is None or value == "":
            self._worksheet.write_blank(row, column, None, form)
        elif isinstance(value, date):
            if value < _FIRST_DAY:
                self._text(row, column, value.isoformat(), form)
            else:
                self._worksheet.write_datetime(row, column, value, form)
        elif isinstance(value, int):
            self._worksheet.write_number(row, column, value, form)
        else:
            self._text(row, column, value, form)

    def _text(self, row: int, column: int, text: str, form: Any) -> None:
        shown = _cut(text, CELL_LIMIT, self._cut_mark)
        if shown.startswith("<r>") and shown.endswith("</r>"):
            # The library takes such a text for its own XML and writes it as it is; of parts it writes each as a text.
            self._worksheet.write_rich_string(row, column, shown[:1], self._formats.line, shown[1:], form)
        else:
            self._worksheet.write_string(row, column, shown, form)

    def _behaviour(self) -> None:
        """What a sheet does: its header stays, columns filter, states are chosen, what is late or soon is coloured."""
        worksheet, columns, first = self._worksheet, self._sheet.columns, self._header + 1
        # An id such as 6.1 is a text, and rightly so.
        worksheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(columns) - 1)}{self._last + 1}"})
        worksheet.freeze_panes(first, min(2, len(columns)))
        worksheet.autofilter(self._header, 0, max(self._last, first), len(columns) - 1)
        for place, column in enumerate(columns):
            if column.kind is ColumnKind.STATE:
                worksheet.data_validation(
                    first,
                    place,
                    self._last + _MORE_ROWS,
                    place,
                    {"validate": "list", "source": self._states(), "ignore_blank": True},
                )
            elif column.kind is ColumnKind.TIMELINESS and self._sheet.rows:
                for timeliness, form in self._formats.of_timeliness.items():
                    label = self._language.gettext(TIMELINESS[timeliness])
                    for area in self._areas_beside(place):
                        criteria = f'=${_letters(place)}{first + 1}="{label}"'
                        worksheet.conditional_format(
                            first, area, self._last, area, {"type": "formula", "criteria": criteria, "format": form}
                        )

    def _states(self) -> list[str]:
        """The states to choose from. Nothing recorded is one of them: it is not the same as not begun."""
        unknown = state_text(self._language, State.NOT_STARTED, False)
        return [unknown, *(self._language.gettext(label) for label in STATES.values())]

    def _areas_beside(self, timeliness: int) -> list[int]:
        """The columns whose cells are coloured with the timeliness: itself, the id and the days."""
        coloured = {ColumnKind.DATE, ColumnKind.NUMBER}
        found = [number for number, c in enumerate(self._sheet.columns) if c.kind in coloured and number < timeliness]
        return [0, *found, timeliness]

    def _print_setup(self) -> None:
        worksheet = self._worksheet
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.repeat_rows(self._header)
        worksheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
        worksheet.set_footer("&C&P/&N")


def _letters(column: int) -> str:
    """The letters of a column: A to Z, then AA."""
    return _letters(column // 26 - 1) + chr(65 + column % 26) if column >= 26 else chr(65 + column)


def _cut(text: str, limit: int, mark: str) -> str:
    """``text`` within ``limit`` UTF-16 units, with ``mark`` at its end where something was left out."""
    if len(text) * 2 <= limit or len(text.encode("utf-16-le")) <= 2 * limit:
        return text
    room = 2 * limit - len(mark.encode("utf-16-le"))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark
