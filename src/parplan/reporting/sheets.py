"""Tables before they are a workbook or a CSV file: columns, rows of typed values, and what stands above them.

Text from a plan is data. It is cleaned here, once, of what is not to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.views.blocks import safe

#: What a cell holds: a text, a day, a number, or nothing.
Value = str | date | int | None


class ColumnKind(StrEnum):
    """What the values of a column are. A ``STATE`` is chosen from a list; a ``TIMELINESS`` decides a row's colour."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    STATE = "state"
    TIMELINESS = "timeliness"


class Column(Struct, frozen=True):
    """A column; ``width`` is in characters of the sheet's font."""

    title: str
    width: float = 12
    kind: ColumnKind = ColumnKind.TEXT


class Row(Struct, frozen=True):
    """A row of values, one for each column. A ``heading`` stands over the rows after it: an id and a text."""

    values: tuple[Value, ...]
    heading: bool = False


class Sheet(Struct, frozen=True):
    """One table: the ``name`` of its tab, the ``lines`` above it (the first is its title), columns and rows."""

    name: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def text(parts: str | Iterable[str]) -> str:
    """One text, or several paragraphs on lines of their own, clean of control and invisible characters."""
    return "\n".join(safe(part) for part in ([parts] if isinstance(parts, str) else parts))
