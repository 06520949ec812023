"""P511: a deadline was fixed or moved without the document that did so."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import with_entries

RULE = rule(
    "P511",
    "moved-without-basis",
    Severity.WARNING,
    what=N_("An entry has a new deadline (“due”) and no “basis”."),
    why=N_("A deadline is fixed or extended by a document; without it the old deadline is still binding."),
    instead=N_("Add “basis” with number and symbol of the document, and “reason” where it was extended."),
    right=N_("Any text is a basis: a plan, a letter, the minutes of a meeting."),
    bad="progress:\n  - {date: 2021-05-04, milestone: report, due: 2021-06-30}",
    good="progress:\n  - {date: 2021-05-04, milestone: report, due: 2021-06-30, basis: 45/KH-UBND}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for new deadlines without a basis."""
    for _place, entries in with_entries(checked):
        for path, entry in entries:
            if entry.due is not None and entry.basis is None:
                yield remark(
                    RULE,
                    (*path, "due"),
                    message(N_("there is no document that fixed this deadline")),
                    message(N_("add “basis: ...” with number and symbol of the document")),
                )
