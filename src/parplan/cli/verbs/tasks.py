"""The `tasks` command."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.cli.choices import parse_role, parse_state
from parplan.cli.import_records import tell_open_doubts
from parplan.cli.plans_asked import load_plans
from parplan.cli.request import Request
from parplan.cli.row_limit import parse_limit
from parplan.queries.tasks import TaskSelection, select_tasks


def run(
    request: Request,
    *,
    text: str | None,
    unit: str | None,
    role: str | None,
    section: str | None,
    state: Sequence[str],
    undated: bool,
    ongoing: bool,
    person: str | None,
    limit: str | None,
) -> int:
    """List tasks."""
    selection = TaskSelection(
        unit=unit,
        role=parse_role(role, unit, request.language),
        section=section,
        states=frozenset(parse_state(name, request.language) for name in state),
        undated=undated,
        ongoing=ongoing,
        text=text,
        person=person,
    )
    most = parse_limit(limit, request)
    plans = load_plans(request)
    portfolio = plans.portfolio
    answer = select_tasks(portfolio, selection)
    if request.json:
        from parplan.views.json_view import tasks_json

        request.answer_json(tasks_json(answer, request.as_of))
    else:
        from parplan.views.tasks_view import tasks_screen

        request.answer(tasks_screen(request.language, portfolio, answer, most))
    if not request.json:
        tell_open_doubts(request, plans.portfolio.subjects)
    return plans.exit_code
