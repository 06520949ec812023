"""P602: the file is named after another year than the plan's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P602",
    "other-year-in-name",
    Severity.WARNING,
    what=N_("The file is named after a year (2021.yaml), but its plan is for another."),
    why=N_("It was made by copying last year's file: times without a year are read for the wrong one."),
    instead=N_("Correct “year”, or rename the file."),
    right=N_("Any other file name is fine, and so is any year of a plan for several years."),
    bad="year: 2021",
    good="year: 2022",
)

_NAME = re.compile(r"(?:\A|[/\\])((?:19|20)\d\d)\.ya?ml\Z", re.IGNORECASE)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the year in the name."""
    match = _NAME.search(checked.name)
    if match is not None and not checked.plan.year <= int(match[1]) <= checked.plan.through:
        yield remark(
            RULE,
            ("plan", "year"),
            message(
                N_("the file is named {name}, but the plan is for {year}"),
                name=match[0].strip("/\\"),
                year=checked.plan.year,
            ),
            message(N_("correct the year, or rename the file")),
        )
