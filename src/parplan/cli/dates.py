"""Days and windows as people type them: ``2021-03-01``, ``01/03/2021``, ``30d``, ``P1M``."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.durations import add_duration, parse_durations

#: Vietnam has one time zone and no summer time; “today” is there, wherever the machine is.
VIETNAM = timezone(timedelta(hours=7))

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_VIETNAMESE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def now() -> datetime:
    """The moment it is, in Vietnam's time."""
    return datetime.now(VIETNAM)


def parse_now(typed: str) -> tuple[date, datetime | None]:
    """Read ``PARPLAN_TODAY``: a day, or a moment such as 2021-03-01T09:12:00+07:00, which entries then are recorded at.

    Raises ``RequestError`` where it is neither.
    """
    if "T" in typed:
        try:
            moment = datetime.fromisoformat(typed.strip())
        except ValueError:
            pass
        else:
            moment = moment.astimezone(VIETNAM) if moment.tzinfo is not None else moment.replace(tzinfo=VIETNAM)
            return moment.date(), moment
    return parse_day(typed, "PARPLAN_TODAY"), None


def parse_day(typed: str, option: str) -> date:
    """Read a day typed for ``option``. Raises ``RequestError`` where it is none."""
    text = typed.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _VIETNAMESE.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        pass
    raise RequestError(
        message(N_("{option}: “{value}” is not a date"), option=option, value=typed),
        help=message(N_("type it as 2021-03-01 or 01/03/2021")),
    )


def parse_window(typed: str, as_of: date) -> date:
    """Return the last day of a window given as a length of time from ``as_of``, or as a day."""
    text = typed.strip()
    if _ISO.fullmatch(text) or _VIETNAMESE.fullmatch(text):
        return parse_day(text, "--within")
    try:
        until = as_of
        for duration in parse_durations(text):
            until = add_duration(until, duration)
    except OverflowError:
        raise RequestError(
            message(N_("--within: “{value}” reaches past the year 9999"), value=typed),
            help=message(N_("type a shorter time, such as 30d, 2w, 3m, 1q, 1y")),
        ) from None
    except ValueError:
        raise RequestError(
            message(N_("--within: “{value}” is neither a length of time nor a date"), value=typed),
            help=message(N_("type it as 30d, 2w, 3m, 1q, 1y, P1M15D, or a date such as 2021-03-31")),
        ) from None
    return until
