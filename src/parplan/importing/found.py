"""What was found in a document, as printed and with its place, before anything is understood."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from parplan.importing.blocks import Line
from parplan.provenance.doubts import Place

#: The codes of the kinds of doubts, each with the code of its finding: see ``doubts``.
Kind = str


class FoundField(Struct, frozen=True):
    """One field of a task: its lines as printed; ``doubts`` are kinds of doubts raised where it was found."""

    texts: tuple[str, ...]
    place: Place = Place()
    label: str = ""
    doubts: tuple[Kind, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join(self.texts)


class FoundStep(Struct, frozen=True):
    """One of several rows that share a task: its own product, time and lead."""

    fields: dict[str, FoundField]
    place: Place = Place()


class FoundTask(Struct):
    """A task: ``steps`` are the enumerators from its section down to it (empty for a bullet)."""

    steps: tuple[str, ...]
    title: FoundField
    fields: dict[str, FoundField] = field(default_factory=dict)
    parts: list[FoundField] = field(default_factory=list)
    columns: dict[str, FoundField] = field(default_factory=dict)
    rows: list[FoundStep] = field(default_factory=list)
    doubts: list[tuple[Kind, str]] = field(default_factory=list)
    bullet: bool = False


class FoundHeading(Struct, frozen=True):
    """A heading over tasks within a section."""

    steps: tuple[str, ...]
    title: FoundField


class FoundSection(Struct):
    """A section with its headings and tasks in the order of the document.

    table: it stands in a table; units: its title names the unit that answers for its tasks.
    """

    number: str
    title: FoundField
    items: list[FoundTask | FoundHeading] = field(default_factory=list)
    duties: bool = False
    units: bool = False
    table: bool = False

    @property
    def tasks(self) -> list[FoundTask]:
        """Its tasks without the headings."""
        return [item for item in self.items if isinstance(item, FoundTask)]


class FrontMatter(Struct):
    """What the head of the document tells; what it does not is ``None``.

    day: the date; where only month and year are printed the first of the month, and ``day_blank`` is set.
    """

    title: FoundField | None = None
    number: FoundField | None = None
    day: date | None = None
    day_place: Place = Place()
    day_blank: bool = False
    agency: FoundField | None = None
    parent: FoundField | None = None
    signer: FoundField | None = None
    signer_title: str = ""
    signs_for: list[str] = field(default_factory=list)
    introduction: list[tuple[str, list[str]]] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    plans: int = 1
    #: The document ends as official documents do, with recipients or a signature.
    ended: bool = False
    #: Kind of document the heads of the file name: “KẾ HOẠCH”, “QUY CHẾ” …
    kinds: list[str] = field(default_factory=list)


def field_of(lines: list[Line] | tuple[Line, ...], *, label: str = "") -> FoundField:
    """A field made of whole lines."""
    place = lines[0].place if lines else Place()
    unsure = tuple(word for line in lines for word in line.unsure)
    return FoundField(tuple(line.whole for line in lines), place, label, unsure=unsure)
