"""Times that repeat, and the occurrences of one inside the years of a plan."""

# Annotations are real types, not texts: the cache's decoder asks for them at every start, and is slow with texts.

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import product

from msgspec import Struct


class Frequency(StrEnum):
    """Frequency of what recurs: every calendar month, quarter, half-year or year."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """The length of one period in months."""
        return _MONTHS[self]


_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}


class PeriodDeadline(Struct, frozen=True):
    """A deadline relative to the period it belongs to.

    months: the month it falls in, counted from the period's last (0; -2 is a quarter's first, +1 the month after).
    day: the day of that month; in a shorter month its last day, so 31 always is the last.
    strict: it must be done before that day; before one that a shorter month has not, its last day is permitted.
    """

    months: int
    day: int
    strict: bool

    def last_permitted_day(self, period_end: date) -> date:
        """Return the last permitted day for the period that ends on ``period_end``."""
        month = period_end.year * 12 + period_end.month - 1 + self.months
        year, month = divmod(month, 12)
        permitted = min(self.day - self.strict, month_end(year, month + 1).day)
        return date(year, month + 1, 1) + timedelta(days=permitted - 1)


class Recurrence(Struct, frozen=True, omit_defaults=True):
    """A time that repeats.

    frequencies: shortest first; empty when it repeats but nothing says how often ("định kỳ"), which gives no dates.
    deadline: None is each period's last day.
    calendar: it follows the plan's report calendar instead of frequencies of its own.
    """

    frequencies: tuple[Frequency, ...] = ()
    deadline: PeriodDeadline | None = None
    calendar: bool = False


class Occurrence(Struct, frozen=True):
    """One period: its key (``2021-03``, ``2021-Q3``, ``2021-H1``, ``2021``), its days, the last permitted day."""

    key: str
    start: date
    end: date
    due: date


@lru_cache(maxsize=256)
def occurrences(recurrence: Recurrence, first_year: int, last_year: int) -> tuple[Occurrence, ...]:
    """Return the occurrences whose period lies in the years from ``first_year`` through ``last_year``, in order.

    Of several frequencies named together the longer period stands for the shorter that ends on the same day: a
    quarterly, half-yearly and yearly report is four a year, since the 6-month and the annual ones stand for those of
    quý II and quý IV (581/BNV-CCHC; III.1 of the 2021 plan). There are none where no frequency is named or the report
    calendar decides.
    """
    by_end: dict[date, Occurrence] = {}
    for frequency in sorted(recurrence.frequencies, key=lambda f: f.months):
        for year, month in product(range(first_year, last_year + 1), range(frequency.months, 13, frequency.months)):
            start = date(year, month - frequency.months + 1, 1)
            end = month_end(year, month)
            due = end if recurrence.deadline is None else recurrence.deadline.last_permitted_day(end)
            by_end[end] = Occurrence(_key(frequency, end), start, end, due)
    return tuple(by_end[end] for end in sorted(by_end))


def count_occurrences(recurrence: Recurrence, first_year: int, last_year: int) -> int:
    """Return how many :func:`occurrences` there are, without making them: each year has as many."""
    return len(occurrences(recurrence, first_year, first_year)) * (last_year + 1 - first_year)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _key(frequency: Frequency, end: date) -> str:
    match frequency:
        case Frequency.MONTHLY:
            return f"{end.year:04}-{end.month:02}"
        case Frequency.QUARTERLY:
            return f"{end.year:04}-Q{end.month // 3}"
        case Frequency.HALF_YEARLY:
            return f"{end.year:04}-H{end.month // 6}"
        case Frequency.YEARLY:
            return f"{end.year:04}"
