"""Words of a scan corrected by their pictures where OCR is often wrong: a capital, a blank before a dash, ; or :.

Letters such as s and S have one shape in two sizes; a dash is read as part of the word before it; the tail of a
semicolon is lost. All can be measured. What is not clear is left as it was read.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from parplan.importing.readers.glyphs import Glyph, box_of, glyphs_of
from parplan.importing.readers.printed_page import PrintedWord
from parplan.importing.readers.roman_numerals import heading_numeral, with_quarters
from parplan.importing.readers.two_readings import WordReading

#: Image.Transpose.TRANSPOSE
_TURNED = 5
#: Letters that differ only in size.
_MEASURED = frozenset("csvxoCSVXO")
#: Letters whose size shows the height of small and large letters.
_SMALL, _LARGE = frozenset("aemnru"), frozenset("BDEGHKLMNPQRTĐ")
_DASHES = ("-", "–", "—")
#: The longest hyphen and dash, in heights of small letters; a hyphen has 0.5 to 0.7, a dash 0.95 to 1.3.
_HYPHEN, _LONG = 0.84, 1.7
#: A dash behind a word or before one, with a blank on its other side only.
_DASHED = re.compile(r"[\w)]+[-–]$|^[-–][\w(]+")
#: Place of the blank in the other reading.
_DASH_APART = re.compile(r"(?<=[\w)])\s?(?=[-–]$)|(?<=^[-–])\s?(?=[\w(])")
#: Punctuation at the end of a word: low and on the line, low and hanging, tall, tall and hanging.
_CLOSING = ".,:;"


def measured(picture: Any, readings: Sequence[WordReading]) -> Iterable[WordReading]:
    """The words of a picture, in order, corrected by their pictures."""
    sizes = _letter_sizes(picture, readings)
    before, last = "", None
    for reading in readings:
        if not any(c.isalnum() for c in reading.word.text) and not _is_sign(picture, reading.word, last):
            continue
        if sizes is not None and (lost := _lost_dash(picture, last, reading.word, sizes[0])) is not None:
            yield lost
        begins = last is None or abs(reading.word.bottom - last.bottom) > 4 or reading.word.x0 < last.x0
        last = reading.word
        if begins and (heading := heading_numeral(picture, reading.word)) is not None:
            before = heading.text
            yield WordReading(heading, 99.0)
            continue
        reading = _with_mark_of_i(picture, reading)
        reading = _with_closing(picture, _without_mark_below(picture, _with_short_dash(reading)))
        if reading.word.text[:1] in _MEASURED and sizes is not None:
            reading = _with_case(picture, reading, sizes)
        word = reading.word
        parts = _dash_apart(picture, word) if _DASHED.search(word.text) else [word]
        for part in parts:
            one = reading if len(parts) == 1 else _part(reading, part, first=part is parts[0])
            if part.text in _DASHES and sizes is not None:
                one = _measured_dash(picture, one, sizes[0])
            yield with_quarters(picture, one, before)
            before = part.text


def _with_short_dash(reading: WordReading) -> WordReading:
    """A word in which a dash was read as a long one, which plans hardly ever print, as it may be measured."""
    text, other = (None if one is None else one.replace("—", "–") for one in (reading.word.text, reading.other))
    return replace(reading, word=replace(reading.word, text=text), other=None if other == text else other)


def _lost_dash(picture: Any, last: PrintedWord | None, word: PrintedWord, small: float) -> WordReading | None:
    """The dash before a word, behind the last of its line or at its beginning, which OCR took for a speck."""
    on_line = last is not None and abs(word.bottom - last.bottom) <= 0.5 * small and word.x0 > last.x1
    left = last.x1 + 1 if on_line and last is not None else max(word.x0 - 3.2 * small, 0)
    high = word.bottom - word.top
    if not 1.2 * small < word.x0 - left < 4 * small:
        return None
    found = glyphs_of(picture, (left, word.top, word.x0 - 1, word.bottom))
    if len(found) != 1 or not 0.2 * high < found[0].top - word.top < found[0].bottom - word.top < 0.85 * high:
        return None
    dash, long = found[0], (found[0].right - found[0].left) / small
    if dash.height > 0.35 * small or not 0.4 < long < _LONG:
        return None
    box = (float(dash.left), float(dash.right), word.top, word.bottom)
    return WordReading(PrintedWord("-" if long < _HYPHEN else "–", *box), 99.0)


def _measured_dash(picture: Any, reading: WordReading, small: float) -> WordReading:
    """A dash alone by its length: a hyphen is shorter than small letters are high, a dash longer, a long one twice."""
    word = reading.word
    box = (word.x0 - small, word.top - 1, word.x1 + small, word.bottom + 1)
    flat = [one for one in glyphs_of(picture, box) if one.height < 0.4 * small and one.right - one.left > 0.3 * small]
    flat = [one for one in flat if box[0] + 1 < one.left and one.right < box[2] - 1]
    if len(flat) != 1:
        return reading
    length = (flat[0].right - flat[0].left) / small
    sign = "-" if length < _HYPHEN else "–" if length < _LONG else "—"
    return WordReading(replace(word, text=sign), 99.0)


def _is_sign(picture: Any, word: PrintedWord, last: PrintedWord | None) -> bool:
    """Whether a word without letters is a dash or a larger sign, not a blank or the mark of a letter below."""
    found = glyphs_of(picture, box_of(word))
    if not found:
        return False
    before, behind = found[0].left - word.x0, word.x1 - found[-1].right
    if min(before, behind) < 1 and max(before, behind) > 4:
        return True  # it goes on outside: OCR's boxes of dashes are not exact
    top = min(glyph.top for glyph in found)
    if last is not None and abs(last.bottom - word.bottom) < 4 and top >= _base(glyphs_of(picture, box_of(last))) - 1:
        return False
    high = max(glyph.bottom for glyph in found) - top
    return high > 8 or found[-1].right - found[0].left >= 1.8 * high


def _part(reading: WordReading, part: PrintedWord, *, first: bool) -> WordReading:
    """The reading of a word's part, before or behind the blank at its dash."""
    other = reading.other
    if other is not None:
        side = _DASH_APART.split(other, maxsplit=1)
        other = (side[0] if first else side[-1]) if len(side) == 2 else other
    return replace(reading, word=part, other=None if other == part.text else other)


