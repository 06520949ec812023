"""How work stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from parplan.changing import progressing
from parplan.changing.change import Change
from parplan.changing.progressing import Progress
from parplan.cli.choices import parse_state
from parplan.cli.context import Request
from parplan.cli.current import _
from parplan.cli.facts import clean_text, parse_measure, parse_percent
from parplan.cli.finishing import finish_addressed
from parplan.cli.record_run import Recording, recorded, start
from parplan.cli.said import Said, details_of
from parplan.plan.structure import State
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.views.blocks import Block
from parplan.views.record_view import unchanged_screen


def run(
    request: Request,
    *,
    address: str,
    state: str | None = None,
    percent: str | None = None,
    measure: Sequence[str] | None = None,
    event: str | None = None,
    note: str | None = None,
    difficulty: str | None = None,
    proposal: str | None = None,
    evidence: Sequence[str] | None = None,
    basis: str | None = None,
    reason: str | None = None,
    on: str | None = None,
    unit: Sequence[str] | None = None,
    all_units: bool = False,
    all: bool = False,  # noqa: A002 - the name of the option
    by: str | None = None,
    dry_run: bool = False,
) -> int:
    """Record how work stands: its state, measured values, an event, a difficulty or a proposal."""
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
        return finish_addressed(request, address, said, details, dry_run=dry_run)

    def decide(subject: PlanOnDay, addressed: tuple[Addressed, ...], moment: datetime) -> Change:
        return progressing.progress(addressed[0], stated, said.scope(subject), details.at(moment))

    recording = start(request, [address], decide)
    recording.run(
        dry_run=dry_run,
        say=lambda outcome: recorded(recording, outcome),
        say_unchanged=lambda: _unchanged(recording),
    )
    if stated.state in (State.PAUSED, State.DROPPED) and basis is None:
        request.advise(_("No deciding document is named; --basis adds it."))
    return request.exit_code


def _unchanged(recording: Recording) -> Iterable[Block]:
    for addressed in recording.addressed(recording.subject):
        yield from unchanged_screen(recording.request.language, addressed)
