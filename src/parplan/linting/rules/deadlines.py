"""Shared by the rules on deadlines: all deadlines not met yet, but those of an earlier plan's open work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import Path
from parplan.linting.checked_plan import CheckedPlan, once
from parplan.linting.places import TaskPlace
from parplan.plan.item_times import asks_for, periods_of
from parplan.plan.slots import concerns
from parplan.plan.structure import State
from parplan.vocabulary.time_words import Occurrence, Reading


@once
def dated_deadlines(checked: CheckedPlan) -> tuple[tuple[Path, str, date], ...]:
    """The path, words and last permitted day of each dated deadline of unfinished work and of reports.

    The time of a task without milestones is its deadline.

    Work that goes on from an earlier plan keeps its old deadline, which no rule doubts.
    """
    return tuple(_each_dated(checked))


def _each_dated(checked: CheckedPlan) -> Iterator[tuple[Path, str, date]]:
    for key, report in zip(checked.document.reports or {}, checked.plan.reports, strict=True):
        if report.reading.due is not None:
            yield ("reports", key, "due"), report.reading.words or key, report.reading.due
    for place in checked.tasks:
        for path, words, reading in _unfinished(place):
            if reading.due is not None:
                yield path, words, reading.due


def recurring_deadlines(checked: CheckedPlan) -> Iterator[tuple[Path, str, tuple[Occurrence, ...]]]:
    """Yield the path, words and periods that no entry names of each unfinished work that recurs.

    What follows the report calendar has none: its deadlines are those of the reports.
    """
    plan = checked.plan
    for place in checked.tasks:
        named = {entry.occurrence for entry in place.task.entries}
        for path, words, reading in _unfinished(place):
            if reading.recurrence is not None:
                periods = periods_of(plan, reading.recurrence)
                yield path, words, tuple(one for one in periods if one.key not in named and asks_for(plan, one))


def _unfinished(place: TaskPlace) -> Iterator[tuple[Path, str, Reading]]:
    """The path, words and meaning of each time of a task's own work that no entry finishes, or moves, as a whole."""
    task = place.task
    finished = [entry for entry in task.entries if entry.state in (State.DONE, State.DROPPED)]
    if any(entry.of_whole_task for entry in finished):
        return
    done = {entry.milestone for entry in finished if entry.occurrence is None}
    moves = [entry for entry in task.entries if entry.due is not None and entry.occurrence is None]
    for k, milestone in enumerate(task.milestones):
        settled = milestone.id in done or any(concerns(entry, task, milestone) for entry in moves)
        if not settled and milestone.carried_from is None and milestone.reading is not None:
            yield (*place.path, "milestones", k, "due"), milestone.due or "", milestone.reading
    if not task.milestones and not moves and task.carried_from is None and task.reading is not None:
        yield (*place.path, "time"), task.time or "", task.reading
