"""Names of the periods of a report calendar and of occurrences of recurring work."""

from __future__ import annotations

import re

from parplan.diagnostics import N_
from parplan.languages import OfficeLanguage, office_month
from parplan.plan.items import Item
from parplan.plan.structure import Plan
from parplan.queries.periods import Period, next_period

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
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def period_name(language: OfficeLanguage, plan: Plan, period: Period) -> str:
    """The name of a period: by its usual key, else the title of its report, else its key."""
    if (known := period.key.lower()) in _NAMES:
        return _named(language, known, _year_of(plan, period))
    title = period.title or period.key
    name = re.sub(r"^báo cáo\s+(?=\S)", "", title, flags=re.IGNORECASE)
    return name if name == title else name[:1].lower() + name[1:]


def year_after(plan: Plan, period: Period) -> int | None:
    """The next year after the last period of a year; ``None`` where another period of the year follows."""
    key = period.key.lower()
    last = key in _LAST or (key not in _FOLLOWING and next_period(plan, period) is None)
    return _year_of(plan, period) + 1 if last else None


def name_after(language: OfficeLanguage, plan: Plan, period: Period) -> str:
    """The name of the time after a period that is not the last of its year."""
    if (key := period.key.lower()) in _FOLLOWING:
        return _named(language, _FOLLOWING[key], _year_of(plan, period))
    following = next_period(plan, period)
    return period_name(language, plan, following if following is not None else period)


def occurrence_name(language: OfficeLanguage, plan: Plan, item: Item) -> str:
    """The period of an occurrence: “tháng 01/2025”, “quý I năm 2025”; of one of the report calendar, its name."""
    key = item.occurrence or ""
    if found := _MONTH.fullmatch(key):
        month = office_month(int(found[2])) if language.code == "vi" else found[2]
        return language.gettext("month {month}/{year}").format(month=month, year=found[1])
    year, _sign, rest = key.partition("-")
    if year.isdecimal() and (rest.lower() or "year") in _NAMES:
        return _named(language, rest.lower() or "year", int(year))
    return period_name(language, plan, Period(key))


def _year_of(plan: Plan, period: Period) -> int:
    """The year of a period; in a plan of several years by its days."""
    return period.end.year if plan.through > plan.year and period.end is not None else plan.year


def _named(language: OfficeLanguage, key: str, year: int) -> str:
    return language.gettext(_NAMES[key]).format(year=year)
