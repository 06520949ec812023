"""Lengths of time as people write them: ``30d 2w 3m 1q 1y``, and ISO 8601 durations such as ``P1M15D``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from parplan.plan.structure import Duration

_SHORT = re.compile(r"([0-9]{1,8})([dwmqy])", re.IGNORECASE)
#: Compiled when first needed, as few people type it.
_ISO = r"P(?:([0-9]{1,8})Y)?(?:([0-9]{1,8})M)?(?:([0-9]{1,8})W)?(?:([0-9]{1,8})D)?"

#: The units with a fixed number of days.
_DAYS = {"d": 1, "w": 7}


def parse_durations(text: str) -> tuple[Duration, ...]:
    """Read a length of time; an ISO one may have several members.

    Raises ``ValueError`` when ``text`` is not a length of time.
    """
    stripped = text.strip()
    if match := _SHORT.fullmatch(stripped):
        return (Duration(int(match[1]), match[2].lower()),)
    if (match := re.fullmatch(_ISO, stripped, re.IGNORECASE)) and any(match.groups()):
        return tuple(
            Duration(int(count), unit) for count, unit in zip(match.groups(), "ymwd", strict=True) if count is not None
        )
    raise ValueError(text)


def add_duration(day: date, duration: Duration) -> date:
    """Return the day ``duration`` after ``day``; the last day of the month when the day does not exist in it.

    Raises ``OverflowError`` when the result is after the year 9999.
    """
    try:
        if duration.unit in _DAYS:
            return day + timedelta(days=duration.count * _DAYS[duration.unit])
        from dateutil.relativedelta import relativedelta  # here: most lengths of time are counts of days

        match duration.unit:
            case "m":
                return day + relativedelta(months=duration.count)
            case "q":
                return day + relativedelta(months=3 * duration.count)
            case _:
                return day + relativedelta(years=duration.count)
    except (ValueError, OverflowError) as error:
        raise OverflowError(str(duration)) from error
