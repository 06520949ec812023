"""The form of a unit as an Excel workbook. The same form gives the same bytes.

It has a sheet of instructions, the sheet to fill in, and a hidden sheet that identifies the form. Sheets are protected
against slips, without a password: anybody with a reason can change anything, and the key reveals what was changed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from parplan.collecting.form_columns import ENTRY_COLUMNS, FORM_COLUMNS, TITLES, FormColumn
from parplan.collecting.form_keys import VERSION
from parplan.collecting.forms import AskedRow, Form
from parplan.collecting.workbooks import MARKER, UNIT_PROPERTY
from parplan.languages import Language
from parplan.libraries import libraries_of
from parplan.plan.labels import STATES
from parplan.plan.roles import Role
from parplan.plan.structure import Target, Total
from parplan.queries.periods import Period
from parplan.reporting.naming import sheet_names
from parplan.reporting.period_names import period_name
from parplan.views.blocks import safe
from parplan.views.layout import wrap
from parplan.views.words import due_text, item_state_text, target_value_text

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_CELL = {**_FONT, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#808080"}
_OPEN = {**_CELL, "locked": False, "bg_color": "#FFFBE6"}
_WIDTHS = {
    FormColumn.SECTION: 6,
    FormColumn.ID: 15,
    FormColumn.WHAT: 38,
    FormColumn.DUE: 16,
    FormColumn.RECORDED: 20,
    FormColumn.STATE: 15,
    FormColumn.ON: 12,
    FormColumn.MEASURE: 9,
    FormColumn.NUMBER: 15,
    FormColumn.DOCUMENT_DATE: 12,
    FormColumn.TITLE: 24,
    FormColumn.LINK: 18,
    FormColumn.DIFFICULTY: 22,
    FormColumn.PROPOSAL: 22,
    FormColumn.NOTE: 22,
    FormColumn.KEY: 10,
}
_A4 = 9
#: Half of an escaped & or of a code, where a page header was cut.
_HALF = re.compile(r"(?<!&)((?:&&)*)&\Z")
#: In per cent; and the column that begins the second page of a printed row, after those that name it.
_PRINT_SCALE, _SECOND_PAGE = 75, FormColumn.TITLE
_FIRST_DAY = date(1900, 3, 1)
#: Permissions in a protected sheet.
_ALLOWED = {
    "sort": True, "autofilter": True, "format_cells": True, "format_columns": True, "format_rows": True,
    "insert_hyperlinks": True, "select_locked_cells": True, "select_unlocked_cells": True,
}  # fmt: skip


def render_form(language: Language, form: Form) -> bytes:
    """Return the workbook of a form. Raises ``ParplanError`` if the library is missing."""
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
    workbook.set_properties({"title": safe(_title(language, form)), "created": datetime.combine(form.made_on, time())})
    facts = dict(_facts(form))
    for name, value in facts.items():
        workbook.set_custom_property(UNIT_PROPERTY if name == "unit" else f"parplan-{name}", value[:255], "text")
    names = sheet_names((language.gettext("Guide"), language.gettext("Answers"), "parplan"))
    guide, answers, hidden = (workbook.add_worksheet(name) for name in names)
    _write_guide(language, form, workbook, guide)
    _write_answers(language, form, workbook, answers)
    _write_hidden(form, facts, hidden)
    answers.activate()
    answers.set_first_sheet()
    workbook.close()
    return buffer.getvalue()


def _title(language: Language, form: Form) -> str:
    asked = form.period
    days = Period(asked.key, None, asked.answer_by, asked.first, asked.last)
    name = asked.title or period_name(language, form.subject.plan, days)
    return language.gettext("Progress form, {period}: {unit}").format(period=name, unit=form.unit.name)


def _facts(form: Form) -> Iterator[tuple[str, str]]:
    """The facts about the form, stored in the hidden sheet and the file's properties."""
    plan = form.subject.plan
    yield "version", str(VERSION)
    yield "agency", safe(plan.agency)
    yield "year", str(plan.year)
    yield "decision", safe(plan.decision_number)
    yield "sha256", form.plan_sha256
    yield "unit", form.unit.code
    yield "period", form.period.key
    yield "form", form.number
    yield "day", form.made_on.isoformat()


