"""Finishing what is addressed: shared by ``done`` and ``progress --state done``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from parplan.changing.change import Change, Details
from parplan.changing.effect import Effect
from parplan.changing.finishing import WholeTask, finish, whole_task
from parplan.changing.undoing import record_command
from parplan.cli.asking_back import Answer, ask_about, can_ask
from parplan.cli.context import Request
from parplan.cli.current import _
from parplan.cli.record_run import Recording, recorded, start
from parplan.cli.said import Said
from parplan.diagnostics import N_
from parplan.files.writing import check_replaceable
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.views.blocks import Block, line
from parplan.views.record_view import command_line, finished_text, heading, unchanged_screen, whole_task_lines

#: Said in the place of a command of which no form is safe to copy.
_TYPE_IT = N_("no command is safe to copy here; type it, with the address of the milestone")


def finish_addressed(request: Request, address: str, said: Said, details: Details, *, dry_run: bool) -> int:
    """Finish what is addressed; where a whole task closes more than is plain, a person at a terminal is asked."""
    dated_only = False

    def decide(subject: PlanOnDay, addressed: tuple[Addressed, ...], moment: datetime) -> Change:
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
            check_replaceable(recording.path)
        question = [*heading(addressed), *whole_task_lines(request.language, addressed, whole, details.day)]
        answer = ask_about(request, question, whole, addressed)
        if answer is Answer.NOTHING:
            request.advise(_("Nothing was recorded."))
            return request.exit_code
        dated_only = answer is Answer.DATED

    def say(outcome: Effect) -> Iterator[Block]:
        if whole is None or not whole.doubtful or asked:
            yield from recorded(recording, outcome, with_heading=not asked)
            return
        yield from heading(addressed)
        yield from whole_task_lines(request.language, addressed, whole, details.day)
        yield from _narrower(recording, whole, outcome)
        yield from recorded(recording, outcome, with_heading=False)

    recording.run(dry_run=dry_run, say=say, say_unchanged=lambda: _finished(recording, said))
    return request.exit_code


def _narrower(recording: Recording, whole: WholeTask, outcome: Effect) -> Iterator[Block]:
    """The commands that finish only what has a deadline, with all that was said."""
    if not whole.dated or not whole.undated:
        return
    yield line(_("To finish only what has a deadline, take this back and run:"))
    for item in whole.dated:
        for added in outcome.change.added:
            id = item.milestone.id if item.milestone is not None else None
            entry = replace(added.entry, milestone=id, occurrence=item.occurrence)
            command = record_command(outcome.after, item.task, entry)
            yield command_line(recording.request.language, recording.shell, command, _TYPE_IT)


def _finished(recording: Recording, said: Said) -> Iterable[Block]:
    language, units = recording.request.language, said.scope(recording.subject).unit_codes
    for addressed in recording.addressed(recording.subject):
        yield from unchanged_screen(language, addressed, finished_text(language, addressed, units))
