"""The `undo` command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from parplan.changing.change import Change, TaskEntry
from parplan.changing.effect import Effect
from parplan.changing.undoing import NoSuchBatchError, find_batch, find_entry, record_command
from parplan.cli.collection_files import change_collection_record, load_collection_record
from parplan.cli.plans_asked import load_plans_to_write
from parplan.cli.recording import Recording
from parplan.cli.request import Request
from parplan.cli.waiting import say_waiting
from parplan.collecting.collection_record import ReplacedEntry, collection_record_name, replaced_by, with_undone
from parplan.collecting.replaced_entries import entry_put_back
from parplan.diagnostics import N_, Command, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.paths import displayed
from parplan.plan.items import address_of
from parplan.queries.history import LogRow
from parplan.queries.portfolio import Addressed, PlanOnDay, Portfolio, find_address
from parplan.views.blocks import Block
from parplan.views.entry_view import entry_summary
from parplan.views.record_view import undone_batch_screen, undone_screen
from parplan.vocabulary.folding import fold
from parplan.vocabulary.nearest import those_called

_NUMBER = re.compile(r"[0-9]{1,6}")


def run(request: Request, *, what: Sequence[str], batch: str | None, dry_run: bool) -> int:
    """Undo an entry, or all entries of a collection."""
    if batch is not None:
        if what:
            raise RequestError(
                message(N_("--batch undoes a whole collection, an address or number one entry")),
                help=message(N_("leave one of them out")),
            )
        return _undo_batch(request, batch, dry_run=dry_run)
    address, number = _address_and_number(what)
    plans = load_plans_to_write(request, all_found=True)
    portfolio = plans.portfolio
    if address is None and number is not None:
        _refuse_ambiguous(portfolio, str(number))
    addressed = find_address(portfolio, address) if address is not None else None
    row = find_entry(portfolio, addressed, number, named=bool(request.named))

    def decide(subject: PlanOnDay, _addressed: tuple[Addressed, ...], _moment: datetime) -> Change:
        return Change(removed=(_same_entry(subject, row),))

    subject, entry = row.subject, row.entry
    recording = Recording(request, [subject.prefix + row.task.id], plans, subject, decide)
    with recording.commands_shown():
        lost = _refuse_part_of_decision(portfolio, row)

    def say(outcome: Effect) -> Iterator[Block]:
        again = record_command(subject, row.task, entry)
        yield from undone_screen(request.language, subject.path, outcome, again, recording.shell)

    recording.run(dry_run=dry_run, say=say, say_unchanged=lambda: ())
    _tell_lost(request, subject, lost)
    return plans.exit_code


def _refuse_part_of_decision(portfolio: Portfolio, row: LogRow) -> tuple[ReplacedEntry, ...]:
    """Refuse to take back alone an entry for which a decision took another out, as `undo --batch` puts that back.

    Where the batch cannot be taken back as a whole, returns what stays out of the plan. Raises what loading the record
    of collections raises, too.
    """
    subject, entry, task = row.subject, row.entry, row.task
    if entry.batch is None:
        return ()
    lost = tuple(
        one
        for one in replaced_by(load_collection_record(Path(subject.path)), entry.batch)
        if one.task == task.id or fold(one.title or "") == fold(task.title)
        if (back := entry_put_back(subject.plan, one)) is None
        or (back.task == task.id and back.entry.named == entry.named and not _has(subject, back))
    )
    if not lost:
        return ()
    try:
        find_batch(portfolio, entry.batch)
    except RequestError:
        return lost
    raise RequestError(
        message(N_("this entry took the place of an earlier one, which would be lost")),
        help=message(N_("take back the whole collection, which puts it back:")),
        commands=[Command("undo", (), (("--batch", entry.batch),))],
    )


def _tell_lost(request: Request, subject: PlanOnDay, lost: Iterable[ReplacedEntry]) -> None:
    """Tell the entries that a decision took out of the plan and that are not put back."""
    for one in lost:
        told = request.language.gettext("not put back, though the collection had replaced it: {address} – {what}")
        what = entry_summary(request.language, subject, one.entry)
        request.advise(told.format(address=address_of(one.task, one.entry.milestone, one.entry.occurrence), what=what))


def _undo_batch(request: Request, batch: str, *, dry_run: bool) -> int:
    """Undo all entries of a collection, put back those it replaced, and note that in its record."""
    plans = load_plans_to_write(request, all_found=True)
    try:
        subject, rows = find_batch(plans.portfolio, batch)
    except NoSuchBatchError:
        if dry_run or not _note_undone(request, plans.portfolio, batch):
            raise
        return plans.exit_code
    name = rows[0].entry.batch or batch

    replaced = _replaced(Path(subject.path), name)
    left: list[ReplacedEntry] = []

    def decide(current: PlanOnDay, _addressed: tuple[Addressed, ...], _moment: datetime) -> Change:
        back = [(one, entry_put_back(current.plan, one)) for one in replaced]
        left[:] = [one for one, found in back if found is None]
        return Change(
            added=tuple(found for _one, found in back if found is not None and not _has(current, found)),
            removed=tuple(_same_entry(current, row) for row in rows),
        )

    addresses = dict.fromkeys(subject.prefix + row.task.id for row in rows)
    recording = Recording(request, list(addresses), plans, subject, decide)
    recording.run(
        dry_run=dry_run,
        say=lambda outcome: undone_batch_screen(request.language, subject.path, outcome, name),
        say_unchanged=lambda: (),
    )
    for one in left:
        told = request.language.gettext(
            "not put back, as it is not certain what it is about now: {address} “{title}” – {what}"
        )
        what = entry_summary(request.language, subject, one.entry)
        address = address_of(one.task, one.entry.milestone, one.entry.occurrence)
        request.advise(told.format(address=address, title=one.title or "", what=what))
    if not dry_run:
        try:
            _change_record(request, subject.path, name)
        except ParplanError as error:
            raise FileError(
                message(N_("it was taken back in {path}, but: {problem}"), path=subject.path, problem=error.message),
                help=message(N_("`parplan log` shows what was recorded")),
            ) from None
    return plans.exit_code


def _replaced(plan: Path, batch: str) -> tuple[ReplacedEntry, ...]:
    """The entries a collection replaced. Raises ``FileError`` where its record does not tell."""
    record = load_collection_record(plan)
    if not any(one.batch == batch for one in record.collections):
        raise FileError(
            message(
                N_("{path} has no collection {batch}, so what it replaced is not known; nothing was written"),
                path=displayed(plan.with_name(collection_record_name(plan.name))),
                batch=batch,
            ),
            help=message(
                N_(
                    "put the record back beside the plan, under the plan's name; or take back one entry at a time, by"
                    " its number in `parplan log`"
                )
            ),
        )
    return replaced_by(record, batch)


def _has(subject: PlanOnDay, one: TaskEntry) -> bool:
    """Whether the plan has an entry already."""
    tasks = (task for task in subject.plan.tasks() if task.id == one.task)
    return any(replace(entry, place=0) == replace(one.entry, place=0) for task in tasks for entry in task.entries)


def _note_undone(request: Request, portfolio: Portfolio, batch: str) -> bool:
    """Note in the records of collections that one was undone; return whether there is one not noted yet.

    No plan has its entries any more, but the command that undid it could not note that.
    """
    noted = False
    for subject in portfolio.subjects:
        plan = Path(subject.path)
        record = load_collection_record(plan)
        names = [one.batch for one in record.collections if one.undone is None]
        for name in those_called(batch, zip(names, names, strict=True)):
            _change_record(request, subject.path, name)
            told = request.language.gettext("{path}: {batch} was undone before; its record says so now.")
            request.advise(told.format(path=subject.path, batch=name))
            back = ((one, entry_put_back(subject.plan, one)) for one in replaced_by(record, name))
            _tell_lost(request, subject, [one for one, found in back if found is None or not _has(subject, found)])
            noted = True
    return noted


def _change_record(request: Request, path: str, batch: str) -> None:
    change_collection_record(
        Path(path), lambda record: with_undone(record, batch, request.today), lambda: say_waiting(request, path)
    )


def _address_and_number(words: Sequence[str]) -> tuple[str | None, int | None]:
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
        message(N_("undo takes one entry at a time")), help=message(N_("type an address, a number, or both"))
    )


def _refuse_ambiguous(portfolio: Portfolio, number: str) -> None:
    """Refuse a number that is also a task's id."""
    for subject in portfolio.subjects:
        if any(number in (task.id, *task.aliases) for task in subject.plan.tasks()):
            raise RequestError(
                message(N_("{number} may be a task's id or an entry's number"), number=number),
                help=message(
                    N_("type {year}:{number} for the task, or the address and number of the entry"),
                    year=str(subject.plan.year),
                    number=number,
                ),
            )


def _same_entry(subject: PlanOnDay, row: LogRow) -> TaskEntry:
    """The entry's current position. Raises ``FileError`` if somebody else has changed or undone it."""
    if subject is row.subject:
        return TaskEntry(row.task.id, row.entry)
    for task in subject.plan.tasks():
        if task.id == row.task.id:
            for entry in task.entries:
                if replace(entry, place=0) == replace(row.entry, place=0):
                    return TaskEntry(task.id, entry)
    raise FileError(
        message(N_("somebody else has changed or undone the entry; nothing was written")),
        help=message(N_("`parplan log` shows what is recorded now")),
    )
