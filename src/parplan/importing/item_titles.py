"""The title of an item and the text below it, told apart by how the paragraphs begin, end and are set."""

from __future__ import annotations

import re

from msgspec import Struct

from parplan.importing.enumerators import without_closing
from parplan.importing.found import FoundField
from parplan.importing.line_ends import JOINING
from parplan.importing.list_items import ListItem

#: Endings of a line that the next one continues.
_GOES_ON = re.compile(rf"(?:[,–-]|\b(?:{'|'.join(JOINING)}|trong|đến|từ))$")


class ItemTexts(Struct, frozen=True):
    """The title of an item and the paragraphs below it. sure: the print shows that the title ends before them."""

    title: FoundField
    below: tuple[FoundField, ...] = ()
    sure: bool = True


def texts_of(item: ListItem) -> ItemTexts:
    """The title of an item: its first paragraph and those that continue it; further ones are text below it."""
    if item.enumerator is None:
        return ItemTexts(item.title())
    lines = [line for line in item.lines if line.whole.strip()]
    end = next((k for k in range(1, len(lines)) if not _continues(item, k)), None)
    if end is None:
        return ItemTexts(item.title())
    words = " ".join([item.enumerator.rest, *(line.whole for line in lines[1:end])])
    unsure = tuple(word for line in lines[:end] for word in line.unsure)
    last, first = lines[end - 1], lines[end]
    above = item.enumerator.rest if end == 1 else last.text
    sure = (last.bold and not first.bold) or above.rstrip().endswith((".", ";", ":"))
    below = tuple(FoundField((without_closing(line.whole),), line.place, unsure=line.unsure) for line in lines[end:])
    return ItemTexts(FoundField((without_closing(words),), item.place, unsure=unsure), below, sure)


def _continues(item: ListItem, k: int) -> bool:
    """Whether the line ``k`` of an item is a part of its title, as all lines above it are."""
    lines = [line for line in item.lines if line.whole.strip()]
    line, last = lines[k], lines[k - 1]
    above = last.text.rstrip()
    if k == 1 and item.enumerator is not None:
        above = item.enumerator.rest.rstrip()
        if not above:
            return True
    if line.may_continue or line.text[:1].islower() or line.text[:1] in '(“"':
        return True
    if above.endswith((".", ";", ":")):
        return False
    if (last.bold and line.bold) or (above.isupper() and line.text.isupper()):
        return True
    return goes_on(above)


def goes_on(line: str) -> bool:
    """Whether a line ends as one does that the next one continues."""
    return _GOES_ON.search(line.rstrip()) is not None
