"""The part of a task that every program can store: a title, one date, the section and the lead."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.generating.phrases import GROUPS, UNITS
from benchmarks.generating.tasks import MadeSection

_CODES = {name: code for code, name, _, _ in UNITS} | {name: code for code, name, _ in GROUPS}


@dataclass(frozen=True, slots=True)
class Item:
    """One task for the peers. ``due`` is the last permitted day of its first dated milestone, as parplan reads it."""

    id: str
    section: str
    title: str
    units: tuple[str, ...]
    due: date | None
    done: bool


def items_of_sections(sections: Iterable[MadeSection]) -> Iterator[Item]:
    """Yield the tasks of a made plan."""
    for section in sections:
        for task in section.tasks:
            codes = tuple(_CODES[name] for name in task.lead)
            yield Item(task.id, section.id, task.title, codes, task.due, task.state == "done")


def items_of_answer(answer: str) -> Iterator[Item]:
    """Yield the tasks of any plan from the output of ``parplan tasks --json``."""
    for task in json.loads(answer)["items"]:
        dated = [milestone for milestone in task["milestones"] if milestone["due"]]
        first = dated[0] if dated else None
        due = date.fromisoformat(first["due"]) if first else None
        done = (first or task)["state"] == "done"
        yield Item(task["id"], task["section"], task["title"], tuple(task["lead_codes"]), due, done)
