"""The format-free model of an official document: its head, blocks of text and tables, its foot.

Every text is made of runs. A run may be a marked place that a person must fill in. Texts of a plan are data: they are
cleaned of control and invisible characters here, once, and every writer treats them as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from string import Formatter

from msgspec import Struct

from parplan.views.blocks import safe


class Run(Struct, frozen=True):
    """A stretch of text. place: a marked place for a person to fill in. strong: emphasised."""

    text: str
    place: bool = False
    strong: bool = False


Text = tuple[Run, ...]


def text(*parts: str | Run | Text) -> Text:
    """Make a cleaned text of its parts."""
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
    """A marked place: a description of what belongs there, in brackets."""
    return Run(f"[{safe(words)}]", place=True)


def strong(words: str) -> Run:
    """Emphasised words."""
    return Run(safe(words), strong=True)


def filled(template: str, **values: str | int | Run | Text) -> Text:
    """Fill the ``{name}`` fields of a template with texts, which may contain marked places."""
    parts: list[str | Run | Text] = []
    for literal, name, _, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            value = values[name]
            parts.append(str(value) if isinstance(value, int) else value)
    return text(*parts)


def plain(runs: Text) -> str:
    """The text without its marks."""
    return "".join(run.text for run in runs)


class Level(StrEnum):
    """The role of a paragraph."""

    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    CENTRED = "centred"
    BODY = "body"
    ITEM = "item"
    NOTE = "note"


class Paragraph(Struct, frozen=True):
    """A paragraph, or an item of a list."""

    runs: Text
    level: Level = Level.BODY


class PaperColumn(Struct, frozen=True):
    """A column of a table: title, width in millimetres, and whether it is ``centred`` (numbers, dates)."""

    title: str
    width: float
    centred: bool = False


PaperCell = tuple[Text, ...]
"""The paragraphs of a cell."""


class PaperRow(Struct, frozen=True):
    """A row of a table. heading: one cell across all columns. total: a row of sums."""

    cells: tuple[PaperCell, ...]
    heading: bool = False
    total: bool = False


class PaperTable(Struct, frozen=True):
    """A table; its titles repeat on each page."""

    columns: tuple[PaperColumn, ...]
    rows: tuple[PaperRow, ...]


PaperBlock = Paragraph | PaperTable


def heading(level: Level, words: str) -> Paragraph:
    """Make a heading."""
    return Paragraph(text(words), level)


def cell(*paragraphs: str | Run | Text) -> PaperCell:
    """Make a cell of paragraphs."""
    return tuple(text(one) for one in paragraphs)


#: The name of the state and its motto (Quốc hiệu, Tiêu ngữ), which head the documents of all but the Party and the
#: Youth Union.
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


class Head(Struct, frozen=True):
    """The head of a document: issuer, number, place and day, a letter's subject, and what stands above place and day.

    ``number`` is the bare number; ``numbered`` has “Số:” before it. ``nation``: the state, or the Party, which has no
    ``motto``.
    """

    superior: str | None
    issuer: str
    number: Text
    numbered: Text
    place_and_day: Text
    about: Text | None = None
    nation: Text = (Run(NATION),)
    motto: str = MOTTO


class Signature(Struct, frozen=True):
    """The signature: the lines of titles (``KT. GIÁM ĐỐC`` above ``PHÓ GIÁM ĐỐC``) and the signer's name."""

    offices: tuple[Text, ...]
    name: Text


class Appendix(Struct, frozen=True):
    """An appendix (Phụ lục): its title, the reference to its document, and its blocks, on landscape pages."""

    label: str
    title: str
    reference: Text
    blocks: tuple[PaperBlock, ...]


class Paper(Struct, frozen=True):
    """A whole document. A letter has no ``kind`` (BÁO CÁO) and no ``title``; ``addressees`` may be missing.

    ``name``, ``author`` and ``day`` (as-of) are for the properties of the file.
    """

    head: Head
    kind: str | None
    title: str | None
    addressed: str
    addressees: tuple[Text, ...]
    blocks: tuple[PaperBlock, ...]
    signature: Signature
    recipients_label: str
    recipients: tuple[Text, ...]
    name: str
    author: str
    language: str
    day: date
    appendices: tuple[Appendix, ...] = ()


def joined(texts: Iterable[Text], separator: str) -> Text:
    """Join texts."""
    parts: list[str | Run | Text] = []
    for one in texts:
        if parts:
            parts.append(separator)
        parts.append(one)
    return text(*parts)
