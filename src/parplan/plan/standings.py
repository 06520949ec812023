"""States computed from others: an item's from its shares, a task's from its items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parplan.plan.items import Item, TaskStanding, Timeliness
from parplan.plan.progress import Stated, stated_of_task
from parplan.plan.structure import Entry, State, Task


def state_of_all(states: Sequence[Stated]) -> Stated:
    """The state of an item every unit owes: closed when all shares are, from the day of the last one that was done."""
    if all(state.state.closed for state in states):
        done = [state for state in states if state.state is State.DONE]
        last = max(done or states, key=lambda state: state.since or date.min)
        return Stated(last.state, last.since, last.why)
    if all(state.state.closed or state.state is State.PAUSED for state in states):
        paused = next(state for state in states if state.state is State.PAUSED)
        return Stated(State.PAUSED, max(state.since for state in states if state.since is not None), paused.why)
    begun = [state.since for state in states if state.since is not None and state.state is not State.NOT_STARTED]
    return Stated(State.IN_PROGRESS, min(begun)) if begun else Stated()


def standing_of_items(
    task: Task,
    items: tuple[Item, ...],
    entries: tuple[Entry, ...],
    counting: tuple[Entry, ...],
    units: tuple[str, ...] | None = None,
) -> TaskStanding:
    """A task with ``items``; ``entries`` are all entries about it, ``counting`` those that count for its state."""
    state = _task_state(items, entries, stated_of_task(counting))
    dues = [item.due for item in items if item.open and item.due is not None]
    return TaskStanding(
        task=task,
        items=items,
        stated=state,
        timeliness=_task_timeliness(state.state, items),
        next_due=min(dues) if dues and not state.state.closed else None,
        entries=entries,
        units=units,
    )


def _task_state(items: tuple[Item, ...], entries: tuple[Entry, ...], whole: Stated) -> Stated:
    closed = all(not item.open for item in items)
    last = max((item.stated.since for item in items if item.stated.since is not None), default=date.min)
    if closed and whole.state.closed and whole.since is not None and last <= whole.since:
        return whole
    if closed:
        done = [item.stated.since for item in items if item.state is State.DONE and item.stated.since is not None]
        if done:
            return Stated(State.DONE, max(done))
        return Stated(State.DROPPED, max(item.stated.since for item in items if item.stated.since is not None))
    if whole.state is State.PAUSED and all(item.state is State.PAUSED for item in items if item.open):
        return whole
    begun = next((entry.date for entry in entries if entry.tells_of_work), None)
    return Stated() if begun is None else Stated(State.IN_PROGRESS, begun)


def _task_timeliness(state: State, items: tuple[Item, ...]) -> Timeliness:
    """The worst timeliness of the open items; of a finished task, whether any deadline was missed."""
    found = {item.timeliness for item in items if state.closed or item.open}
    order = [Timeliness.OVERDUE, Timeliness.DUE_SOON]
    if any(item.open and item.due is not None and item.timeliness is Timeliness.ON_TRACK for item in items):
        order.append(Timeliness.ON_TRACK)
    order += [Timeliness.DONE_LATE, Timeliness.DONE_ON_TIME, Timeliness.DONE_EARLY, Timeliness.UNDATED]
    return next((timeliness for timeliness in order if timeliness in found), Timeliness.ON_TRACK)
