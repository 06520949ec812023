"""How a Vietnamese syllable may be spelt: onset, rhyme, tone and the place of the tone mark.

The mark follows the older convention (``hóa``, ``ủy``), as where the scan kept it ("héa"). A spelling that passes may
still be the wrong word; one that fails is no Vietnamese word at all.
"""

from __future__ import annotations

import unicodedata

#: Longest first, so that ``ngh`` is not taken for ``ng``.
_ONSETS = (
    "ngh",
    *("ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"),
    "",
)

_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
    o oc oi om on ong op ot oa oac oach oai oan oang oanh oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uơ uân uâng uât uây
    uê uêch uênh uy uya uych uyên uyêt uynh uyt uyu
    ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    """

_VOWELS = frozenset("aăâeêioôơuưy")
_FRONT_VOWELS = frozenset("eêiy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_TONES = dict(zip("\u0300\u0301\u0303\u0309\u0323", ("huyền", "sắc", "ngã", "hỏi", "nặng"), strict=True))
#: A syllable that ends in a stop has one of these two tones.
_STOPPED_TONES = frozenset({"sắc", "nặng"})


def is_syllable(word: str) -> bool:
    """Whether ``word`` (NFC, any case) is spelt as a Vietnamese syllable can be."""
    letters, tone, marked = _split_tone(word.lower())
    return any(
        _fits(onset, letters[len(onset) :], tone, None if marked is None else marked - len(onset))
        for onset in _ONSETS
        if letters.startswith(onset)
    )


def _split_tone(word: str) -> tuple[str, str | None, int | None]:
    """Return the letters without the tone, the tone, and the place of the letter that bears its mark."""
    letters, tone, marked = "", None, None
    for place, letter in enumerate(word):
        for mark in unicodedata.normalize("NFD", letter):
            if mark in _TONES:
                tone, marked = _TONES[mark], place
        kept = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONES)
        letters += unicodedata.normalize("NFC", kept)
    return letters, tone, marked


def _fits(onset: str, rhyme: str, tone: str | None, marked: int | None) -> bool:
    if rhyme not in _RHYMES.split() or not _onset_suits(onset, rhyme[0]):
        return False
    if rhyme.endswith(("c", "ch", "p", "t")) and tone not in _STOPPED_TONES:
        return False
    return marked is None or marked == _mark_place(rhyme)


def _onset_suits(onset: str, vowel: str) -> bool:
    """``k``, ``gh`` and ``ngh`` stand before front vowels; ``c``, ``g`` and ``ng`` before the others."""
    if onset in ("k", "gh", "ngh"):
        return vowel in _FRONT_VOWELS
    return onset not in ("c", "g", "ng") or vowel not in _FRONT_VOWELS


def _mark_place(rhyme: str) -> int:
    vowels = [place for place, letter in enumerate(rhyme) if letter in _VOWELS]
    with_marks = [place for place in vowels if rhyme[place] in _MARKED_VOWELS]
    if with_marks:
        return with_marks[-1]
    closed = vowels[-1] < len(rhyme) - 1
    return vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
