"""Deciding between two readings of a scan: by the words beside one, and by the rest of the document.

A word is sure where both readings agree and nothing speaks against it. Where they differ, what is known decides: a word
that it makes with its neighbour, or the same word elsewhere in the document. Else the likelier is taken, with a doubt.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from parplan.importing.enumerators import SMALL
from parplan.importing.readers.likely_words import is_shouted, likely_word
from parplan.importing.readers.printed_page import Box, PrintedWord
from parplan.importing.readers.two_readings import WordReading
from parplan.vocabulary.folding import fold
from parplan.vocabulary.syllables import Placement, placement

#: Least estimates of a word that is sure where both readings agree: of numbers and symbols, and of other words.
_SURE, _SURE_ALONE = 50, 90
#: Words from this estimate on serve as examples of spelling.
_SURELY = 80
#: A part of a document's symbol, as where a line ends within it: “QĐ-”, “Đ-UBND”.
_SYMBOL = re.compile(r"[-/]?(?:QĐ?|Đ|NQ|NĐ|CP|UBND|HĐND|KH|TT|CT|TTg|BC|TB|CV|TTr)(?:-[A-ZĐ]{1,6})*[-/.,;]?")
#: A number as documents print it: a year, a date, a share, a document's number with the beginning of its symbol.
_NUMBER = re.compile(
    r"\(?\d{1,4}(?:[./]\d{1,4}){0,2}%?(?:/(?:QĐ?|NQ|NĐ?|KH|TT|CT|TTg|BC|TB|CV|TTr)?(?:-[A-ZĐ]{0,6})*)?[-.,;:)/]*"
)

#: A word that ends a sentence, where no small letter can follow.
_ENDED = re.compile(rf"[{SMALL}]{{2,}}\.")
#: The letter of an item, which can: “b)”.
_LETTERED = re.compile(rf"[{SMALL}][).]")
#: A figure and the word behind it, whose blank OCR may have lost: “12DMA”.
_GLUED_FIGURE = re.compile(r"\d+[A-ZĐ]{2,}")

#: Letters with marks that Vietnamese does not have.
_FOREIGN = frozenset("äëïöüÿåæœøçñß")
#: A word this much narrower than its letters is another: in four scans of 6,400 words two were, one of them wrong.
_NARROW = 0.65
_THIN = frozenset("iIlj.,;:'|!()[]tfr1-")
_AROUND = ".,;:()“”\"'"


class ReadPage(Struct, frozen=True):
    """The words and tables read from one page, in points."""

    readings: list[WordReading]
    tables: list[list[Box]]
    size: tuple[float, float]


class WordEvidence:
    """The words of a document that both readings have: by them its other words are judged."""

    def __init__(self, pages: Sequence[ReadPage]) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: dict[tuple[str, str], Counter[str]] = {}
        for page in pages:
            for reading, before in zip(page.readings, _before(page), strict=True):
                bare = _bare(reading.word.text)
                if reading.other is None and reading.sure >= _SURELY and bare and not _is_foreign(bare):
                    self._words[bare] += 1
                self._pairs.setdefault((fold(_bare(before)), fold(bare)), Counter())[bare] += 1

    def judged(self, page: ReadPage) -> list[PrintedWord]:
        """The words of a page, each marked sure or unsure."""
        words: list[PrintedWord] = []
        usual = statistics.median([_width(one.word) for one in page.readings if len(one.word.text) > 2] or [0.0])
        for reading, before, following in zip(page.readings, _before(page), _following(page), strict=True):
            word = self._judged(reading, words[-1].text if before else "", following)
            narrow = len(word.text) > 1 and _width(word) < _NARROW * usual
            goes_on = following[:1].islower() and _LETTERED.fullmatch(following) is None
            speck = goes_on and _ENDED.fullmatch(word.text) is not None  # “cấp. cứu”
            words.append(replace(word, sure=False) if narrow or speck else word)
        return words

    def _judged(self, reading: WordReading, before: str, following: str) -> PrintedWord:
        word = reading.word
        if word.stood:
            return replace(word, sure=reading.other is None)
        if reading.other is None:
            text, fine = self._agreed(word.text, reading.sure, before, following)
        else:
            text, fine = self._decided(reading, reading.other, before, following)
        return replace(word, text=text, sure=fine, stood=word.text if text != word.text else "")

    def _agreed(self, text: str, sure: float, before: str, following: str) -> tuple[str, bool]:
        """A word both readings have, corrected where it is none beside its neighbours; and whether that is sure."""
        bare = _bare(text)
        if not any(c.isalnum() for c in bare):
            return text, bare not in (">", "<")  # the line below “≥” is lost
        if _GLUED_FIGURE.fullmatch(text.strip(_AROUND)):
            return text, False
        meant, certain = likely_word(text, before, following)
        if meant != text:
            return meant, certain is True
        if certain is not None:
            return text, certain
        pairs = self._pairs.get((fold(_bare(before)), fold(bare)), Counter())
        usual, count = pairs.most_common(1)[0] if pairs else (bare, 0)
        if usual != bare and count > 1 and self._words[bare] < count:
            return text, False
        enough = _SURE_ALONE if any(part.isalpha() for part in bare.split("/") if len(part) > 1) else _SURE
        return text, sure >= enough or self._words[bare] > 1 or _well_formed(text)

    def _decided(self, reading: WordReading, other: str, before: str, following: str) -> tuple[str, bool]:
        """The likelier of two readings, and whether that is plain."""
        text = reading.word.text
        if not any(c.isalnum() for c in text + other):
            return text, True
        (meant, sure), (also_meant, sure_too) = (likely_word(one, before, following) for one in (text, other))
        if meant == also_meant and True in (sure, sure_too):
            return meant, True
        if text.lower() == other.lower():
            cased = [one for one in (text, other) if _well_cased(one, before, following)]
            if len(cased) == 1:
                return cased[0], True
        if _bare(text) == _bare(other) and text.count("(") != other.count("("):
            return max(text, other, key=lambda one: one.count("(")), False  # OCR loses brackets
        one, two = self._weight(text, before, following), self._weight(other, before, following)
        first = one > two or (one == two and reading.sure >= reading.other_sure)
        chosen, best, worst = (text, one, two) if first else (other, two, one)
        if not chosen:
            return text, False
        meant, certain = likely_word(chosen, before, following)
        if meant != chosen:
            return meant, meant in (text, other) or certain is True
        return chosen, best > worst and best >= (_KNOWN if other else _FITTING) and certain is not False

    def _weight(self, text: str, before: str, following: str) -> int:
        """Weight of the evidence for a reading of a word."""
        bare = _bare(text)
        if not any(c.isalnum() for c in bare) or _is_foreign(bare):
            return _NOTHING
        if not _well_cased(text, before, following):
            return _NOTHING
        meant, certain = likely_word(text, before, following)
        if meant != text:
            return _NOTHING
        if certain is True:
            return _FITTING
        pairs = self._pairs.get((fold(_bare(before)), fold(bare)), Counter())
        if before and pairs[bare] > 1:
            return _FITTING
        if self._words[bare]:
            return _KNOWN
        return _PLAUSIBLE if placement(bare) is not Placement.NONE or _well_formed(text) else _NOTHING


#: Evidence for a reading: nothing; it is a syllable or a number; it stands elsewhere too; it fits its neighbour.
_NOTHING, _PLAUSIBLE, _KNOWN, _FITTING = range(4)


def _width(word: PrintedWord) -> float:
    """The width of a word in proportion to that of its letters."""
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in word.text)
    units = sum(0.3 if c in _THIN else 0.8 if c in "mwMW" else 0.7 if c.isupper() else 0.5 for c in letters)
    return (word.x1 - word.x0) / units


def _well_formed(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None or _SYMBOL.fullmatch(text) is not None


def _well_cased(text: str, before: str, following: str) -> bool:
    """Whether a word is in small letters, with a capital first, or in capitals beside others in capitals."""
    bare = text.strip(_AROUND)
    if not bare.isalpha() or bare.islower() or bare.istitle() or len(bare) == 1:
        return True
    if not bare.isupper():
        return bare.isascii() and placement(bare) is Placement.NONE
    return placement(bare) is Placement.NONE or any(is_shouted(one) for one in (before, following))


def _is_foreign(bare: str) -> bool:
    """Whether a word has letters that are not Vietnamese: OCR reads marks as umlauts and strokes."""
    return not _FOREIGN.isdisjoint(bare)


def _before(page: ReadPage) -> list[str]:
    """For each word of a page the text right before it; empty where a line or cell begins anew."""
    read = [reading.word for reading in page.readings]
    return ["", *(one.text if _goes_on(one, two) else "" for one, two in pairwise(read))][: len(read)]


def _following(page: ReadPage) -> list[str]:
    """For each word of a page the text right behind it."""
    read = [reading.word for reading in page.readings]
    return [*(two.text if _goes_on(one, two) else "" for one, two in pairwise(read)), ""][: len(read)]


def _goes_on(word: PrintedWord, following: PrintedWord) -> bool:
    """Whether a word stands right behind another, or begins the line below it."""
    height = word.bottom - word.top
    if abs(word.bottom - following.bottom) < 4:
        return -2 < following.x0 - word.x1 < 30
    return 0 < following.bottom - word.bottom < 2.5 * height + 4 and following.x0 < word.x1


def _bare(text: str) -> str:
    return text.strip(".,;:()“”\"'").lower()
