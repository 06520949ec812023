"""P406: the title of the plan names another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P406",
    "title-of-other-year",
    Severity.WARNING,
    what=N_("The title of the plan names a year (“năm …”) that is not one of the plan's years."),
    why=N_("One of the two was copied from another plan; every time without a year is read for the plan's."),
    instead=N_("Correct the title or “year”."),
    right=N_("A title without a year, or with any year of a plan of several, is right."),
    bad="year: 2021\ntitle: Kế hoạch cải cách hành chính năm 2020",
    good="year: 2021\ntitle: Kế hoạch cải cách hành chính năm 2021",
)

_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for the years the title names."""
    years = [int(year) for year in _YEAR.findall(checked.plan.title)]
    if years and not any(checked.plan.year <= year <= checked.plan.through for year in years):
        yield remark(
            RULE,
            ("plan", "title"),
            message(
                N_("the title names the year {named}, but the plan is of {year}"),
                named=years[0],
                year=checked.plan.year,
            ),
            message(N_("correct the one that is wrong")),
            stretch=checked.stretch(("plan", "title"), str(years[0])),
        )
