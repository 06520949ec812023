"""The items of a text's list and their labelled fields, as they are nested."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from parplan.importing.blocks import DocumentLine
from parplan.importing.enumerators import Enumerator, Numeral, without_closing
from parplan.importing.found import FoundField
from parplan.importing.labels import Labelled
from parplan.provenance.doubts import Place


class ListItem(Struct, eq=False):
    """One numbered item of the text, or the root. ``events``: its sub-items and fields in order."""

    enumerator: Enumerator | None
    lines: list[DocumentLine] = field(default_factory=list)
    events: list[ListItem | ListField] = field(default_factory=list)
    parent: ListItem | None = None
    #: Whether it has one block of fields below several bullets, where bullets elsewhere are tasks.
    over_bullets: bool = False
    #: Whether the line below its own may be their rest.
    may_go_on: bool = False

    @property
    def children(self) -> list[ListItem]:
        """The items directly below."""
        return [event for event in self.events if isinstance(event, ListItem)]

    @property
    def fields(self) -> list[ListField]:
        """The item's own fields."""
        return [event for event in self.events if isinstance(event, ListField)]

    @property
    def below(self) -> Iterator[ListItem]:
        """The items below, at every depth, in the order of the print."""
        for child in self.children:
            yield child
            yield from child.below

    @property
    def is_bullet(self) -> bool:
        """Whether it is a bullet, without a number."""
        return self.enumerator is not None and self.enumerator.style is Numeral.BULLET

    @property
    def place(self) -> Place:
        """The place of its first line."""
        return self.lines[0].place if self.lines else Place()

    def title(self) -> FoundField:
        """Its text as one field."""
        first = self.enumerator.rest if self.enumerator is not None else ""
        texts = (
            [first, *(line.whole for line in self.lines[1:])]
            if self.enumerator is not None
            else [line.whole for line in self.lines]
        )
        unsure = tuple(word for line in self.lines for word in line.unsure)
        return FoundField((without_closing(" ".join(text for text in texts if text)),), self.place, unsure=unsure)


class ListField(Struct, eq=False):
    """A labelled line with its continuation lines; ``bullet`` is the sign before the label."""

    labelled: Labelled
    lines: list[DocumentLine]
    bullet: str = ""
    #: The number before the label: “b)” of “b) Cơ quan thực hiện: …”.
    number: Enumerator | None = None
    inside: bool = False
    #: The number of lines its item had by then, which tells the paragraph it belongs to.
    after: int = 0
    #: Whether the line below its own may be their rest.
    may_go_on: bool = False
