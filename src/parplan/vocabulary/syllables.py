"""The spelling of a Vietnamese syllable: onset, rhyme, tone, and the vowel that bears the tone mark.

Two conventions for the mark are in use and both are right: the older puts it on the first of two open vowels (hòa, ủy),
the newer on the second (hoà, uỷ). A spelling that passes may still be the wrong word; one that fails is no word.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import lru_cache

#: Longest first, so that ``ngh`` is not taken for ``ng``.
_ONSETS = (
    "ngh",
    *("ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"),
    "",
)
_WRITTEN_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu o
    oc oi om on ong op ot oa oac oach oai oao oan oang oanh oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oong
    ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uơ uân uâng
    uât uây ynh yt ych uynh uych uê uêch uênh uêu uy uya uyên uyêt uyt uyu uyp ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm
    ươn ương ươp ươt ươu
    """
_RHYMES = frozenset(_WRITTEN_RHYMES.split())
_VOWELS = frozenset("aăâeêioôơuưy")
_FRONT_VOWELS = frozenset("eêiy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
#: A syllable that ends in a stop has one of these two tones (sắc, nặng).
_STOPPED = frozenset("\u0301\u0323")
#: The rhymes whose mark the two conventions put on different vowels.
_TWO_WAYS = {"oa", "oe", "uy"}


class Placement(StrEnum):
    """Place of the tone mark in a syllable."""

    EITHER = "either"  # there is one place for it, or no mark
    OLD = "old"  # hòa, ủy
    NEW = "new"  # hoà, uỷ
    WRONG = "wrong"  # on a vowel that never bears it: hóan
    NONE = "none"  # the letters are no syllable at all


@lru_cache(maxsize=8192)
def placement(word: str) -> Placement:
    """Return where the tone mark of ``word`` (NFC, any case) stands; ``NONE`` for what is not a syllable."""
    letters, tone, marked = split_tone(word)
    found = Placement.NONE
    for onset in _ONSETS:
        if not letters.startswith(onset):
            continue
        rhyme = letters[len(onset) :]
        if not _fits(onset, rhyme, tone):
            continue
        if marked is None:
            return Placement.EITHER
        place = marked - len(onset)
        if rhyme in _TWO_WAYS and onset != "qu":
            if place in (0, 1):
                return Placement.OLD if place == 0 else Placement.NEW
        elif place == _mark_place(rhyme):
            return Placement.EITHER
        found = Placement.WRONG
    return found


@lru_cache(maxsize=4096)
def corrected(word: str) -> str:
    """Return ``word``, whose mark is misplaced, with the mark where it belongs (the older convention)."""
    letters, tone, _ = split_tone(word)
    for onset in _ONSETS:
        rhyme = letters[len(onset) :]
        if letters.startswith(onset) and _fits(onset, rhyme, tone):
            place = len(onset) + (0 if rhyme in _TWO_WAYS and onset != "qu" else _mark_place(rhyme))
            made = unicodedata.normalize("NFC", letters[: place + 1] + (tone or "")) + letters[place + 1 :]
            return made.capitalize() if word[:1].isupper() else made
    return word


def split_tone(word: str) -> tuple[str, str | None, int | None]:
    """Return the small letters without the tone, the tone's mark, and the place of the letter that bears it."""
    letters, tone, marked = "", None, None
    for place, letter in enumerate(word.lower()):
        kept = ""
        for mark in unicodedata.normalize("NFD", letter):
            if mark in _TONES:
                tone, marked = mark, place
            else:
                kept += mark
        letters += unicodedata.normalize("NFC", kept)
    return letters, tone, marked


def _fits(onset: str, rhyme: str, tone: str | None) -> bool:
    if rhyme not in _RHYMES or not _onset_suits(onset, rhyme[0]):
        return False
    return not rhyme.endswith(("c", "ch", "p", "t")) or tone in _STOPPED


def _onset_suits(onset: str, vowel: str) -> bool:
    """``k``, ``gh`` and ``ngh`` stand before front vowels; ``c``, ``g`` and ``ng`` before the others."""
    if onset in ("k", "gh", "ngh"):
        return vowel in _FRONT_VOWELS
    if onset == "g" and vowel == "i":
        return True  # gì, giếng: the i of “gi” is the rhyme's own
    return onset not in ("c", "g", "ng") or vowel not in _FRONT_VOWELS


def _mark_place(rhyme: str) -> int:
    vowels = [place for place, letter in enumerate(rhyme) if letter in _VOWELS]
    with_marks = [place for place in vowels if rhyme[place] in _MARKED_VOWELS]
    if with_marks:
        return with_marks[-1]
    closed = vowels[-1] < len(rhyme) - 1
    if len(vowels) == 1:
        return vowels[0]
    return vowels[1] if closed or len(vowels) == 3 else vowels[0]
