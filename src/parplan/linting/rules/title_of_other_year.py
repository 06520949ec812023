"""P406: the title of the plan names another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.subject import N_, Subject, message, remark, rule

EXPLANATION = rule(
    "P406",
    "title-of-other-year",
    Severity.WARNING,
    what=N_("The title of the plan names a year (“năm …”), and it is none of the plan's years."),
    why=N_("One of the two was copied from another plan; every time without a year is read for the plan's."),
    instead=N_("Correct the title or “year”."),
    right=N_("A title without a year, or with any year of a plan of several, is right."),
    bad="year: 2021\ntitle: Kế hoạch cải cách hành chính năm 2020",
    good="year: 2021\ntitle: Kế hoạch cải cách hành chính năm 2021",
)

_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Remark]:
    """Look for the years the title names."""
    years = [int(year) for year in _YEAR.findall(subject.plan.title)]
    if years and not any(subject.plan.year <= year <= subject.plan.through for year in years):
        yield remark(
            EXPLANATION,
            ("plan", "title"),
            message(
                N_("the title names the year {named}, but the plan is of {year}"),
                named=years[0],
                year=subject.plan.year,
            ),
            message(N_("correct the one that is wrong")),
            stretch=subject.stretch(("plan", "title"), str(years[0])),
        )
