"""Finishing of addresses, shared by ``done`` and ``progress --state done``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from parplan.changing.change import Change, Details
from parplan.changing.effect import Effect
from parplan.changing.finishing import WholeTask, finish, whole_task
from parplan.changing.scope import address_typed
from parplan.changing.undoing import record_command
from parplan.cli.finish_question import FinishAnswer, ask_about, can_ask
from parplan.cli.recording import Recording, recorded, start
from parplan.cli.request import Request
from parplan.cli.typed_entry import TypedScope
from parplan.diagnostics import N_
from parplan.files.writing import check_replaceable
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.views.blocks import Block, line
from parplan.views.record_view import command_line, finished_text, heading, unchanged_screen, whole_task_lines

#: Shown instead of a command that has no form safe to copy.
_TYPE_IT = N_("no command is safe to copy here; type it with the address of the milestone")


def finish_addressed(
    request: Request, addresses: Sequence[str], typed_scope: TypedScope, details: Details, *, dry_run: bool
) -> int:
    """Finish all addresses, or none.

    If finishing a whole task closes undated work or leaves targets unmeasured, a person at a terminal is asked.
    """
    dated_only: set[str] = set()

    def finish_one(one: Addressed, moment: datetime) -> Change:
        scope = typed_scope.of(one.subject)
        return finish(one, scope, details.at(moment), dated_only=address_typed(one) in dated_only)

    def decide(subject: PlanOnDay, addressed: tuple[Addressed, ...], moment: datetime) -> Change:
        changes = [finish_one(one, moment) for one in _outermost(addressed)]
        return Change(
            tuple(entry for change in changes for entry in change.added),
            remarks=tuple(remark for change in changes for remark in change.remarks),
        )

    recording = start(request, addresses, decide)
    scope = typed_scope.of(recording.subject)
    recording.units = scope.unit_codes
    with recording.commands_shown():
        named = _outermost(recording.addressed(recording.subject))
        new = [one for one in named if finish_one(one, request.moment)]
    doubtful = {address_typed(one): whole for one in new if (whole := whole_task(one, scope)) and whole.doubtful}
    asked = bool(doubtful) and not typed_scope.everything and can_ask(request)
    if asked and not dry_run:
        check_replaceable(recording.path)
    for one in new if asked else ():
        whole = doubtful.get(address_typed(one))
        if whole is None:
            continue
        question = [*heading(one), *whole_task_lines(request.language, one, whole, details.day)]
        answer = ask_about(request, question, whole, one)
        if answer is FinishAnswer.NOTHING:
            request.advise(request.language.gettext("Nothing was recorded."))
            return recording.exit_code
        if answer is FinishAnswer.DATED:
            dated_only.add(address_typed(one))

    def say(outcome: Effect) -> Iterator[Block]:
        for one in named:
            if one not in new:
                yield from unchanged_screen(
                    request.language, one, finished_text(request.language, one, scope.unit_codes)
                )
            elif not asked:
                yield from heading(one)
                if whole := doubtful.get(address_typed(one)):
                    yield from whole_task_lines(request.language, one, whole, details.day)
                    yield from _narrower(recording, whole, outcome)
        yield from recorded(recording, outcome, with_heading=False)

    recording.run(dry_run=dry_run, say=say, say_unchanged=lambda: _finished(recording, scope.unit_codes))
    return recording.exit_code


def _outermost(addressed: Iterable[Addressed]) -> tuple[Addressed, ...]:
    """The addresses without those covered by another, such as milestones of a task that is also named."""
    all_named = tuple(addressed)
    return tuple(one for one in all_named if not any(_covers(other, one) for other in all_named if other is not one))


def _covers(whole: Addressed, part: Addressed) -> bool:
    if whole.task is not part.task:
        return False
    if whole.milestone is None:
        return part.milestone is not None
    return whole.milestone is part.milestone and whole.occurrence is None and part.occurrence is not None


def _narrower(recording: Recording, whole: WholeTask, outcome: Effect) -> Iterator[Block]:
    """Commands that finish only the dated items, with the same details."""
    if not whole.dated or not whole.undated:
        return
    _ = recording.request.language.gettext
    yield line(_("To finish only what has a deadline, undo this and run:"))
    for item in whole.dated:
        for added in outcome.change.added:
            if added.task != item.task.id:
                continue
            id = item.milestone.id if item.milestone is not None else None
            entry = replace(added.entry, milestone=id, occurrence=item.occurrence)
            command = record_command(outcome.after, item.task, entry)
            yield command_line(recording.request.language, recording.shell, command, _TYPE_IT)


def _finished(recording: Recording, units: tuple[str, ...]) -> Iterable[Block]:
    language = recording.request.language
    for addressed in recording.addressed(recording.subject):
        yield from unchanged_screen(language, addressed, finished_text(language, addressed, units))
