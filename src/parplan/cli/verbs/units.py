"""The `units` command."""

from __future__ import annotations

from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request


def run(request: Request) -> int:
    """List units and groups."""
    plans = load_plans(request)
    portfolio = plans.portfolio
    if request.json:
        from parplan.views.json_view import units_json

        request.answer_json(units_json(portfolio))
    else:
        from parplan.views.units_view import units_screen

        request.answer(units_screen(request.language, portfolio))
    return plans.exit_code
