"""The verbs that record: done, progress, reschedule."""

from __future__ import annotations

from typing import Annotated

import typer

from parplan.cli.completion import complete_open_address, complete_state
from parplan.cli.context import make_request
from parplan.cli.current import _
from parplan.cli.record_options import (
    ADDRESS,
    ALL,
    ALL_UNITS,
    ANY_ADDRESS,
    BASIS,
    BY,
    DRY_RUN,
    EVIDENCE,
    NOTE,
    ON,
    REASON,
    UNITS,
)


def done(
    context: typer.Context,
    address: Annotated[str, ADDRESS],
    on: Annotated[str | None, ON] = None,
    unit: Annotated[list[str] | None, UNITS] = None,
    all_units: Annotated[bool, ALL_UNITS] = False,
    all: Annotated[bool, ALL] = False,  # noqa: A002 - the name of the option
    note: Annotated[str | None, NOTE] = None,
    evidence: Annotated[list[str] | None, EVIDENCE] = None,
    by: Annotated[str | None, BY] = None,
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> None:
    """Record that a task, a milestone, an occurrence or a unit's share is finished."""
    from parplan.cli.verbs.done import run

    raise typer.Exit(
        run(
            make_request(context),
            address=address,
            on=on,
            unit=unit,
            all_units=all_units,
            all=all,
            note=note,
            evidence=evidence,
            by=by,
            dry_run=dry_run,
        )
    )


def progress(
    context: typer.Context,
    address: Annotated[str, ANY_ADDRESS],
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar=_("STATE"),
            help=_("not-started, in-progress, done, paused or dropped; in-progress also takes up again."),
            autocompletion=complete_state,
            show_default=False,
        ),
    ] = None,
    percent: Annotated[
        str | None,
        typer.Option("--percent", metavar=_("NUMBER"), help=_("How much is done, 0 to 100."), show_default=False),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar=_("TARGET=VALUE"),
            help=_("A target's measured total to date; may be repeated."),
            show_default=False,
        ),
    ] = None,
    event: Annotated[
        str | None,
        typer.Option(
            "--event",
            metavar=_("TEXT"),
            help=_("An event that took place, such as a dialogue: it opens what follows from it."),
            show_default=False,
        ),
    ] = None,
    note: Annotated[str | None, NOTE] = None,
    difficulty: Annotated[
        str | None,
        typer.Option("--difficulty", metavar=_("TEXT"), help=_("What stands in the way."), show_default=False),
    ] = None,
    proposal: Annotated[
        str | None, typer.Option("--proposal", metavar=_("TEXT"), help=_("What is proposed."), show_default=False)
    ] = None,
    evidence: Annotated[list[str] | None, EVIDENCE] = None,
    basis: Annotated[str | None, BASIS] = None,
    reason: Annotated[str | None, REASON] = None,
    on: Annotated[str | None, ON] = None,
    unit: Annotated[list[str] | None, UNITS] = None,
    all_units: Annotated[bool, ALL_UNITS] = False,
    all: Annotated[bool, ALL] = False,  # noqa: A002 - the name of the option
    by: Annotated[str | None, BY] = None,
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> None:
    """Record how work stands: its state, measured values, an event, a difficulty or a proposal."""
    from parplan.cli.verbs.progress import run

    raise typer.Exit(
        run(
            make_request(context),
            address=address,
            state=state,
            percent=percent,
            measure=measure,
            event=event,
            note=note,
            difficulty=difficulty,
            proposal=proposal,
            evidence=evidence,
            basis=basis,
            reason=reason,
            on=on,
            unit=unit,
            all_units=all_units,
            all=all,
            by=by,
            dry_run=dry_run,
        )
    )


def reschedule(
    context: typer.Context,
    addresses: Annotated[
        list[str],
        typer.Argument(
            metavar=_("ADDRESS..."),
            help=_("The milestones or occurrences whose deadline one document fixes or moves."),
            autocompletion=complete_open_address,
            show_default=False,
        ),
    ],
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar=_("TIME"),
            help=_("The new deadline: a date, or words such as “Quý III/2021”, “trước ngày 01/8/2021”, calendar."),
            show_default=False,
        ),
    ] = None,
    basis: Annotated[
        str | None,
        typer.Option(
            "--basis", metavar=_("DOCUMENT"), help=_("The document that fixes or moves it."), show_default=False
        ),
    ] = None,
    reason: Annotated[str | None, REASON] = None,
    note: Annotated[str | None, NOTE] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar=_("DATE"), help=_("The day it was decided; else the day asked about."), show_default=False
        ),
    ] = None,
    by: Annotated[str | None, BY] = None,
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> None:
    """Fix an undetermined deadline, or move one, by a document."""
    from parplan.cli.verbs.reschedule import run

    raise typer.Exit(
        run(
            make_request(context),
            addresses=addresses,
            to=to,
            basis=basis,
            reason=reason,
            note=note,
            on=on,
            by=by,
            dry_run=dry_run,
        )
    )
