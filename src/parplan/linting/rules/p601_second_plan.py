"""P601: two files are the plan of one agency and year. The one rule that looks at several plans."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P601",
    "second-plan",
    Severity.WARNING,
    what=N_("Two of the files checked together are plans of the same agency for the same year."),
    why=N_("Questions are asked of one of them; what is recorded in the other is not seen."),
    instead=N_("Keep one file a year; put an amended plan in the place of the first, whose text git keeps."),
    right=N_("Another agency, or other years, make another plan; a file named twice is checked once."),
    bad="year: 2021",
    good="year: 2022",
)


def check_twin(checked: CheckedPlan, other: str | None) -> Iterator[Remark]:
    """Say that ``other``, where there is one, is the same plan already."""
    if other is not None:
        yield remark(
            RULE,
            ("plan", "year"),
            message(
                N_("{other} is the plan of {agency} for {year} already"),
                other=other,
                agency=checked.plan.agency,
                year=checked.plan.year,
            ),
            message(N_("keep one file a year, or correct year or agency")),
        )
