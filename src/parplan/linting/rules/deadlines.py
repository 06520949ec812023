"""Shared by the rules on deadlines: all dated deadlines not met yet, but those of an earlier plan's open work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import Path
from parplan.linting.checked_plan import CheckedPlan, once
from parplan.plan.structure import State


@once
def dated_deadlines(checked: CheckedPlan) -> tuple[tuple[Path, str, date], ...]:
    """The path, words and last permitted day of each dated deadline of unfinished milestones and reports.

    Work that goes on from an earlier plan keeps its old deadline, which no rule doubts.
    """
    return tuple(_each_dated(checked))


def _each_dated(checked: CheckedPlan) -> Iterator[tuple[Path, str, date]]:
    for key, report in zip(checked.document.reports or {}, checked.plan.reports, strict=True):
        if report.reading.due is not None:
            yield ("reports", key, "due"), report.reading.words or key, report.reading.due
    for place in checked.tasks:
        done = {entry.milestone for entry in place.task.entries if entry.state in (State.DONE, State.DROPPED)}
        if None in done:
            continue
        for k, milestone in enumerate(place.task.milestones):
            if milestone.id in done or milestone.carried_from is not None:
                continue
            if milestone.reading is not None and milestone.reading.due is not None:
                yield (*place.path, "milestones", k, "due"), milestone.due or "", milestone.reading.due
