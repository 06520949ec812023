"""Letters that look Vietnamese but are not: of older alphabets, of other scripts, with another mark.

A word typed with one looks right on paper and is another word to every search. Sources: Unicode's confusables
(UTS #39) for Latin, and what Vietnamese keyboards and fonts of the 1990s left behind (ƣ, Ð).
"""

from __future__ import annotations

import unicodedata

_SMALL = {
    # Latin: gha of old fonts, eth and African d for đ, letters without a dot or with a hook
    "ƣ": "ư", "ð": "đ", "ɖ": "đ", "ɗ": "đ", "ƌ": "đ", "ı": "i", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ʋ": "v", "ꞏ": ".",
    # Cyrillic
    "а": "a", "в": "b", "е": "e", "һ": "h", "н": "h", "і": "i", "ј": "j", "к": "k", "м": "m", "о": "o", "р": "p",
    "ԛ": "q", "с": "c", "ѕ": "s", "т": "t", "у": "y", "ѵ": "v", "ԝ": "w", "х": "x", "ԁ": "d", "ӏ": "l",
    # Greek; a small mu is left alone, as it stands for micro
    "α": "a", "β": "b", "ε": "e", "η": "h", "ι": "i", "κ": "k", "ν": "n", "ο": "o", "ρ": "p", "τ": "t", "υ": "y",
    "χ": "x",
}  # fmt: skip
_LARGE = {"Μ": "M", "Ζ": "Z", "Ð": "Đ", "Ɖ": "Đ", "Ɗ": "Đ"}
#: Letters of full width: ｖ.
_WIDE = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F) if chr(code).isalpha()}

#: The Vietnamese letter each stands for.
LOOKALIKES: dict[str, str] = {
    **_SMALL,
    **{letter.upper(): meant.upper() for letter, meant in _SMALL.items() if len(letter.upper()) == 1},
    **_LARGE,
    **_WIDE,
}
LOOKALIKES.pop("I", None)  # the capital of ı is the letter itself
#: Marks that look like one of Vietnamese: caron, dot below of another kind, macron, ring, ogonek.
_MARKS = {"\u030c": "\u0306", "\u0304": "\u0303", "\u030a": "\u0309", "\u0328": "\u0323", "\u0327": "\u0323"}

_BASES = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: The letters of the Vietnamese alphabet with all their tones, small and large, and f j w z of foreign words.
VIETNAMESE: frozenset[str] = frozenset(
    form
    for letter in [*_BASES, *"fjwz", *(unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES)]
    for form in (letter, letter.upper())
)


def meant_by(letter: str) -> str | None:
    """Return the Vietnamese letter that ``letter`` looks like; ``None`` where it is Vietnamese or like no letter."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    made = LOOKALIKES.get(base, base) + "".join(_MARKS.get(mark, mark) for mark in marks)
    composed = unicodedata.normalize("NFC", made)
    return composed if composed != letter and composed in VIETNAMESE else None
