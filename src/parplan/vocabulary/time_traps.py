"""Words around a date that make it something else than a deadline. Where one stands, no date is given.

An “undetermined” that the author is told about costs a minute; a wrong date costs a missed or a false alarm. So these
rules may refuse what could be read, and never add anything. They see folded text (no case, no diacritics).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from parplan.vocabulary.folding import fold
from parplan.vocabulary.readings import Kind, Problem, Reading, TimeReading

_DAY = r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?"

_TRAPS = re.compile(
    "|".join(
        (
            # what is not to be done then, or is put off
            r"\b(?:khong|chua|chang)\s+(?:duoc\s+|can\s+|phai\s+)?(?:\w+\s+){0,2}?"
            r"(?:truoc|trong quy|trong thang|trong nam)\b",
            r"\bkhong\s+(?:som hon|sau)\b",
            r"\bsom nhat\b",
            r"\b(?:tam dung|tam hoan|hoan (?:den|sang|toi|lai)|lui (?:den|sang|toi)|gia han)\b",
            r"\b(?:ngoai )?tru (?:thang|quy|nam|ngay|cac)\b",
            # fractions, and “24/7”
            r"(?:^|\blien tuc,? |\bthuong xuyen,? )24/7(?![/.\d])",
            r"(?<![\d/])(?<!ngay )(?<!truoc )(?<!den )(?<!nhat )\d{1,2}/\d{1,2}\s+"
            r"(?:tong|so|don vi|ho so|phong|xa|huyen|nhiem vu|thu tuc|tthc|chi tieu|quy\b|can bo)",
            # digits torn apart, an open range, a school year, a day no calendar has
            r"/\s*\d{1,2}\s+\d{1,2}\s*/\s*\d{4}",
            r"\.\.\s*$",
            r"\bnam hoc\b",
            r"\btruoc ngay (?:cuoi|dau)\b",
            r"\b(?:dau|giua) (?:moi|hang) (?:thang|quy|nam)\b",
            r"\b(?:ky hop|phien hop|hoi nghi|cuoc hop|dot kiem tra)\b[^;,.]*\b(?:cuoi|dau|giua) (?:nam|quy|thang)\b",
            # a length of time after a day, and ranges that end in another year
            r"\btrong (?:vong|thoi (?:gian|han))\b.*\btu ngay \d",
            r"\bden (?:quy|thang) \S+ nam (?:sau|toi|tiep)",
            r"\btu (?:quy|thang) \S+ den (?:het )?nam\b",
            # numbers that count things
            r"\bthang \d{1,2}(?:\s*,\s*\d{1,2})*\s+(?:bao cao|cuoc|hoi nghi|bai|dot|lop|khoa|lan)\b",
            r"\b\d{1,2} thang \d{1,2} (?:bao cao|cuoc|hoi nghi|bai|dot|lop|khoa|lan|ngay)\b",
            r"\bquy \d\s*\+\s*\d",
            # the first day of something, single years, the next year, the days whose data a report covers
            r"\bbat dau\b.*\bket thuc\b",
            r"\bcac nam \d{4}",
            r"\d/\d{1,2} (?:cua )?nam (?:lien ke|ke tiep|toi)\b",
            r"\(\s*tu (?:ngay )?\d[^)]*\)",
        )
    )
)

#: A date that dates a paper, a meeting or data; where it is what was read, it is no deadline.
_ANY_DAY = re.compile(rf"{_DAY}|\d{{1,2}} thang \d{{1,2}} nam \d{{4}}")
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:quyet dinh|nghi dinh|nghi quyet|thong tu|cong van|to trinh|thong bao|ket luan|chi thi|bien ban|hop dong"
    r"|giay moi|phien hop|cuoc hop|ban hanh kem|ky ban hanh|so lieu|chot so lieu"
    r"|da (?:hoan thanh|ban hanh|thuc hien|ky|trinh|nop|to chuc))\b"
    r"(?:(?!truoc|cham nhat|han |het ngay|hoan thanh trong|;).)*"
)

_NAMES_A_TIME = re.compile(r"\d|\bquy (?:i|v)|\bthang\b")

_ITEM = r"(?:iv|iii|ii|i|\d{1,2})"
_LIST = re.compile(
    rf"\b(?P<what>quy|thang)\s+(?P<items>{_ITEM}\b(?:\s*(?:,|;|va)\s*(?:quy\s+|thang\s+)?{_ITEM}\b(?!/))+)(?P<year>\s*(?:/|nam)\s*\d{{4}})?"
)
_DAYS = re.compile(r"\b\d{1,2}/(\d{1,2})\s*(?:,|va|;)\s*(?:ngay\s+)?\d{1,2}/(\d{1,2})/\d{4}")
_NEXT_YEAR = re.compile(
    rf"\b(?:quy|thang)\s+(?P<first>{_ITEM}(?:\s*,\s*{_ITEM})*)\s*(?:,|va)\s*"
    rf"(?:quy |thang )?(?P<last>{_ITEM})\s*/\s*\d{{4}}"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def without_traps(found: TimeReading, year: int, through: int) -> TimeReading:
    """Return ``found``, or, where something says that its date is no deadline, that it cannot be read."""
    text = fold(found.words)
    if found.reading.kind is Kind.UNDETERMINED:
        return _told(found) if _TRAPS.search(text) else found
    if found.reading.kind is Kind.EVENT:
        return found
    if _TRAPS.search(text) or _dates_something_else(text, found.reading) or _loses_items(text, found):
        return _refused(found)
    if found.reading.kind is Kind.PERIOD and _has_a_deadline_of_its_own(text, found.reading):
        return _refused(found)
    if found.reading.due is not None and {Problem.UNREADABLE, Problem.NO_SUCH_DATE} & set(found.problems):
        before, words, _after = text.partition(fold(found.reading.words))
        if not words or _NAMES_A_TIME.search(before):
            return _refused(found)  # what could not be read stands first, and so may be the earlier time
    return _recurring_within_bounds(found, year, through)


def _refused(found: TimeReading) -> TimeReading:
    undetermined = Reading(Kind.UNDETERMINED, words=found.words)
    return _told(TimeReading(found.words, (), undetermined, found.problems))


def _told(found: TimeReading) -> TimeReading:
    """The same with a problem, so that the author hears of it."""
    kept = [problem for problem in found.problems if problem is not Problem.SEVERAL]
    return replace(found, problems=tuple(dict.fromkeys((*kept, Problem.UNREADABLE))))


def _dates_something_else(text: str, reading: Reading) -> bool:
    if reading.due is None or reading.kind not in (Kind.DATE, Kind.BEFORE):
        return False
    named = {reading.due, reading.due + timedelta(days=1)} if reading.due < date.max else {reading.due}
    for match in _OF_SOMETHING_ELSE.finditer(text):
        for written in _ANY_DAY.findall(match[0]):
            numbers = [int(number) for number in re.findall(r"\d+", written)]
            if any((day.day, day.month) == tuple(numbers[:2]) for day in named):
                return True
    return False


def _has_a_deadline_of_its_own(text: str, reading: Reading) -> bool:
    """Whether a period is followed by its “trước …”: it then says which report is due, not when."""
    words = re.escape(fold(reading.words))
    return bool(words) and re.search(rf"{words}\s*[:,-]?\s*(?:nop |gui )?truoc\b", text) is not None


def _loses_items(text: str, found: TimeReading) -> bool:
    """Whether a list names more times than were read, or goes back in time (it then crosses New Year)."""
    for match in _LIST.finditer(text):
        items = re.findall(rf"\b{_ITEM}\b", match["items"])
        if sum(part.kind in (Kind.PERIOD, Kind.DATE, Kind.BEFORE, Kind.RECURRING) for part in found.parts) < len(items):
            return True
        numbers = [_number(item) for item in items]
        if numbers != sorted(numbers):
            return True
    for match in _NEXT_YEAR.finditer(text):
        first = [_number(item) for item in re.findall(_ITEM, match["first"])]
        if first[-1] >= _number(match["last"]):
            return True
    return any(int(match[1]) > int(match[2]) for match in _DAYS.finditer(text))


def _number(item: str) -> int:
    return _ROMAN.get(item) or int(item)


def _recurring_within_bounds(found: TimeReading, year: int, through: int) -> TimeReading:
    """“Hằng năm, giai đoạn 2021-2025”: the years only bound what recurs, or what goes on “và những năm tiếp theo”."""
    text, reading = fold(found.words), found.reading
    if reading.kind is Kind.ONGOING and re.search(r"\b(?:nhung|cac) nam (?:tiep theo|sau|ke tiep)", text):
        return replace(found, reading=replace(reading, end=None))
    recurring = next((p for p in found.parts if p.recurrence is not None and p.recurrence.frequencies), None)
    if recurring is None or reading.kind not in (Kind.PERIOD, Kind.DATE) or reading.due is None:
        return found
    whole = reading.due >= date(through, 12, 31) and (reading.start is None or reading.start <= date(year, 1, 1))
    if whole and (reading.kind is Kind.PERIOD or re.search(r"\bden (?:het )?(?:nam )?\d{4}", text)):
        problems = tuple(problem for problem in found.problems if problem is not Problem.SEVERAL)
        return TimeReading(found.words, (recurring,), recurring, problems)
    if re.search(r"\b(?:hang|moi) \S+ tu\b.*\bden\b", text):
        return _refused(found)  # occurrences before the first day or after the last would be wrong
    return found
