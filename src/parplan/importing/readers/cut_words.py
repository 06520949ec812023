"""Words that lines or columns cut in two, “Marketin/g”, “10/202/5”, “VKSN/D”, or that lost the blank between them."""

from __future__ import annotations

import re
from enum import Enum

from parplan.importing.enumerators import CAPITALS, SMALL
from parplan.vocabulary.lexicon import known_words
from parplan.vocabulary.syllables import Placement, placement


class Cut(Enum):
    """Whether two lines of a cell are halves of one word. ``UNSURE``: most likely, and a person must look."""

    NO = 0
    YES = 1
    UNSURE = 2


_LETTERS = re.compile(r"[^\W\d_]+")
#: A date or a span of years, whole.
_DATE = re.compile(r"(?:\d{1,2}[/.-]){0,2}(?:19|20)\d\d(?:[-–](?:19|20)\d\d)?|\d{1,2}[/.]\d{1,2}")


def is_halves(above: str, below: str, *, alone: bool = True) -> Cut:
    """Whether ``above``, which ends at the edge of its column, goes on in the first word ``below``.

    alone: it stands alone in its line.

    A Vietnamese syllable is never wider than its column, so the halves are of a figure, a foreign word or a short form:
    of these one half at least is no syllable. Two halves in capitals may also be two short forms.
    """
    if re.search(r"\d[/.,-]?$", above) and below[:1].isdecimal():
        date = _DATE.fullmatch((above + below).strip("().,;")) is not None
        return Cut.YES if date else Cut.UNSURE if alone else Cut.NO
    end, beginning = _LETTERS.findall(above)[-1:], _LETTERS.match(below)
    if not end or beginning is None or not above.endswith(end[0]) or below[beginning.end() :].startswith((")", ".")):
        return Cut.NO
    if beginning[0] not in known_words() and f"{end[0]}{beginning[0]}" in known_words():  # “podcast/tu/ần”
        return Cut.YES
    if not alone:
        return Cut.NO
    if len(beginning[0]) == 1 and not end[0].isupper() and not _is_syllable(end[0]):  # “camer/a”
        return Cut.YES
    if _is_syllable(beginning[0]):
        return Cut.NO
    if beginning[0].islower():
        return Cut.NO if _is_syllable(end[0]) and end[0].isupper() else Cut.YES
    if not (end[0].isupper() and beginning[0].isupper()) or _is_syllable(end[0]):
        return Cut.NO
    return (Cut.YES, Cut.UNSURE, Cut.NO)[min(len(beginning[0]), 3) - 1]  # “VKSN/D”, “VKS/ND”, “HTPT/HTX”


#: The end of a word in small letters and the capital of another.
_RUN_TOGETHER = re.compile(rf"([{SMALL}]+)([{CAPITALS}][{SMALL}]+)")


def is_run_together(text: str) -> bool:
    """Whether two syllables stand in one word, as where a print lost a line break: “chínhCơ”."""
    return any(_is_syllable(one) and _is_syllable(two) for one, two in _RUN_TOGETHER.findall(text))


def _is_syllable(word: str) -> bool:
    return placement(word.lower()) is not Placement.NONE
