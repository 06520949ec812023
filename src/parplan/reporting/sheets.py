"""The format-free model of a table for workbooks and CSV: columns, rows of typed values, and lines above them.

Text from a plan is data; it is cleaned of control and invisible characters here, once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.views.blocks import safe


class Link(Struct, frozen=True):
    """A text linked to a web address."""

    text: str
    address: str


#: The value of a cell: text, link, date, number, or nothing.
SheetValue = str | Link | date | int | None


class ColumnKind(StrEnum):
    """The type of a column. ``TIMELINESS`` decides a row's colour; ``ID`` is small print, meant for programs."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    STATE = "state"
    ID = "id"
    TIMELINESS = "timeliness"


class SheetColumn(Struct, frozen=True):
    """A column; ``width`` is in digits of the sheet's font."""

    title: str
    width: float = 12
    kind: ColumnKind = ColumnKind.TEXT


class SheetRow(Struct, frozen=True):
    """A row of values, one for each column."""

    values: tuple[SheetValue, ...]


class Sheet(Struct, frozen=True):
    """One table: the ``name`` of its tab, the ``lines`` above it (the first is its title), columns and rows.

    chart: title of a stacked bar chart of its numbers, one bar per row except the last (the total).
    editable: people type into the sheet and parplan reads it, so it is unprotected and its first row is the header.
    """

    name: str
    lines: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    chart: str | None = None
    editable: bool = False


def text(parts: str | Iterable[str]) -> str:
    """A text, or several paragraphs on separate lines, without control and invisible characters."""
    return "\n".join(safe(part) for part in ([parts] if isinstance(parts, str) else parts))
