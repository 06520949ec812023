"""Units and groups."""

from __future__ import annotations

from parplan.cli.context import Request


def run(request: Request) -> int:
    """List units and groups."""
    portfolio = request.portfolio()
    if request.json:
        from parplan.views.json_view import units_json

        request.answer_json(units_json(portfolio))
    else:
        from parplan.views.units_view import units_screen

        request.answer(units_screen(request.language, portfolio))
    return request.exit_code
