"""Screens for screen readers: no columns and no drawings; a row of a table is one line with the columns' titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.views.blocks import Block, Cell, Column, Line

#: Bars are drawn with block elements; the number beside each says the same.
_DRAWINGS = dict.fromkeys(range(9600, 9632))
#: The text of an empty cell.
_NOTHING = "–"


def linear_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines of a screen, not wrapped, without indentation and without styles."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.text if block.verbatim else _spoken(block.text)
        else:
            for row in block.rows:
                yield "; ".join(filter(None, map(_cell, row, block.columns)))


def _cell(cell: Cell, column: Column) -> str:
    text = " ".join(filter(None, map(_spoken, cell.paragraphs)))
    if not column.title:
        return text
    return "" if text in ("", _NOTHING) else f"{column.title}: {text}"


def _spoken(text: str) -> str:
    return " ".join(filter(None, text.translate(_DRAWINGS).split(" ")))  # a no-break space stays
