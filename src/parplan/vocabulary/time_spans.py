"""Days of the calendar that were named: stretches as written, and spans once their year is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import IntEnum

from msgspec import Struct

from parplan.vocabulary.readings import Problem
from parplan.vocabulary.recurrence import PeriodDeadline

#: A document plans from the year before its own to a few decades ahead ("đến năm 2045"); beyond, a digit is wrong.
_YEARS_BEFORE, _YEARS_AFTER = 5, 50


class UnreadError(Exception):
    """Something names a time that cannot be read, and why."""

    def __init__(self, problem: Problem = Problem.UNREADABLE) -> None:
        super().__init__(problem)
        self.problem = problem


class TimeUnit(IntEnum):
    """Unit of the calendar that a stretch is one of."""

    DAY = 1
    MONTH = 2
    QUARTER = 3
    PART = 4  # so many months at the beginning or end of a year
    YEAR = 5


class Stretch(Struct, frozen=True):
    """Days of a year that may not be named: from ``first`` through ``last``, each (month, day); day 31 ends any month.

    next_year: it lies in the year after the one meant ("năm sau").
    """

    unit: TimeUnit
    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    next_year: bool = False

    @property
    def floating(self) -> bool:
        """Whether no year is named."""
        return self.year is None

    def start(self, year: int) -> date:
        """Its first day in ``year``."""
        return date(year + self.next_year, *self.first)

    def end(self, year: int) -> date:
        """Its last day in ``year``."""
        year += self.next_year
        month, day = self.last
        return date(year, month, day if self.unit is TimeUnit.DAY else min(day, monthrange(year, month)[1]))


class TimeSpan(Struct, frozen=True):
    """A stretch, or a range of them, with its days: in the plan's first year where no year is named (``floating``).

    unit: that of its end. next_year: as in a stretch.
    """

    unit: TimeUnit
    start: date
    end: date
    floating: bool
    next_year: bool

    @property
    def ranged(self) -> bool:
        """Whether it goes from one stretch to another: "15/6 - 30/6", "quý I - III"."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        match self.unit:
            case TimeUnit.DAY:
                return self.start != self.end
            case TimeUnit.MONTH:
                return months > 1
            case TimeUnit.QUARTER:
                return months > 3
            case TimeUnit.YEAR:
                return months > 12
        return False

    def deadline(self, *, strict: bool) -> PeriodDeadline:
        """The deadline it gives in every year: its last day, or strictly before its first."""
        later = 12 if self.next_year else 0
        if strict:
            return PeriodDeadline(self.start.month - 12 + later, self.start.day, strict=True)
        day = self.end.day if self.unit is TimeUnit.DAY else 31
        return PeriodDeadline(self.end.month - 12 + later, day, strict=False)


def months(unit: TimeUnit, first: int, last: int, year: int | None, next_year: bool) -> Stretch:
    """Whole months of a year."""
    return Stretch(unit, (first, 1), (last, 31), year, next_year)


def quarter(number: int, year: int | None, next_year: bool) -> Stretch:
    """A quarter, 1 to 4."""
    return months(TimeUnit.QUARTER, 3 * number - 2, 3 * number, year, next_year)


def checked_year(year: int, first: int, last: int) -> int:
    """Return ``year`` if a plan of the years from ``first`` through ``last`` may name it.

    Raises:
        UnreadError: it is so far away that a digit of it must be wrong.
    """
    if not first - _YEARS_BEFORE <= year <= last + _YEARS_AFTER:
        raise UnreadError(Problem.YEAR_OUTSIDE)
    return year
