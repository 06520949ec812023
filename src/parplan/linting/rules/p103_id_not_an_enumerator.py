"""P103: a letter of an id is not used for numbering in Vietnamese documents."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.vocabulary.alphabet import ENUMERATORS

RULE = rule(
    "P103",
    "id-not-an-enumerator",
    Severity.WARNING,
    what=N_("A task is numbered with a letter that Vietnamese documents do not use for numbering."),
    why=N_(
        "Items run a b c d đ e g h i k …: an f, j, w or z, or a letter with a diacritic, is a slip, and sorts last."
    ),
    instead=N_("Write the printed letter; if you cannot type đ, write dd."),
    right=N_("Only single letters after the section are judged; numbers, Roman numerals and longer codes are free."),
    bad="- id: 1.f\n  title: Theo dõi thi hành pháp luật",
    good="- id: 1.g\n  title: Theo dõi thi hành pháp luật",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look at each letter of each task id."""
    for place in checked.tasks:
        for run in place.steps[1:]:
            if len(run) == 1 and not run.isdecimal() and run not in ENUMERATORS:
                yield remark(
                    RULE,
                    (*place.path, "id"),
                    message(N_("“{letter}” is not used for numbering in Vietnamese documents"), letter=run),
                    message(N_("the letters are: {letters}"), letters=" ".join(ENUMERATORS)),
                )
