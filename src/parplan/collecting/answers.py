"""The answer in a row: its cells read together, or the first cell that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from parplan.collecting.answer_sheets import AnswerCell, AnswerRow
from parplan.collecting.cell_values import (
    CellError,
    DayWindow,
    parse_day,
    parse_figure,
    parse_percent,
    parse_remark,
    parse_state,
    parse_text,
)
from parplan.collecting.document_cells import parse_document
from parplan.collecting.form_columns import ENTRY_COLUMNS, FormColumn
from parplan.diagnostics import N_, Message, message
from parplan.plan.structure import Citation, State, Target

_Value = TypeVar("_Value")


class Answer(Struct, frozen=True):
    """The answer in a row. ``problem`` is the place and reason of a cell that cannot be used; then the row is not."""

    state: State | None = None
    percent: int | None = None
    on: date | None = None
    figure: Decimal | None = None
    documents: tuple[Citation, ...] = ()
    difficulty: str | None = None
    proposal: str | None = None
    note: str | None = None
    remarks: tuple[Message, ...] = ()
    problem: tuple[str, Message] | None = None

    @property
    def empty(self) -> bool:
        """Whether the row has no answer."""
        return not (
            self.state is not None
            or self.percent is not None
            or self.on is not None
            or self.figure is not None
            or self.documents
            or self.difficulty
            or self.proposal
            or self.note
        )


class _RefusedError(Exception):
    def __init__(self, place: str, why: Message) -> None:
        super().__init__(why)
        self.place = place
        self.why = why


def read_answer(row: AnswerRow, window: DayWindow, target: Target | None) -> Answer:
    """Read the entry cells of a row; ``target`` is the figure it asks for, where it asks for one."""
    remarks: list[Message] = []
    try:
        _check_cells(row, remarks)
        answer = _read(row, window, target)
        _check_together(row, answer, target)
    except _RefusedError as refused:
        return Answer(problem=(refused.place, refused.why), remarks=tuple(remarks))
    if answer.empty and (noted := next((cell for cell in row.cells.values() if cell.comment), None)) is not None:
        why = message(
            N_("the answer stands in a comment (“{text}”): it is to be typed into the cell"), text=noted.comment[:200]
        )
        return Answer(problem=(noted.place, why))
    remarks += [
        message(N_("{place}: a comment is left alone: “{text}”"), place=cell.place, text=cell.comment[:200])
        for cell in row.cells.values()
        if cell.comment
    ]
    return Answer(**{**{name: getattr(answer, name) for name in Answer.__struct_fields__}, "remarks": tuple(remarks)})


def _check_cells(row: AnswerRow, remarks: list[Message]) -> None:
    for column in ENTRY_COLUMNS:
        cell = row.cell(column)
        if cell.broken:
            raise _RefusedError(cell.place, message(N_("the cell shows an error: {value}"), value=str(cell.value)))
        if cell.formula and cell.value is None:
            raise _RefusedError(
                cell.place, message(N_("the cell has a formula without a value: it is to be typed instead"))
            )
        if cell.doubt is not None:
            raise _RefusedError(cell.place, cell.doubt)
        if cell.formula:
            remarks.append(message(N_("{place}: a formula; the value it showed was taken"), place=cell.place))


def _read(row: AnswerRow, window: DayWindow, target: Target | None) -> Answer:
    def read(column: FormColumn, parse: Callable[[AnswerCell], _Value]) -> _Value:
        cell = row.cell(column)
        try:
            return parse(cell)
        except CellError as error:
            raise _RefusedError(cell.place, error.problem) from None

    said = read(FormColumn.STATE, parse_state)
    on = read(FormColumn.ON, lambda cell: parse_day(cell, window))
    measure = row.cell(FormColumn.MEASURE)
    percent = said.percent if said is not None else None
    figure = None
    if target is not None:
        figure = read(FormColumn.MEASURE, lambda cell: parse_figure(cell, target.unit))
    elif read(FormColumn.MEASURE, parse_text) is not None:
        percent = _percent_beside(measure, said.state if said is not None else None, percent)
    day = row.cell(FormColumn.DOCUMENT_DATE)

    def documents(number: AnswerCell) -> tuple[Citation, ...]:
        return parse_document(number, day, row.cell(FormColumn.TITLE), row.cell(FormColumn.LINK), window)

    try:
        cited = documents(row.cell(FormColumn.NUMBER))
    except CellError as error:
        holding = (FormColumn.NUMBER, FormColumn.DOCUMENT_DATE, FormColumn.TITLE, FormColumn.LINK)
        place = next(row.cell(column).place for column in holding if row.cell(column).value is not None)
        raise _RefusedError(_culprit(day, window) or place, error.problem) from None
    return Answer(
        state=said.state if said is not None else None,
        percent=percent,
        on=on,
        figure=figure,
        documents=cited,
        difficulty=read(FormColumn.DIFFICULTY, parse_remark),
        proposal=read(FormColumn.PROPOSAL, parse_remark),
        note=read(FormColumn.NOTE, parse_text),
    )


def _culprit(day: AnswerCell, window: DayWindow) -> str | None:
    try:
        parse_day(day, window)
    except CellError:
        return day.place
    return None


def _percent_beside(cell: AnswerCell, state: State | None, percent: int | None) -> int | None:
    """The percentage done, written in the column for figures of a row that asks for no figure."""
    found = parse_percent(cell)
    if found is None:
        raise _RefusedError(
            cell.place,
            message(
                N_("this row asks for no figure; write it into the row of its figure, as a percentage (35%) or a note")
            ),
        )
    contradiction = (percent is not None and percent != found) or (state is State.DONE and found != 100)
    if contradiction or (state is State.NOT_STARTED and found):
        raise _RefusedError(cell.place, message(N_("the state and the percentage contradict each other")))
    return None if state in (State.DONE, State.NOT_STARTED) else found


def _check_together(row: AnswerRow, answer: Answer, target: Target | None) -> None:
    """Refuse an incomplete answer: a day without a state, finished without a day, dropped without a reason."""
    state, on = row.cell(FormColumn.STATE).place, row.cell(FormColumn.ON).place
    if target is not None and answer.state is not None:
        raise _RefusedError(
            state, message(N_("this row asks for a figure; the state belongs into the row of the task"))
        )
    if answer.state is State.DONE and answer.on is None:
        raise _RefusedError(on or state, message(N_("it is done: on which day?")))
    if answer.on is not None and answer.state is None and answer.figure is None and answer.percent is None:
        if not (answer.documents or answer.note or answer.difficulty or answer.proposal):
            raise _RefusedError(on, message(N_("a day, but no state: what happened on it?")))
        raise _RefusedError(on, message(N_("a day, but no state: is it done?")))
    if answer.state is State.DROPPED and not (answer.note or answer.difficulty or answer.proposal or answer.documents):
        raise _RefusedError(
            state, message(N_("it is not to be carried out: why? Write it as a note, or name the document"))
        )
