"""The rows of one plan as of a day, in the columns and the order of the declaration."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from parplan.plan.assessment import Assessment
from parplan.plan.items import Item, TaskStanding, address_of
from parplan.plan.keys import agency_key, plan_key
from parplan.plan.roles import Role
from parplan.plan.structure import Entry, Mention, Plan, Task
from parplan.queries.status import column_of, kept_of
from parplan.tables.declaration import TABLES, ColumnType

#: The values of a row; texts, lists of texts as tuples, dates, moments, whole numbers, decimals, yes and no.
Row = tuple[Any, ...]
#: The rows of each table by its name, also of those that are empty.
Rows = dict[str, list[Row]]

_TEXTS = {
    table.name: [place for place, column in enumerate(table.columns) if column.type is ColumnType.TEXT]
    for table in TABLES
}
_LISTS = {
    table.name: [place for place, column in enumerate(table.columns) if column.type is ColumnType.TEXTS]
    for table in TABLES
}


def plan_rows(assessment: Assessment) -> Rows:
    """All rows of a plan, texts in NFC."""
    plan = assessment.plan
    common = (plan_key(plan), agency_key(plan), plan.year)
    made: Rows = {table.name: [] for table in TABLES}
    made["plans"].append((*common, *_plan(assessment)))
    for name, rows in (("units", _units(plan)), ("groups", _groups(plan)), ("members", _members(plan))):
        made[name] += ((*common, *row) for row in rows)
    for position, section in enumerate(plan.sections, 1):
        made["sections"].append((*common, section.id, position, section.title, section.kind.value))
    items = 0
    for position, standing in enumerate(assessment.passing(), 1):
        task = standing.task
        made["tasks"].append((*common, *_task(standing, position, assessment)))
        made["roles"] += ((*common, *row) for row in _roles(plan, task))
        for place, item in enumerate(standing.items, items + 1):
            made["milestones"].append((*common, *_item(item, place)))
        items += len(standing.items)
        for code in assessment.answerable(standing):
            own = assessment.standing_of(task.id, code)
            if own is not None:
                made["shares"].append((*common, task.id, code, *_counted(own, assessment)))
                made["owed"] += ((*common, *_owed(item, code)) for item in own.items)
        made["targets"] += ((*common, *row) for row in _targets(assessment, standing))
        for entry in sorted(standing.entries, key=_place):
            made["entries"].append((*common, *_entry(task, entry)))
            made["measures"] += ((*common, task.id, entry.place + 1, id, value) for id, value in entry.measures)
            made["evidence"] += ((*common, *row) for row in _evidence(task, entry))
    return {name: rows if _is_composed(name, rows) else list(map(_composed, rows)) for name, rows in made.items()}


def _is_composed(table: str, rows: list[Row]) -> bool:
    """Whether all texts are in NFC, as almost all are."""
    texts = [row[place] for row in rows for place in _TEXTS[table] if row[place] is not None]
    lists = [text for row in rows for place in _LISTS[table] for text in row[place]]
    return unicodedata.is_normalized("NFC", "\n".join((*texts, *lists)))


def _composed(row: Row) -> Row:
    return tuple(map(_composed_value, row))


def _composed_value(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return tuple(map(_composed_value, value)) if isinstance(value, tuple) else value


def _plan(assessment: Assessment) -> Row:
    plan = assessment.plan
    return (
        assessment.as_of,
        plan.code,
        plan.agency,
        plan.title,
        plan.through,
        plan.decision_number,
        plan.decision_date,
        plan.parent,
    )


def _units(plan: Plan) -> Iterator[Row]:
    for unit in plan.directory.units.values():
        yield (
            unit.code,
            unit.name,
            unit.short,
            unit.aliases,
            unit.contact,
            unit.email,
            unit.valid_from,
            unit.valid_until,
            unit.successors,
        )


def _groups(plan: Plan) -> Iterator[Row]:
    for group in plan.directory.groups.values():
        yield group.code, group.name, group.open, group.complete, group.size, group.aliases


def _members(plan: Plan) -> Iterator[Row]:
    for group in plan.directory.groups.values():
        yield from ((group.code, unit) for unit in group.members)


def _task(standing: TaskStanding, position: int, assessment: Assessment) -> Row:
    task = standing.task
    return (
        task.id,
        task.section,
        position,
        task.counted,
        task.title,
        task.short,
        task.person,
        task.time,
        task.recipient.printed if task.recipient is not None else None,
        task.parts,
        task.products,
        task.notes,
        tuple(f"{name}: {value}" for name, value in task.columns),
        standing.led,
        task.each,
        standing.undated,
        standing.ongoing,
        *_counted(standing, assessment),
        task.carried_from,
    )


def _counted(standing: TaskStanding, assessment: Assessment) -> Row:
    kept, due_kept = kept_of(standing), kept_of(standing, assessment.as_of)
    return (
        standing.state.value,
        standing.timeliness.value,
        column_of(standing).value,
        kept.value if kept is not None else None,
        due_kept.value if due_kept is not None else None,
        standing.reported,
        standing.next_due,
        standing.stated.done_on,
        standing.extensions,
    )


def _roles(plan: Plan, task: Task) -> Iterator[Row]:
    own = [
        milestone for milestone in task.milestones if milestone.lead is not None or milestone.coordinating is not None
    ]
    named: list[tuple[str | None, Role, Mention]] = []
    for milestone in (None, *own):
        id = milestone.id if milestone is not None else None
        lead = task.lead if milestone is None else milestone.lead or ()
        coordinating = task.coordinating if milestone is None else milestone.coordinating or ()
        named += ((id, Role.LEAD, mention) for mention in lead)
        named += ((id, Role.COORDINATING, mention) for mention in coordinating)
    for position, (id, role, mention) in enumerate(named, 1):
        kind = plan.directory.party(mention.code).kind
        yield task.id, position, id, role.value, mention.code, kind.value, mention.printed


def _item(item: Item, position: int) -> Row:
    task, milestone = item.task, item.milestone
    return (
        item.address,
        task.id,
        position,
        milestone.id if milestone is not None else None,
        item.occurrence,
        item.action,
        item.kind.value,
        milestone.due if milestone is not None else task.time,
        milestone.printed if milestone is not None else None,
        item.start,
        item.due,
        item.last_working_day,
        item.days if item.open else None,
        item.state.value,
        item.timeliness.value,
        item.open,
        item.undated,
        item.stated.since,
        item.stated.done_on,
        milestone.each if milestone is not None else task.each,
        item.unlisted,
        sum(move.move.extends for move in item.reschedulings),
        item.host,
        item.carried_from,
    )


def _owed(item: Item, code: str) -> Row:
    return (
        item.address,
        item.task.id,
        code,
        item.due,
        item.state.value,
        item.timeliness.value,
        code in item.owed_by,
        item.stated.since,
        item.stated.done_on,
    )


def _targets(assessment: Assessment, standing: TaskStanding) -> Iterator[Row]:
    for one in assessment.figures(standing):
        target = one.target
        yield (
            one.task.id,
            target.id,
            target.title,
            target.comparison.value if target.comparison is not None else None,
            target.value,
            target.unit,
            target.counts,
            target.total.value,
            one.value,
            one.met,
        )


def _place(entry: Entry) -> int:
    return entry.place


def _entry(task: Task, entry: Entry) -> Row:
    return (
        task.id,
        entry.place + 1,
        entry.date,
        address_of(task.id, entry.milestone, entry.occurrence),
        entry.milestone,
        entry.occurrence,
        entry.unit,
        entry.state.value if entry.state is not None else None,
        entry.percent,
        entry.event,
        entry.due,
        entry.reading.due if entry.reading is not None else None,
        entry.basis,
        entry.reason,
        entry.note,
        entry.difficulty,
        entry.proposal,
        entry.by,
        entry.batch,
        entry.recorded,
    )


def _evidence(task: Task, entry: Entry) -> Iterable[Row]:
    for position, document in enumerate(entry.evidence, 1):
        yield (
            task.id,
            entry.place + 1,
            position,
            document.number,
            document.kind_name,
            document.date,
            document.issuer,
            document.title,
            document.file,
            document.link,
        )
