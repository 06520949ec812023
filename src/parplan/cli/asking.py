"""The verbs that ask: tasks, due, show, units, status."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from parplan.cli.choices import choice, parse_role, parse_state
from parplan.cli.completion import complete_address, complete_section, complete_state, complete_unit
from parplan.cli.context import make_request
from parplan.cli.current import _
from parplan.cli.dates import parse_window
from parplan.plan.roles import Role
from parplan.queries.deadlines import DueSelection, select_due
from parplan.queries.portfolio import find_address
from parplan.queries.status import Grouping, count_status
from parplan.queries.tasks import TaskSelection, select_tasks
from parplan.views.blocks import Block, line
from parplan.views.due_view import due_screen
from parplan.views.json_view import due_json, status_json, task_json, tasks_json, units_json
from parplan.views.status_view import status_screen
from parplan.views.task_view import task_screen
from parplan.views.tasks_view import tasks_screen
from parplan.views.units_view import units_screen

_UNIT = typer.Option(
    "--unit",
    metavar=_("UNIT"),
    help=_("A unit or group: code, name, short name or alias, with or without diacritics."),
    autocompletion=complete_unit,
    show_default=False,
)
_ROLE = typer.Option(
    "--role",
    metavar="lead|coordinating|recipient|any",
    help=_("Only tasks in which the unit has this role."),
    autocompletion=lambda: [*(role.value for role in Role), "any"],
    show_default=False,
)


def tasks(
    context: typer.Context,
    text: Annotated[
        str | None, typer.Argument(metavar=_("[TEXT]"), help=_("Words the task must hold."), show_default=False)
    ] = None,
    unit: Annotated[str | None, _UNIT] = None,
    role: Annotated[str | None, _ROLE] = None,
    section: Annotated[
        str | None,
        typer.Option(
            "--section",
            metavar=_("SECTION"),
            help=_("Only this section: 1 to 7, II for all of them, III."),
            autocompletion=complete_section,
            show_default=False,
        ),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar=_("STATE"),
            help=_("Only tasks in this state: not-started, in-progress, done, paused, dropped; may be repeated."),
            autocompletion=complete_state,
            show_default=False,
        ),
    ] = None,
    undated: Annotated[
        bool, typer.Option("--undated", help=_("Only tasks with something open that has no deadline."))
    ] = False,
    ongoing: Annotated[bool, typer.Option("--ongoing", help=_("Only tasks with ongoing work."))] = False,
) -> None:
    """List tasks."""
    request = make_request(context)
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
        request.answer_json(tasks_json(answer, request.as_of))
    else:
        request.answer(tasks_screen(request.language, portfolio, answer))
    raise typer.Exit(request.exit_code)


def due(
    context: typer.Context,
    within: Annotated[
        str,
        typer.Option(
            "--within",
            metavar=_("TIME"),
            help=_("How far to look: 30d, 2w, 3m, 1q, 1y, P1M15D, or up to a date."),
            autocompletion=lambda: ["7d", "14d", "30d", "1q", "1y"],
        ),
    ] = "30d",
    unit: Annotated[str | None, _UNIT] = None,
    role: Annotated[str | None, _ROLE] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only what is late."))] = False,
) -> None:
    """List what falls due: overdue first, then by date."""
    request = make_request(context)
    selection = DueSelection(parse_window(within, request.as_of), unit, parse_role(role, unit), overdue)
    portfolio = request.portfolio(all_found=True)
    answer = select_due(portfolio, selection)
    if request.json:
        request.answer_json(due_json(answer, request.as_of))
    else:
        request.answer(due_screen(request.language, portfolio, answer, request.width))
    raise typer.Exit(request.exit_code)


def show(
    context: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar=_("ADDRESS"),
            help=_("A task (2.b), a milestone (2.b/report) or an occurrence (1.d/report@q3)."),
            autocompletion=complete_address,
            show_default=False,
        ),
    ],
) -> None:
    """Show one task whole."""
    request = make_request(context)
    addressed = find_address(request.portfolio(all_found=":" in address), address)
    if request.json:
        request.answer_json(task_json(addressed, request.as_of))
    else:
        request.answer(task_screen(request.language, addressed))
    raise typer.Exit(request.exit_code)


def units(context: typer.Context) -> None:
    """List units and groups."""
    request = make_request(context)
    portfolio = request.portfolio()
    if request.json:
        request.answer_json(units_json(portfolio))
    else:
        request.answer(units_screen(request.language, portfolio))
    raise typer.Exit(request.exit_code)


def status(
    context: typer.Context,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="unit|section",
            help=_("The rows of the table."),
            autocompletion=lambda: [grouping.value for grouping in Grouping],
        ),
    ] = Grouping.UNIT.value,
) -> None:
    """Show how the plan stands on one screen."""
    request = make_request(context)
    grouping = Grouping(choice(by, [grouping.value for grouping in Grouping], "--by"))
    statuses = count_status(request.portfolio(), grouping)
    if request.json:
        request.answer_json(status_json(statuses, request.as_of))
    else:
        request.answer(_separated([status_screen(request.language, one) for one in statuses]))
    raise typer.Exit(request.exit_code)


def _separated(screens: list[Any]) -> list[Block]:
    blocks: list[Block] = []
    for screen in screens:
        if blocks:
            blocks.append(line())
        blocks.extend(screen)
    return blocks
