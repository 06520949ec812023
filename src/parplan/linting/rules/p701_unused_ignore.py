"""P701: an ignore comment is not needed. Reported by :mod:`parplan.linting.suppression`."""

from __future__ import annotations

from parplan.diagnostics import N_, Severity
from parplan.linting.rule import rule

RULE = rule(
    "P701",
    "unused-ignore",
    Severity.WARNING,
    what=N_("A comment “# parplan: ignore[…]” names a code that is not found on its line."),
    why=N_("The finding is gone; the comment would hide the next mistake of that kind."),
    instead=N_("Delete the code, or the whole comment."),
    right=N_("Codes that are switched off in this run do not count as unused; in a file with an error, none does."),
    bad="title: Theo dõi   # parplan: ignore[P419] chữ của bản in",
    good="title: Theo dõi",
)
