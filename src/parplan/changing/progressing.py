"""The decision of ``parplan progress``: record how work stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from parplan.changing.change import Change, Details, TaskEntry, same_statement
from parplan.changing.repetition import without_repetition
from parplan.changing.scope import (
    Scope,
    address_typed,
    is_only_word,
    remark_on_others,
    require_one,
    require_owing,
    require_units,
    stated_of,
)
from parplan.diagnostics import N_, Command, Message, message
from parplan.errors import RequestError
from parplan.plan.items import address_of
from parplan.plan.structure import Entry, State, Target, Task
from parplan.queries.portfolio import Addressed, may_be_any_of
from parplan.vocabulary.nearest import nearest, those_called

#: The states that end or halt work; only those who owe it can state them.
_ENDING = (State.DONE, State.DROPPED, State.PAUSED)


class Progress(Struct, frozen=True):
    """The statement: a state, a percentage, measured totals to date by target, an event.

    ``in_percent``: the targets whose value was typed as a percentage.
    """

    state: State | None = None
    percent: int | None = None
    measures: tuple[tuple[str, Decimal], ...] = ()
    event: str | None = None
    in_percent: tuple[str, ...] = ()

    @property
    def about_work(self) -> bool:
        """Whether it tells how far work is."""
        return self.state is not None or self.percent is not None


def progress(addressed: Addressed, stated: Progress, scope: Scope, details: Details) -> Change:
    """Decide what ``progress`` records; nothing if the same was recorded for the day already.

    Raises ``RequestError`` if nothing is stated, statements contradict each other, or the request is ambiguous.
    """
    _check(stated, details)
    if stated.event is not None:
        addressed = _of_event(addressed, stated)
    if stated.state is not None and stated.state.closed:
        require_one(addressed, scope)
    if stated.about_work:
        require_units(addressed, scope)
    require_owing(addressed, scope, closing=stated.state in _ENDING)
    entry = replace(
        details.entry,
        milestone=addressed.milestone.id if addressed.milestone is not None else None,
        occurrence=addressed.occurrence if stated.event is None or _waits(addressed) else details.day.isoformat(),
        state=stated.state,
        percent=stated.percent,
        measures=tuple(_measures(addressed.task, stated)),
        event=stated.event,
    )
    owed_by_each = any(item.shares for item in addressed.items)
    new: list[Entry] = []
    for unit in scope.unit_codes or (None,):
        shared = owed_by_each or (unit is not None and is_only_word(addressed, unit))
        own = replace(entry, unit=unit)
        if _is_said(addressed.task, own):
            continue
        if stated == Progress(stated.state) and _is_so(addressed, stated.state, unit if shared else None, details.day):
            rest = without_repetition(addressed, own, shared=shared)
            new += [] if rest is None else [replace(rest, state=None)]
        else:
            new.append(own)
    remarks = (
        *remark_on_others(addressed, scope),
        *_remark_on_percent(addressed, stated),
        *_remark_on_reopening(addressed, stated, details),
        *_remark_on_less(addressed.task, new, details),
        *_remark_on_sums(addressed, new),
    )
    return Change(tuple(TaskEntry(addressed.task.id, e) for e in new), remarks=remarks)


def _is_said(task: Task, own: Entry) -> bool:
    """Whether an entry of the day says the same, and none after it something else: who corrects it back is heard.

    What a form adds to a figure that adds up is not what others recorded or another form gave.
    """
    of_day = [entry for entry in task.entries if entry.date == own.date]
    if own.batch is not None and not task.adding_up.isdisjoint(id for id, _value in own.measures):
        of_day = [entry for entry in of_day if entry.batch == own.batch]
    said = max((k for k, entry in enumerate(of_day) if same_statement(own, entry)), default=None)
    return said is not None and not any(_says_otherwise(task, later, own) for later in of_day[said + 1 :])


def _says_otherwise(task: Task, later: Entry, own: Entry) -> bool:
    """Whether an entry that takes effect later replaces the state, percentage or a measured total of ``own``."""
    if task.is_apart(own) and None not in (later.unit, own.unit) and later.unit != own.unit:
        return False
    now = dict(later.measures)
    if any(id not in task.adding_up and now.get(id, value) != value for id, value in own.measures):
        return True
    same_item = (later.milestone, later.occurrence) == (own.milestone, own.occurrence)
    covers = later.of_whole_task or (later.milestone == own.milestone and later.occurrence is None)
    return (same_item and own.percent is not None and later.percent not in (None, own.percent)) or (
        (same_item or covers) and own.state is not None and later.state not in (None, own.state)
    )


def _is_so(addressed: Addressed, state: State | None, unit: str | None, day: date) -> bool:
    """Whether it has been closed or paused in this way since ``day``; that work goes on may be stated repeatedly."""
    known = stated_of(addressed, unit)
    return state in _ENDING and known.state is state and (known.since is None or known.since <= day)


def _remark_on_percent(addressed: Addressed, stated: Progress) -> Iterator[Message]:
    if stated.percent is not None and stated.state is None and stated_of(addressed, None).state.closed:
        yield message(
            N_("{address} is finished already; a percentage does not change that"), address=address_typed(addressed)
        )


def _remark_on_reopening(addressed: Addressed, stated: Progress, details: Details) -> Iterator[Message]:
    before = stated_of(addressed, None)
    if stated.state is None or stated.state.closed or before.done_on is None or details.day < before.done_on:
        return
    if not (details.entry.note or details.entry.reason or details.entry.difficulty):
        yield message(
            N_("{address} was finished and is now reopened; add --reason to say why"), address=address_typed(addressed)
        )


def _remark_on_less(task: Task, new: Iterable[Entry], details: Details) -> Iterator[Message]:
    """Remark on totals and percentages that are less than recorded before, without a reason."""
    if details.entry.note or details.entry.reason or details.entry.difficulty:
        return
    falling = {target.id for target in task.targets if target.may_fall}
    for entry in new:
        earlier = sorted(
            (e for e in task.entries if e.unit == entry.unit and e.date <= entry.date), key=lambda e: e.date
        )
        for id, value in entry.measures:
            before = next((e for e in reversed(earlier) if id in dict(e.measures)), None)
            if before is not None and id not in falling and value < (known := dict(before.measures)[id]):
                yield message(
                    N_(
                        "{target}: the total {value} is less than {before} of {day}; measured values are totals to "
                        "date. --reason says why it is less."
                    ),
                    target=id,
                    value=f"{value.normalize():f}",
                    before=f"{known.normalize():f}",
                    day=before.date,
                )
        same = (e for e in reversed(earlier) if (e.milestone, e.occurrence) == (entry.milestone, entry.occurrence))
        last = next((e for e in same if e.percent is not None), None)
        if last is not None and last.percent is not None and entry.percent is not None and entry.percent < last.percent:
            yield message(
                N_("{percent}% is less than {before}% of {day}; --reason says why it is less."),
                percent=entry.percent,
                before=last.percent,
                day=last.date,
            )


def _remark_on_sums(addressed: Addressed, new: Iterable[Entry]) -> Iterator[Message]:
    """Remark on values that add to what is recorded: a total to date in their place would count the same twice."""
    task, assessment = addressed.task, addressed.subject.assessment
    adding = task.adding_up
    for entry in new:
        own = None if entry.unit is None else assessment.standing_of(task.id, entry.unit)
        before = {one.target.id: one.value for one in assessment.figures(own or assessment.standing(task.id))}
        for id, value in entry.measures:
            if id in adding and (known := before.get(id)):
                yield message(
                    N_("{target} adds up: {value} besides the {before} recorded before"),
                    target=id,
                    value=f"{value.normalize():f}",
                    before=f"{known.normalize():f}",
                )


def _check(stated: Progress, details: Details) -> None:
    said = stated.about_work or stated.measures or stated.event is not None
    entry = details.entry
    if not said and not (entry.note or entry.difficulty or entry.proposal or entry.evidence):
        raise RequestError(
            message(N_("there is nothing to record")),
            help=message(
                N_("add --state, --percent, --measure, --event, --note, --difficulty, --proposal or --evidence")
            ),
        )
    if stated.event is not None and stated.about_work:
        raise RequestError(
            message(N_("an event has no state or percentage of its own")),
            help=message(N_("record the event first, then how far the work is that follows from it")),
        )
    wrong = (stated.state is State.DONE and stated.percent not in (None, 100)) or (
        stated.state is State.NOT_STARTED and stated.percent not in (None, 0)
    )
    if wrong and stated.state is not None:
        raise RequestError(
            message(
                N_("--state {state} and --percent {percent} contradict each other"),
                state=stated.state.value,
                percent=stated.percent or 0,
            ),
            help=message(N_("leave one of them out")),
        )


def _of_event(addressed: Addressed, stated: Progress) -> Addressed:
    """The milestone an event belongs to: the one addressed, or the task's only one that follows events."""
    if addressed.task.follows_events and addressed.occurrence is None:
        return addressed
    following = [m for m in addressed.task.milestones if m.follows_events or m.waits_for_event]
    named = [m for m in following if addressed.milestone is None or m.id == addressed.milestone.id]
    if len(named) == 1 and addressed.occurrence is None:
        return replace(addressed, milestone=named[0])
    known = ", ".join(address_of(addressed.task.id, m.id) for m in following)
    raise RequestError(
        message(N_("{address} does not follow events"), address=address_typed(addressed)),
        help=message(N_("these do: {names}"), names=known)
        if known
        else message(N_("nothing in this task follows events; record it with --note")),
    )


