"""Entries that decisions took out of a plan, and where `undo` puts them back: ids may be another's since then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from parplan.changing.change import TaskEntry
from parplan.collecting.collection_record import ReplacedEntry
from parplan.plan.structure import Entry, Milestone, Plan, Target, Task
from parplan.vocabulary.folding import fold, fold_words

_Titled = TypeVar("_Titled", Task, Milestone, Target)


def replaced_entry(plan: Plan, task: Task, entry: Entry) -> ReplacedEntry:
    """An entry that is taken out of a task, with the titles and names it is known again by."""
    milestone = next((one.title for one in task.milestones if one.id == entry.milestone), None)
    measured = {id for id, _value in entry.measures}
    targets = {one.id: one.title for one in task.targets if one.id in measured}
    counted = {one.id: " ".join(one.counted) for one in task.targets if one.id in measured}
    unit = None if entry.unit is None else plan.directory.party(entry.unit).name
    return ReplacedEntry(task.id, entry, task.title, milestone, targets, counted, unit)


def entry_put_back(plan: Plan, one: ReplacedEntry) -> TaskEntry | None:
    """The entry with the task, milestone and targets it is about, as they are in the plan now; ``None`` if one of them
    is not there for certain, or counts something else.

    They are known by their titles: another may have their ids since then.
    """
    if one.unit is not None and not _is_called(plan, one.entry.unit or "", one.unit):
        return None
    task = _find(plan.tasks(), one.task, one.title)
    if task is None:
        return None
    entry, measures = one.entry, []
    if entry.milestone is not None:
        milestone = _find(task.milestones, entry.milestone, one.milestone)
        if milestone is None:
            return None
        entry = replace(entry, milestone=milestone.id)
    for id, value in entry.measures:
        target = _find(task.targets, id, one.targets.get(id))
        if target is None or one.counted.get(id, " ".join(target.counted)) != " ".join(target.counted):
            return None
        measures.append((target.id, value))
    return TaskEntry(task.id, replace(entry, measures=tuple(measures)))


def _is_called(plan: Plan, code: str, name: str) -> bool:
    """Whether the unit or group that has this code now is called so."""
    return any(
        fold(name) == fold(one) for party in plan.directory.parties() if party.code == code for one in party.names
    )


def _find(those: Iterable[_Titled], id: str, title: str | None) -> _Titled | None:
    """The one that had this id and title, in the plan now; without a title, the one that has the id."""
    known = list(those)
    named = next((one for one in known if id == one.id or id in getattr(one, "aliases", ())), None)
    if title is None or (named is not None and fold_words(named.title) == fold_words(title)):
        return named
    if same := [one for one in known if fold_words(one.title) == fold_words(title)]:
        return same[0] if len(same) == 1 else None
    return None
