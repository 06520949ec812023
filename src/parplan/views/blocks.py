"""What a screen is made of, before it has a width or colours: lines and tables of styled text.

Text from a plan is data. It is cleaned here, once, of everything a terminal could take for a command.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Style(StrEnum):
    """What a text means to the eye."""

    PLAIN = "plain"
    STRONG = "strong"
    DIM = "dim"
    LATE = "late"
    SOON = "soon"
    GOOD = "good"


#: Nothing but letters and signs of European languages and Vietnamese that stand in one terminal column each. Nearly all
#: texts are, and need not be looked at letter by letter.
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2192]*")


#: What ends a line to any reader, and the tab: each becomes a space.
_LINE_ENDS = frozenset("\r\n\t\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def is_plain(text: str) -> bool:
    """Whether ``text`` certainly has only visible characters, each one terminal column wide."""
    return _PLAIN.fullmatch(text) is not None


def safe(text: str) -> str:
    """Return ``text`` without control and invisible formatting characters; line ends become spaces."""
    if is_plain(text):
        return text
    return "".join(" " if c in _LINE_ENDS else c for c in text if c in _LINE_ENDS or unicodedata.category(c)[0] != "C")


class Cell(Struct, frozen=True):
    """One text of a table, perhaps of several paragraphs, each on a line of its own.

    ``plain`` where it is known of all of them that they are: a table may have ten thousands of cells.
    """

    paragraphs: tuple[str, ...]
    style: Style = Style.PLAIN
    plain: bool = False


def cell(text: str | Iterable[str] = "", style: Style = Style.PLAIN) -> Cell:
    """Make a cell of one text or several paragraphs."""
    parts = (text,) if isinstance(text, str) else tuple(text)
    if all(map(is_plain, parts)):
        return Cell(parts, style, plain=True)
    return Cell(tuple(map(safe, parts)), style)


class Column(Struct, frozen=True):
    """A column: ``flex`` is its share of the room left by the columns that take what they need (``flex`` 0)."""

    title: str = ""
    flex: int = 0
    right: bool = False


class Table(Struct, frozen=True):
    """Rows of cells in columns; its titles are shown when any column has one."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    indent: int = 0


class Line(Struct, frozen=True):
    """A paragraph; an empty one is a blank line. A ``verbatim`` one is not wrapped."""

    text: str = ""
    style: Style = Style.PLAIN
    indent: int = 0
    verbatim: bool = False


def line(text: str = "", style: Style = Style.PLAIN, indent: int = 0) -> Line:
    """Make a paragraph."""
    return Line(safe(text), style, indent)


Block = Line | Table
