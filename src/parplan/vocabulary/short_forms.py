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
