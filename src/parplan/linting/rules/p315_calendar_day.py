"""P315: a day of the calendar contradicts itself or is of another year."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P315",
    "calendar-day",
    Severity.WARNING,
    what=N_("A day is both a holiday and a working day in “calendar”, or is far from the plan's years."),
    why=N_("The last working day before a deadline is then computed from the wrong list."),
    instead=N_("Correct the day, or delete it from one of the lists."),
    right=N_("Days of the year before and the year after may be needed for deadlines near the turn of the year."),
    bad="calendar: {holidays: [2021-02-10], working_days: [2021-02-10]}",
    good="calendar: {holidays: [2021-02-10], working_days: [2021-02-20]}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the two lists with each other and with the plan's years."""
    calendar = checked.document.calendar
    if calendar is None:
        return
    holidays = set(calendar.holidays or ())
    for key in ("holidays", "working_days"):
        for k, day in enumerate(getattr(calendar, key) or ()):
            if not checked.plan.year - 1 <= day.year <= checked.plan.through + 1:
                text, help = N_("{date} is far from the years of the plan"), N_("correct the year")
            elif key == "working_days" and day in holidays:
                text, help = N_("{date} is also listed as a holiday"), N_("delete it from one of the two lists")
            else:
                continue
            yield remark(RULE, ("calendar", key, k), message(text, date=day.isoformat()), message(help))
