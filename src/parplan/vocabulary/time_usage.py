"""Common ways of writing a time, put into the one form the reader knows; nothing is added that is not said.

Each rule is one usage of Vietnamese administrative writing. Rules see text in lower case with its diacritics, because
“quý”, “quy” and “năm” (year, five, May) differ by them alone.
"""

from __future__ import annotations

import re
import unicodedata

_ROMAN = r"(?:iv|i{1,3})"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\s*\./\.\s*$", ""),  # how an official text ends
        (r"\s*\(\d\)\s*$", ""),  # the mark of a footnote
        (r"\s*\(\s*thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])\s*\)", ""),  # the day of the week only repeats the date
        (r"\btr(?:ứơ|uớ|ưỡ|ứo)c\b", "trước"),  # the tone mark on the wrong letter
        (r"\bbáo cáo 0?9 tháng(?: đầu năm)?\s*:?\s*(?=trước ngày|chậm nhất)", "báo cáo "),  # which report, not when
        (r"\bhạn chót\s+(?=\d|ngày)", "hạn chót: "),
        (r"\btrước thời (?:điểm|hạn)\s+(?:ngày\s+)?(?=\d)", "trước ngày "),
        (r"\bnửa năm (?:một|0?1) lần\b", "định kỳ 6 tháng"),
        (r"\b(?:định kỳ\s+)?(?:mỗi\s+)?0?6 tháng\s+(?:một|0?1) lần\b", "định kỳ 6 tháng"),
        (r"\b(?:định kỳ\s+)?(?:mỗi\s+)?(?:0?3 tháng|quý)\s+(?:một|0?1) lần\b", "định kỳ hằng quý"),
        (r"\b(?:định kỳ\s+)?(?:mỗi\s+)?(?:0?1 )?tháng\s+(?:một|0?1) lần\b", "định kỳ hằng tháng"),
        (r"\bcác tháng trong năm\b", "hằng tháng"),
        (r"\bcác quý trong năm\b", "hằng quý"),
        (r"\bđịnh kỳ,?\s+(?=ngày \d{1,2} (?:hằng|hàng) tháng)", ""),
    )
)
#: A list or range of quarters, or a range of months, whose year is not written.
_WITHOUT_YEAR = re.compile(
    rf"\b((?:quý\s+{_ROMAN}(?:\s*(?:,|và|-|–|đến)\s*(?:quý\s+)?{_ROMAN})+)"
    r"|(?:tháng\s+\d{1,2}\s*[-–]\s*(?:tháng\s+)?\d{1,2}))(?![\w/])(?!\s*(?:/|-|,|và|đến|năm|quý|tháng))"
)

_RECURS = re.compile(r"\b(?:hằng|hàng|mỗi) ")


def in_usual_form(words: str, year: int, through: int) -> str:
    """Return ``words`` with every usage known here replaced; they are given back as they are where none occurs."""
    text = unicodedata.normalize("NFC", words).lower()
    usual = text
    for pattern, replacement in _RULES:
        usual = pattern.sub(replacement, usual)
    if year == through and not _RECURS.search(usual):
        usual = _WITHOUT_YEAR.sub(rf"\1/{year}", usual)
    return words if usual == text else usual
