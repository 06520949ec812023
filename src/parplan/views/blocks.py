"""The blocks of a screen, without width and colours: lines and tables of styled text.

Text from a plan is data; it is cleaned here, once, of everything a terminal could take for a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from parplan.vocabulary.hidden_characters import escaped, without_hidden


class Style(StrEnum):
    """The appearance of a text."""

    PLAIN = "plain"
    STRONG = "strong"
    DIM = "dim"
    LATE = "late"
    SOON = "soon"
    GOOD = "good"


#: A text of Vietnamese and European letters and signs only, each one terminal column wide. Nearly all texts match and
#: need not be examined letter by letter.
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2192]*")


#: Line ends of any kind, and the tab; each becomes a space.
_LINE_ENDS = dict.fromkeys(map(ord, "\r\n\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def is_plain(text: str) -> bool:
    """Whether ``text`` is known to have only visible characters, each one terminal column wide."""
    return _PLAIN.fullmatch(text) is not None


def safe(text: str) -> str:
    """Return ``text`` without control and hidden characters; line ends become spaces."""
    return text if is_plain(text) else without_hidden(text.translate(_LINE_ENDS))


def escaped_line(text: str) -> str:
    r"""Return a line with its hidden characters escaped, for what must show them all; tabs become spaces."""
    return text if is_plain(text) else escaped(text.replace("\t", " "))


class Cell(Struct, frozen=True):
    """A cell of a table: one or several paragraphs, each on a line of its own.

    plain: whether all of them are plain (see :func:`is_plain`); computed once, because a table may have 10,000 cells.
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
    """A column. flex: its share of the width left by the columns with ``flex`` 0, which take what they need."""

    title: str = ""
    flex: int = 0
    right: bool = False


class Table(Struct, frozen=True):
    """Rows of cells in columns; titles are shown if any column has one."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    indent: int = 0


class Line(Struct, frozen=True):
    """A paragraph; an empty one is a blank line. verbatim: do not wrap it."""

    text: str = ""
    style: Style = Style.PLAIN
    indent: int = 0
    verbatim: bool = False


def line(text: str = "", style: Style = Style.PLAIN, indent: int = 0) -> Line:
    """Make a paragraph."""
    return Line(safe(text), style, indent)


Block = Line | Table
