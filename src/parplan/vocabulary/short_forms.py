"""The short forms of a time, for writing plans by hand: ``2021-Q1..Q3``, ``before 2021-12-05``, ``quarterly``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from parplan.vocabulary.readings import Kind, Problem, Reading
from parplan.vocabulary.recurrence import Frequency, Recurrence
from parplan.vocabulary.time_spans import UnreadError, checked_year

_STRETCH = r"(\d{4})(?:-(?:q([1-4])|h([12])|(\d\d)(?:-(\d\d))?))?"
_SHORT = re.compile(rf"(before )?{_STRETCH}(?: ?\.\. ?(?:{_STRETCH}|q([1-4])|h([12])|(\d\d)))?", re.ASCII)


def read_short_form(text: str, year: int, through: int) -> Reading | None:
    """Read ``text`` if it is a short form, else return None. Its words stay empty.

    Raises:
        UnreadError: it has the shape of one and names a day, or a range, that does not exist.
    """
    form = text.lower()
    match form:
        case "ongoing":
            return Reading(Kind.ONGOING, date(year, 1, 1), date(through, 12, 31))
        case "undetermined":
            return Reading(Kind.UNDETERMINED)
        case "event":
            return Reading(Kind.EVENT)
        case "calendar":
            return Reading(Kind.RECURRING, recurrence=Recurrence(calendar=True))
    if form[:1].isalpha() and form[:6] != "before":
        return _recurring(form)
    found = _SHORT.fullmatch(form)
    if found is None:
        return None
    before, *first = found.groups()[:6]
    last = list(found.groups()[6:])
    start, end = _days(*first)
    checked_year(start.year, year, through)
    if ".." in form:
        named_year, *named = last[:5]
        quarter, half, month = last[5:]
        same_sort = (bool(first[1]), bool(first[2]), bool(first[3]) and not first[4])
        if named_year is None:  # "2021-Q1..Q3": the same year, and the same sort of stretch
            named_year, named = first[0], [quarter, half, month, None]
            if same_sort != (bool(quarter), bool(half), bool(month)):
                raise UnreadError
        end = _days(named_year, *named)[1]
        checked_year(end.year, year, through)
        if before or end < start:
            raise UnreadError(Problem.UNREADABLE if before else Problem.NO_SUCH_DATE)
    if before:
        return Reading(Kind.BEFORE, due=start - timedelta(days=1))
    if start == end:
        return Reading(Kind.DATE, due=end)
    return Reading(Kind.PERIOD, start, end, end)


def write_time(reading: Reading, year: int, through: int) -> str:
    """Return what to write as a ``due`` for ``reading``: its short form, else words; empty where there are none."""
    start, end, due = reading.start, reading.end, reading.due
    match reading.kind:
        case Kind.DATE:
            return str(due)
        case Kind.BEFORE:
            return f"before {due + timedelta(days=1)}" if due is not None and due < date.max else ""
        case Kind.PERIOD:
            return _stretch(start, end) if start is not None and end is not None else ""
        case Kind.ONGOING:
            if (start, end) == (date(year, 1, 1), date(through, 12, 31)):
                return "ongoing"
            if start is None:
                return ""
            if end is None:
                return f"từ ngày {start:%d/%m/%Y}"
            return f"thường xuyên từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"
        case Kind.EVENT | Kind.UNDETERMINED:
            return reading.kind.value
    return _recurrence(reading.recurrence) if reading.recurrence is not None else ""


def print_time(words: str, year: int, through: int) -> str:
    """Words of a time for a document: a short form in Vietnamese, anything else as it is."""
    try:
        reading = read_short_form(words, year, through)
    except UnreadError:
        return words
    if reading is None:
        return words
    start, end, due = reading.start, reading.end, reading.due
    if (named := _PRINTED_KINDS.get(reading.kind)) is not None:
        return named
    if reading.kind is Kind.PERIOD and start is not None and end is not None:
        return _printed_stretch(start, end)
    if reading.kind is Kind.BEFORE and due is not None:
        return f"Trước ngày {due + timedelta(days=1):%d/%m/%Y}"
    if reading.kind is Kind.DATE and due is not None:
        return f"{due:%d/%m/%Y}"
    if reading.recurrence is None or reading.recurrence.calendar:
        return words if reading.recurrence is None else "Theo lịch báo cáo"
    return ", ".join(_PRINTED[one] for one in reading.recurrence.frequencies).capitalize()


_PRINTED_KINDS = {Kind.ONGOING: "Thường xuyên", Kind.EVENT: "Khi phát sinh", Kind.UNDETERMINED: "Chưa xác định"}
_PRINTED = {
    Frequency.MONTHLY: "hằng tháng",
    Frequency.QUARTERLY: "hằng quý",
    Frequency.HALF_YEARLY: "định kỳ 6 tháng",
    Frequency.YEARLY: "hằng năm",
}
_ROMAN = ("I", "II", "III", "IV")


def _units(start: date, end: date) -> tuple[str, int, int] | None:
    """The largest unit that whole months of one year are made of, and the numbers of the first and the last of them.

    The unit: ``year``, ``H`` for half-years, ``Q`` for quarters, or ``month``. ``None`` for other stretches of days.
    """
    first, last = start.month, end.month
    if start.day > 1 or end.day < monthrange(end.year, last)[1] or start.year != end.year:
        return None
    if (first, last) == (1, 12):
        return "year", 1, 1
    if (first, last) in ((1, 6), (7, 12)):
        return "H", last // 6, last // 6
    if first % 3 == 1 and last % 3 == 0:
        return "Q", (first + 2) // 3, last // 3
    return "month", first, last


def _printed_stretch(start: date, end: date) -> str:
    units = _units(start, end)
    if units is None:
        return f"Từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"
    unit, first, last = units
    match unit:
        case "year":
            return f"Năm {start.year}"
        case "H":
            return f"6 tháng {('đầu', 'cuối')[first - 1]} năm {start.year}"
        case "Q":
            return f"Quý {' - '.join(dict.fromkeys((_ROMAN[first - 1], _ROMAN[last - 1])))}/{start.year}"
    return f"Tháng {' - '.join(map(str, dict.fromkeys((first, last))))}/{start.year}"


def _stretch(start: date, end: date) -> str:
    """The shortest form of the days from ``start`` through ``end``."""
    units = _units(start, end)
    if units is None:
        if start.day > 1 or end.day < monthrange(end.year, end.month)[1]:
            return f"{start}..{end}"
        return f"{start.year}..{end.year}" if (start.month, end.month) == (1, 12) else f"{start:%Y-%m}..{end:%Y-%m}"
    unit, first, last = units
    match unit:
        case "year":
            return f"{start.year}"
        case "H":
            return f"{start.year}-H{first}"
        case "Q":
            return f"{start.year}-Q{first}" + (f"..Q{last}" if first < last else "")
    return f"{start:%Y-%m}" + (f"..{last:02}" if first < last else "")


def _recurrence(recurrence: Recurrence) -> str:
    if recurrence.calendar:
        return "calendar"
    if recurrence.deadline is None:
        return ", ".join(recurrence.frequencies) or "định kỳ"
    months, day = recurrence.deadline.months, recurrence.deadline.day
    before = "trước ngày" if recurrence.deadline.strict else "chậm nhất ngày"
    match recurrence.frequencies:
        case (Frequency.YEARLY,) if -11 <= months <= 0 and day <= monthrange(2023, 12 + months)[1]:
            return f"{before} {day}/{12 + months} hằng năm"
        case (Frequency.YEARLY,) if -11 <= months <= 0 and not recurrence.deadline.strict:
            return f"tháng {12 + months} hằng năm"
        case (Frequency.YEARLY,) if 1 <= months <= 12 and day <= monthrange(2023, months)[1]:
            return f"{before} {day}/{months} năm sau"
        case (Frequency.MONTHLY,) if months in (0, 1):
            return f"hằng tháng, {before} {day}" + (" tháng sau" if months else " hằng tháng")
        case (Frequency.QUARTERLY,) if months in (-2, 0, 1):
            of = {-2: "tháng đầu quý", 0: "tháng cuối quý", 1: "tháng đầu quý sau"}[months]
            return f"hằng quý, {before} {day} {of}"
    return ""


def _days(
    year: str | None, quarter: str | None, half: str | None, month: str | None, day: str | None
) -> tuple[date, date]:
    """The first and the last day of a stretch, told by the groups of the pattern."""
    assert year is not None
    if quarter:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif half:
        first, last = 6 * int(half) - 5, 6 * int(half)
    elif month:
        first = last = int(month)
    else:
        first, last = 1, 12
    try:
        start = date(int(year), first, int(day or 1))
        return start, start if day else start.replace(month=last, day=monthrange(start.year, last)[1])
    except ValueError:
        raise UnreadError(Problem.NO_SUCH_DATE) from None


def _recurring(form: str) -> Reading | None:
    """One or several frequencies: ``quarterly``, ``quarterly, half-yearly, yearly``."""
    try:
        named = {Frequency(word.strip()) for word in form.split(",")}
    except ValueError:
        return None
    frequencies = tuple(frequency for frequency in Frequency if frequency in named)
    return Reading(Kind.RECURRING, recurrence=Recurrence(frequencies))
