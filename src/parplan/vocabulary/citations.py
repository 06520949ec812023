"""Official documents as Vietnamese texts cite them: number and symbol, and the day they were signed.

``Nghị định số 107/2020/NĐ-CP ngày 14/9/2020``, ``ngày 04 tháng 4 năm 2014``; the form of numbers and symbols is that of
Nghị định 30/2020/NĐ-CP and, for the Party's, of Hướng dẫn 36-HD/VPTW (``31-CT/TU``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

_NUMBER = (
    r"(?<![\w/.-])(?P<number>\d{1,5}(?:/(?P<year>(?:19|20)\d\d))?"
    r"(?:/QH\d{1,2}|[/-][A-ZĐƯ][A-Za-zĐđƯư]{0,7}(?:[-/&][A-ZĐƯ][A-Za-zĐđƯư]{0,11})+\d{0,2}))(?!\w)"
)
_DAY = r"ngày\s+(?P<d>\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(?P<m>\d{1,2})\s*(?:/|-|\.|\s+năm\s+)\s*(?P<y>\d{4})"
_CITED = re.compile(rf"{_NUMBER}(?:,?\s+{_DAY})?")


class Cited(Struct, frozen=True):
    """One document cited in a text, at ``start`` to ``end`` of it.

    ``day`` is the date given with it; ``impossible`` the words of one that does not exist (31/02/2020).
    """

    number: str
    start: int
    end: int
    day: date | None = None
    impossible: str | None = None


def find_cited(text: str) -> Iterator[Cited]:
    """Yield the documents ``text`` cites by number and symbol, in order."""
    for match in _CITED.finditer(text):
        day, impossible = None, None
        if match["d"]:
            try:
                day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                impossible = " ".join(match[0][len(match["number"]) :].split()).removeprefix("ngày ").lstrip(", ")
        yield Cited(match["number"], match.start(), match.end(), day, impossible)


def year_in_number(number: str) -> int | None:
    """The year a number and symbol carries: 2020 of 107/2020/NĐ-CP; most local documents carry none."""
    match = re.fullmatch(r"\d{1,5}/((?:19|20)\d\d)/.+", number)
    return int(match[1]) if match else None


def same_number(number: str) -> str:
    """A number in the form in which two spellings of it are equal: leading zeros and the case do not count."""
    return re.sub(r"\s+", "", number).upper().lstrip("0")
