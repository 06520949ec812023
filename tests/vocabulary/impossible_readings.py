"""A second, small grammar of times, written apart from the reader: it only says which certain readings are impossible.

It knows nothing of frames and neutral words. It sees the folded text, finds every date, month, quarter and year written
in digits or Roman numbers with the word right before it, and the words that deny, put off or look back.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from parplan.vocabulary.folding import fold
from parplan.vocabulary.time_words import Kind, TimeReading

_FORBIDDEN = re.compile(
    r"\b(chưa|chẳng|đừng|hủy|huỷ|bãi bỏ|hoãn|lùi|kéo dài|tạm dừng|tạm ngừng|dừng|ngừng|đã|nếu|trừ|gia hạn|thay|sớm nhất"
    r"|âm lịch|tết|rằm|mùng)\b|\bkhông\b(?! (quá|muộn hơn|chậm hơn|trễ hơn|chậm quá|gian|khí|xác định|dây))|→|=>|\?"
)
_DAY = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})(?:\s*(?:[/.-]|năm|,)\s*(?:năm )?(\d{4}))?(?![\d/])"
)
_LIST = re.compile(r"\d+\s*(?:,|và|-|–|đến)\s*(?:ngày )?\d+")


def plain(text: str) -> str:
    """The text in lower case, composed, with single blanks, one kind of dash and nothing invisible."""
    text = unicodedata.normalize("NFKC", text).lower().translate(dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"))
    return " ".join("".join(char for char in text if unicodedata.category(char) != "Cf").split())


def impossible(read: TimeReading, year: int, through: int) -> str:
    """Say why a certain reading of the words cannot be right; empty where nothing speaks against it."""
    reading, text = read.reading, plain(read.words)
    if not read.certain:
        return "a reading that is not certain has a date" if reading.due or reading.recurrence else ""
    dated = reading.due is not None or (reading.recurrence is not None and reading.recurrence.frequencies)
    if not dated and reading.kind is not Kind.ONGOING:
        return ""
    if found := _FORBIDDEN.search(text):
        return f"“{found[0]}” stands beside it"
    if reading.due is None:
        return ""
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    years = {number for number in numbers if 1900 < number < 2200} | {year % 100 for year in numbers}
    meant = {reading.due.year, (reading.due + timedelta(1)).year}
    if not years & {*meant, reading.due.year % 100} and not meant & set(range(year, through + 1)):
        return "its year is neither written nor the plan's"
    return _of_a_day(read, text, year)


def _of_a_day(read: TimeReading, text: str, year: int) -> str:
    due = read.reading.due
    assert due is not None
    written = []
    for match in _DAY.finditer(text):
        try:
            day = date(int(match[3] or year), int(match[2]), int(match[1]))
        except ValueError:
            continue
        before = text[: match.start()].removesuffix("ngày ").rstrip()
        written.append((day, before.endswith(("trước", "trước thời hạn"))))
    if read.reading.kind is Kind.BEFORE:
        strict = [day for day, is_strict in written if is_strict]
        if strict and due + timedelta(1) not in strict and not _LIST.search(text):
            return "the day after it is not the one “trước” stands before"
        if "truoc" not in fold(text) and not re.fullmatch(r"before .*", text):
            return "nothing says before"
    if read.reading.kind is Kind.DATE:
        if any(day == due and is_strict for day, is_strict in written) and not re.search(r"\d\s*(h|giờ|g|:)", text):
            return "“trước” stands before the day"
        last = due.day == monthrange(due.year, due.month)[1]
        if not last and str(due.day) not in re.findall(r"0?(\d+)", text) and due.isoformat() not in text:
            return "its day is not written"
    deadlines = {day for day, is_strict in written if is_strict}
    if len(deadlines) > 1:
        return "several days stand behind “trước”"
    return ""
