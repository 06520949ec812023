"""A paper of the office before it has a format: its head, blocks of text and tables, its foot.

Every text is made of runs. A run may be a marked place: what a person must still write. Texts of a plan are data; they
are cleaned of control and invisible characters here, once, and no writer takes them for anything but text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from string import Formatter

from msgspec import Struct

from parplan.views.blocks import safe


class Run(Struct, frozen=True):
    """A stretch of text; ``place`` is a marked place for a person to fill in, ``strong`` text that stands out."""

    text: str
    place: bool = False
    strong: bool = False


Text = tuple[Run, ...]


def text(*parts: str | Run | Text) -> Text:
    """Make a text of its parts, cleaned."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            runs.append(Run(safe(part)))
        elif isinstance(part, Run):
            runs.append(part)
        else:
            runs.extend(part)
    return tuple(run for run in runs if run.text)


def place(words: str) -> Run:
    """A marked place: what belongs there, in brackets."""
    return Run(f"[{safe(words)}]", place=True)


def strong(words: str) -> Run:
    """Words that stand out."""
    return Run(safe(words), strong=True)


def filled(template: str, **values: str | int | Run | Text) -> Text:
    """A template with its ``{name}`` places filled by texts, which may hold marked places."""
    parts: list[str | Run | Text] = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            value = values[name]
            parts.append(str(value) if isinstance(value, int) else value)
    return text(*parts)


def plain(runs: Text) -> str:
    """The bare words of a text."""
    return "".join(run.text for run in runs)


class Level(StrEnum):
    """What a paragraph is."""

    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    CENTRED = "centred"
    BODY = "body"
    ITEM = "item"


class Paragraph(Struct, frozen=True):
    """A paragraph, or an item of a list."""

    runs: Text
    level: Level = Level.BODY


class Column(Struct, frozen=True):
    """A column of a table: its title and its width in millimetres; ``centred`` for numbers and dates."""

    title: str
    width: float
    centred: bool = False


Cell = tuple[Text, ...]
"""The paragraphs of a cell."""


class Row(Struct, frozen=True):
    """A row of a table; a ``heading`` has one cell over all columns, a ``total`` sums up."""

    cells: tuple[Cell, ...]
    heading: bool = False
    total: bool = False


class Table(Struct, frozen=True):
    """Rows under titles that repeat on each page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Block = Paragraph | Table


def heading(level: Level, words: str) -> Paragraph:
    """A heading."""
    return Paragraph(text(words), level)


def cell(*paragraphs: str | Run | Text) -> Cell:
    """A cell of paragraphs."""
    return tuple(text(one) for one in paragraphs)


class Head(Struct, frozen=True):
    """What stands above a document: who issues it, its number, its place and day, and of a letter what it is about.

    ``number`` is the bare one; ``numbered`` has the word before it.
    """

    superior: str | None
    issuer: str
    number: Text
    numbered: Text
    place_and_day: Text
    about: Text | None = None


class Signature(Struct, frozen=True):
    """Who signs: the lines of the office held (``KT. GIÁM ĐỐC`` over ``PHÓ GIÁM ĐỐC``), and the name."""

    offices: tuple[Text, ...]
    name: Text


class Appendix(Struct, frozen=True):
    """A Phụ lục: its title, what it belongs to, and its blocks, on wide pages."""

    label: str
    title: str
    reference: Text
    blocks: tuple[Block, ...]


class Paper(Struct, frozen=True):
    """A whole document. ``kind`` (BÁO CÁO) and ``title`` are missing in a letter, ``addressees`` where there are none.

    ``name`` is what the file is about, ``author`` whose it is and ``day`` the day it is as of, for its properties.
    """

    head: Head
    kind: str | None
    title: str | None
    addressed: str
    addressees: tuple[Text, ...]
    blocks: tuple[Block, ...]
    signature: Signature
    recipients_label: str
    recipients: tuple[Text, ...]
    name: str
    author: str
    language: str
    day: date
    appendices: tuple[Appendix, ...] = ()


def joined(texts: Iterable[Text], separator: str) -> Text:
    """Texts behind each other."""
    parts: list[str | Run | Text] = []
    for one in texts:
        if parts:
            parts.append(separator)
        parts.append(one)
    return text(*parts)
