"""Working days in Vietnam, and the last one on which something due can be handed in.

A deadline that falls on a day off does not move; the last working day before it is advice.
The days come from a table made with the ``holidays`` library, the corrections below, and those of the plan.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta, timezone
from functools import cache

from msgspec import Struct

from parplan.plan import vietnam_holidays as table

# What the library (0.109) lacks: Friday 02/01/2026 was off, against Saturday 10/01/2026
# (Văn phòng Chính phủ, 12729/VPCP-KGVX of 25/12/2025).
_MISSING_DAYS_OFF = frozenset({date(2026, 1, 2)})
_MISSING_WORKING_DAYS = frozenset({date(2026, 1, 10)})

_DAYS_OFF = table.DAYS_OFF | _MISSING_DAYS_OFF
_WORKING_DAYS = table.WORKING_DAYS | _MISSING_WORKING_DAYS

#: Vietnam has one time zone and no summer time. “Today” and recorded days are in it, wherever the machine is.
VIETNAM = timezone(timedelta(hours=7))

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class WorkCalendar(Struct, frozen=True):
    """The working days of public bodies in Vietnam, corrected by a plan's own ``holidays`` and ``working_days``.

    A day in both counts as off: handing in a day early is never late. Years unknown to the library have only
    weekends (release 0.109: those before 1901 and after 2100).
    """

    holidays: Collection[date] = ()
    working_days: Collection[date] = ()

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` is worked."""
        if day in self.holidays:
            return False
        if day in self.working_days:
            return True
        days_off, working_days = _days_about(day.year)
        return day in working_days or (day.weekday() < _SATURDAY and day not in days_off)

    def last_working_day(self, due: date) -> date:
        """Return ``due`` when it is worked, else the last working day before it (``due`` when there is none)."""
        day = due
        while not self.is_working_day(day):
            if day == date.min:
                return due
            day -= _ONE_DAY
        return day


def _days_about(year: int) -> tuple[Collection[date], Collection[date]]:
    """Return the days off and the worked weekend days of ``year``, perhaps with those of other years."""
    if table.FIRST_YEAR <= year <= table.LAST_YEAR:
        return _DAYS_OFF, _WORKING_DAYS
    return _days_from_library(year)


@cache
def _days_from_library(year: int) -> tuple[Collection[date], Collection[date]]:
    import holidays  # Here, because importing it takes longer than a whole command.

    vietnam = holidays.country_holidays("VN", years=year)
    return frozenset(vietnam), frozenset(vietnam.weekend_workdays)
