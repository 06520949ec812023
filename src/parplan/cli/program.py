"""The table of commands."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import typer
from typer.main import get_command

from parplan.cli import asking, checking, looking_back, recording, reporting, starting
from parplan.cli.current import _
from parplan.cli.parsing import Verb, Verbs


def make_program() -> Any:
    """Build the command line in the language of the run."""
    app = typer.Typer(
        cls=Verbs,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
        help=_("Keep a public body's yearly plan as one file; ask it what is due, whose it is and what is late."),
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    verbs: dict[Callable[..., None], str] = {
        asking.due: _("What falls due: overdue first, then by date."),
        asking.tasks: _("Tasks: whose, in what role, in what state."),
        asking.show: _("One task, milestone or occurrence whole."),
        asking.units: _("Units and groups."),
        asking.status: _("How the plan stands, on one screen."),
        recording.done: _("Record that a task, milestone, occurrence or unit's share is finished."),
        recording.progress: _("Record how work stands: state, measured values, an event, a difficulty."),
        recording.reschedule: _("Fix or move deadlines by a document."),
        looking_back.undo: _("Take back the last entry, or the one with a number."),
        looking_back.log: _("The numbered history of what was recorded."),
        reporting.report: _("The periodic report as a Word document, Markdown or JSON."),
        reporting.remind: _("Reminders of what is late or coming due, one for each lead unit."),
        checking.validate: _("Check plan files: every finding at once, each at its place."),
        checking.explain: _("What a code means: what it finds, why, and what to do."),
        checking.schema: _("The JSON Schema of a plan file, for editors."),
        starting.init: _("Begin a plan: a small one, with comments, that is valid."),
    }
    for verb, help in verbs.items():
        app.command(cls=Verb, help=help)(verb)

    @app.callback(invoke_without_command=True)
    def program(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    if os.environ.get("_PARPLAN_COMPLETE"):
        from typer._completion_classes import completion_init

        completion_init()
    return get_command(app)
