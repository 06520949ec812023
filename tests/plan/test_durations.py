"""Lengths of time as people type them, and the days they lead to."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.plan.durations import add_duration, parse_durations
from parplan.plan.structure import Duration


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("30d", "2021-03-02"),
        ("2w", "2021-02-14"),
        ("1m", "2021-02-28"),
        ("3M", "2021-04-30"),
        ("1q", "2021-04-30"),
        ("1y", "2022-01-31"),
        ("0d", "2021-01-31"),
        ("P1M15D", "2021-03-15"),
        ("p2w", "2021-02-14"),
        ("P1Y", "2022-01-31"),
        (" 30d ", "2021-03-02"),
    ],
)
def test_a_length_of_time_leads_to_a_day(text: str, last: str) -> None:
    day = date(2021, 1, 31)
    for duration in parse_durations(text):
        day = add_duration(day, duration)
    assert str(day) == last


@pytest.mark.parametrize(
    "text", ["", "30", "d", "30x", "-5d", "+5d", "1.5m", "30 d", "P", "PT5H", "P1.5M", "３d", "1d2w", "999999999d"]
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="^" + text.replace("+", r"\+").replace(".", r"\.") + "$"):
        parse_durations(text)


@pytest.mark.parametrize("unit", "dwmqy")
def test_what_leads_past_the_calendar_overflows(unit: str) -> None:
    with pytest.raises(OverflowError):
        add_duration(date(2021, 3, 1), Duration(99_999_999, unit))
