"""The letters of a scan's items, a) b) c): what OCR misreads follows from the letters before and after.

One letter and a bracket give OCR no word to go by: “g)” is read as “ø)”, “i)” as “ï)”, “f)” as “là)”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from parplan.importing.readers.two_readings import WordReading
from parplan.vocabulary.alphabet import ENUMERATORS

#: Misreadings by OCR of letters before a bracket.
_LOOKALIKES = {
    "đ": ("d", "ở", "ớ", "ð"),
    "e": ("©", "€", "ẹ"),
    "f": ("là", "Hà", "lf", "†", "ƒ", "Đ", "t", "Ê", "É"),
    "g": ("ø", "8", "q"),
    "i": ("ï", "ì", "í", "¡", "l", "!", "|", "ỉ", "Ï", "1", "l)"),
    "j": ("ÿ", "J", "ï", "¡", "ị"),
    "k": ("K", "lk"),
    "l": ("]", "|", "I", "i", "!", "Ị", "1"),
}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
#: Greatest distance of the letters of one series from one left edge, in points.
_PLAY = 6


class _Item(Struct):
    """A word that may be an item's letter: its page and index, and the letters or other signs read."""

    page: int
    index: int
    x0: float
    read: tuple[str, ...]


def with_item_letters(pages: Sequence[list[WordReading]]) -> list[list[WordReading]]:
    """The readings of all pages, the letters of items corrected by their series."""
    corrected = [list(page) for page in pages]
    items = list(_items(pages))
    last: dict[int, str] = {}
    for k, item in enumerate(items):
        series = next((x for x in last if abs(x - item.x0) <= _PLAY), round(item.x0))
        before = last.get(series, "")
        following = next((one for one in items[k + 1 :] if abs(one.x0 - item.x0) <= _PLAY), None)
        letter, sure = _letter(item.read, before, following.read if following is not None else ())
        if not letter:
            continue
        last[series] = letter
        reading = corrected[item.page][item.index]
        text = f"{letter})"
        stood = reading.word.text if reading.word.text != text else ""
        word = replace(reading.word, text=text, stood=stood)
        corrected[item.page][item.index] = WordReading(word, 99.0) if sure else replace(reading, word=word, other="")
    return corrected


def _items(pages: Sequence[list[WordReading]]) -> Iterator[_Item]:
    for number, page in enumerate(pages):
        open_brackets = 0
        for index, reading in enumerate(page):
            word = reading.word
            begins = index == 0 or abs(page[index - 1].word.bottom - word.bottom) >= 4
            signs = [_sign(text) for text in (word.text, reading.other) if text is not None]
            if begins and any(signs) and open_brackets <= 0:
                yield _Item(number, index, word.x0, tuple(sign for sign in signs if sign))
                continue
            open_brackets = max(0, open_brackets + word.text.count("(") - word.text.count(")"))


def _sign(text: str) -> str:
    """Characters before a bracket that ends a short word, such as the letter of an item."""
    sign = text.rstrip("_.").removesuffix(")")
    fits = text.rstrip("_.").endswith(")") and 1 <= len(sign) <= 2 and "(" not in sign and not sign.isdecimal()
    return sign if fits else ""


def _letter(read: tuple[str, ...], before: str, following: tuple[str, ...]) -> tuple[str, bool]:
    """The letter meant, and whether that is sure; empty where the signs read are the only evidence."""
    expected = _next(before)
    for sign in read:
        if sign in expected or sign == "a":
            return sign, True
    for letter in expected:
        if any(sign in _LOOKALIKES.get(letter, ()) for sign in read):
            return letter, True
    if any(len(sign) == 1 and sign in _LATIN + ENUMERATORS for sign in read):
        return "", False
    fitting = [letter for letter in expected if any(sign in _next(letter) for sign in following)]
    return (fitting[0], False) if before and len(fitting) == 1 else ("", False)


def _next(letter: str) -> tuple[str, ...]:
    """The letters that may come next: by the Vietnamese alphabet, with đ or without, or by the Latin one."""
    if not letter:
        return ("a",)
    found = []
    if letter in ENUMERATORS:
        rest = ENUMERATORS[ENUMERATORS.index(letter) + 1 :]
        found += [rest[:1], rest[1:2] if rest[:1] == "đ" else ""]
    if letter in _LATIN:
        found.append(_LATIN[_LATIN.index(letter) + 1 :][:1])
    return tuple(dict.fromkeys(one for one in found if one))
