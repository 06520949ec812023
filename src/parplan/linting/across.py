"""P601: two files are the plan of one agency and year. The one rule that looks at several plans."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.subject import N_, Subject, message, remark, rule
from parplan.plan.structure import Plan
from parplan.vocabulary.folding import fold

EXPLANATION = rule(
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


class Twins:
    """The plans met so far, by what makes two of them the same; the first of each kind is right."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, int, int], str] = {}

    def other_than(self, name: str, plan: Plan | None) -> str | None:
        """The name of the plan of the same agency and years met before the one called ``name``."""
        if plan is None:
            return None
        first = self._first.setdefault((fold(plan.agency), plan.year, plan.through), name)
        return None if first == name else first


def check(subject: Subject, other: str | None) -> Iterator[Remark]:
    """Say that ``other``, where there is one, is the same plan already."""
    if other is not None:
        yield remark(
            EXPLANATION,
            ("plan", "year"),
            message(
                N_("{other} is the plan of {agency} for {year} already"),
                other=other,
                agency=subject.plan.agency,
                year=subject.plan.year,
            ),
            message(N_("keep one file a year, or correct year or agency")),
        )
