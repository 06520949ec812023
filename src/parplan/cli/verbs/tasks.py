"""Whose tasks, in what role, in what state."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.cli.choices import parse_role, parse_state
from parplan.cli.context import Request
from parplan.queries.tasks import TaskSelection, select_tasks


def run(
    request: Request,
    *,
    text: str | None = None,
    unit: str | None = None,
    role: str | None = None,
    section: str | None = None,
    state: Sequence[str] | None = None,
    undated: bool = False,
    ongoing: bool = False,
) -> int:
    """List tasks."""
    selection = TaskSelection(
        unit=unit,
        role=parse_role(role, unit),
        section=section,
        states=frozenset(parse_state(name) for name in state or ()),
        undated=undated,
        ongoing=ongoing,
        text=text,
    )
    portfolio = request.portfolio()
    answer = select_tasks(portfolio, selection)
    if request.json:
        from parplan.views.json_view import tasks_json

        request.answer_json(tasks_json(answer, request.as_of))
    else:
        from parplan.views.tasks_view import tasks_screen

        request.answer(tasks_screen(request.language, portfolio, answer))
    return request.exit_code
