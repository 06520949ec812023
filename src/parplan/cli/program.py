"""The table of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.main import get_command

from parplan.cli.current import _
from parplan.cli.parsing import Verb, Verbs

#: What declares a verb: the function typer reads its options from.
Declaration = Callable[..., None]


def _asking() -> Any:
    from parplan.cli import asking

    return asking


def _recording() -> Any:
    from parplan.cli import recording

    return recording


def _looking_back() -> Any:
    from parplan.cli import looking_back

    return looking_back


def _checking() -> Any:
    from parplan.cli import checking

    return checking


def _reporting() -> Any:
    from parplan.cli import reporting

    return reporting


def _proving() -> Any:
    from parplan.cli import proving

    return proving


def _exporting() -> Any:
    from parplan.cli import exporting

    return exporting


def _keeping() -> Any:
    from parplan.cli import keeping

    return keeping


def _starting() -> Any:
    from parplan.cli import starting

    return starting


def _verbs() -> dict[str, tuple[Callable[[], Declaration], str]]:
    """Every verb: what imports its declaration, and its help. A run imports the one it is about."""
    return {
        "due": (lambda: _asking().due, _("What falls due: overdue first, then by date.")),
        "tasks": (lambda: _asking().tasks, _("Tasks: whose, in what role, in what state.")),
        "show": (lambda: _asking().show, _("One task, milestone or occurrence whole.")),
        "units": (lambda: _asking().units, _("Units and groups.")),
        "status": (lambda: _asking().status, _("How the plan stands, on one screen.")),
        "done": (
            lambda: _recording().done,
            _("Record that a task, milestone, occurrence or unit's share is finished."),
        ),
        "progress": (
            lambda: _recording().progress,
            _("Record how work stands: state, measured values, an event, a difficulty."),
        ),
        "reschedule": (lambda: _recording().reschedule, _("Fix or move deadlines by a document.")),
        "undo": (lambda: _looking_back().undo, _("Take back the last entry, or the one with a number.")),
        "log": (lambda: _looking_back().log, _("The numbered history of what was recorded.")),
        "report": (lambda: _reporting().report, _("The periodic report as a Word document, Markdown or JSON.")),
        "remind": (
            lambda: _reporting().remind,
            _("Reminders of what is late or coming due, one for each lead unit."),
        ),
        "evidence": (lambda: _proving().evidence, _("The register of evidence, and what is done without any.")),
        "export": (
            lambda: _exporting().export,
            _("The plan with its progress as an Excel workbook, a CSV file or calendars."),
        ),
        "validate": (lambda: _checking().validate, _("Check plan files: every finding at once, each at its place.")),
        "explain": (lambda: _checking().explain, _("What a code means: what it finds, why, and what to do.")),
        "schema": (lambda: _checking().schema, _("The JSON Schema of a plan file, for editors.")),
        "cache": (lambda: _keeping().cache, _("What is kept for quick answers: where, how much; --clear deletes it.")),
        "init": (lambda: _starting().init, _("Begin a plan: a small one, with comments, that is valid.")),
    }


def _build(name: str, declaration: Declaration, help: str) -> Any:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Verb, help=help, context_settings={"help_option_names": ["--help", "-h"]})(declaration)
    return get_command(app)


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

    @app.callback(invoke_without_command=True)
    def program(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    program_group: Any = get_command(app)
    program_group.offer(
        {name: lambda name=name, verb=verb: _build(name, verb[0](), verb[1]) for name, verb in _verbs().items()}
    )
    return program_group
