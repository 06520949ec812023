"""The signs that begin a scan's lines, bullets and numbers: OCR has no word to go by, and reads • as e, 2.3. as 218.

They stand in columns: what most signs of a column are, and how its numbers count on, tells what a misread one is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parplan.importing.readers.two_readings import WordReading

#: OCR readings of a round or square bullet, besides the signs that bullets also are.
_BULLET_LIKE = frozenset("es«»©®¢°¤§=>~ø›‹¬")
#: The sign that a column of bullets gets in which such were read.
_BULLET = "•"
_SIGNS = frozenset("-–—+*•●○▪■◦·")
_DASHES = frozenset("-–—")
#: Signs alone, or a letter, which may be a misread bullet.
_SHORT = re.compile(r"[^\w\s)]{1,3}|[^\W\d_]")
#: A number as OCR reads it: its points may be commas, colons or semicolons.
_NUMBER = re.compile(r"\d{1,2}(?:[.,:;]\d{1,2}){0,3}[.,:;]?")
#: Anything that may be a number of two parts or more; no Roman one.
_ODD_NUMBER = re.compile(r"(?![IVX]+\W)(?=(?:.*[\dTIli!|gDOoS]){2})[\dTIli!|gDOoS.,:;)]{2,6}")
_ONES = str.maketrans("TIli!|", "111111")
#: Greatest distance of the beginnings of a column's lines from one left edge, and the gap that parts columns.
_PLAY, _GAP = 6, 28

_Parts = tuple[int, ...]


class _Beginning(Struct):
    """The first word of a line, by its page and index, where the next one begins with a capital or a figure."""

    page: int
    index: int
    x0: float
    text: str


def with_line_beginnings(pages: Sequence[list[WordReading]]) -> list[list[WordReading]]:
    """The readings of all pages, the bullets and numbers that begin lines corrected by those of their columns."""
    corrected = [list(page) for page in pages]
    beginnings = list(_beginnings(pages))
    for one, sign in _bullets(beginnings):
        reading = corrected[one.page][one.index]
        corrected[one.page][one.index] = WordReading(replace(reading.word, text=sign), 99.0)
    for one, number, certain in _numbers(beginnings):
        reading = corrected[one.page][one.index]
        word = replace(reading.word, text=number, stood="" if certain else reading.word.text)
        corrected[one.page][one.index] = WordReading(word, 99.0, None if certain else "")
    return corrected


def _beginnings(pages: Sequence[list[WordReading]]) -> Iterator[_Beginning]:
    for number, page in enumerate(pages):
        for index, reading in enumerate(page[:-1]):
            word, following = reading.word, page[index + 1].word
            before = page[index - 1].word if index else None
            goes_on = before is not None and abs(before.bottom - word.bottom) < 4 and -2 < word.x0 - before.x1 < _GAP
            beside = abs(following.bottom - word.bottom) < 4 and following.x0 > word.x0
            if beside and not goes_on and (following.text[:1].isupper() or following.text[:1].isdecimal()):
                yield _Beginning(number, index, word.x0, word.text)


def _bullets(beginnings: Sequence[_Beginning]) -> Iterator[tuple[_Beginning, str]]:
    """The bullets that were misread, each with the sign it is."""
    signs = [one for one in beginnings if _SHORT.fullmatch(one.text) and not one.text.isupper()]
    for one in signs:
        column = [other.text for other in signs if abs(other.x0 - one.x0) <= _PLAY]
        usual = Counter(text for text in column if text in _SIGNS).most_common(1)
        bullets = any(text in _BULLET_LIKE for text in column)
        if one.text in _BULLET_LIKE or (one.text in _SIGNS - _DASHES and bullets):
            yield one, usual[0][0] if usual and usual[0][0] in _DASHES else _BULLET
        elif one.text not in _SIGNS and usual and usual[0][1] > 1:
            yield one, usual[0][0]


def _numbers(beginnings: Sequence[_Beginning]) -> Iterator[tuple[_Beginning, str, bool]]:
    """The numbers that were misread, each with the one it is, and whether that is certain."""
    parts = [_parts(one.text) for one in beginnings]
    for k, (one, read) in enumerate(zip(beginnings, parts, strict=True)):
        meant, certain = read, True
        if _ODD_NUMBER.fullmatch(one.text) is not None:
            before = _before(beginnings, parts, k)
            after = _after(beginnings, parts, k)
            if before and len(read) < 2 and _is_next(one.text, before, after):
                meant, certain = (*before[:-1], before[-1] + 1), False
                parts[k] = meant
        text = ".".join(map(str, meant)) + "."
        if meant and (re.search(r"[,:;]", one.text) or not certain) and text != one.text:
            yield one, text, certain


def _is_next(text: str, before: _Parts, after: _Parts) -> bool:
    """Whether an odd number is the one that follows ``before`` in its column, where ``after`` stands behind it."""
    parent, last = before[:-1], before[-1] + 1
    if after == (*parent, last + 1):
        return True
    counts_on = after[:-1] != parent or after[-1] > last
    return counts_on and text.translate(_ONES)[0] == str(before[0])


def _parts(text: str) -> _Parts:
    """The parts of a number; empty for other words."""
    if _NUMBER.fullmatch(text) is None or (text.isdecimal() and len(text) > 2):
        return ()
    return tuple(map(int, re.findall(r"\d+", text)))


def _before(beginnings: Sequence[_Beginning], parts: Sequence[_Parts], k: int) -> _Parts:
    """The number of two parts or more before in the column; that of a heading between is followed by its first."""
    for i in range(k - 1, -1, -1):
        if len(parts[i]) > 1 and abs(beginnings[i].x0 - beginnings[k].x0) <= _PLAY:
            return parts[i]
        if len(parts[i]) == 1 and beginnings[i].text.endswith("."):
            return (*parts[i], 0)
    return ()


def _after(beginnings: Sequence[_Beginning], parts: Sequence[_Parts], k: int) -> _Parts:
    """The next number of two parts or more in the column."""
    column = (i for i in range(k + 1, len(parts)) if abs(beginnings[i].x0 - beginnings[k].x0) <= _PLAY)
    return next((parts[i] for i in column if len(parts[i]) > 1), ())
