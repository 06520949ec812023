"""The `due` command."""

from __future__ import annotations

from itertools import chain

from msgspec.structs import replace

from parplan.cli.calling_shell import shell_shown
from parplan.cli.choices import choice, parse_role
from parplan.cli.dates import parse_window
from parplan.cli.import_records import tell_open_doubts
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.cli.row_limit import parse_limit
from parplan.queries.deadlines import DueSelection, glance_due, rows_by_agency, select_due


def run(
    request: Request,
    *,
    within: str,
    unit: str | None,
    role: str | None,
    overdue: bool,
    by: str | None,
    limit: str | None,
) -> int:
    """List due work: overdue first, then by date, or agency by agency."""
    by_agency = by is not None and choice(by, ("agency",), "--by") == "agency"
    most = parse_limit(limit, request)
    selection = DueSelection(
        parse_window(within, request.as_of, request.today), unit, parse_role(role, unit, request.language), overdue
    )
    plans = load_plans(request, all_found=True)
    portfolio = plans.portfolio
    if request.json:
        from parplan.views.json_view import due_json

        found = select_due(portfolio, selection)
        if by_agency:
            groups = rows_by_agency(portfolio, found.rows).values()
            found = replace(found, rows=tuple(chain.from_iterable(groups)))
        request.answer_json(due_json(found, request.as_of))
    else:
        from parplan.views.due_view import due_screen

        answer = glance_due(portfolio, selection)
        request.answer(
            due_screen(
                request.language, portfolio, answer, request.width, shell_shown(), most=most, by_agency=by_agency
            )
        )
    if not request.json:
        tell_open_doubts(request, plans.portfolio.subjects)
    return plans.exit_code