def _base(letters: Sequence[Glyph]) -> float:
    """The line that letters stand on; some hang below it."""
    return min((glyph.bottom for glyph in letters if glyph.height > 8), default=math.inf)


def _without_mark_below(picture: Any, reading: WordReading) -> WordReading:
    """A word without the comma at its end that is the mark of a letter in the line below: it is all below its line."""
    text, other = reading.word.text, reading.other
    found = glyphs_of(picture, box_of(reading.word)) if text[-1:] in (",", ".", ";", ":") else []
    if len(found) < 3 or found[-1].top < _base(found[:-1]) - 1:
        return reading
    text, other = text[:-1], None if other is None else other.removesuffix(text[-1])
    return replace(reading, word=replace(reading.word, text=text), other=None if other == text else other)


def _with_closing(picture: Any, reading: WordReading) -> WordReading:
    """A word whose two readings differ in the punctuation that ends it, with the one its picture shows."""
    text, other = reading.word.text, reading.other
    if other is None or not text or text[:-1] != other[:-1] or not {text[-1:], other[-1:]} <= set(_CLOSING):
        return reading
    found = glyphs_of(picture, box_of(reading.word))
    if len(found) < 3:
        return reading
    *letters, sign = found
    base = _base(letters)
    high = base - statistics.median(glyph.top for glyph in letters)
    hangs, tall = sign.bottom - base > 0.12 * high, sign.height > 0.6 * high
    measured = _CLOSING[2 * tall + hangs]
    if sign.right - sign.left > 0.4 * high or measured not in (text[-1], other[-1]):
        return reading
    return replace(reading, word=replace(reading.word, text=text[:-1] + measured), other=None)


def _letter_sizes(picture: Any, readings: Sequence[WordReading]) -> tuple[float, float] | None:
    """The heights of small and large letters; ``None`` where too few letters are certain."""
    heights: dict[bool, list[int]] = {False: [], True: []}
    for reading in readings:
        word = reading.word
        letter = word.text[:1]
        large = letter in _LARGE
        if reading.sure < 90 or len(word.text) < 2:
            continue
        if (large or letter in _SMALL) and len(heights[large]) < 40:
            heights[large].extend(glyph.height for glyph in glyphs_of(picture, box_of(word), 1))
        if word.text[-1] in _SMALL and len(heights[False]) < 40:
            heights[False].extend(glyph.height for glyph in glyphs_of(picture, box_of(word))[-1:])
    if min(len(found) for found in heights.values()) < 3:
        return None
    small, large_ = statistics.median(heights[False]), statistics.median(heights[True])
    return (small, large_) if large_ > 1.2 * small else None


