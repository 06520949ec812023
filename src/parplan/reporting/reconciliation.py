"""The result of a collection as a table for the office to decide on: each row with what is recorded and answered.

Its columns are named as in the form, so that `collect` reads the table like a form.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from parplan.collecting.answer_sheets import AnswerCell
from parplan.collecting.form_columns import ENTRY_COLUMNS, TITLES, FormColumn
from parplan.collecting.form_keys import decision_mark
from parplan.collecting.verdicts import Judged, JudgedRow, Verdict
from parplan.languages import Language
from parplan.queries.portfolio import PlanOnDay
from parplan.reporting.sheets import ColumnKind, Sheet, SheetColumn, SheetRow, SheetValue, text
from parplan.views.collect_view import VERDICTS, place_text
from parplan.views.entry_view import entry_summary

_COLUMNS = (
    FormColumn.VERDICT,
    FormColumn.UNIT,
    FormColumn.ID,
    FormColumn.WHY,
    FormColumn.RECORDED,
    *ENTRY_COLUMNS,
    FormColumn.DECISION,
    FormColumn.PLACE,
    FormColumn.MARK,
    FormColumn.KEY,
)
_WIDTHS = {
    FormColumn.WHY: 34,
    FormColumn.RECORDED: 30,
    FormColumn.PLACE: 28,
    FormColumn.DECISION: 14,
    FormColumn.KEY: 10,
}
#: The order of verdicts: those that need a decision first.
_ORDER = (Verdict.CONFLICT, Verdict.FOREIGN, Verdict.INVALID, Verdict.NEW, Verdict.SAME)


def reconciliation_sheets(language: Language, subject: PlanOnDay, judged: Judged) -> Iterator[Sheet]:
    """Yield the table."""
    columns = tuple(
        SheetColumn(
            language.gettext(TITLES[column]),
            _WIDTHS.get(column, 14),
            ColumnKind.DATE if column in (FormColumn.ON, FormColumn.DOCUMENT_DATE) else ColumnKind.TEXT,
        )
        for column in _COLUMNS
    )
    rows = sorted(judged.rows, key=lambda row: _ORDER.index(row.verdict))
    yield Sheet(
        language.gettext("Reconciliation"),
        (),
        columns,
        tuple(SheetRow(tuple(_value(language, subject, row, column) for column in _COLUMNS)) for row in rows),
        editable=True,
    )


def _value(language: Language, subject: PlanOnDay, row: JudgedRow, column: FormColumn) -> SheetValue:
    key = row.key
    match column:
        case FormColumn.VERDICT:
            return language.gettext(VERDICTS[row.verdict])
        case FormColumn.UNIT:
            return key.unit if key is not None else ""
        case FormColumn.ID:
            return key.address if key is not None else ""
        case FormColumn.WHY:
            return text([language.render(one) for one in (row.why, *row.remarks) if one is not None])
        case FormColumn.RECORDED:
            return "" if row.recorded is None else text(entry_summary(language, subject, row.recorded))
        case FormColumn.DECISION:
            return None
        case FormColumn.PLACE:
            return text(place_text(row))
        case FormColumn.MARK:
            return decision_mark(row.mark, row.subject) if row.mark else ""
        case FormColumn.KEY:
            return str(key) if key is not None else ""
        case _:
            return _shown(column, row.cells.get(column))


def _shown(column: FormColumn, cell: AnswerCell | None) -> SheetValue:
    """An answer as a cell: a date stays a date, anything else becomes text exactly as it was typed."""
    if cell is None or cell.value is None:
        return None
    if column in (FormColumn.ON, FormColumn.DOCUMENT_DATE) and cell.serial is not None:
        return cell.serial
    if column is FormColumn.LINK and cell.link.startswith("http"):
        return text(cell.link)
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if isinstance(cell.value, float | int) and not isinstance(cell.value, bool):
        return f"{cell.value * 100:.15g}%" if cell.percent else f"{cell.value:.15g}".replace(".", ",")
    return "x" if cell.value is True else "" if cell.value is False else text(cell.value.split("\n"))
