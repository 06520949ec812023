"""The report calendar, from the printed due dates of reports: “báo cáo quý I trước ngày 05/3/2026”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from parplan.importing.blocks import DocumentLine
from parplan.vocabulary.time_words import read_time

_DAY = (
    r"(?:(?:(?:trước|chậm nhất(?: là)?|vào)\s+)?ngày\s+\d{1,2}|(?:trước|chậm nhất(?: là)?|vào)\s+\d{1,2}(?=/))"
    r"(?:/\d{1,2}(?:/\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)(?![/\d])"
)
_REPORTS = (
    ("q1", r"quý\s+(?:I|1)(?![IV\d])"),
    ("h1", r"(?:6|06|sáu)\s+tháng(?:\s+đầu\s+năm)?|quý\s+(?:II|2)(?![I\d])"),
    ("q3", r"(?:9|09|chín)\s+tháng(?:\s+đầu\s+năm)?|quý\s+(?:III|3)(?!\d)"),
    (
        "year",
        r"(?:báo cáo|cả|tổng kết|cuối)\s+năm|(?<=[,;( ])năm(?=\s*(?:[:)(]|trước|chậm|\d{4}))|quý\s+(?:IV|4)(?!\d)",
    ),
)
_WHAT = "|".join(f"(?P<{key}>{words})" for key, words in _REPORTS)
#: Between a report and its day stands neither another report nor another day.
_BETWEEN = rf"(?:(?!{'|'.join(words for _, words in _REPORTS)}|\d{{1,2}}\s*[/.-]\s*\d)[^;.()]){{0,40}}?"
#: “quý I trước ngày 05/3” and “trước ngày 05/3 (quý I)”, within one clause.
_BEFORE = re.compile(rf"(?:{_WHAT}){_BETWEEN}\(?(?P<due>{_DAY})", re.IGNORECASE)
_BEHIND = re.compile(rf"(?P<due>{_DAY})\s*\(\s*(?:đối với\s+)?(?:báo cáo\s+)?(?:{_WHAT})", re.IGNORECASE)


class PrintedReports(Struct, frozen=True):
    """The calendar: when each report is due, as printed; ``line`` prints it."""

    due: dict[str, str]
    line: DocumentLine


def find_reports(lines: Sequence[DocumentLine], year: int, through: int | None = None) -> PrintedReports | None:
    """The calendar that one paragraph prints: the days of two reports at least, each certain; else ``None``."""
    for line in lines:
        text = line.whole
        if not re.search(r"báo cáo", text, re.IGNORECASE):
            continue
        for pattern in (_BEHIND, _BEFORE):
            due: dict[str, str] = {}
            for match in pattern.finditer(text):
                key = next(key for key, _ in _REPORTS if match[key])
                if not read_time(match["due"], year, through).problems:
                    due.setdefault(key, " ".join(match["due"].split()))
            if len(due) >= 2:
                ordered = {key: due[key] for key, _ in _REPORTS if key in due}
                return PrintedReports(ordered, line)
    return None
