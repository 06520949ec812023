"""Vietnamese character sets older than Unicode: recognising a text typed in one and read as Unicode.

TCVN3 (ABC) gives each accented letter one byte, VNI a base letter and a byte for its marks. Text pasted from an old
document keeps these bytes as Western letters: “KÕ ho¹ch”, “Keá hoaïch”. Sources: TCVN 5712:1993, third table; the VNI
table of the Unicode conversion tools of Vietnamese keyboards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from parplan.vocabulary.syllables import Placement, placement

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_VOWELS = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_MARKS = "øùûõï"  # huyền, sắc, hỏi, ngã, nặng behind the vowel
_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "o": "òóỏõọ", "u": "ùúủũụ", "y": "ỳýỷỹỵ", "ô": "ờớởỡợ", "ö": "ừứửữự"}
_VNI = {
    **{vowel + mark: toned for vowel in _VNI_VOWELS for mark, toned in zip(_VNI_MARKS, _TONED[vowel], strict=True)},
    **dict(zip(("aê", "aè", "aé", "aú", "aü", "aë"), "ăằắẳẵặ", strict=True)),
    **dict(zip(("aâ", "aà", "aá", "aå", "aã", "aä"), "âầấẩẫậ", strict=True)),
    **dict(zip(("eâ", "eà", "eá", "eå", "eã", "eä"), "êềếểễệ", strict=True)),
    **dict(zip(("oâ", "oà", "oá", "oå", "oã", "oä"), "ôồốổỗộ", strict=True)),
    **dict(zip("ñæóòîôö", "đỉĩịỵơư", strict=True)),
}
_VNI |= {old.capitalize(): meant.upper() for old, meant in _VNI.items()} | {
    old.upper(): meant.upper() for old, meant in _VNI.items()
}
#: A word of either: letters, and the signs that stand for letters there.
_WORD = re.compile(r"[^\W\d_µ¸¶·¹¨»¾¼½©®ª«¬¡¢§£¤¥¦]*[\u00a1-\u00ff](?:[^\W\d_]|[\u00a1-\u00bf\u00d7\u00f7])*")


class Charset(Struct, frozen=True, dict=True):
    """A character set: its ``name`` as keyboard programs show it, and its letters in Unicode."""

    name: str
    letters: Mapping[str, str]

    def converted(self, text: str) -> str:
        """The text in Unicode."""
        return self._pattern.sub(lambda match: self.letters[match[0]], text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.letters, key=len, reverse=True))))


TCVN3 = Charset("TCVN3 (ABC)", _TCVN3)
VNI = Charset("VNI Windows", _VNI)


class Suspect(Struct, frozen=True):
    """A text that looks typed in ``charset``: the ``first`` word that does, where it starts, and how many do."""

    charset: Charset
    first: str
    start: int
    words: int


def find_charset(text: str, least: int = 3) -> Suspect | None:
    """Return the character set a text is typed in, where at least ``least`` words are Vietnamese only in that set.

    These words must also outnumber the words with such letters that are Vietnamese as written.
    """
    words = {match[0]: match.start() for match in reversed(list(_WORD.finditer(text)))}
    right = sum(1 for word in words if _is_syllable(word))
    for charset in sorted((TCVN3, VNI), key=lambda charset: -_count(words, charset)):
        found = [word for word in words if _is_only_in(word, charset)]
        if len(found) >= least and len(found) > right:
            first = min(found, key=words.__getitem__)
            return Suspect(charset, first, words[first], len(found))
    return None


def _count(words: Mapping[str, int], charset: Charset) -> int:
    return sum(1 for word in words if _is_only_in(word, charset))


def _is_only_in(word: str, charset: Charset) -> bool:
    # A sign alone (§, ¶) or with one letter that may be a unit (µm) says nothing.
    if len(word) < 2 or not any(map(str.isascii, word)):
        return False
    return not _is_syllable(word) and _is_syllable(charset.converted(word))


def _is_syllable(word: str) -> bool:
    return word.isalpha() and placement(word) not in (Placement.NONE, Placement.WRONG)
