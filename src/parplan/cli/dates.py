"""Parsing of days and spans as people type them: ``1/3``, ``hôm nay``, ``30d``, ``tháng này``, ``P1M``."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.calendar import VIETNAM
from parplan.plan.durations import add_duration, parse_durations
from parplan.vocabulary.folding import fold

# Patterns are compiled on use, because most commands parse no day.
_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_VIETNAMESE = r"(?:ngay )?([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
_OF_THE_YEAR = r"(?:ngay )?([0-9]{1,2})[/-]([0-9]{1,2})"
#: Named days, as offsets from today.
_FROM_TODAY = {
    "hom nay": 0, "nay": 0, "today": 0,
    "hom qua": -1, "qua": -1, "yesterday": -1,
    "ngay mai": 1, "mai": 1, "tomorrow": 1,
}  # fmt: skip

_LENGTH = r"([0-9]{1,8}) ?(ngay|tuan|thang|quy|nam|day|week|month|quarter|year)s?"
_PERIOD = (
    r"(?:(?:het|cuoi|den het|trong) )?(tuan|thang|quy|nam) (nay|sau|toi)"
    r"|(this|next) (week|month|quarter|year)"
)
_UNITS = {
    "ngay": "d", "day": "d", "tuan": "w", "week": "w", "thang": "m", "month": "m",
    "quy": "q", "quarter": "q", "nam": "y", "year": "y",
}  # fmt: skip


def parse_now(typed: str) -> tuple[date, datetime | None]:
    """Parse ``PARPLAN_TODAY``: a day, or a moment such as 2021-03-01T09:12:00+07:00, used for new entries.

    Raises ``RequestError`` for anything else.
    """
    if "T" in typed:
        with suppress(ValueError, OverflowError):  # the latter where Vietnam has no date for it
            moment = datetime.fromisoformat(typed.strip())
            moment = moment.astimezone(VIETNAM) if moment.tzinfo is not None else moment.replace(tzinfo=VIETNAM)
            return moment.date(), moment
    try:
        day = _whole_day(typed.strip())
    except ValueError:
        day = None
    if day is None:
        raise RequestError(
            message(N_("{option}: “{value}” is not a date"), option="PARPLAN_TODAY", value=typed),
            help=message(N_("type it as 2021-03-01 or 01/03/2021")),
        )
    return day, None


def parse_day(typed: str, option: str, *, today: date, year: int) -> date:
    """Parse a day typed for ``option``; ``1/3`` is in ``year``. Raises ``RequestError`` if it is not a day."""
    try:
        day = _day(typed, today, year)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise RequestError(
            message(N_("{option}: “{value}” is not a date"), option=option, value=typed),
            help=message(N_("type it as 2021-03-01, 01/03/2021, 1/3 or today")),
        )
    return day


def parse_window(typed: str, as_of: date) -> date:
    """Parse a span and return its last day: a length of time or period (``this month``) from ``as_of``, or a day.

    ``tomorrow`` is the day after ``as_of``, as ``next week`` is the week after.
    Raises ``RequestError`` if it is none of these.
    """
    try:
        until = _length_end(typed, as_of) or _day(typed, as_of, as_of.year) or _period_end(typed, as_of)
        if until is None:
            raise ValueError(typed)
    except OverflowError:
        raise RequestError(
            message(N_("--within: “{value}” reaches past the year 9999"), value=typed),
            help=message(N_("type a shorter time, such as 30d, 2w, 3m, 1q, 1y")),
        ) from None
    except ValueError:
        raise RequestError(
            message(N_("--within: “{value}” is neither a length of time nor a date"), value=typed),
            help=message(
                N_("type it as 30d, 2w, 3m, 1q, 1y, P1M15D, “this month”, or a date such as 2021-03-31 or 31/3")
            ),
        ) from None
    return until


def _length_end(typed: str, as_of: date) -> date | None:
    """The last day of a length of time, in short form, words or ISO 8601."""
    try:
        durations = parse_durations(typed)
    except ValueError:
        length = re.fullmatch(_LENGTH, fold(typed))
        if length is None:
            return None
        durations = parse_durations(length[1] + _UNITS[length[2]])
    until = as_of
    for duration in durations:
        until = add_duration(until, duration)
    return until


def _day(typed: str, today: date, year: int) -> date | None:
    """The day typed, or ``None``. Raises ``ValueError`` for a day that does not exist."""
    text = fold(typed)
    if text in _FROM_TODAY:
        return today + timedelta(days=_FROM_TODAY[text])
    if match := re.fullmatch(_OF_THE_YEAR, text):
        return date(year, int(match[2]), int(match[1]))
    return _whole_day(text)


def _whole_day(text: str) -> date | None:
    if match := re.fullmatch(_ISO, text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(_VIETNAMESE, text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    return None


def _period_end(typed: str, as_of: date) -> date | None:
    """The last day of this or the next week, month, quarter or year."""
    match = re.fullmatch(_PERIOD, fold(typed))
    if match is None:
        return None
    unit, following = _UNITS[match[1] or match[4]], (match[2] or match[3]) not in ("nay", "this")
    if unit == "w":
        return as_of + timedelta(days=6 - as_of.weekday() + (7 if following else 0))
    months = {"m": 1, "q": 3, "y": 12}[unit]
    past = (as_of.month - 1) // months * months + months + (months if following else 0)  # months since January
    if as_of.year + (past - 1) // 12 > date.max.year:
        raise OverflowError
    if as_of.year + past // 12 > date.max.year:
        return date.max
    return date(as_of.year + past // 12, past % 12 + 1, 1) - timedelta(days=1)


def parse_plan_year(typed: str) -> int:
    """Parse the year of a plan. Raises ``RequestError``."""
    if not re.fullmatch(r"\s*[0-9]{4}\s*", typed) or not 1946 <= int(typed) <= 2999:
        raise RequestError(message(N_("--year: {year} cannot be the year of a plan"), year=typed))
    return int(typed)
