"""Entries that decisions took out of a plan, and where `undo` puts them back: ids may be another's since then."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from msgspec.structs import replace

from parplan.changing.change import TaskEntry
from parplan.collecting.collection_record import ReplacedEntry
from parplan.collecting.row_subjects import Subjects, entry_subject
from parplan.plan.progress import Stated
from parplan.plan.structure import Entry, Plan, Task
from parplan.queries.portfolio import Addressed
from parplan.vocabulary.folding import fold_words


def reopens_more(before: Addressed, after: Addressed, unit: str) -> bool:
    """Whether more than a unit's part of what is addressed was closed before entries were taken out, and is not now."""
    now = dict(_closed_besides(after, unit))
    return any(now.get(part) != stated for part, stated in _closed_besides(before, unit))


def _closed_besides(addressed: Addressed, unit: str) -> Iterator[tuple[tuple[str, str | None], Stated]]:
    """The closed items and shares of a task without those of a unit in what is addressed."""
    own = {item.address for item in addressed.items}
    for item in addressed.standing.items:
        parts = [(None, item.unlisted_stated), *((share.unit, share.stated) for share in item.shares)]
        if item.address in own:
            mine = {share.unit for share in item.shares if unit in share.told_by}
        else:
            parts[0] = (None, item.stated)
            mine = set()
        yield from (((item.address, who), told) for who, told in parts if told.state.closed and who not in mine)


def replaced_entry(plan: Plan, task: Task, entry: Entry) -> ReplacedEntry:
    """An entry that is taken out of a task, with the titles and the hash it is known again by."""
    milestone = next((one.title for one in task.milestones if one.id == entry.milestone), None)
    measured = {id for id, _value in entry.measures}
    targets = {one.id: one.title for one in task.targets if one.id in measured}
    subject = Subjects(plan).mark(entry_subject(task, entry))
    return ReplacedEntry(task.id, entry, task.title, milestone, targets, subject)


def entry_put_back(plan: Plan, one: ReplacedEntry) -> TaskEntry | None:
    """The entry with the task, milestone and targets it is about, as they are in the plan now; ``None`` if one of them
    is not there for certain, or counts something else, or its unit has another name."""
    subjects = Subjects(plan)
    codes = [None] if one.entry.unit is None else [party.code for party in plan.directory.parties()]
    tasks = subjects.titled(one.title or "")
    there = [(task, entry) for task in tasks for entry in _entries(task, one)]
    found = (
        [
            TaskEntry(task.id, moved)
            for task, entry in there
            for moved in (replace(entry, unit=code) for code in codes)
            if one.subject in subjects.marks(entry_subject(task, moved))
        ]
        if one.subject
        else [TaskEntry(task.id, entry) for task, entry in there if _is_of_before(plan, task, one)]
    )
    return found[0] if len(found) == 1 else None


def _is_of_before(plan: Plan, task: Task, one: ReplacedEntry) -> bool:
    """Whether an entry of a record up to 0.9.0 may be one of a task: its unit is called so, its figures count so."""
    names = [name for party in plan.directory.parties() if party.code == one.entry.unit for name in party.names]
    counted = {fold_words(each.title): " ".join(each.counted) for each in task.targets}
    return (one.unit is None or fold_words(one.unit) in map(fold_words, names)) and all(
        counted.get(fold_words(one.targets[id])) == how for id, how in one.counted.items()
    )


def _entries(task: Task, one: ReplacedEntry) -> Iterator[Entry]:
    """Yield the entry for each of the milestones and targets of a task that have the titles of its own."""
    milestones = [each.id for each in task.milestones if fold_words(each.title) == fold_words(one.milestone or "")]
    targets = [
        [(each.id, value) for each in task.targets if fold_words(each.title) == fold_words(one.targets.get(id, ""))]
        for id, value in one.entry.measures
    ]
    for milestone in [None] if one.milestone is None else milestones:
        for measures in product(*targets):
            yield replace(one.entry, milestone=milestone, measures=measures)
