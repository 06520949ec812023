"""The verbs about what was recorded: log and undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer
from msgspec.structs import replace

from parplan.changing.change import Change, TaskEntry
from parplan.changing.effect import Effect
from parplan.changing.undoing import find_entry, record_command
from parplan.cli.completion import complete_address, complete_unit
from parplan.cli.context import make_request
from parplan.cli.current import _
from parplan.cli.dates import parse_day
from parplan.cli.record_run import Recording
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.queries.history import LogRow, LogSelection, select_log
from parplan.queries.portfolio import Addressed, PlanOnDay, Portfolio, find_address
from parplan.views.blocks import Block
from parplan.views.log_view import log_screen
from parplan.views.record_json import log_json
from parplan.views.record_view import undone_screen

_NUMBER = re.compile(r"[0-9]{1,6}")


def log(
    context: typer.Context,
    address: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[ADDRESS]"),
            help=_("Only what is about this task, milestone or occurrence."),
            autocompletion=complete_address,
            show_default=False,
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit",
            metavar=_("UNIT"),
            help=_("Only facts of this unit."),
            autocompletion=complete_unit,
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar=_("DATE"), help=_("Only facts from this day on."), show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar=_("DATE"), help=_("Only facts up to this day."), show_default=False),
    ] = None,
) -> None:
    """Show the numbered history of what was recorded."""
    request = make_request(context)
    selection = LogSelection(
        unit,
        parse_day(since, "--since") if since is not None else None,
        parse_day(until, "--until") if until is not None else None,
    )
    portfolio = request.portfolio(all_found=address is not None and ":" in address)
    addressed = find_address(portfolio, address) if address is not None else None
    answer = select_log(portfolio, addressed, selection)
    if request.json:
        request.answer_json(log_json(answer, request.as_of))
    else:
        request.answer(log_screen(request.language, portfolio, answer))
    raise typer.Exit(request.exit_code)


def undo(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[ADDRESS] [NUMBER]"),
            help=_("Of which address, and which entry of its `parplan log`; else the last one parplan recorded."),
            autocompletion=complete_address,
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show the difference and write nothing."))] = False,
) -> None:
    """Take an entry back."""
    request = make_request(context)
    address, number = _address_and_number(what or [])
    portfolio = request.portfolio(all_found=address is not None and ":" in address, to_write=True)
    if address is None and number is not None:
        _refuse_ambiguous(portfolio, str(number))
    row = find_entry(portfolio, find_address(portfolio, address) if address is not None else None, number)

    def decide(subject: PlanOnDay, _addressed: tuple[Addressed, ...], _moment: datetime) -> Change:
        return Change(removed=_same_entry(subject, row))

    subject, entry = row.subject, row.entry
    recording = Recording(request, [subject.prefix + row.task.id], portfolio, subject, decide)

    def say(outcome: Effect) -> Iterator[Block]:
        again = record_command(subject, row.task, entry)
        yield from undone_screen(request.language, subject.path, outcome, again, recording.shell)

    recording.run(dry_run=dry_run, say=say, say_unchanged=lambda: ())


def _address_and_number(words: list[str]) -> tuple[str | None, int | None]:
    match words:
        case []:
            return None, None
        case [one]:
            return (None, int(one)) if _NUMBER.fullmatch(one) else (one, None)
        case [address, number] if _NUMBER.fullmatch(number):
            return address, int(number)
        case [_address, number]:
            raise RequestError(
                message(N_("“{value}” is not the number of an entry"), value=number),
                help=message(N_("`parplan log` shows the numbers")),
            )
    raise RequestError(
        message(N_("one entry is taken back at a time")), help=message(N_("type an address, a number, or both"))
    )


def _refuse_ambiguous(portfolio: Portfolio, number: str) -> None:
    """Refuse a number that is also the id of a task."""
    for subject in portfolio.subjects:
        if any(number in (task.id, *task.aliases) for task in subject.plan.tasks()):
            raise RequestError(
                message(N_("{number} is the id of a task, and may be the number of an entry"), number=number),
                help=message(
                    N_("type {year}:{number} for the task; of an entry its address and number"),
                    year=str(subject.plan.year),
                    number=number,
                ),
            )


def _same_entry(subject: PlanOnDay, row: LogRow) -> TaskEntry:
    """The entry where it stands now. Raises ``FileError`` where somebody else has changed it or taken it back."""
    if subject is row.subject:
        return TaskEntry(row.task.id, row.entry)
    for task in subject.plan.tasks():
        if task.id == row.task.id:
            for entry in task.entries:
                if replace(entry, place=0) == replace(row.entry, place=0):
                    return TaskEntry(task.id, entry)
    raise FileError(
        message(N_("the entry has been changed or taken back by somebody else; nothing was written")),
        help=message(N_("`parplan log` shows what is recorded now")),
    )
