"""P701: a comment asks for a finding to be left out that is not there. Made in :mod:`parplan.linting.suppression`."""

from __future__ import annotations

from parplan.diagnostics import N_, Severity
from parplan.linting.rule import rule

RULE = rule(
    "P701",
    "unused-ignore",
    Severity.WARNING,
    what=N_("A comment “# parplan: ignore[…]” asks for a code that is not found on its line."),
    why=N_("What it excused is gone; left there, it would hide the next mistake of that kind."),
    instead=N_("Delete the code, or the whole comment."),
    right=N_(
        "Codes that this run does not check (--select, --ignore, settings) are not counted as unused, and in a file "
        "with an error none is."
    ),
    bad="title: Theo dõi   # parplan: ignore[P419] chữ của bản in",
    good="title: Theo dõi",
)
