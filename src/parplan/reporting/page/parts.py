"""What the templates put together: texts with links, tables, tiles, lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct


class Shown(Struct, frozen=True):
    """A text; ``href`` is where it leads, ``style`` its class in the style sheet."""

    text: str
    href: str | None = None
    style: str = ""


class DataTable(Struct, frozen=True):
    """A table with headings; the first cell of each row is the heading of the row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]


class Tile(Struct, frozen=True):
    """One number with its label, and what share it is of which whole."""

    label: str
    number: str
    share: str
    style: str


class DirectionRow(Struct, frozen=True):
    """One thing that waits for a word: the task, and what there is to know of it, each on a line."""

    task: Shown
    words: str
    lines: tuple[Shown, ...]


class DirectionGroup(Struct, frozen=True):
    """Things of one kind that wait for a word; a ``folded`` group shows its number first."""

    title: str
    rows: tuple[DirectionRow, ...]
    folded: bool = False


class LegendEntry(Struct, frozen=True):
    """What a colour and its pattern, or a shape, means."""

    style: str
    label: str


class Figure(Struct, frozen=True):
    """A chart: ``kind`` is the macro that draws ``data``; ``words`` says what it shows, for whoever does not see it."""

    kind: str
    key: str
    title: str
    words: str
    legend: tuple[LegendEntry, ...]
    data: Any
    table: DataTable


def table(caption: str, headings: Iterable[str], rows: Iterable[Iterable[Shown | str]]) -> DataTable:
    """Make a table of cells that may be plain texts."""
    return DataTable(
        caption,
        tuple(headings),
        tuple(tuple(Shown(one) if isinstance(one, str) else one for one in row) for row in rows),
    )
