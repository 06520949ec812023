"""Times given by crosses under columns of months, quarters or years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.enumerators import clean
from parplan.vocabulary.folding import fold

#: A cell that only marks its column.
_MARK = re.compile(r"[xX×✓✔√+*●•■▪vV✗✘]+")
_TIMES = re.compile(r"\b(?:thang|thoi gian|tien do|lo trinh)\b")
_QUARTERS = ("I", "II", "III", "IV")


def period_of(header: str, above: str) -> str:
    """The month (``3``), quarter (``II``) or year of a header, below another header; empty for other headers."""
    words = fold(clean(header)).upper().replace(" ", "")  # a narrow column may break “III” in two
    over = fold(above)
    if re.search(r"\b(?:kinh phi|von|du toan|so tien|chi phi)\b", over) and not _TIMES.search(over):
        return ""
    year = re.fullmatch(r"(?:NAM)?(20\d\d)", words)
    if year:
        return year[1]
    month = re.fullmatch(r"(?:T|THANG)?\.?(0?[1-9]|1[0-2])(?:/20\d\d)?", words)
    quarter = re.fullmatch(r"(?:Q|QUY)?\.?(IV|I{1,3}|[1-4])(?:/20\d\d)?", words)
    if quarter and (words.startswith("Q") or re.search(r"\bquy\b", over) or not quarter[1].isdecimal()):
        return _QUARTERS[int(quarter[1]) - 1] if quarter[1].isdecimal() else quarter[1]
    if month and (words.startswith("T") or _TIMES.search(over)):
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
    """The marked periods as a time is printed: “Từ tháng 3 đến tháng 5”, “Tháng 3, 6”, “Quý I - II”, “Năm 2026”."""
    quarters = periods[0] in _QUARTERS
    years = len(periods[0]) == 4
    places = [_QUARTERS.index(one) if quarters else int(one) for one in periods]
    in_a_row = len(places) > 1 and places == list(range(places[0], places[0] + len(places)))
    if in_a_row and not quarters and not years:
        return f"Từ tháng {periods[0]} đến tháng {periods[-1]}"
    name = "Quý" if quarters else "Năm" if years else "Tháng"
    return f"{name} {periods[0]} - {periods[-1]}" if in_a_row else f"{name} {', '.join(periods)}"


#: Words of a text, folded, that may be a time.
TIME_WORDS = re.compile(r"\d|\b(?:quy|thang|nam|ngay|tuan|dot|ky|truoc|sau|thuong xuyen|hang|hoc ky)\b")
