"""A plan after entries are added and removed, as it will be read from the changed file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from parplan.changing.change import TaskEntry
from parplan.plan.structure import Entry, Plan


def change_plan(plan: Plan, added: Iterable[TaskEntry], removed: set[tuple[str, int]]) -> Plan:
    """The plan with entries added and removed, as read from the changed file except for the places of entries."""
    more: dict[str, list[Entry]] = {}
    for one in added:
        more.setdefault(one.task, []).append(one.entry)
    touched = more.keys() | {task for task, _place in removed}
    sections = []
    for section in plan.sections:
        tasks = []
        for task in section.tasks:
            if task.id in touched:
                kept = [entry for entry in task.entries if (task.id, entry.place) not in removed]
                place = max((entry.place for entry in task.entries), default=-1) + 1
                new = [replace(entry, place=place + n) for n, entry in enumerate(more.get(task.id, ()))]
                task = replace(task, entries=in_effect([*kept, *new]))
            tasks.append(task)
        sections.append(replace(section, tasks=tuple(tasks)))
    return Plan(**{**{name: getattr(plan, name) for name in Plan.__struct_fields__}, "sections": tuple(sections)})


def in_effect(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in the order they take effect: by date, then by the moment they were recorded, then by their place."""

    def order(entry: Entry) -> tuple[date, float, int]:
        return entry.date, entry.recorded.timestamp() if entry.recorded is not None else float("-inf"), entry.place

    return tuple(sorted(entries, key=order))
