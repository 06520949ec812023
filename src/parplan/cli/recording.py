"""The verbs that record: done, progress, reschedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from parplan.changing import progressing, rescheduling
from parplan.changing.change import Change, Details
from parplan.changing.finishing import WholeTask, finish, whole_task
from parplan.changing.outcome import Outcome
from parplan.changing.progressing import Progress
from parplan.changing.undoing import record_words
from parplan.cli.asking_back import Answer, ask_about, can_ask
from parplan.cli.choices import parse_state
from parplan.cli.completion import complete_open_address, complete_state
from parplan.cli.context import Request, make_request
from parplan.cli.current import _
from parplan.cli.facts import clean_text, parse_measure, parse_percent
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
    Said,
    details_of,
)
from parplan.cli.record_run import Recording, start
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.writing import check_writable
from parplan.plan.structure import State
from parplan.queries.portfolio import Addressed, Subject
from parplan.views.blocks import Block, line
from parplan.views.record_view import (
    command_line,
    deadline_text,
    finished_text,
    heading,
    recorded_screen,
    unchanged_screen,
    whole_task_lines,
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
    request = make_request(context)
    details = details_of(request, on=on, note=note, evidence=evidence, by=by)
    _finish(request, address, Said(unit, all_units, all), Progress(State.DONE), details, dry_run=dry_run)


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
    request = make_request(context)
    stated = Progress(
        parse_state(state) if state is not None else None,
        parse_percent(percent),
        tuple(parse_measure(one) for one in measure or ()),
        clean_text(event, "--event"),
    )
    details = details_of(
        request,
        on=on,
        note=note,
        difficulty=difficulty,
        proposal=proposal,
        evidence=evidence,
        basis=basis,
        reason=reason,
        by=by,
    )
    said = Said(unit, all_units, all)
    if stated == Progress(State.DONE):
        _finish(request, address, said, stated, details, dry_run=dry_run)
        return

    def decide(subject: Subject, addressed: tuple[Addressed, ...], moment: datetime) -> Change:
        return progressing.progress(addressed[0], stated, said.scope(subject), details.at(moment))

    recording = start(request, [address], decide)
    recording.run(
        dry_run=dry_run,
        say=lambda outcome: _said(recording, outcome),
        say_unchanged=lambda: _unchanged(recording),
    )
    if stated.state in (State.PAUSED, State.DROPPED) and basis is None:
        request.advise(_("No deciding document is named; --basis adds it."))


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
    request = make_request(context)
    if to is None:
        raise RequestError(
            message(N_("the new deadline is missing")), help=message(N_("add --to and a day, such as --to 2021-06-30"))
        )
    if basis is None:
        raise RequestError(
            message(N_("the document that decides it is missing")),
            help=message(N_("add --basis and its number, such as --basis 45/KH-UBND; no deadline moves without one")),
        )
    words = clean_text(to, "--to") or ""
    details = details_of(request, on=on, note=note, basis=basis, reason=reason, by=by)

    def decide(subject: Subject, addressed: tuple[Addressed, ...], moment: datetime) -> Change:
        return rescheduling.reschedule(addressed, words, details.at(moment))

    recording = start(request, addresses, decide)
    recording.run(
        dry_run=dry_run,
        say=lambda outcome: _said(recording, outcome),
        say_unchanged=lambda: _same_deadline(recording),
    )


def _finish(request: Request, address: str, said: Said, stated: Progress, details: Details, *, dry_run: bool) -> None:
    """Finish what is addressed; where a whole task closes more than is plain, a person at a terminal is asked."""
    dated_only = False

    def decide(subject: Subject, addressed: tuple[Addressed, ...], moment: datetime) -> Change:
        return finish(addressed[0], said.scope(subject), details.at(moment), dated_only=dated_only)

    recording = start(request, [address], decide)
    (addressed,) = recording.addressed(recording.subject)
    with recording.commands_shown():
        new = decide(recording.subject, (addressed,), request.moment)
    scope = said.scope(recording.subject)
    recording.units = scope.unit_codes
    whole = whole_task(addressed, scope) if new else None
    asked = whole is not None and whole.doubtful and not said.everything and can_ask(request)
    if whole is not None and asked:
        if not dry_run:
            check_writable(recording.path)
        question = [*heading(addressed), *whole_task_lines(request.language, addressed, whole, details.day)]
        answer = ask_about(request, question, whole, addressed)
        if answer is Answer.NOTHING:
            request.advise(_("Nothing was recorded."))
            return
        dated_only = answer is Answer.DATED

    def say(outcome: Outcome) -> Iterator[Block]:
        if whole is None or not whole.doubtful or asked:
            yield from _said(recording, outcome, with_heading=not asked)
            return
        yield from heading(addressed)
        yield from whole_task_lines(request.language, addressed, whole, details.day)
        yield from _narrower(recording, whole, outcome)
        yield from _said(recording, outcome, with_heading=False)

    recording.run(dry_run=dry_run, say=say, say_unchanged=lambda: _finished(recording, said))


def _narrower(recording: Recording, whole: WholeTask, outcome: Outcome) -> Iterator[Block]:
    """The commands that finish only what has a deadline, with all that was said."""
    if not whole.dated or not whole.undated:
        return
    yield line(_("To finish only what has a deadline, take this back and run:"))
    for item in whole.dated:
        for added in outcome.change.added:
            id = item.milestone.id if item.milestone is not None else None
            entry = replace(added.entry, milestone=id, occurrence=item.occurrence)
            yield command_line(recording.shell, record_words(outcome.after, item.task, entry))


def _said(recording: Recording, outcome: Outcome, *, with_heading: bool = True) -> Iterator[Block]:
    if with_heading:
        for addressed in recording.addressed(outcome.after):
            yield from heading(addressed)
    yield from recorded_screen(recording.request.language, recording.subject.path, outcome, recording.shell)


def _unchanged(recording: Recording) -> Iterable[Block]:
    for addressed in recording.addressed(recording.subject):
        yield from unchanged_screen(recording.request.language, addressed)


def _finished(recording: Recording, said: Said) -> Iterable[Block]:
    language, units = recording.request.language, said.scope(recording.subject).unit_codes
    for addressed in recording.addressed(recording.subject):
        yield from unchanged_screen(language, addressed, finished_text(language, addressed, units))


def _same_deadline(recording: Recording) -> Iterable[Block]:
    language = recording.request.language
    for addressed in recording.addressed(recording.subject):
        yield from unchanged_screen(language, addressed, deadline_text(language, addressed))
