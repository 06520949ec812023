"""P702: a comment addressed to parplan cannot be obeyed. Made in :mod:`parplan.linting.suppression`."""

from __future__ import annotations

from parplan.diagnostics import N_, Severity
from parplan.linting.rule import rule

RULE = rule(
    "P702",
    "ignore-not-understood",
    Severity.WARNING,
    what=N_("A comment addressed to parplan cannot be obeyed: its form, an unknown code, an error, or no reason."),
    why=N_(
        "A comment that does nothing looks as if it did; and one without a reason cannot be judged by the next reader."
    ),
    instead=N_("Write “# parplan: ignore[P204] reason”, several codes with commas between them."),
    right=N_("Only comments that begin with “# parplan:” are read; the same words inside a text are text."),
    bad="title: Theo dõi và và   # parplan: ignore P419",
    good="title: Theo dõi và và   # parplan: ignore[P419] chữ của bản in",
)
