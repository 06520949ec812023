"""Why a row is not judged: its key, the sheet it is in, or how it was changed leave its meaning uncertain."""

from __future__ import annotations

from parplan.collecting.answer_sheets import AnswerRow, AnswerSheet
from parplan.collecting.form_columns import ENTRY_COLUMNS, TITLES, FormColumn
from parplan.collecting.form_keys import FormKey, KeyProblem, parse_key, plan_mark
from parplan.collecting.verdicts import Verdict
from parplan.diagnostics import N_, Message, message
from parplan.plan.structure import Plan
from parplan.vocabulary.folding import fold, nfc

#: The verdict on a row, the cell it is about (empty: the row), and the reason.
RowProblem = tuple[Verdict, str, Message]

_KEY_PROBLEMS = {
    KeyProblem.NONE: N_(
        "the row has no key: answers in rows that were added are not read; write them into the row of their task"
    ),
    KeyProblem.DAMAGED: N_(
        "the key was changed (was it dragged or typed over?): take the row from the form as it was sent"
    ),
    KeyProblem.NEWER: N_("it is a form of a newer parplan: upgrade parplan"),
}


def key_of(row: AnswerRow) -> FormKey | KeyProblem:
    """The key of a row, or why it has none."""
    value = row.cell(FormColumn.KEY).value
    return parse_key(value) if isinstance(value, str) else KeyProblem.NONE


def decision_of(row: AnswerRow) -> str:
    """The office's decision about a row, folded; empty where there is none."""
    value = row.cell(FormColumn.DECISION).value
    return "" if value is None else fold(str(value))


def key_problem(row: AnswerRow, problem: KeyProblem) -> Message:
    """The reason why a row without a readable key is not used."""
    if problem is KeyProblem.NONE and row.cell(FormColumn.KEY).value is not None:
        problem = KeyProblem.DAMAGED
    return message(_KEY_PROBLEMS[problem])


def find_problem(
    plan: Plan,
    sheet: AnswerSheet,
    row: AnswerRow,
    key: FormKey,
    whose: tuple[str | None, str | None],
    decision: str,
) -> RowProblem | None:
    """Why a row is not judged: it is about something else, or was changed so that its meaning is not certain.

    whose: the unit and the period of the sheet.
    """
    unit, period = whose
    place = row.cell(FormColumn.KEY).place
    if key.plan != plan_mark(plan) or key.year != plan.year:
        return (
            Verdict.FOREIGN,
            place,
            message(N_("it is a row of another plan or year ({year})"), year=str(key.year)),
        )
    if key.unit not in plan.directory.units:
        return Verdict.FOREIGN, place, message(N_("the plan has no unit {unit}"), unit=key.unit)
    if not sheet.reconciled and key.unit != unit:
        return (
            Verdict.FOREIGN,
            place,
            message(N_("it is a row of {unit}, in the form of {other}"), unit=key.unit, other=unit or "?"),
        )
    if not sheet.reconciled and period is not None and key.period != period:
        return (
            Verdict.FOREIGN,
            place,
            message(N_("it is a row of {period}, in the form of {other}"), period=key.period, other=period),
        )
    if sheet.reconciled and (doubt := row.cell(FormColumn.DECISION).doubt) is not None:
        return Verdict.INVALID, row.cell(FormColumn.DECISION).place, doubt
    if sheet.reconciled and decision not in ("", "thay"):
        cell = row.cell(FormColumn.DECISION)
        return (
            Verdict.INVALID,
            cell.place,
            message(N_("“{value}” is no decision; write thay or bỏ"), value=str(cell.value)),
        )
    if sheet.reconciled and not decision and (earlier := _earlier_verdict(row)) is not None:
        return (
            earlier,
            row.cell(FormColumn.DECISION).place,
            message(N_("it is still to be decided: write thay or bỏ")),
        )
    if sheet.clashing:
        return (
            Verdict.INVALID,
            place,
            message(N_("the column “{column}” stands there twice"), column=message(TITLES[sheet.clashing[0]])),
        )
    id_cell = row.cell(FormColumn.ID)
    if isinstance(id_cell.value, str) and _as_address(id_cell.value) not in (
        _as_address(key.address),
        _as_address(f"{plan.year}:{key.address}"),
    ):
        return (
            Verdict.INVALID,
            id_cell.place,
            message(
                N_("“{id}” and the key of {address} stand in one row: were only some columns sorted?"),
                id=id_cell.value,
                address=key.shown,
            ),
        )
    for column, cell in row.cells.items():
        if cell.merged and column in (*ENTRY_COLUMNS, FormColumn.KEY):
            return Verdict.INVALID, cell.place, message(N_("the cell is merged with others: whose answer is it?"))
    return None


def _as_address(text: str) -> str:
    """An address as it is compared: 1.d and 1.đ are two."""
    return nfc(" ".join(text.split())).casefold()


def _earlier_verdict(row: AnswerRow) -> Verdict | None:
    """The verdict that the office had to decide about, as the sheet shows it or as the format writes it."""
    value = row.cell(FormColumn.VERDICT).value
    said = "" if value is None else fold(str(value))
    words = {
        Verdict.CONFLICT: ("conflict", "mau thuan"),
        Verdict.FOREIGN: ("foreign", "khong thuoc bieu nay"),
    }
    return next((verdict for verdict, names in words.items() if said in names), None)
