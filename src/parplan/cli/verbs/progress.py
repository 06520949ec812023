"""The `progress` command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from parplan.changing import progressing
from parplan.changing.change import Change
from parplan.changing.progressing import Progress
from parplan.cli.choices import parse_state
from parplan.cli.finishing import finish_addressed
from parplan.cli.recording import Recording, recorded, start
from parplan.cli.request import Request
from parplan.cli.typed_entry import TypedScope, entry_details
from parplan.cli.typed_values import clean_text, parse_measure, parse_percent
from parplan.plan.structure import State
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.views.blocks import Block
from parplan.views.record_view import unchanged_screen


def run(
    request: Request,
    *,
    address: str,
    state: str | None,
    percent: str | None,
    measure: Sequence[str],
    event: str | None,
    note: str | None,
    difficulty: str | None,
    proposal: str | None,
    evidence: Sequence[str],
    basis: str | None,
    reason: str | None,
    on: str | None,
    unit: Sequence[str],
    all_units: bool,
    all: bool,  # noqa: A002 - the name of the option
    by: str | None,
    dry_run: bool,
) -> int:
    """Record how work stands: state, measured values, an event, a difficulty or a proposal."""
    measured = [parse_measure(one) for one in measure]
    stated = Progress(
        parse_state(state, request.language) if state is not None else None,
        parse_percent(percent),
        tuple((id, value) for id, value, _ in measured),
        clean_text(event, "--event"),
        tuple(id for id, _, in_percent in measured if in_percent),
    )
    details = entry_details(
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
    scope = TypedScope(unit, all_units, all)
    if stated == Progress(State.DONE):
        return finish_addressed(request, [address], scope, details, dry_run=dry_run)

    def decide(subject: PlanOnDay, addressed: tuple[Addressed, ...], moment: datetime) -> Change:
        return progressing.progress(addressed[0], stated, scope.of(subject), details.at(moment))

    recording = start(request, [address], decide)
    recording.run(
        dry_run=dry_run,
        say=lambda outcome: recorded(recording, outcome),
        say_unchanged=lambda: _unchanged(recording),
    )
    if stated.state in (State.PAUSED, State.DROPPED) and basis is None:
        request.advise(request.language.gettext("No deciding document is named; --basis adds it."))
    return recording.exit_code


def _unchanged(recording: Recording) -> Iterable[Block]:
    for addressed in recording.addressed(recording.subject):
        yield from unchanged_screen(recording.request.language, addressed)