def _with_case(picture: Any, reading: WordReading, sizes: tuple[float, float]) -> WordReading:
    """A word whose first letter has the same shape in both cases, in the case of its size where that is clear."""
    small, large = sizes
    word = reading.word
    first = next(iter(glyphs_of(picture, box_of(word), 1)), None)
    if first is None:
        return reading
    # Only its left part, as what touches it may be higher: the h of “ch”.
    wide = 0.6 if word.text[0] in "cC" else 0.8
    half = glyphs_of(picture, (first.left, first.top, first.left + wide * small, first.bottom), 1)
    part = (half[0].height - small) / (large - small) if half else 0.5
    if 0.35 <= part <= 0.65 or not -0.35 < part < 1.35:
        return reading
    text = _cased(word.text, upper=part > 0.5)
    other = None if reading.other is None else _cased(reading.other, upper=part > 0.5)
    return replace(reading, word=replace(word, text=text), other=None if other == text else other)


def _cased(text: str, *, upper: bool) -> str:
    """A text with its first letter in a case, if that has one shape in both."""
    if text[:1] not in _MEASURED:
        return text
    return (text[:1].upper() if upper else text[:1].lower()) + text[1:]


def _dash_apart(picture: Any, word: PrintedWord) -> list[PrintedWord]:
    """Split a word from a dash at its end or beginning, where a blank is between them."""
    found = glyphs_of(picture, box_of(word))
    if len(found) < 2:
        return [word]
    behind = word.text[-1] in "-–"
    dash, other = (found[-1], found[-2]) if behind else (found[0], found[1])
    gap = dash.left - other.right if behind else other.left - dash.right
    high = max(glyph.height for glyph in found)
    if dash.height > 0.35 * high or gap < 0.3 * high:
        return [word]
    middle = (dash.left + other.right) / 2 if behind else (dash.right + other.left) / 2
    first, second = (word.text[:-1], word.text[-1]) if behind else (word.text[0], word.text[1:])
    return [replace(word, text=first, x1=middle), replace(word, text=second, x0=middle)]


#: A word that ends in i or ỉ: the height of its mark, in parts of the letter below it, tells which it is.
_ENDS_IN_I = re.compile(r"[^\W\d_]+[iỉ][.,;:)]?")
_DOT, _HOOK = 0.36, 0.39
#: The width of an i with its feet, in parts of its height.
_STEM = 0.42


def _with_mark_of_i(picture: Any, reading: WordReading) -> WordReading:
    """A word ending in i or ỉ by the height of the mark: a dot is lower than a hook, which OCR often reads for it."""
    word, other = reading.word, reading.other
    texts = [word.text] if other is None else [word.text, other]
    if not any("ỉ" in text for text in texts) or not all(map(_ENDS_IN_I.fullmatch, texts)):
        return reading
    found = glyphs_of(picture, box_of(word))
    letters = [one for one in found if one.height > 8]
    share = _mark_of_i(picture, letters[-1]) if letters else None
    if share is None or _DOT < share < _HOOK:  # the words beside it decide, or a person
        return replace(reading, other=_ending_in(word.text, hook=False)) if other is None else reading
    hook = share >= _HOOK
    text, other = _ending_in(word.text, hook=hook), None if other is None else _ending_in(other, hook=hook)
    return replace(reading, word=replace(word, text=text), other=None if other == text else other)


def _mark_of_i(picture: Any, end: Glyph) -> float | None:
    """The height of the mark over the i that ends a glyph, in parts of the i below it; ``None`` where it touches it."""
    left = max(end.left, end.right - round(_STEM * end.height))  # what stands before may touch it: the h of “chi”
    turned = picture.crop((left, end.top, end.right, end.bottom)).transpose(_TURNED)
    parts = [one.right - one.left for one in glyphs_of(turned, (0, 0, *turned.size))]
    return parts[0] / parts[1] if len(parts) == 2 else None


def _ending_in(text: str, *, hook: bool) -> str:
    return re.sub(r"[iỉ](?=\W?$)", "ỉ" if hook else "i", text)
