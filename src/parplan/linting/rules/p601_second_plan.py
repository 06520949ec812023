"""P601: two files are plans of the same agency and year. The only rule that compares plans."""

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
    why=N_("Queries use one of them; progress recorded in the other is not seen."),
    instead=N_("Keep one file per year; replace it when the plan is amended: git keeps the old text."),
    right=N_("Plans of other agencies or years are different plans; a file named twice is checked once."),
    bad="year: 2021",
    good="year: 2022",
)


def check_twin(checked: CheckedPlan, other: str | None) -> Iterator[Remark]:
    """Remark that ``other``, if there is one, is the same plan."""
    if other is not None:
        yield remark(
            RULE,
            ("plan", "year"),
            message(
                N_("{other} is already the plan of {agency} for {year}"),
                other=other,
                agency=checked.plan.agency,
                year=checked.plan.year,
            ),
            message(N_("keep one file per year, or correct year or agency")),
        )
