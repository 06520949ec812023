"""Roman numerals that OCR misreads, of quarters and headings, told by their strokes: “quý HI/2026”, “IL. Nội dung”."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from parplan.importing.readers.glyphs import box_of, glyphs_of
from parplan.importing.readers.printed_page import PrintedWord
from parplan.importing.readers.strokes import roman
from parplan.importing.readers.two_readings import WordReading

#: The beginning of a quarter in short: “Q.II/2026”.
_SHORT_QUARTER = re.compile(r"Q\.?(?=[^.]*/)")
#: A numeral of a quarter, plainly read.
_PLAIN = re.compile(r"(?:I{1,3}|IV)(?=[/.,;]|$)")
#: OCR readings of the Roman numerals up to III and IV.
_STROKES = re.compile(r"[I1l|!ïÏíÍìÌiHTUJ\]\[]{1,4}V?(?=[/.,;]|$|20\d\d)")
_TWO_NUMERALS = re.compile(r"[I1l|!ïÏíÍìÌiHTU\]\[]{1,4}V?(?P<dash>[-–])[I1l|!ïÏíÍìÌiHTU\]\[]{1,4}V?(?=[/.,;]|$)")
#: OCR readings of the Roman numerals I, II and III of headings that are neither digits alone nor another letter.
_HEADING = re.compile(r"(?!\d)[I1l|!HíìiÍ\]\[]{1,4}[.,]|IL\.?|HL\.?|[1I]{2,3}L\.?")


def with_quarters(picture: Any, reading: WordReading, before: str) -> WordReading:
    """A reading with the numeral of its quarter, or both, by their strokes; as it is where they are not clear.

    before: the word before it.
    """
    word = reading.word
    numeral = _numerals(picture, word, before) or _numeral(picture, word, before) or _short_quarter(picture, word)
    return reading if numeral is None else _measured_numeral(reading, numeral)


def heading_numeral(picture: Any, word: PrintedWord) -> PrintedWord | None:
    """The Roman numeral that begins a heading, by its strokes; ``None`` where it is not one or they are not clear."""
    numeral = roman(picture, box_of(word)) if _HEADING.fullmatch(word.text) is not None else None
    return None if numeral is None else replace(word, text=f"{numeral}.")


def _numeral(picture: Any, word: PrintedWord, before: str) -> PrintedWord | None:
    """The Roman numeral of a quarter by its strokes; ``None`` where it is not one or they are not clear."""
    quarter = before.lower() in ("quý", "quí")
    if not quarter and before not in ("-", "–", "và") and not re.fullmatch(r"[IV]+[,;]", before):
        return None
    match = _STROKES.match(word.text)
    if match is None or not (quarter or re.search(r"/\s?20\d\d|^[IVHT]+$", word.text)):
        return None
    rest = word.text[match.end() :]
    numeral = roman(picture, box_of(word), closed=rest[:1] in ("/", "2"))
    if numeral is None:
        return None
    return replace(word, text=f"{numeral}/{rest}" if rest.startswith("2") else numeral + rest)  # the slash was a stroke


def _numerals(picture: Any, word: PrintedWord, before: str) -> PrintedWord | None:
    """Two quarters joined by a dash, “I-II/2026”, by their strokes; ``None`` where they are not or are not clear."""
    match = _TWO_NUMERALS.match(word.text) if before.lower() in ("quý", "quí") else None
    if match is None:
        return None
    left, top, right, bottom = box_of(word)
    found = glyphs_of(picture, (left, top, right, bottom))
    high = max((glyph.height for glyph in found), default=0)
    dash = next((glyph for glyph in found if glyph.height < 0.35 * high and glyph.bottom < bottom - 0.2 * high), None)
    if dash is None:
        return None
    closed = word.text[match.end() :][:1] == "/"
    first = roman(picture, (left, top, dash.left, bottom))
    second = roman(picture, (dash.right, top, right, bottom), closed=closed)
    if first is None or second is None:
        return None
    return replace(word, text=f"{first}{match['dash']}{second}{word.text[match.end() :]}")


def _short_quarter(picture: Any, word: PrintedWord) -> PrintedWord | None:
    """The quarter of “Q.II/2026” by its strokes; ``None`` where it is not one or they are not clear."""
    match = _SHORT_QUARTER.match(word.text)
    if match is None:
        return None
    found = glyphs_of(picture, box_of(word))[match[0].count(".") + 1 :]
    strokes = _STROKES.match(word.text[match.end() :])
    if not found or strokes is None:
        return None
    _, top, right, bottom = box_of(word)
    rest = word.text[match.end() + strokes.end() :]
    numeral = roman(picture, (found[0].left - 1, top, right, bottom), closed=rest[:1] == "/")
    return None if numeral is None else replace(word, text=f"{match[0]}{numeral}{rest}")


def _measured_numeral(reading: WordReading, numeral: PrintedWord) -> WordReading:
    """The numeral of a quarter by its strokes; a doubt is left where OCR, which loses strokes, read more of them."""
    strokes = len(_plain(numeral.text))
    more = any(len(_plain(text)) > strokes for text in (reading.word.text, reading.other or ""))
    if more:
        return replace(reading, word=replace(numeral, stood=reading.word.text), other="")
    return WordReading(numeral, 99.0)


def _plain(text: str) -> str:
    match = _PLAIN.match(text)
    return match[0] if match is not None else ""
