"""One task, milestone or occurrence whole."""

from __future__ import annotations

from parplan.cli.context import Request
from parplan.queries.portfolio import find_address


def run(request: Request, *, address: str) -> int:
    """Show what the address means."""
    addressed = find_address(request.portfolio(all_found=":" in address), address)
    if request.json:
        from parplan.views.json_view import task_json

        request.answer_json(task_json(addressed, request.as_of))
    else:
        from parplan.views.task_view import task_screen

        request.answer(task_screen(request.language, addressed))
    return request.exit_code
