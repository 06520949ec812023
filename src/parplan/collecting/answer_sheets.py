"""The content of returned files: sheets, rows and cells as people left them, not yet judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from parplan.collecting.form_columns import FormColumn
from parplan.diagnostics import Message

#: The value of a cell. A day with a time of day is that day.
Held = str | bool | int | float | date | datetime


class AnswerCell(Struct, frozen=True):
    """A cell: its place (``F12``), its value as shown, and anything unusual about it.

    ``percent``: a number shown as a percentage, ``words`` around it by its format; ``doubt``: why what it shows may be
    another answer than its value; ``serial`` the day a bare number is in this workbook; ``formula``:
    the value is what a formula showed when it was saved; ``broken``: it shows an error (``#REF!``); ``link`` where it
    leads.
    """

    place: str
    value: Held | None = None
    percent: bool = False
    words: str = ""
    doubt: Message | None = None
    serial: date | None = None
    formula: bool = False
    broken: bool = False
    merged: bool = False
    comment: str = ""
    link: str = ""


class AnswerRow(Struct, frozen=True):
    """A row of an answer sheet: its number from 1, and its cells that are not empty, by column."""

    number: int
    cells: Mapping[FormColumn, AnswerCell]

    def cell(self, column: FormColumn) -> AnswerCell:
        """The cell of a column; an empty cell where there is none."""
        return self.cells.get(column) or AnswerCell("")


class AnswerSheet(Struct, frozen=True):
    """A sheet with keys. ``unit`` is whose form the hidden sheet says it is, where that came back too.

    ``reconciled``: it is the office's own sheet, with a column for the decision. ``issued`` are the keys the form went
    out with, where that is known. ``clashing`` are columns that stand there twice: nothing is taken from them.
    """

    name: str
    rows: tuple[AnswerRow, ...]
    unit: str | None = None
    reconciled: bool = False
    issued: tuple[str, ...] = ()
    clashing: tuple[FormColumn, ...] = ()


class AnswerFile(Struct, frozen=True):
    """A file that was handed in: its name, SHA-256, answer sheets, and the parts that are left alone.

    ``problem``: why nothing could be read from it; then there are no sheets.
    """

    name: str
    sha256: str
    sheets: tuple[AnswerSheet, ...] = ()
    remarks: tuple[Message, ...] = ()
    problem: Message | None = None
    help: Message | None = None


def has_answer(cell: AnswerCell) -> bool:
    """Whether a cell has a value, or had one before it became an error."""
    return (
        cell.broken
        or cell.formula
        or not (cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()))
    )
