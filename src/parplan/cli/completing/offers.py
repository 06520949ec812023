"""Offers of completion: values and their descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from parplan.cli.letters import in_letters
from parplan.views.blocks import safe
from parplan.vocabulary.folding import fold
from parplan.vocabulary.hidden_characters import has_hidden

#: Between the number and the letter of a task's id.
_DOT_OF_ID = re.compile(r"(?<=\d)\.(?=[^\W\d])")


class Offer(Struct, frozen=True):
    """A word that may be inserted, and its description."""

    value: str
    help: str = ""


class Offers(Struct, frozen=True):
    """The offers at the cursor; ``files``: a path is expected, which the shell completes itself."""

    items: tuple[Offer, ...] = ()
    files: bool = False


class Offered(Struct, frozen=True):
    """The output for the shell's script, and the exit code."""

    text: str
    exit_code: int = 0


def is_offerable(value: str) -> bool:
    """Whether all of a value is visible: a line end would be a second answer, an escape sequence a command."""
    return value != "" and not has_hidden(value)


def with_letters(items: Iterable[Offer], encoding: str) -> Iterator[Offer]:
    """The offers as the console's encoding will show them; done before quoting.

    Characters a console cannot show are simplified (``1.dd`` for ``1.đ``), and quotes and dashes replaced, so that a
    harmless value may become harmful. A value that loses a letter is not offered.
    """
    for item in items:
        value = in_letters(item.value, encoding)
        help = safe(item.help)
        if is_offerable(value) and value.count("?") == item.value.count("?"):
            yield Offer(value, " ".join(in_letters(help, encoding).split()))


def typed_on(value: str, typed: str) -> str | None:
    """``value`` with its beginning as typed: ``1.dd/plan`` for ``1.đ/plan``; ``None`` if it does not begin so.

    After lower-case letters it continues in lower case.
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
    """The accepted ways to type a value: without diacritics, ``dd`` for đ, ``2b`` for 2.b."""
    for written in (value, value.replace("đ", "dd")):
        yield fold(written)
        if written[:1].isdigit():
            yield fold(_DOT_OF_ID.sub("", written))


def fitting(items: Iterable[Offer], typed: str) -> tuple[Offer, ...]:
    """The items that continue ``typed``, in such a form that no shell deletes a typed letter.

    Exact beginnings take precedence over folded ones. A single offer keeps its own spelling; several with different
    beginnings keep what was typed, because shells fall back to the common beginning.
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
    """The longest common prefix of ``texts``."""
    first, last = min(texts), max(texts)
    return first[: next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
