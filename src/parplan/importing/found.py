"""Fields, tasks and sections found in a document: words as printed with their place, not yet interpreted."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from parplan.importing.blocks import Unsure
from parplan.provenance.doubts import Place

#: The code of a doubt, see ``provenance.doubts``.
Kind = str


class FoundField(Struct, frozen=True):
    """One field of a task: its lines as printed, and the codes of doubts that arose while finding it."""

    texts: tuple[str, ...]
    place: Place = Place()
    label: str = ""
    doubts: tuple[Kind, ...] = ()
    unsure: tuple[Unsure, ...] = ()

    @property
    def text(self) -> str:
        """The text on one line."""
        return " ".join(self.texts)

    @property
    def stood(self) -> str:
        """The words as read, without corrections of OCR errors."""
        text = self.text
        for word in self.unsure:
            if word.read != word.text:
                text = text.replace(word.text, word.read, 1)
        return text


class FoundStep(Struct, frozen=True):
    """One of the rows that share a task: its product, time and lead."""

    fields: dict[str, FoundField]
    place: Place = Place()


class FoundTask(Struct):
    """A task. ``steps``: the enumerators from below its section down to it (empty for a bullet)."""

    steps: tuple[str, ...]
    title: FoundField
    fields: dict[str, FoundField] = field(default_factory=dict)
    parts: list[FoundField] = field(default_factory=list)
    columns: dict[str, FoundField] = field(default_factory=dict)
    rows: list[FoundStep] = field(default_factory=list)
    doubts: list[tuple[Kind, str]] = field(default_factory=list)
    bullet: bool = False


class FoundHeading(Struct, frozen=True):
    """A heading above tasks within a section."""

    steps: tuple[str, ...]
    title: FoundField


class FoundSection(Struct):
    """A section with its headings and tasks in the order of the document.

    table: it comes from a table. units: its title names the unit that leads its tasks.
    gap: the number before its own is missing in the document.
    """

    number: str
    title: FoundField
    items: list[FoundTask | FoundHeading] = field(default_factory=list)
    duties: bool = False
    units: bool = False
    table: bool = False
    gap: bool = False

    @property
    def tasks(self) -> list[FoundTask]:
        """The tasks, without headings."""
        return [item for item in self.items if isinstance(item, FoundTask)]


class FrontMatter(Struct):
    """The facts at the beginning and end of the document; ``None`` for what is not there.

    day: the date. If only month and year are printed, the first of the month, with ``day_blank`` set.
    """

    title: FoundField | None = None
    number: FoundField | None = None
    day: date | None = None
    day_place: Place = Place()
    day_blank: bool = False
    agency: FoundField | None = None
    parent: FoundField | None = None
    #: The bodies of the letterhead, as printed.
    bodies: list[str] = field(default_factory=list)
    #: A line of the letterhead, if the motto beside it was taken out of it.
    mixed: str = ""
    #: The capitals of ``agency`` and ``parent``, where how a sentence writes them is a guess.
    guessed: dict[str, str] = field(default_factory=dict)
    #: The number is that of the document to which the plan says it is attached.
    attached: bool = False
    #: Further numbers of the document that differ from ``number``: of the decision a plan is attached to.
    other_numbers: list[FoundField] = field(default_factory=list)
    #: Headings over lists of one year's tasks in a plan of several years.
    yearly: list[FoundField] = field(default_factory=list)
    signer: FoundField | None = None
    signer_title: str = ""
    #: ``signer_title`` is the office of whom the signer signs for; the signer's own was not read.
    head_office: bool = False
    #: Others who signed beside or below the signer, as for two bodies.
    other_signers: list[FoundField] = field(default_factory=list)
    #: Offices of the same signer below ``signer_title``: “TRƯỞNG BAN / CHỦ TỊCH UBND TỈNH”.
    other_offices: list[FoundField] = field(default_factory=list)
    signs_for: list[str] = field(default_factory=list)
    #: Where the recipients or the office above a signature stand.
    foot: Place | None = None
    introduction: list[tuple[str, list[str]]] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    plans: int = 1
    #: Whether the document ends as official documents do, with recipients or a signature.
    ended: bool = False
    #: The kinds of document named in capitals above the titles: “KẾ HOẠCH”, “QUY CHẾ” …
    kinds: list[str] = field(default_factory=list)
