"""The `show` command."""

from __future__ import annotations

from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.queries.portfolio import find_address


def run(request: Request, *, address: str) -> int:
    """Show everything about an address."""
    plans = load_plans(request, all_found=True)
    addressed = find_address(plans.portfolio, address)
    if request.json:
        from parplan.views.json_view import task_json

        request.answer_json(task_json(addressed, request.as_of))
    else:
        from parplan.views.task_view import task_screen

        request.answer(task_screen(request.language, addressed))
    return plans.exit_code
