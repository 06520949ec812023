"""Finishing exactly what is named: ``parplan done``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from parplan.changing.change import Change, Details, TaskEntry
from parplan.changing.scope import (
    Scope,
    address_typed,
    require_one,
    require_owing,
    require_units,
    share_of,
)
from parplan.changing.undoing import undo_words
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.assessment import Item
from parplan.plan.progress import Stated, measured
from parplan.plan.structure import Citation, Entry, State, Target
from parplan.queries.portfolio import Addressed


@dataclass(frozen=True, slots=True)
class WholeTask:
    """What finishing a whole task closes beyond what is plain: items without a date, targets without a value."""

    closing: tuple[Item, ...]
    undated: tuple[Item, ...]
    unmeasured: tuple[Target, ...]

    @property
    def dated(self) -> tuple[Item, ...]:
        """The open items with a deadline, which can be finished by themselves."""
        return tuple(item for item in self.closing if item.due is not None)

    @property
    def doubtful(self) -> bool:
        """Whether a person should be asked."""
        return bool(self.undated or self.unmeasured)


def whole_task(addressed: Addressed, scope: Scope) -> WholeTask | None:
    """What finishing the whole task would close.

    ``None`` where one milestone is named, where the task has none, and of a unit's own shares, which close no item.
    """
    if addressed.milestone is not None or not addressed.task.milestones or (addressed.task.each and scope.units):
        return None
    closing = tuple(item for item in addressed.items if item.open)
    as_of = addressed.subject.assessment.as_of
    return WholeTask(
        closing,
        tuple(item for item in closing if item.due is None),
        tuple(target for target in addressed.task.targets if not measured(addressed.task, target, as_of)),
    )


def finish(addressed: Addressed, scope: Scope, details: Details, *, dated_only: bool = False) -> Change:
    """Decide what ``done`` records; nothing where all of it was recorded with the same day.

    With ``dated_only`` only the items with a deadline are finished, each by an entry of its own. Raises
    ``RequestError`` where more must be said, or where something else was recorded.
    """
    require_one(addressed, scope)
    require_units(addressed, scope)
    require_owing(addressed, scope)
    if dated_only and (whole := whole_task(addressed, scope)) is not None:
        items = [replace(addressed, milestone=i.milestone, occurrence=i.occurrence) for i in whole.dated]
    else:
        items = [addressed]
    entries = [entry for one in items for entry in _entries(one, scope, details)]
    return Change(tuple(TaskEntry(addressed.task.id, entry) for entry in entries))


def _entries(addressed: Addressed, scope: Scope, details: Details) -> Iterator[Entry]:
    """One entry for each unit named, or one for all; none where it is closed and nothing new is said."""
    named = replace(
        details.entry(),
        milestone=addressed.milestone.id if addressed.milestone is not None else None,
        occurrence=addressed.occurrence,
    )
    shared = any(item.shares for item in addressed.items)
    for unit in scope.unit_codes or (None,):
        stated = _stated(addressed, unit if shared else None)
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
                help=message(
                    N_("take it up again first: parplan progress {address} --state in-progress"),
                    address=address_typed(addressed),
                ),
            )
        elif details.on is not None and stated.since is not None and details.on != stated.since:
            raise _done_on_another_day(addressed, stated.since, entry)
        elif new := _news(addressed, entry, shared):
            yield replace(new, state=None)


def _stated(addressed: Addressed, unit: str | None) -> Stated:
    """What was stated of all that is addressed, or of one unit's shares in it: open as long as any of it is."""
    if addressed.milestone is None and unit is None:
        return addressed.standing.stated
    found: list[Stated] = []
    for item in addressed.items:
        share = share_of(addressed.subject, item, unit) if unit is not None else None
        if unit is None or share is not None:
            found.append(share.stated if share is not None else item.stated)
    if not found:
        return Stated()
    for stated in found:
        if not stated.state.closed:
            return stated
    done = [stated for stated in found if stated.state is State.DONE]
    return max(done or found, key=lambda stated: stated.since or date.min)


def _news(addressed: Addressed, entry: Entry, shared: bool) -> Entry | None:
    """The entry with only what no entry about the same says yet; ``None`` when that is nothing."""
    about = [
        e for e in addressed.task.entries if _is_about(e, addressed) and (not shared or e.unit in (None, entry.unit))
    ]
    evidence = tuple(
        e for e in entry.evidence if not any(_same_document(e, known) for o in about for known in o.evidence)
    )
    texts = {
        name: getattr(entry, name)
        for name in ("note", "difficulty", "proposal", "basis", "reason")
        if getattr(entry, name) is not None and all(getattr(entry, name) != getattr(other, name) for other in about)
    }
    if not evidence and not texts:
        return None
    without = dict.fromkeys(("note", "difficulty", "proposal", "basis", "reason"))
    return replace(entry, evidence=evidence, **{**without, **texts})


def _is_about(entry: Entry, addressed: Addressed) -> bool:
    if addressed.milestone is None or entry.milestone is None:
        return True
    return entry.milestone == addressed.milestone.id and entry.occurrence in (None, addressed.occurrence)


def _same_document(one: Citation, other: Citation) -> bool:
    return (one.number, one.file, one.link) == (other.number, other.file, other.link)


def _refuse_later_closing(addressed: Addressed, entry: Entry, shared: bool) -> None:
    """Refuse to finish a second time what an entry of a later day than the one asked about finishes already."""
    day = addressed.subject.assessment.as_of
    for other in addressed.task.entries:
        same = (other.milestone, other.occurrence) == (entry.milestone, entry.occurrence)
        units = not shared or other.unit in (None, entry.unit)
        if other.date > day and other.state is State.DONE and same and units:
            raise _done_on_another_day(addressed, other.date, entry)


def _done_on_another_day(addressed: Addressed, recorded: date, entry: Entry) -> RequestError:
    """The error that names the commands which correct the day, or the entry where it was written by hand."""
    finishing = [
        other
        for other in addressed.task.entries
        if other.state is State.DONE
        and other.date == recorded
        and (_is_about(other, addressed) or addressed.milestone is None)
        and (entry.unit is None or other.unit in (None, entry.unit))
    ]
    what = message(
        N_("{address} is recorded as done on {recorded}, not on {typed}"),
        address=address_typed(addressed),
        recorded=recorded,
        typed=entry.date,
    )
    if not finishing or finishing[-1].recorded is None:
        return RequestError(
            what,
            help=message(
                N_("that was written by hand: correct its date in the file, under progress of {task}"),
                task=addressed.task.id,
            ),
        )
    undo = undo_words(addressed.subject, addressed.task, finishing[-1])
    return RequestError(
        what,
        help=message(
            N_("to correct it: parplan {undo}, then parplan {done}"),
            undo=" ".join(undo),
            done=" ".join(("done", address_typed(addressed), "--on", entry.date.isoformat(), *_unit_words(entry))),
        ),
    )


def _unit_words(entry: Entry) -> tuple[str, ...]:
    return () if entry.unit is None else ("--unit", entry.unit)
