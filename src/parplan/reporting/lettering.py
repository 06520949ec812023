"""Widths of text in Times New Roman bold, for rules whose length depends on the text above them.

The widths are the font's metrics (Times-Bold, in thousandths of the size), which its substitutes share. Diacritics add
no width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from parplan.vocabulary.body_kinds import kinds_pattern
from parplan.vocabulary.places import PLACE_KINDS

_POINT = 25.4 / 72
_WIDTHS = {
    **dict.fromkeys("AĐDKNRUVXYCGƯ", 722),
    **dict.fromkeys("BELTZ", 667), "F": 611, "G": 778, "H": 778, "I": 389, "J": 500, "M": 944, "O": 778, "P": 611,
    "Q": 778, "S": 556, "W": 1000,
    **dict.fromkeys("aovxy", 500), **dict.fromkeys("bdhknpquđ", 556), **dict.fromkeys("cerz", 444), "f": 333, "g": 500,
    "i": 278, "j": 333, "l": 278, "m": 833, "s": 389, "t": 333, "w": 722,
    **dict.fromkeys("0123456789", 500), **dict.fromkeys(" \N{NO-BREAK SPACE},.;", 250),
    "-": 333, "–": 500, ":": 333, "/": 278, "&": 833, "(": 333, ")": 333,
}  # fmt: skip
_OTHER = 600
#: Where the name of a place begins in the capitals of a body.
_PLACE = re.compile(rf"(?<= )(?:{'|'.join(PLACE_KINDS).upper()}) (?!HỘI)")


def width(words: str, size: float) -> float:
    """The width in millimetres of ``words`` in bold letters of ``size`` points."""
    letters = (c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))
    return sum(_WIDTHS.get(letter, _OTHER) for letter in letters) / 1000 * size * _POINT


def lines_within(words: str, size: float, room: float) -> list[str]:
    """``words`` broken into lines of at most ``room`` millimetres; of two lines, the second is the place name."""
    if width(words, size) <= room:
        return [words]
    for place in reversed(list(_PLACE.finditer(words))):
        pair = [words[: place.start()].rstrip(), words[place.start() :]]
        if all(width(line, size) <= room for line in pair):
            return pair
    return _balanced(words.split(" "), size, room)


def _balanced(words: list[str], size: float, room: float) -> list[str]:
    """Two lines as equal as possible; if they need more, lines filled one after another. None begins as a name does."""
    if width(" ".join(words), size) <= 2.1 * room:  # else no pair fits, and a text of 12,000 signs has 3,000 of them
        pairs = [[" ".join(words[:count]), " ".join(words[count:])] for count in range(1, len(words))]
        pairs.sort(key=lambda pair: max(width(line, size) for line in pair))
        for pair in pairs:
            if max(width(line, size) for line in pair) <= room and not _is_like_body(pair[1]):
                return pair
    lines = [words[0]]
    for i, word in enumerate(words[1:], 1):
        longer = f"{lines[-1]} {word}"
        full, _, last = lines[-1].rpartition(" ")
        if width(longer, size) <= room:
            lines[-1] = longer
        elif full and _is_like_body(" ".join(words[i : i + 4])):
            lines[-1:] = [full, f"{last} {word}"]
        else:
            lines.append(word)
    return lines


def _is_like_body(line: str) -> bool:
    """Whether a line begins as the name of another body does: “TRUNG TÂM ỨNG DỤNG TIẾN / BỘ KHOA HỌC”."""
    return re.match(rf"(?:{kinds_pattern()})(?!\w)", line, re.IGNORECASE) is not None


def line_count(words: str, size: float, room: float) -> int:
    """Number of lines of ``room`` millimetres that ``words`` fill, broken between words; a longer word is cut."""
    gap, used, lines = _word_width(" ", size), 0.0, 1
    for word in words.split():
        long = _word_width(word, size)
        if used and used + gap + long > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += gap
        more = int((used + long) // room) if long > room else 0
        lines, used = lines + more, used + long - more * room
    return lines


def longest_word(words: str, size: float) -> float:
    """The width of the longest word, which a column needs so as not to cut it."""
    return max(_word_width(word, size) for word in words.split(" "))


def with_room(widths: Sequence[float], least: Sequence[float]) -> list[float]:
    """``widths`` with the same sum, none below its ``least``; as they were where that is not possible.

    What is lacking is taken from the others, in proportion to what each can spare.
    """
    lacking = sum(max(need - own, 0) for own, need in zip(widths, least, strict=True))
    spare = sum(max(own - need, 0) for own, need in zip(widths, least, strict=True))
    if not lacking or lacking > spare:
        return list(widths)
    share = 1 - lacking / spare
    return [need + max(own - need, 0) * share for own, need in zip(widths, least, strict=True)]


@lru_cache(maxsize=4096)
def _word_width(word: str, size: float) -> float:
    """The width of one word, of which a plan has the same ones many times."""
    return width(word, size)
