"""The lines of the plan file that doubts are about."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.diagnostics import Remark, Severity
from parplan.loading import LoadedPlan, locate
from parplan.provenance.doubts import Doubt, message_of
from parplan.provenance.values import path_at


def doubt_lines(doubts: Sequence[Doubt], loaded: LoadedPlan) -> dict[Doubt, int]:
    """The line (from 1) of the plan file that each doubt is about."""
    plan, root = loaded.compiled, loaded.root
    if plan is None or root is None:
        return {}
    lines: dict[Doubt, int] = {}
    for doubt in doubts:
        path = path_at(plan, doubt.address, doubt.field)
        remark = Remark(doubt.code, doubt.kind, Severity.WARNING, path, message_of(doubt))
        lines[doubt] = locate(remark, root, loaded.source).span.line
    return lines
