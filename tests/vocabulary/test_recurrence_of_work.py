"""What recurs, expanded inside the years of a plan."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from parplan.vocabulary.recurrence import Frequency, PeriodDeadline, Recurrence, occurrences

Q, H, Y, M = Frequency.QUARTERLY, Frequency.HALF_YEARLY, Frequency.YEARLY, Frequency.MONTHLY


def test_the_longer_period_stands_for_the_shorter_that_ends_with_it() -> None:
    """Domain §7: no report of quý II or quý IV beside those of 6 months and the year."""
    four = occurrences(Recurrence((Q, H, Y)), 2021, 2021)
    assert [(o.key, o.start, o.end, o.due) for o in four] == [
        ("2021-Q1", date(2021, 1, 1), date(2021, 3, 31), date(2021, 3, 31)),
        ("2021-H1", date(2021, 1, 1), date(2021, 6, 30), date(2021, 6, 30)),
        ("2021-Q3", date(2021, 7, 1), date(2021, 9, 30), date(2021, 9, 30)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31), date(2021, 12, 31)),
    ]


def test_deadline_within_and_after_the_period() -> None:
    last_month = Recurrence((Q,), PeriodDeadline(0, 25, strict=True))
    assert [o.due for o in occurrences(last_month, 2021, 2021)][:2] == [date(2021, 3, 24), date(2021, 6, 24)]
    month_after = Recurrence((Q,), PeriodDeadline(1, 5, strict=False))
    assert occurrences(month_after, 2021, 2021)[-1].due == date(2022, 1, 5)
    first_month = Recurrence((Q,), PeriodDeadline(-2, 10, strict=False))
    assert occurrences(first_month, 2021, 2021)[0].due == date(2021, 1, 10)


def test_a_day_a_month_lacks_is_its_last() -> None:
    monthly = Recurrence((M,), PeriodDeadline(0, 31, strict=False))
    assert [o.due.day for o in occurrences(monthly, 2024, 2024)] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_nothing_recurs_without_a_frequency() -> None:
    assert occurrences(Recurrence(), 2021, 2021) == ()
    assert occurrences(Recurrence(calendar=True), 2021, 2021) == ()


@given(
    frequencies=st.sets(st.sampled_from(Frequency)),
    deadline=st.none() | st.builds(PeriodDeadline, st.integers(-11, 3), st.integers(1, 31), st.booleans()),
    first=st.integers(1990, 2100),
    more=st.integers(0, 6),
)
def test_occurrences_are_in_order_within_the_years_and_told_apart(
    frequencies: set[Frequency], deadline: PeriodDeadline | None, first: int, more: int
) -> None:
    found = occurrences(Recurrence(tuple(frequencies), deadline), first, first + more)
    ends = [o.end for o in found]
    assert ends == sorted(set(ends))
    assert len({o.key for o in found}) == len(found)
    assert all(date(first, 1, 1) <= o.start <= o.end <= date(first + more, 12, 31) for o in found)
    shortest = min((frequency.months for frequency in frequencies), default=0)
    assert len(found) == ((more + 1) * 12 // shortest if shortest else 0)
