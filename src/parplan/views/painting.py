"""Writing of screens to a stream: with colours on a terminal, as plain text elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TextIO

from parplan.views.blocks import Block, Style
from parplan.views.layout import Piece, lay_out

#: For each style its name in rich and its escape sequence (ECMA-48, SGR).
_COLOURS = {
    Style.STRONG: ("bold", "\x1b[1m"),
    Style.DIM: ("dim", "\x1b[2m"),
    Style.LATE: ("bold red", "\x1b[1;31m"),
    Style.SOON: ("yellow", "\x1b[33m"),
    Style.GOOD: ("green", "\x1b[32m"),
}
_PLAIN_AGAIN = "\x1b[0m"

#: Lines written at once, because writing a line takes longer than making it.
_AT_ONCE = 500


def paint(blocks: Iterable[Block], stream: TextIO, width: int, *, colour: bool, linear: bool = False) -> None:
    """Write a screen of ``width`` columns, in colour or not; ``linear``: for a screen reader, with neither."""
    if linear:
        from parplan.views.linear import linear_lines  # here, as few screens are spoken

        stream.writelines(f"{line}\n" for line in linear_lines(blocks))
        return
    lines = lay_out(blocks, width)
    if colour and not knows_escapes(stream):
        _paint_by_rich(lines, stream, width)
        return
    texts = (_coloured(pieces) if colour else _plain(pieces) for pieces in lines)
    while some := "".join(islice(texts, _AT_ONCE)):
        stream.write(some)


def _plain(pieces: list[Piece]) -> str:
    return "".join([text for text, _ in pieces]).rstrip() + "\n"


def _coloured(pieces: list[Piece]) -> str:
    visible = list(pieces)
    while visible and not visible[-1][0].strip():
        visible.pop()
    if visible:
        text, style = visible[-1]
        visible[-1] = text.rstrip(), style
    return "".join([_styled(text, style) for text, style in visible]) + "\n"


def _styled(text: str, style: Style) -> str:
    return f"{_COLOURS[style][1]}{text}{_PLAIN_AGAIN}" if style in _COLOURS and text else text


def knows_escapes(stream: TextIO) -> bool:
    """Whether the terminal understands escape sequences: all but Windows consoles before Windows 10 do."""
    if sys.platform != "win32" or not stream.isatty():
        return True
    import ctypes
    import msvcrt
    from ctypes import wintypes

    # ENABLE_PROCESSED_OUTPUT and ENABLE_VIRTUAL_TERMINAL_PROCESSING: Windows consoles must be asked for them.
    kernel = ctypes.windll.kernel32
    handle, mode = wintypes.HANDLE(msvcrt.get_osfhandle(stream.fileno())), wintypes.DWORD()
    return bool(kernel.GetConsoleMode(handle, ctypes.byref(mode)) and kernel.SetConsoleMode(handle, mode.value | 5))


def _paint_by_rich(lines: Iterator[list[Piece]], stream: TextIO, width: int) -> None:
    from rich.console import Console  # imported here, because few consoles need it
    from rich.text import Text

    console = Console(file=stream, width=width, highlight=False, soft_wrap=True, emoji=False, markup=False)
    names = {style: name for style, (name, _) in _COLOURS.items()}
    for pieces in lines:
        console.print(Text.assemble(*((text, names.get(style, "")) for text, style in pieces)), soft_wrap=True)
