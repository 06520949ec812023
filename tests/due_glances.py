"""Deadlines that `due` shows of plans, asked as the command asks it but of plans in memory."""

from __future__ import annotations

from parplan.queries.deadlines import DueGlance, DueRow, DueSelection, glance_plan, join_glances
from parplan.queries.portfolio import Portfolio


def glance_due(portfolio: Portfolio, selection: DueSelection) -> DueGlance[DueRow]:
    """The part of :func:`select_due` that a screen shows."""
    parties = portfolio.units(selection.unit) if selection.unit is not None else {}
    return join_glances(
        selection,
        [
            glance_plan(subject, selection, parties.get(subject.path), portfolio.carried)
            for subject in portfolio.subjects
        ],
    )
