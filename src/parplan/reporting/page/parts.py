"""The parts the templates assemble: texts with links, tables, tiles, lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct


class Shown(Struct, frozen=True):
    """A text, with the target of its link and its CSS class, if any."""

    text: str
    href: str | None = None
    style: str = ""


class PageTable(Struct, frozen=True):
    """A table with headings; the first cell of each row is the row's heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]


class Tile(Struct, frozen=True):
    """One number with its label and its share of a total."""

    label: str
    number: str
    share: str
    style: str


class DirectionRow(Struct, frozen=True):
    """One thing that waits for a decision: the task, and the facts about it, one per line."""

    task: Shown
    words: str
    lines: tuple[Shown, ...]


class DirectionGroup(Struct, frozen=True):
    """Things of one kind that wait for a decision; a ``folded`` group shows only its number at first."""

    title: str
    rows: tuple[DirectionRow, ...]
    folded: bool = False


class LegendEntry(Struct, frozen=True):
    """The meaning of a colour and its pattern, or of a shape."""

    style: str
    label: str


class Chart(Struct, frozen=True):
    """A chart: ``kind`` is the macro that draws ``data``; ``words`` describes it for screen readers."""

    kind: str
    key: str
    title: str
    words: str
    legend: tuple[LegendEntry, ...]
    data: Any
    table: PageTable


def table(caption: str, headings: Iterable[str], rows: Iterable[Iterable[Shown | str]]) -> PageTable:
    """Make a table; cells may be plain strings."""
    return PageTable(
        caption,
        tuple(headings),
        tuple(tuple(Shown(one) if isinstance(one, str) else one for one in row) for row in rows),
    )
