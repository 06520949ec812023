"""Lengths of time as people write them: ``30d 2w 3m 1q 1y``, and ISO 8601 durations such as ``P1M15D``."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from parplan.plan.structure import Duration

_SHORT = re.compile(r"([0-9]{1,8})([dwmqy])", re.IGNORECASE)
_ISO = re.compile(r"P(?:([0-9]{1,8})Y)?(?:([0-9]{1,8})M)?(?:([0-9]{1,8})W)?(?:([0-9]{1,8})D)?", re.IGNORECASE)


def parse_durations(text: str) -> tuple[Duration, ...]:
    """Read a length of time; an ISO one may have several members.

    Raises ``ValueError`` when ``text`` is none.
    """
    stripped = text.strip()
    if match := _SHORT.fullmatch(stripped):
        return (Duration(int(match[1]), match[2].lower()),)
    if (match := _ISO.fullmatch(stripped)) and any(match.groups()):
        return tuple(
            Duration(int(count), unit) for count, unit in zip(match.groups(), "ymwd", strict=True) if count is not None
        )
    raise ValueError(text)


def add_duration(day: date, duration: Duration) -> date:
    """Return the day ``duration`` after ``day``; months end on their last day when the day does not exist in them.

    Raises ``OverflowError`` when that is after the year 9999.
    """
    try:
        match duration.unit:
            case "d":
                return day + relativedelta(days=duration.count)
            case "w":
                return day + relativedelta(weeks=duration.count)
            case "m":
                return day + relativedelta(months=duration.count)
            case "q":
                return day + relativedelta(months=3 * duration.count)
            case _:
                return day + relativedelta(years=duration.count)
    except (ValueError, OverflowError) as error:
        raise OverflowError(str(duration)) from error
