"""Figures a text sets as a goal: percentages, and counts of things that are held, made or done.

Other numbers are left out: years and spans of years, standards (ISO 9001:2015), documents, dates, and levels such as
“mức độ 3, 4”, which are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Bound(StrEnum):
    """Meaning of a figure: reach it, do not exceed it, or neither is said."""

    LEAST = "least"
    MOST = "most"
    NONE = "none"


class Quantity(Struct, frozen=True):
    """One figure at ``start`` to ``end`` of a text; ``percent`` when it is a share.

    values: what it asks for; of a range (“10 - 15%”) both ends, the lower first.
    frequency: it says how often something comes (“01 lần/quý”), which is a time and no goal.
    """

    values: tuple[Decimal, ...]
    percent: bool
    bound: Bound
    start: int
    end: int
    frequency: bool = False

    @property
    def value(self) -> Decimal:
        """The end of a range that its bound is about: at most the higher, else the lower."""
        return self.values[-1] if self.bound is Bound.MOST else self.values[0]


_LEAST = r"ít\s+nhất|tối\s+thiểu|không\s+dưới|không\s+thấp\s+hơn"
_MOST = r"tối\s+đa|nhiều\s+nhất|không\s+quá|không\s+vượt\s+quá"
_COUNTED = (
    r"lần|lượt|khóa|khoá|lớp|cuộc|đợt|buổi|hội\s+nghị|hội\s+thảo|văn\s+bản|mô\s+hình|dự\s+án|đề\s+tài|bài|tin|"
    r"sản\s+phẩm"
)
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_UNIT = rf"(?:\s?(?P<percent>%)|\s+(?P<counted>(?i:{_COUNTED}))(?!\w))"
_FIGURE = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<low>{_NUMBER})\s?%?\s*(?:[-–—]|(?i:đến|tới)(?:\s+(?i:dưới))?)\s*)?"
    rf"(?P<value>{_NUMBER}){_UNIT}"
)
#: Most texts have numbers and no figure: this is quickly seen.
_COUNT = re.compile(rf"\d\s+(?i:{_COUNTED})(?!\w)")
#: Words that bound a figure, before it, with a few words between at most (“ít nhất tổ chức đối thoại 02 lần”).
_BOUND = re.compile(rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST}))\s+(?:[^\W\d]+\s+){{0,4}}\Z", re.IGNORECASE)
_REACH = 60
#: Behind “lần”: in each of these periods. A year is the plan's own: “ít nhất 02 lần/năm” is what it has to reach.
_PER_PERIOD = re.compile(
    r"\s*(?:/|trong\s+|trên\s+|một\s+|mỗi\s+)\s*(?:0?1\s+|một\s+|mỗi\s+)?"
    r"(?:(?P<short>tuần|tháng|quý|ngày|nửa\s+năm|0?[36]\s+tháng)|năm)(?!\s*(?:\d|[IVX]))(?!\w)",
    re.IGNORECASE,
)
#: Before the figure: “mỗi quý 01 lần”, “hằng tháng tổ chức 02 lần”.
_EACH_PERIOD = re.compile(
    r"(?:mỗi|hằng|hàng|một|01|định\s+kỳ)\s+(?:(?P<short>tuần|tháng|quý|ngày|0?[36]\s+tháng)|năm)\s*,?\s*"
    r"(?:[^\W\d]+\s+){0,3}\Z",
    re.IGNORECASE,
)
#: The classes of public bodies by how much they finance themselves (Nghị định 60/2021/NĐ-CP, Điều 9) are names.
_CLASS = re.compile(
    r"tự\s+(?:bảo\s+đảm|đảm\s+bảo)\s+(?:(?:một\s+phần|toàn\s+bộ|kinh\s+phí|chi|thường\s+xuyên|và|đầu\s+tư|hoạt\s+động|"
    r"từ|dưới|trên|bằng|hoặc|lớn\s+hơn|mức)\s+)*\Z",
    re.IGNORECASE,
)


def find_figures(text: str) -> Iterable[Quantity]:
    """The figures of ``text``: every percentage; a count where it is bounded or written as one (``02 khóa``)."""
    return _figures(text) if "%" in text or _COUNT.search(text) else ()


def _figures(text: str) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(text):
        low, high = match["low"], _decimal(match["value"])
        if low is not None and _decimal(low) >= high:
            low = None  # “quý 4 - 02 lần”: no range
        start = match.start("value") if low is None else match.start("low")
        before = text[max(start - _REACH, 0) : start]
        bounded = _BOUND.search(before)
        written = match["value"] if low is None else low
        if not match["percent"] and not bounded and not written.startswith("0"):
            continue  # “3 lần” in passing is no goal; “02 lần” and “ít nhất 3 lần” are how goals are written
        if match["percent"] and _CLASS.search(before):
            continue
        bound = Bound.NONE if bounded is None else Bound.LEAST if bounded["least"] else Bound.MOST
        end = match.end("percent") if match["percent"] else match.end("counted")
        values = (high,) if low is None else (_decimal(low), high)
        frequency = match["counted"] is not None and _is_frequency(match["counted"], before, text[end:], bounded)
        yield Quantity(values, match["percent"] is not None, bound, start, end, frequency)


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _is_frequency(counted: str, before: str, after: str, bounded: re.Match[str] | None) -> bool:
    """Whether so many times come in each period; in a year only where no bound makes it a goal."""
    if counted.casefold() not in ("lần", "đợt", "lượt"):
        return False
    found = _PER_PERIOD.match(after) or _EACH_PERIOD.search(before)
    return found is not None and (found["short"] is not None or bounded is None)


def is_percent(unit: str | None) -> bool:
    """Whether what is measured in ``unit`` is a share: “%”, “% hồ sơ”, “phần trăm”."""
    return unit is not None and unit.strip().casefold().startswith(("%", "phần trăm"))
