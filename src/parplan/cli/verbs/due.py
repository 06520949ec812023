"""The `due` command."""

from __future__ import annotations

from parplan.cli.calling_shell import shell_shown
from parplan.cli.choices import parse_role
from parplan.cli.dates import parse_window
from parplan.cli.import_records import tell_open_doubts
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.queries.deadlines import DueSelection, glance_due, select_due


def run(request: Request, *, within: str, unit: str | None, role: str | None, overdue: bool) -> int:
    """List what falls due: overdue first, then by date."""
    selection = DueSelection(
        parse_window(within, request.as_of, request.today), unit, parse_role(role, unit, request.language), overdue
    )
    plans = load_plans(request, all_found=True)
    portfolio = plans.portfolio
    if request.json:
        from parplan.views.json_view import due_json

        request.answer_json(due_json(select_due(portfolio, selection), request.as_of))
    else:
        from parplan.views.due_view import due_screen

        answer = glance_due(portfolio, selection)
        request.answer(due_screen(request.language, portfolio, answer, request.width, shell_shown()))
    if not request.json:
        tell_open_doubts(request, plans.portfolio.subjects)
    return plans.exit_code