def _guide_lines(language: Language, form: Form) -> Iterator[str]:
    _ = language.gettext
    plan, period = form.subject.plan, form.period
    yield _title(language, form)
    yield safe(plan.title)
    yield _("Period: {first} to {last}. Recorded so far: as of {day}.").format(
        first=language.date(period.first), last=language.date(period.last), day=language.date(form.made_on)
    )
    if period.answer_by is not None:
        yield _("1. Fill in the yellow cells of the next sheet, and send the workbook back by {day}.").format(
            day=language.date(period.answer_by)
        )
    else:
        yield _("1. Fill in the yellow cells of the next sheet, and send the workbook back.")
    yield _("2. Leave a row empty if there is nothing to report; an empty row changes nothing.")
    yield _("3. State: choose from the list. Finished work also needs the day it was finished, such as {day}.").format(
        day=language.date(form.made_on)
    )
    yield (
        _("4. Figure: only the number, and only in rows that name a figure; write decimals as 6,5.")
        + " "
        + _("The row says whether the figure to date is asked for, or only what is to be added.")
    )
    yield _("5. Document number, date, subject and link: the evidence of the result. One document per row.")
    yield _("6. Difficulties, proposals and notes: in words.")
    yield _("7. Do not change the last column (the key) and do not add rows; you may sort and filter.")
    yield _("8. Save it as an Excel workbook (.xlsx); its name does not matter.")


