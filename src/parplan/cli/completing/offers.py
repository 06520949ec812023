"""What is offered: a value that may be typed, and what it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from parplan.cli.letters import in_letters
from parplan.views.blocks import safe
from parplan.vocabulary.folding import fold

#: Between the number and the letter of a task's id.
_DOT_OF_ID = re.compile(r"(?<=\d)\.(?=[^\W\d])")


class Offer(Struct, frozen=True):
    """A word that may stand where the Tab was pressed, and what people call it."""

    value: str
    help: str = ""


class Offers(Struct, frozen=True):
    """What may stand where the Tab was pressed; ``files``: a path, which the shell itself knows best."""

    items: tuple[Offer, ...] = ()
    files: bool = False


class Offered(Struct, frozen=True):
    """What is written for the shell's script, and the exit code it looks at."""

    text: str
    exit_code: int = 0


def is_offerable(value: str) -> bool:
    """Whether a value is all visible: a line end would be another answer, an escape sequence a command."""
    return value != "" and not any(unicodedata.category(c)[0] == "C" or c in "\u2028\u2029" for c in value)


def with_letters(items: Iterable[Offer], encoding: str) -> Iterator[Offer]:
    """The offers in the letters that will reach the shell, before they are quoted for it.

    What a console cannot show is written plainer (``1.dd`` for ``1.đ``), and quotes and dashes become others: a value
    that was harmless before need not be harmless then. A value that lost a letter is not offered.
    """
    for item in items:
        value = in_letters(item.value, encoding)
        help = safe(item.help).replace("\u2028", " ").replace("\u2029", " ")
        if is_offerable(value) and value.count("?") == item.value.count("?"):
            yield Offer(value, " ".join(in_letters(help, encoding).split()))


def typed_on(value: str, typed: str) -> str | None:
    """``value``, its beginning as it was typed: ``1.dd/plan`` for ``1.đ/plan``; ``None`` where it begins otherwise.

    Where small letters are typed, it goes on in small letters.
    """
    for written in (value, value.lower()):
        if written.startswith(typed):
            return written
    wanted = fold(typed)
    for end in range(len(value) + 1):
        begun = value[:end]
        if wanted in _typed_forms(begun):
            return typed + value[end:]
    return None


def _typed_forms(value: str) -> Iterator[str]:
    """What people type for a value, all of which are understood: without diacritics, ``dd`` for đ, ``2b`` for 2.b."""
    for written in (value, value.replace("đ", "dd")):
        yield fold(written)
        if written[:1].isdigit():
            yield fold(_DOT_OF_ID.sub("", written))


def fitting(items: Iterable[Offer], typed: str) -> tuple[Offer, ...]:
    """What of ``items`` goes on from what was typed, so that no shell deletes a letter of it.

    What begins so to the letter goes before what only folds to it. One alone is offered as it is written; of several
    that begin differently each keeps what was typed, as else a shell would go back to what they have in common.
    """
    offers = tuple({item.value: item for item in items}.values())
    exact = tuple(offer for offer in offers if offer.value.startswith(typed))
    if exact:
        return exact
    begun = [(offer, typed_on(offer.value, typed)) for offer in offers]
    found = {value: Offer(value, offer.help) for offer, value in begun if value is not None}
    same = [offer for offer, value in begun if value is not None]
    return (same[0],) if len(same) == 1 else tuple(found.values())


def common_beginning(texts: Sequence[str]) -> str:
    """What all ``texts`` begin with, sign for sign."""
    first, last = min(texts), max(texts)
    return first[: next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
