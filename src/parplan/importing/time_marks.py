"""Times given by crosses under columns of months or quarters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.enumerators import clean
from parplan.vocabulary.folding import fold

#: A cell that only marks its column.
_MARK = re.compile(r"[xX×✓✔√+*●•■▪vV✗✘]+")
_QUARTERS = ("I", "II", "III", "IV")


def period_of(header: str, above: str) -> str:
    """The month (``3``) or quarter (``II``) of a header, below another header; empty for other headers."""
    words = fold(clean(header)).upper()
    month = re.fullmatch(r"(?:T|THANG)?\s*\.?\s*(0?[1-9]|1[0-2])(?:/20\d\d)?", words)
    quarter = re.fullmatch(r"(?:Q|QUY)?\s*\.?\s*(IV|I{1,3}|[1-4])(?:/20\d\d)?", words)
    over = fold(above)
    if quarter and (words.startswith("Q") or re.search(r"\bquy\b", over) or not quarter[1].isdecimal()):
        return _QUARTERS[int(quarter[1]) - 1] if quarter[1].isdecimal() else quarter[1]
    if month and (words.startswith("T") or re.search(r"\bthang\b|\bthoi gian\b|\btien do\b", over)):
        return str(int(month[1]))
    return ""


def edge_of(header: str) -> str:
    """Whether a header stands over beginnings (``from``) or ends (``to``) of times; empty where over neither."""
    words = fold(clean(header))
    if re.fullmatch(r"(?:thoi gian |ngay )?(?:bat dau|khoi dau)|tu(?: ngay| thang)?", words):
        return "from"
    return "to" if re.fullmatch(r"(?:thoi gian |ngay )?(?:hoan thanh|ket thuc)|den(?: ngay| thang)?", words) else ""


def is_mark(text: str) -> bool:
    """Whether a cell only marks its column."""
    return _MARK.fullmatch(clean(text).replace(" ", "")) is not None


def time_of(periods: Sequence[str]) -> str:
    """The marked months or quarters as a time is printed: “Từ tháng 3 đến tháng 5”, “Tháng 3, 6”, “Quý I - II”."""
    quarters = periods[0] in _QUARTERS
    places = [_QUARTERS.index(one) if quarters else int(one) for one in periods]
    if len(places) > 1 and places == list(range(places[0], places[0] + len(places))):
        if quarters:
            return f"Quý {periods[0]} - {periods[-1]}"
        return f"Từ tháng {periods[0]} đến tháng {periods[-1]}"
    return f"{'Quý' if quarters else 'Tháng'} {', '.join(periods)}"
