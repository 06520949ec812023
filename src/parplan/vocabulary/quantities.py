"""Figures a text sets as a goal: percentages, and counts of things that are held, made or done.

What only looks like one is left out: years and spans of years, standards (ISO 9001:2015), documents, dates, and levels
such as “mức độ 3, 4”, which are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """How a figure is meant: reach it, do not exceed it, or neither is said."""

    LEAST = "least"
    MOST = "most"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure at ``start`` to ``end`` of a text; ``percent`` when it is a share."""

    value: Decimal
    percent: bool
    bound: Bound
    start: int
    end: int


_LEAST = r"ít\s+nhất|tối\s+thiểu|không\s+dưới|không\s+thấp\s+hơn"
_MOST = r"tối\s+đa|nhiều\s+nhất|không\s+quá|không\s+vượt\s+quá"
_COUNTED = (
    r"lần|lượt|khóa|khoá|lớp|cuộc|đợt|buổi|hội\s+nghị|hội\s+thảo|văn\s+bản|mô\s+hình|dự\s+án|đề\s+tài|bài|tin|"
    r"sản\s+phẩm"
)
_FIGURE = re.compile(
    rf"(?<![\w.,/:-])(?P<value>\d{{1,4}}(?:[.,]\d{{1,2}})?)(?:\s?(?P<percent>%)|\s+(?P<counted>(?i:{_COUNTED}))(?!\w))"
)
#: What bounds a figure stands before it, with a few words between at most (“ít nhất tổ chức đối thoại 02 lần”).
_BOUND = re.compile(rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST}))\s+(?:[^\W\d]+\s+){{0,4}}\Z", re.IGNORECASE)
_REACH = 60


def find_figures(text: str) -> Iterator[Figure]:
    """Yield the figures of ``text``: every percentage; a count where it is bounded or written as one (``02 khóa``)."""
    for match in _FIGURE.finditer(text):
        start = match.start("value")
        bounded = _BOUND.search(text[max(start - _REACH, 0) : start])
        if not match["percent"] and not bounded and not match["value"].startswith("0"):
            continue  # “3 lần” in passing is no goal; “02 lần” and “ít nhất 3 lần” are how goals are written
        bound = Bound.NONE if bounded is None else Bound.LEAST if bounded["least"] else Bound.MOST
        value = Decimal(match["value"].replace(",", "."))
        end = match.end("percent") if match["percent"] else match.end("counted")
        yield Figure(value, match["percent"] is not None, bound, start, end)
