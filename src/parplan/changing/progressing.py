"""Recording how work stands: ``parplan progress``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from parplan.changing.change import Change, Details, TaskEntry, same_statement
from parplan.changing.scope import Scope, address_typed, require_one, require_owing, require_units
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.assessment import address_of
from parplan.plan.structure import Milestone, State, Target, Task
from parplan.queries.portfolio import Addressed
from parplan.vocabulary.folding import fold
from parplan.vocabulary.nearest import nearest
from parplan.vocabulary.time_words import Kind


@dataclass(frozen=True, slots=True)
class Progress:
    """What is stated: a state, how much is done, measured totals to date by target, an event that happened."""

    state: State | None = None
    percent: int | None = None
    measures: tuple[tuple[str, Decimal], ...] = ()
    event: str | None = None

    @property
    def about_work(self) -> bool:
        """Whether it says how far somebody's work is."""
        return self.state is not None or self.percent is not None


def progress(addressed: Addressed, stated: Progress, scope: Scope, details: Details) -> Change:
    """Decide what ``progress`` records; nothing where just this was recorded for the day already.

    Raises ``RequestError`` where nothing is stated, statements contradict each other, or more must be said.
    """
    _check(stated, details)
    if stated.event is not None:
        addressed = _of_event(addressed, stated)
    if stated.state is not None and stated.state.closed:
        require_one(addressed, scope)
    if stated.about_work:
        require_units(addressed, scope)
    require_owing(addressed, scope)
    entry = replace(
        details.entry(),
        milestone=addressed.milestone.id if addressed.milestone is not None else None,
        occurrence=details.day.isoformat() if stated.event is not None else addressed.occurrence,
        state=stated.state,
        percent=stated.percent,
        measures=tuple(_measures(addressed.task, stated.measures)),
        event=stated.event,
    )
    entries = [replace(entry, unit=unit) for unit in scope.unit_codes or (None,)]
    new = [e for e in entries if not any(same_statement(e, known) for known in addressed.task.entries)]
    return Change(tuple(TaskEntry(addressed.task.id, e) for e in new))


def _check(stated: Progress, details: Details) -> None:
    said = stated.about_work or stated.measures or stated.event is not None
    if not said and not (details.note or details.difficulty or details.proposal or details.evidence):
        raise RequestError(
            message(N_("nothing is said that could be recorded")),
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
                N_("{state} and {percent}% contradict each other"),
                state=stated.state.value,
                percent=stated.percent or 0,
            ),
            help=message(N_("leave one of them out")),
        )


def _of_event(addressed: Addressed, stated: Progress) -> Addressed:
    """The milestone that an event opens an item of: the one addressed, or the only one of the task."""
    waiting = [m for m in addressed.task.milestones if _waits_for_events(addressed, m)]
    if addressed.milestone is not None:
        waiting = [m for m in waiting if m.id == addressed.milestone.id]
    if len(waiting) == 1 and addressed.occurrence is None:
        return replace(addressed, milestone=waiting[0])
    known = ", ".join(
        address_of(addressed.task.id, m.id) for m in addressed.task.milestones if _waits_for_events(addressed, m)
    )
    raise RequestError(
        message(N_("{address} does not follow events, one by one"), address=address_typed(addressed)),
        help=message(N_("these do: {names}"), names=known)
        if known
        else message(N_("nothing in this task does; record what happened with --note")),
    )


def _waits_for_events(addressed: Addressed, milestone: Milestone) -> bool:
    duty = (i for i in addressed.standing.items if i.milestone == milestone and i.occurrence is None)
    after = milestone.after
    return any(item.kind is Kind.EVENT for item in duty) and (after is None or after.address is None)


def _measures(task: Task, typed: tuple[tuple[str, Decimal], ...]) -> Iterator[tuple[str, Decimal]]:
    seen: set[str] = set()
    for id, value in typed:
        target = _target_called(task, id)
        if target.counts is not None:
            raise RequestError(
                message(
                    N_("{target} counts the events of {address}"),
                    target=target.id,
                    address=address_of(task.id, target.counts),
                ),
                help=message(
                    N_("record each event: parplan progress {address} --event TEXT"),
                    address=address_of(task.id, target.counts),
                ),
            )
        if target.id in seen:
            raise RequestError(message(N_("--measure: {target} is given twice"), target=target.id))
        seen.add(target.id)
        yield target.id, value


def _target_called(task: Task, typed: str) -> Target:
    for target in task.targets:
        if fold(target.id) == fold(typed):
            return target
    near = nearest(typed, [target.id for target in task.targets], least=0)
    raise RequestError(
        message(N_("task {task} has no target “{target}”"), task=task.id, target=typed),
        help=message(N_("its targets: {names}"), names=", ".join(near))
        if near
        else message(N_("it has no targets; record the figure with --note")),
    )
