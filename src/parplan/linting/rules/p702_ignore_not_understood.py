"""P702: a comment to parplan has no effect. Reported by :mod:`parplan.linting.suppression`."""

from __future__ import annotations

from parplan.diagnostics import N_, Severity
from parplan.linting.rule import rule

RULE = rule(
    "P702",
    "ignore-not-understood",
    Severity.WARNING,
    what=N_("A comment to parplan has no effect: wrong form, unknown code, the code of an error, or no reason."),
    why=N_("A comment without effect is misleading, and the next reader cannot judge one without a reason."),
    instead=N_("Write “# parplan: ignore[P204] reason”; separate several codes by commas."),
    right=N_("Only comments that begin with “# parplan:” are read; the same words inside a text are text."),
    bad="title: Theo dõi và và   # parplan: ignore P419",
    good="title: Theo dõi và và   # parplan: ignore[P419] chữ của bản in",
)
