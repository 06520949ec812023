"""The verbs that ask: tasks, due, show, units, status."""

from __future__ import annotations

from typing import Annotated

import typer

from parplan.cli.completion import complete_address, complete_section, complete_state, complete_unit
from parplan.cli.context import make_request
from parplan.cli.current import _
from parplan.plan.roles import Role
from parplan.queries.status import Grouping

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
    from parplan.cli.verbs.tasks import run

    raise typer.Exit(
        run(
            make_request(context),
            text=text,
            unit=unit,
            role=role,
            section=section,
            state=state,
            undated=undated,
            ongoing=ongoing,
        )
    )


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
    from parplan.cli.verbs.due import run

    raise typer.Exit(run(make_request(context), within=within, unit=unit, role=role, overdue=overdue))


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
    from parplan.cli.verbs.show import run

    raise typer.Exit(run(make_request(context), address=address))


def units(context: typer.Context) -> None:
    """List units and groups."""
    from parplan.cli.verbs.units import run

    raise typer.Exit(run(make_request(context)))


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
    from parplan.cli.verbs.status import run

    raise typer.Exit(run(make_request(context), by=by))
