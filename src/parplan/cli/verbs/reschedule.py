"""The `reschedule` command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from parplan.changing import rescheduling
from parplan.changing.change import Change
from parplan.cli.recording import Recording, recorded, start
from parplan.cli.request import Request
from parplan.cli.typed_entry import entry_details
from parplan.cli.typed_values import clean_text
from parplan.diagnostics import N_, Message, message
from parplan.errors import RequestError
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.views.blocks import Block
from parplan.views.record_view import deadline_text, unchanged_screen


def run(
    request: Request,
    *,
    addresses: Sequence[str],
    to: str | None,
    basis: str | None,
    reason: str | None,
    note: str | None,
    on: str | None,
    by: str | None,
    dry_run: bool,
) -> int:
    """Fix an undetermined deadline, or move one, by a document."""
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
    details = entry_details(request, on=on, note=note, basis=basis, reason=reason, by=by)

    left_out: tuple[Message, ...] = ()

    def decide(subject: PlanOnDay, addressed: tuple[Addressed, ...], moment: datetime) -> Change:
        nonlocal left_out
        left_out = rescheduling.left_out(addressed, words, details)
        return rescheduling.reschedule(addressed, words, details.at(moment))

    recording = start(request, addresses, decide)
    recording.run(
        dry_run=dry_run,
        say=lambda outcome: recorded(recording, outcome),
        say_unchanged=lambda: _same_deadline(recording),
    )
    for told in left_out:
        request.advise(request.language.render(told))
    if left_out:
        text = N_("Where the deadline is as typed already, no entry is written; `parplan progress` records a note.")
        request.advise(request.language.gettext(text))
    return recording.exit_code


def _same_deadline(recording: Recording) -> Iterable[Block]:
    language = recording.request.language
    for addressed in recording.addressed(recording.subject):
        yield from unchanged_screen(language, addressed, deadline_text(language, addressed))
