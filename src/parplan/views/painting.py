"""Lines onto a stream: with colours on a terminal (rich), as plain text elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TextIO

from parplan.views.blocks import Block, Style
from parplan.views.layout import lay_out

_COLOURS = {
    Style.STRONG: "bold",
    Style.DIM: "dim",
    Style.LATE: "bold red",
    Style.SOON: "yellow",
    Style.GOOD: "green",
}


#: So many lines are written together: a stream takes longer over a line than it took to make.
_AT_ONCE = 500


def paint(blocks: Iterable[Block], stream: TextIO, width: int, *, colour: bool) -> None:
    """Write a screen of ``width`` columns. ``colour`` is for terminals that show it."""
    lines = lay_out(blocks, width)
    if not colour:
        texts = ("".join([text for text, _ in pieces]).rstrip() + "\n" for pieces in lines)
        while some := "".join(islice(texts, _AT_ONCE)):
            stream.write(some)
        return
    from rich.console import Console  # here, because a pipe needs none of it
    from rich.text import Text

    console = Console(file=stream, width=width, highlight=False, soft_wrap=True, emoji=False, markup=False)
    for pieces in lines:
        console.print(Text.assemble(*((text, _COLOURS.get(style, "")) for text, style in pieces)), soft_wrap=True)
