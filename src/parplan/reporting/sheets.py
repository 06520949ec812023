"""Tables before they are a workbook or a CSV file: columns, rows of typed values, and what stands above them.

Text from a plan is data. It is cleaned here, once, of what is not to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.views.blocks import safe


class Link(Struct, frozen=True):
    """A text that leads to an address on the web."""

    text: str
    address: str


#: What a cell holds: a text, a link, a day, a number, or nothing.
Value = str | Link | date | int | None


class ColumnKind(StrEnum):
    """What the values of a column are. A ``TIMELINESS`` decides a row's colour, an ``ID`` is small and for programs."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    STATE = "state"
    ID = "id"
    TIMELINESS = "timeliness"


class Column(Struct, frozen=True):
    """A column; ``width`` is in characters of the sheet's font."""

    title: str
    width: float = 12
    kind: ColumnKind = ColumnKind.TEXT


class Row(Struct, frozen=True):
    """A row of values, one for each column."""

    values: tuple[Value, ...]


class Sheet(Struct, frozen=True):
    """One table: the ``name`` of its tab, the ``lines`` above it (the first is its title), columns and rows.

    ``chart`` is the title of a chart of its numbers, stacked by the first column, the last row (a total) left out.
    ``editable``: people type into it and it is read in turn, so it is not protected, and its first row is the header.
    """

    name: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: str | None = None
    editable: bool = False


def text(parts: str | Iterable[str]) -> str:
    """One text, or several paragraphs on lines of their own, clean of control and invisible characters."""
    return "\n".join(safe(part) for part in ([parts] if isinstance(parts, str) else parts))