def _write_guide(language: Language, form: Form, workbook: Any, sheet: Any) -> None:
    strong = workbook.add_format({**_FONT, "bold": True, "font_size": 14, "text_wrap": True, "valign": "top"})
    plain = workbook.add_format({**_FONT, "font_size": 12, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    for place, text in enumerate(_guide_lines(language, form)):
        _text(sheet, place, 0, text, strong if place == 0 else plain)
    sheet.protect("", {"select_locked_cells": True})
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _write_answers(language: Language, form: Form, workbook: Any, sheet: Any) -> None:
    head = workbook.add_format({**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2F3"})
    plain = workbook.add_format(_CELL)
    day = workbook.add_format({**_CELL, "num_format": "dd/mm/yyyy", "align": "center"})
    small = workbook.add_format({**_CELL, "font_size": 6, "font_color": "#808080", "text_wrap": False})
    open_text = workbook.add_format({**_OPEN, "num_format": "@"})
    open_day = workbook.add_format({**_OPEN, "num_format": "dd/mm/yyyy", "align": "center"})
    open_plain = workbook.add_format(_OPEN)
    formats = dict.fromkeys(ENTRY_COLUMNS, open_text)
    formats |= {FormColumn.ON: open_day, FormColumn.DOCUMENT_DATE: open_day, FormColumn.MEASURE: open_plain}
    for place, column in enumerate(FORM_COLUMNS):
        sheet.set_column(place, place, _WIDTHS[column])
        _text(sheet, 0, place, language.gettext(TITLES[column]), head)
    sheet.set_row(0, 32)
    for number, row in enumerate(form.rows, 1):
        for place, (column, value) in enumerate(_values(language, form, row).items()):
            if column is FormColumn.KEY:
                _text(sheet, number, place, str(value), small)
            elif column in ENTRY_COLUMNS:
                sheet.write_blank(number, place, None, formats[column])
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            else:
                _text(sheet, number, place, str(value or ""), plain)
        lines = sum(len(wrap(line, 44)) for line in _what(language, row).split("\n"))
        sheet.set_row(number, min(max(lines, 2) * 14.5, 409))
        _validate_row(language, sheet, number, row)
    last = max(len(form.rows), 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:P{last + 1}"})
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, last, len(FORM_COLUMNS) - 1)
    sheet.protect("", _ALLOWED)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.print_area(0, 0, last, len(FORM_COLUMNS) - 2)  # without the key, which nobody reads
    # On paper, two pages beside each other: on one, the letters would be 5 points high.
    sheet.set_print_scale(_PRINT_SCALE)
    sheet.set_v_pagebreaks([FORM_COLUMNS.index(_SECOND_PAGE)])
    sheet.print_across()
    sheet.repeat_columns(0, FORM_COLUMNS.index(FormColumn.WHAT))
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    header = f"&L{_escaped(form.unit.name)}&R{_escaped(form.period.title or form.period.key)}"[:250]
    sheet.set_header(_HALF.sub(r"\1", header))
    sheet.set_footer("&C&P/&N")


def _values(language: Language, form: Form, row: AskedRow) -> dict[FormColumn, str | date | None]:
    values: dict[FormColumn, str | date | None] = dict.fromkeys(FORM_COLUMNS)
    values[FormColumn.SECTION] = row.task.section
    values[FormColumn.ID] = row.key.address
    values[FormColumn.WHAT] = _what(language, row)
    values[FormColumn.RECORDED] = _recorded(language, row)
    values[FormColumn.KEY] = str(row.key)
    if row.item is not None:
        due = row.item.due
        values[FormColumn.DUE] = due if due is not None and due >= _FIRST_DAY else due_text(language, row.item)
    return values


def _what(language: Language, row: AskedRow) -> str:
    _ = language.gettext
    task = safe(row.task.label)
    if row.target is not None:
        goal = target_value_text(language, row.target)
        if row.target.comparison is None and row.target.unit:
            goal += f", {row.target.unit}"
        goal += f"; {_to_write(language, row.target)}"
        return safe(_("Figure: {title} ({goal})").format(title=row.target.title, goal=goal)) + f"\n{task}"
    assert row.item is not None
    parts = [task] if row.item.milestone is None else [safe(row.item.milestone.title), task]
    if row.role is Role.COORDINATING:
        parts.append(_("(coordinating: say what your unit did)"))
    return "\n".join(dict.fromkeys(parts))


def _to_write(language: Language, target: Target) -> str:
    """What number is asked for: a total to date that is added to others would count the same things twice."""
    _ = language.gettext
    if target.total is Total.SUM:
        return _("it adds up: write only what is not recorded yet")
    return _("write the figure to date")


def _recorded(language: Language, row: AskedRow) -> str:
    if row.target is not None:
        return "" if row.value is None else language.number(row.value)
    assert row.item is not None
    return safe(item_state_text(language, row.item))


def _validate_row(language: Language, sheet: Any, number: int, row: AskedRow) -> None:
    _ = language.gettext
    at = {column: place for place, column in enumerate(FORM_COLUMNS)}
    if row.states:
        place = at[FormColumn.STATE]
        sheet.data_validation(
            number,
            place,
            number,
            place,
            {"validate": "list", "source": [_(STATES[state]) for state in row.states], "error_type": "warning"},
        )
    for column in (FormColumn.ON, FormColumn.DOCUMENT_DATE):
        sheet.data_validation(
            number,
            at[column],
            number,
            at[column],
            {
                "validate": "date",
                "criteria": "between",
                "minimum": date(2000, 1, 1),
                "maximum": date(2099, 12, 31),
                "error_type": "warning",
                "input_message": _("A day, such as 15/03/2021"),
            },
        )


def _write_hidden(form: Form, facts: dict[str, str], sheet: Any) -> None:
    sheet.write_string(0, 0, MARKER)
    for place, (name, value) in enumerate(facts.items(), 1):
        sheet.write_string(place, 0, name)
        sheet.write_string(place, 1, value)
    for place, row in enumerate(form.rows):
        sheet.write_string(place, 3, str(row.key))
    sheet.hide()
    sheet.protect("")


def _text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
    shown = text[:32000]
    if shown.startswith("<r>") and shown.endswith("</r>"):
        shown = f"\u00a0{shown}"  # the library would write it as raw XML
    sheet.write_string(row, column, shown, form)


def _escaped(text: str) -> str:
    """Escape a text of a page header, where & begins a code of the program."""
    return safe(text).replace("&[", "& [").replace("&", "&&")  # the library takes &[Picture] for a picture of its own
