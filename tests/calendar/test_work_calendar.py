"""The working days of Vietnam: the table, its corrections, and the days deadlines are handed in on."""

from __future__ import annotations

import csv
import importlib.util
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parplan.plan import vietnam_holidays as table
from parplan.plan.calendar import WorkCalendar

REPOSITORY = Path(__file__).parent.parent.parent
CHECKED_DAYS = REPOSITORY / "tests" / "data" / "holidays-vn-2020-2027.tsv"

CALENDAR = WorkCalendar()
ONE_DAY = timedelta(days=1)

# Saturdays worked in exchange for a day off, 2020 to 2027: named by the days off of the checked list.
WORKED_SATURDAYS = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}


def checked_days() -> dict[date, str]:
    with CHECKED_DAYS.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(file, delimiter="\t")}


def test_every_day_of_the_checked_years():
    off = checked_days()
    assert len(off) == 115
    day, wrong = date(2020, 1, 1), []
    while day.year < 2028:
        worked = day in WORKED_SATURDAYS or (day.weekday() < 5 and day not in off)
        if CALENDAR.is_working_day(day) != worked:
            wrong.append(day)
        day += ONE_DAY
    assert wrong == []


def test_the_checked_list_names_the_worked_saturdays():
    names = " ".join(name for day, name in checked_days().items())
    for day in WORKED_SATURDAYS:
        assert f"{day:%d/%m/%Y}" in names or f"{day}" in names


@pytest.mark.parametrize(
    ("due", "last"),
    [
        # The report calendar of III.1 and the task due "trước ngày 05/12/2021".
        (date(2021, 3, 2), date(2021, 3, 2)),
        (date(2021, 6, 2), date(2021, 6, 2)),
        (date(2021, 9, 2), date(2021, 9, 1)),
        (date(2021, 11, 24), date(2021, 11, 24)),
        (date(2021, 12, 4), date(2021, 12, 3)),
        # Tết: eight days in a row.
        (date(2021, 2, 16), date(2021, 2, 9)),
        # A swapped Saturday is worked; the Friday it was swapped with is not.
        (date(2026, 1, 10), date(2026, 1, 10)),
        (date(2026, 1, 4), date(2025, 12, 31)),
        # Years around the table, from the library.
        (date(2009, 4, 30), date(2009, 4, 29)),
        (date(2031, 1, 1), date(2030, 12, 31)),
    ],
)
def test_last_working_day(due: date, last: date):
    assert CALENDAR.last_working_day(due) == last


def test_a_plan_corrects_the_calendar():
    corrected = WorkCalendar(holidays=(date(2021, 3, 2),), working_days=(date(2021, 9, 2), date(2021, 12, 4)))
    assert corrected.last_working_day(date(2021, 3, 2)) == date(2021, 3, 1)
    assert corrected.last_working_day(date(2021, 9, 2)) == date(2021, 9, 2)
    assert corrected.last_working_day(date(2021, 12, 5)) == date(2021, 12, 4)


def test_a_day_given_as_both_is_off():
    day = date(2021, 3, 2)
    assert not WorkCalendar(holidays=(day,), working_days=(day,)).is_working_day(day)


@pytest.mark.parametrize("year", [1, 1000, 9999])
def test_years_without_data_have_weekends_only(year: int):
    first_days = [date(year, 1, 1) + ONE_DAY * n for n in range(14)]
    assert [CALENDAR.is_working_day(day) for day in first_days] == [day.weekday() < 5 for day in first_days]


def test_before_the_first_day_of_all_there_is_none():
    first = date.min
    assert WorkCalendar(holidays=(first,)).last_working_day(first) == first


@given(due=st.dates(date(2000, 1, 1), date(2040, 12, 31)), off=st.sets(st.dates(), max_size=5))
def test_last_working_day_is_the_nearest_one_not_after(due: date, off: set[date]):
    calendar = WorkCalendar(holidays=off)
    last = calendar.last_working_day(due)
    assert calendar.is_working_day(last)
    assert last <= due
    assert not any(calendar.is_working_day(last + ONE_DAY * n) for n in range(1, (due - last).days + 1))


@pytest.mark.skipif(
    holidays.__version__ != table.LIBRARY_VERSION, reason="the table was made with another release of holidays"
)
def test_the_table_is_what_the_generator_writes():
    path = REPOSITORY / "tools" / "generate_holidays.py"
    spec = importlib.util.spec_from_file_location("generate_holidays", path)
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    assert Path(table.__file__).read_text(encoding="utf-8") == generator.render()


def test_years_of_the_table_do_not_import_the_library():
    code = (
        "import sys; from datetime import date; from parplan.plan.calendar import WorkCalendar;"
        "WorkCalendar().last_working_day(date(2021, 9, 2)); print('holidays' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert answer.stdout.strip() == "False"