def _waits(addressed: Addressed) -> bool:
    """Whether it happens once, after the event, so that the event is not an occurrence of it."""
    return addressed.milestone is not None and addressed.milestone.waits_for_event


def _measures(task: Task, stated: Progress) -> Iterator[tuple[str, Decimal]]:
    seen: set[str] = set()
    for id, value in stated.measures:
        target = _target_called(task, id)
        if id in stated.in_percent and not target.in_percent:
            raise RequestError(
                message(
                    N_("--measure: “{value}” is a percentage, and {id} is not counted in percent"),
                    value=f"{id}={value.normalize():f}%",
                    id=id,
                ),
                help=message(N_("type the number alone; it is counted in: {unit}"), unit=target.unit)
                if target.unit is not None
                else message(N_("type the number alone")),
            )
        if target.counts is not None:
            raise RequestError(
                message(
                    N_("{target} counts the events of {address}"),
                    target=target.id,
                    address=address_of(task.id, target.counts),
                ),
                help=message(N_("record each event:")),
                commands=[Command("progress", (address_of(task.id, target.counts),), (("--event", "…"),))],
            )
        if target.id in seen:
            raise RequestError(message(N_("--measure: {target} is given twice"), target=target.id))
        seen.add(target.id)
        yield target.id, value


def _target_called(task: Task, typed: str) -> Target:
    found = those_called(typed, ((target.id, target) for target in task.targets))
    if len(found) == 1:
        return found[0]
    if found:
        raise may_be_any_of(task, typed, [target.id for target in found])
    near = nearest(typed, [target.id for target in task.targets], least=0)
    raise RequestError(
        message(N_("task {task} has no target “{target}”"), task=task.id, target=typed),
        help=message(N_("its targets: {names}"), names=", ".join(near))
        if near
        else message(N_("it has no targets; record the figure with --note")),
    )
