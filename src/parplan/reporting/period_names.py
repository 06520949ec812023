"""Names of the periods of a report calendar and of occurrences of recurring work."""

from __future__ import annotations

import re
from datetime import date

from parplan.diagnostics import N_
from parplan.languages import Language, OfficeLanguage, office_month
from parplan.plan.structure import Plan
from parplan.queries.periods import Period, next_period
from parplan.vocabulary.recurrence import month_end

#: Periods by their usual keys, of the report calendar (q1) and of an occurrence (2021-Q1).
_NAMES = {
    "q1": N_("the first quarter of {year}"),
    "q2": N_("the second quarter of {year}"),
    "q3": N_("the third quarter of {year}"),
    "q4": N_("the fourth quarter of {year}"),
    "h1": N_("the first half of {year}"),
    "h2": N_("the second half of {year}"),
    "m9": N_("the first nine months of {year}"),
    "hk1": N_("the first term"),
    "hk2": N_("the second term"),
    "year": N_("the year {year}"),
}
#: The time that follows a period, of which its report says what is to be done: after six months the other six, not the
#: period of the next report.
_FOLLOWING = {"q1": "q2", "q2": "h2", "h1": "h2", "q3": "q4", "m9": "q4", "hk1": "hk2"}
_LAST = ("q4", "h2", "hk2", "year")
_LAST_OF_SCHOOL_YEAR = ("hk2", "year")
#: The last month of each time of a calendar year.
_LAST_MONTHS = {"q1": 3, "q2": 6, "q3": 9, "q4": 12, "h1": 6, "h2": 12, "m9": 9, "year": 12}
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def period_name(language: Language, plan: Plan, period: Period) -> str:
    """The name of a period: by its usual key, else the title of its report, else its key."""
    usual, year = _usual(period.key)
    if usual == "year" and year is None and plan.of_school_year:
        return _school_year(language, plan.year)
    if usual in _NAMES:
        return _named(language, usual, _year_of(plan, period))
    title = period.title or period.key
    name = re.sub(r"^báo cáo\s+(?=\S)", "", title, flags=re.IGNORECASE)
    return name if name == title else name[:1].lower() + name[1:]


def year_after(plan: Plan, period: Period) -> int | None:
    """The next year after the last period of a year; ``None`` where another period of the year follows.

    Also ``None`` where the year is not known, and in the plan of a school year.
    """
    year = _year_of(plan, period)
    return year + 1 if year is not None and not plan.of_school_year and _is_last(plan, period) else None


def end_after(plan: Plan, period: Period) -> date | None:
    """The last day of the time after a period, in the years of the plan; ``None`` where it has no known days.

    It is told up to the end of the data of the next report, where that is later.
    """
    following = next_period(plan, period)
    if (year := year_after(plan, period)) is not None or following is None:
        return date(plan.through if year is None else min(plan.through, year), 12, 31)
    usual, _ = _usual(period.key)
    month, year = _LAST_MONTHS.get(_FOLLOWING.get(usual, "")), _year_of(plan, period)
    if month is None or year is None:
        return following.end
    named = month_end(min(plan.through, year), month)
    return named if following.end is None else max(named, following.end)


def name_after(language: OfficeLanguage, plan: Plan, period: Period) -> str:
    """The name of the time after a period that is not the last of its calendar year."""
    usual, _ = _usual(period.key)
    if plan.of_school_year and _is_last(plan, period):
        return _school_year(language, plan.year + 1)
    if usual in _FOLLOWING:
        return _named(language, _FOLLOWING[usual], _year_of(plan, period))
    following = next_period(plan, period)
    return period_name(language, plan, following if following is not None else period)


def occurrence_name(language: Language, plan: Plan, key: str) -> str:
    """The period of an occurrence: “tháng 01/2025”, “quý I năm 2025”; of one of the report calendar, its name.

    Of what follows an event it is the event's day.
    """
    if _DAY.fullmatch(key):
        return language.date(date.fromisoformat(key))
    if found := _MONTH.fullmatch(key):
        month = office_month(int(found[2])) if language.code == "vi" else found[2]
        return language.gettext("month {month}/{year}").format(month=month, year=found[1])
    report = next((one for one in plan.reports if one.key == key), None)
    days = () if report is None else (report.reading.due, report.data_from, report.data_to)
    return period_name(language, plan, Period(key, None, *days))


def _usual(key: str) -> tuple[str, int | None]:
    """The usual key in a key, and the year before it: ``q1``, ``2025-q1``, ``2025`` for all of a year."""
    year, sign, rest = key.lower().partition("-")
    if len(year) == 4 and year.isdecimal() and (not sign or rest in _NAMES):
        return rest or "year", int(year)
    return key.lower(), None


def _year_of(plan: Plan, period: Period) -> int | None:
    """The year of a period: in its key, else in a plan of several years by its days; ``None`` where these tell none."""
    _, year = _usual(period.key)
    if year is not None or plan.through == plan.year:
        return year or plan.year
    if period.end is None:
        return None
    usual, _ = _usual(period.key)
    if usual not in _LAST_MONTHS:
        return period.end.year
    # A report on a year may be due in January of the next: the year is the one that ends nearest to the day.
    day, month = period.end, _LAST_MONTHS[usual]
    return min(range(plan.year, plan.through + 1), key=lambda year: (abs((month_end(year, month) - day).days), year))


def _is_last(plan: Plan, period: Period) -> bool:
    """Whether no other period of the calendar or school year follows."""
    usual, _ = _usual(period.key)
    if usual in (_LAST_OF_SCHOOL_YEAR if plan.of_school_year else _LAST):
        return True
    return usual not in _FOLLOWING and next_period(plan, period) is None


def _school_year(language: Language, first: int) -> str:
    return language.gettext("the school year {first} - {last}").format(first=first, last=first + 1)


def _named(language: Language, key: str, year: int | None) -> str:
    return language.gettext(_NAMES[key]).format(year="…" if year is None else year)
