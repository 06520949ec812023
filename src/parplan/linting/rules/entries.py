"""Shared by the rules on progress: entries with their paths, and the entries of one item in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from parplan.diagnostics import Message, Path, message
from parplan.document import model
from parplan.linting.checked_plan import CheckedPlan, once
from parplan.linting.places import TaskPlace
from parplan.plan.labels import STATES
from parplan.plan.structure import State

_FIRST = datetime.min.replace(tzinfo=UTC)

Placed = tuple[Path, model.Entry]


@once
def with_entries(checked: CheckedPlan) -> list[tuple[TaskPlace, list[Placed]]]:
    """Each task with entries, which are in file order."""
    return [
        (place, [((*place.path, "progress", k), entry) for k, entry in enumerate(place.written.progress)])
        for place in checked.tasks
        if place.written.progress
    ]


def by_item(entries: list[Placed]) -> Iterator[list[Placed]]:
    """Yield the entries of each item (milestone with occurrence, and unit) in order of effect."""
    items: dict[tuple[str | None, str | None], list[Placed]] = {}
    for placed in entries:
        items.setdefault((placed[1].milestone, placed[1].unit), []).append(placed)
    for item in items.values():
        if len(item) > 1:
            yield sorted(item, key=lambda placed: (placed[1].date, placed[1].recorded or _FIRST))


def state_named(state: str) -> Message:
    """The name of a state, translated when shown."""
    return message(STATES[State(state)])
