"""The decision of ``parplan done``: finish exactly what is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from parplan.changing.change import Change, Details, TaskEntry
from parplan.changing.repetition import without_repetition
from parplan.changing.scope import (
    Scope,
    address_typed,
    is_only_word,
    remark_on_others,
    require_one,
    require_owing,
    require_units,
    speaks_of,
    stated_of,
)
from parplan.changing.undoing import record_command, undo_command
from parplan.diagnostics import N_, Command, message
from parplan.errors import RequestError
from parplan.plan.items import Item
from parplan.plan.structure import Entry, State, Target
from parplan.queries.portfolio import Addressed


class WholeTask(Struct, frozen=True):
    """Items that finishing a whole task, or some units' share of it, would close."""

    closing: tuple[Item, ...]
    unmeasured: tuple[Target, ...]
    units: tuple[str, ...] = ()

    @property
    def dated(self) -> tuple[Item, ...]:
        """The open items with a deadline, which can be finished alone."""
        return tuple(item for item in self.closing if item.due is not None)

    @property
    def undated(self) -> tuple[Item, ...]:
        """The open items without a deadline, of which nobody would be reminded any more."""
        return tuple(item for item in self.closing if item.due is None)

    @property
    def doubtful(self) -> bool:
        """Whether a person should be asked."""
        return bool(self.undated or self.unmeasured)


def whole_task(addressed: Addressed, scope: Scope) -> WholeTask | None:
    """Items that finishing the whole task would close; ``None`` if a milestone is named or the task has none."""
    if addressed.milestone is not None or not addressed.task.milestones:
        return None
    if scope.units and all(is_only_word(addressed, unit) for unit in scope.unit_codes):
        return None
    assessment, id = addressed.subject.assessment, addressed.task.id
    own = [part for unit in scope.unit_codes if (part := assessment.standing_of(id, unit)) is not None]
    theirs = {item.address for part in own for item in part.items if item.open}
    closing = [item for item in addressed.items if item.open and (not own or item.address in theirs)]
    figures = [figure for part in own or [addressed.standing] for figure in assessment.figures(part)]
    unmeasured = {figure.target.id: figure.target for figure in figures if not figure.value}
    partial = own and any(item.shares for item in closing)
    return WholeTask(tuple(closing), tuple(unmeasured.values()), scope.unit_codes if partial else ())


def finish(addressed: Addressed, scope: Scope, details: Details, *, dated_only: bool = False) -> Change:
    """Decide what ``done`` records; nothing if all of it was recorded for the same day.

    dated_only: finish only the items with a deadline, each by its own entry. Raises ``RequestError`` if the request is
    ambiguous or contradicts what was recorded.
    """
    require_one(addressed, scope)
    require_units(addressed, scope)
    require_owing(addressed, scope, closing=True)
    if dated_only and (whole := whole_task(addressed, scope)) is not None:
        items = [replace(addressed, milestone=i.milestone, occurrence=i.occurrence) for i in whole.dated]
    else:
        items = [addressed]
    entries = [entry for one in items for entry in _entries(one, scope, details)]
    return Change(
        tuple(TaskEntry(addressed.task.id, entry) for entry in entries), remarks=remark_on_others(addressed, scope)
    )


def _entries(addressed: Addressed, scope: Scope, details: Details) -> Iterator[Entry]:
    """One entry for each unit named, or one for all; none if it is closed and nothing new is said."""
    named = replace(
        details.entry,
        milestone=addressed.milestone.id if addressed.milestone is not None else None,
        occurrence=addressed.occurrence,
    )
    owed_by_each = any(item.shares for item in addressed.items)
    for unit in scope.unit_codes or (None,):
        shared = owed_by_each or (unit is not None and is_only_word(addressed, unit))
        stated = stated_of(addressed, unit if shared else None)
        entry = replace(named, unit=unit, state=State.DONE)
        if not stated.state.closed:
            _refuse_later_closing(addressed, entry, shared)
            yield entry
        elif stated.state is State.DROPPED:
            raise RequestError(
                message(
                    N_("{address} was dropped on {date}"),
                    address=address_typed(addressed),
                    date=stated.since or details.day,
                ),
                help=message(N_("reopen it first:")),
                commands=[
                    Command(
                        "progress",
                        (address_typed(addressed),),
                        (("--state", State.IN_PROGRESS.value), *_unit_option(entry)),
                    )
                ],
            )
        elif details.on is not None and stated.since is not None and details.on != stated.since:
            raise _done_on_another_day(addressed, stated.since, entry)
        elif new := without_repetition(addressed, entry, shared=shared):
            yield replace(new, state=None)


def _refuse_later_closing(addressed: Addressed, entry: Entry, shared: bool) -> None:
    """Refuse to finish again what an entry after the as-of day already finishes."""
    day = addressed.subject.assessment.as_of
    for other in addressed.task.entries:
        same = (other.milestone, other.occurrence) == (entry.milestone, entry.occurrence)
        units = not shared or other.unit in (None, entry.unit)
        if other.date > day and other.state is State.DONE and same and units:
            raise _done_on_another_day(addressed, other.date, entry)


def _done_on_another_day(addressed: Addressed, recorded: date, entry: Entry) -> RequestError:
    """The error with the commands that correct the date; an entry written by hand is corrected in the file."""
    task = addressed.task
    what = message(
        N_("{address} is recorded as done on {recorded}, not on {typed}"),
        address=address_typed(addressed),
        recorded=recorded,
        typed=entry.date,
    )
    finishing = [
        other
        for other in task.entries
        if other.state is State.DONE
        and other.date == recorded
        and speaks_of(other, addressed)
        and (entry.unit is None or other.unit in (None, entry.unit))
    ]
    if not finishing or finishing[-1].recorded is None:
        return RequestError(
            what,
            help=message(
                N_("that was written by hand: correct its date in the file, under progress of {task}"), task=task.id
            ),
        )
    old, subject = finishing[-1], addressed.subject
    same = (old.milestone, old.occurrence, old.unit) == (entry.milestone, entry.occurrence, entry.unit)
    corrected = replace(old, date=entry.date) if same else entry
    if same and (new := without_repetition(addressed, entry, shared=entry.unit is not None)) is not None:
        corrected = replace(corrected, note=new.note or old.note, evidence=(*old.evidence, *new.evidence))
    commands = [undo_command(subject, task, old), record_command(subject, task, corrected)]
    if same:
        return RequestError(what, help=message(N_("to correct it:")), commands=commands)
    if entry.date < old.date:
        # An entry that covered more than this is recorded again afterwards, for the rest.
        return RequestError(
            what, help=message(N_("to correct it:")), commands=[*commands, record_command(subject, task, old)]
        )
    return RequestError(
        what,
        help=message(N_("that entry covers more than this; undo it, and record each part with its date:")),
        commands=commands,
    )


def _unit_option(entry: Entry) -> tuple[tuple[str, str], ...]:
    return () if entry.unit is None else (("--unit", entry.unit),)
