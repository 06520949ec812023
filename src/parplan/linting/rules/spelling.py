"""Shared by the rules on spelling: the unusual words of a plan; each distinct word is judged once per run."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from parplan.linting.checked_plan import CheckedPlan, once
from parplan.linting.memory import LONGEST_LINE, Memory, Search
from parplan.linting.words import words_of
from parplan.vocabulary.syllables import Placement, placement

#: Loanwords usually written as one word.
_TAKEN_OVER = frozenset(
    (
        *("axít", "bêtông", "càphê", "cácbon", "côngtenơ", "đôla", "êđê", "ête", "kilôgam", "kilômét", "lôgíc"),
        *("mêtan", "nitơ", "ôtô", "ôxy", "phốtpho", "phôtô", "prôtêin", "rôbốt", "sơmi", "vắcxin", "xêri"),
    )
)
#: Initial consonants of names in Vietnam's minority languages: Krông, Brâu.
_CLUSTER = re.compile(r"(?:[bcdđgkp]r|[bckp]l)", re.IGNORECASE)
#: The Vietnamese letters that English lacks; a word with any other (ö, ç, о) is foreign and not judged.
_MARKED = "àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ"
_VIETNAMESE = re.compile(rf"[a-z]*[{_MARKED}][a-z{_MARKED}]*")


class Spelling(Struct, frozen=True):
    """The judgement on a word: a tone mark on a wrong vowel, no syllable, or one of two correct styles."""

    misplaced: bool
    impossible: bool
    way: Placement | None


@once
def spellings(checked: CheckedPlan) -> dict[str, Spelling]:
    """The words of the file that have such a judgement."""
    return {word: how for words in _LINES.among(checked.lines).values() for word, how in words}


def _of_word(word: str) -> Spelling | None:
    if word.isascii():
        return None
    composed = unicodedata.normalize("NFC", word)
    misplaced = placement(composed) is Placement.WRONG
    impossible = _is_impossible(composed)
    stands = placement(word)
    way = stands if stands in (Placement.OLD, Placement.NEW) else None
    return Spelling(misplaced, impossible, way) if misplaced or impossible or way is not None else None


def _is_impossible(word: str) -> bool:
    if word.lower() in _TAKEN_OVER or _CLUSTER.match(word):
        return False
    if len(word) < 2 or not word[1:].islower() or (word[0].isupper() and word.endswith("k")):
        return False
    return _VIETNAMESE.fullmatch(word.lower()) is not None and placement(word) is Placement.NONE


_WORDS = Memory(_of_word)


def _of_line(line: str) -> list[tuple[str, Spelling]]:
    return [(word, how) for word in words_of(line) if (how := _WORDS[word]) is not None]


_LINES = Search(_of_line, LONGEST_LINE)
