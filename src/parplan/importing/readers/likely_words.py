"""Correcting words that OCR is known to confuse. Every correction is recorded, and is a doubt unless it is certain.

The dot below a letter is lost, the hook above is read as an acute accent. With the word beside it each is plainly the
other: nobody writes “kiếm tra”. A quarter's numeral is told as unsure too, for “Quý 1” may be printed so.
"""

from __future__ import annotations

import re
import unicodedata

from parplan.vocabulary.folding import fold
from parplan.vocabulary.lexicon import known_words
from parplan.vocabulary.syllables import Placement, corrected, placement, split_tone
from parplan.vocabulary.usual_form import usual_word
from parplan.vocabulary.word_pairs import is_pair, pairs_like

#: A quarter in Roman numerals with strokes misread as other letters: “Quý II1/2025”, “Quý 1V”, “Quý ï”.
_QUARTER = re.compile(r"[I1l|L!ïÏíìi]{1,3}V?(?=[/.,;]|$)")
_NUMERAL = re.compile(r"(?:I{1,3}|IV)(?=[/.,;]|$)")
_GLUED = re.compile(r"(?P<word>[Qq]u[ýí])(?P<strokes>[I\]\[|l1!]{1,3})(?P<end>[,.;]?|/20\d\d[,.;]?)")
#: Capitals shaped as their small letters, whose sizes are not measured: others are read as they are, “thuộc BỘ” as Bộ.
_SHAPED_ALIKE = frozenset("KPUVWYZƯÚỤỦŨÝỞ")
_JOINING = frozenset({"Với", "Và", "Về", "Vào"})
_AROUND = ".,;:()“”\"'"


def likely_word(text: str, before: str, following: str) -> tuple[str, bool | None]:
    """The word meant by ``text`` between two others, and whether that is certain.

    ``True``: it is a known word together with one beside it, as it was read or but for a mark that OCR often misreads.
    ``False``: it was corrected otherwise, or must be another word. ``None``: nothing is known about it.
    """
    quarter = before.lower() in ("quý", "quí")
    series = quarter or before in ("-", "–") or re.fullmatch(r"[IVX]+[,;]", before) is not None
    if series and (match := _QUARTER.match(text)) is not None and (quarter or re.search(r"/20\d\d", text)):
        numeral = "IV" if match[0].endswith("V") else "I" * len(match[0])
        meant = numeral + text[match.end() :]
        return meant, None if meant == text else False
    if quarter and text[:1].isalpha() and _NUMERAL.match(text) is None and re.search(r"/20\d\d", text):
        return text, False  # “Quý HI/2026”
    if (glued := _GLUED.fullmatch(text)) is not None:  # “Quý] - III/2026”
        return f"{glued['word']} {'I' * len(glued['strokes'])}{glued['end']}", False
    if text in _JOINING and before.islower() and before.isalpha():  # “phối hợp Với”: v and V differ by their size
        return text.lower(), False
    letters = text.strip(_AROUND)
    if not letters.isalpha():
        return text, None
    meant, certain = _beside(letters, _before(before), _following(text, following))
    syllable = placement(meant.lower()) is not Placement.NONE
    inner = meant[:1].islower() and not meant.islower() and syllable  # “nƯớc”: no word has capitals within
    beside = [one.strip(_AROUND) for one in (before, following)]
    lower = any(one.islower() for one in beside) and not any(is_shouted(one) for one in beside)
    shouted = meant.isupper() and not meant.isascii() and lower and len(meant) <= 4 and syllable  # “đơn VỊ”
    if inner or shouted:
        within = before[-1:].isalpha() and before.islower()
        first = meant[0].lower() if within and meant[0] in _SHAPED_ALIKE else meant[0]
        meant, certain = first + meant[1:].lower(), certain is not False
    return text.replace(letters, meant), certain


def is_shouted(word: str) -> bool:
    """Whether a word is in capitals, but no abbreviation."""
    letters = word.strip(_AROUND)
    return len(letters) > 1 and letters.isupper() and placement(letters) is not Placement.NONE


def _before(word: str) -> str:
    """The word before, if it is in the same phrase."""
    return "" if word[-1:] in ".;:,)" else word.strip(_AROUND)


def _following(text: str, word: str) -> str:
    return "" if text[-1:] in ".;:,)" else word.strip(_AROUND)


def _beside(word: str, before: str, following: str) -> tuple[str, bool | None]:
    """The syllable that fits the words beside it."""
    if (before and is_pair(before, word)) or (following and is_pair(word, following)):
        return word, True
    usual = usual_word(word)
    beside: set[str] = set()  # words with a neighbour as it was read
    meant: set[str] = set()
    if before:
        meant |= {two for one, two in pairs_like(before, word) if _may_be(before, one)}
        beside |= {two for one, two in pairs_like(before, word) if usual_word(before) == one}
    if following:
        meant |= {one for one, two in pairs_like(word, following) if _may_be(following, two)}
        beside |= {one for one, two in pairs_like(word, following) if usual_word(following) == two}
    meant.discard(usual)
    if not meant:
        if not word.islower() or placement(word) is not Placement.NONE:
            return word, None
        toned = [one for one in (_with_tone(word, mark) for mark in ("\u0301", "\u0323")) if one in known_words()]
        if len(toned) == 1:
            return toned[0], _often_misread(usual, toned[0])
        return word, None if word.isascii() and not toned else False
    if len(meant) > 1:
        return word, False
    other = meant.pop()
    if placement(usual) is not Placement.NONE and not _may_be_misread(usual, other):
        return word, False
    certain = other in beside and _often_misread(usual, other)
    if word.isupper() and len(word) > 1:
        return other.upper(), certain
    return (other[:1].upper() + other[1:] if word[:1].isupper() else other), certain


def _often_misread(read: str, meant: str) -> bool:
    """Whether one mark differs as it does in scans: the dot below lost, a hook read as acute, the dot of i as hook."""
    (letters, tone, _), (true_letters, true_tone, _) = split_tone(read), split_tone(meant)
    if letters != true_letters:
        return False
    if (tone, true_tone) in ((None, "\u0323"), ("\u0301", "\u0309")):
        return True
    return tone == "\u0309" and true_tone in (None, "\u0323") and "ỉ" in read


def _may_be_misread(read: str, meant: str) -> bool:
    """Whether a syllable differs from another in one mark, which OCR lost or took for another."""
    tone, true_tone = split_tone(read)[1], split_tone(meant)[1]
    return _marks_lost(read, meant) and (tone is None or true_tone is not None or "ỉ" in read)


def _with_tone(word: str, mark: str) -> str:
    """A syllable without a tone mark, with one added; a syllable that ends in a stop must have one (“đơt”)."""
    letters, tone, _ = split_tone(word)
    place = next((i for i, letter in enumerate(letters) if fold(letter) in "aeiouy"), None)
    if tone is not None or place is None:
        return ""
    return corrected(unicodedata.normalize("NFC", letters[: place + 1] + mark) + letters[place + 1 :])


def _may_be(word: str, listed: str) -> bool:
    """Whether a neighbour is the listed syllable, or may itself be misread for it."""
    return usual_word(word) == listed or _marks_lost(word, listed)


def _marks_lost(word: str, listed: str) -> bool:
    """Whether two syllables with the same letters differ in at most one mark for each letter."""
    usual = usual_word(word)
    return len(usual) == len(listed) and sum(a != b for a, b in zip(usual, listed, strict=True)) == 1
