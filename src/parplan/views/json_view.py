"""Answers as JSON: one object, English keys, values as in the plan, ISO dates. Keys are added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from parplan.plan.figures import Figure
from parplan.plan.items import Item, Rescheduling, TaskStanding, address_of
from parplan.plan.keys import agency_key
from parplan.plan.roles import Part
from parplan.plan.structure import Citation, Entry, Mention, State
from parplan.plan.units import Group, Party, Unit
from parplan.queries.deadlines import DueAnswer, DueRow, DueSelection
from parplan.queries.portfolio import Addressed, PlanHead, PlanOnDay, Portfolio
from parplan.queries.status import AgencyRow, Grouping, Kept, PlanCounts, StatusColumn, StatusRow, add_up
from parplan.queries.tasks import TaskAnswer, TaskRow

FORMAT = 1

Json = dict[str, Any]


def envelope(kind: str, as_of: date, items: Iterable[Json], **more: Any) -> Json:
    """The object of every answer."""
    return {"parplan": FORMAT, "kind": kind, "as_of": as_of.isoformat(), "items": list(items), **more}


def task_items(answer: TaskAnswer[TaskRow]) -> TaskAnswer[Json]:
    """JSON of the tasks of one plan, with addresses within the plan."""
    return TaskAnswer(
        answer.selection,
        answer.party,
        tuple(_task(replace(row.subject, prefix=""), row.standing, row.part) for row in answer.rows),
        tuple(_task_reference(row) for row in answer.maybe),
        answer.asked,
    )


def tasks_json(answers: Sequence[tuple[PlanHead, TaskAnswer[Json]]], as_of: date) -> Json:
    """``parplan tasks`` over plans, the default one first."""
    default = answers[0][0]
    for plan, answer in answers:
        if prefix := plan.prefix(default):
            for milestone in (milestone for row in answer.rows for milestone in row["milestones"]):
                milestone["address"] = prefix + milestone["address"]
    items = (row for _plan, answer in answers for row in answer.rows)
    return envelope("tasks", as_of, items, open_groups=[row for _plan, answer in answers for row in answer.maybe])


def due_json(answer: DueAnswer, as_of: date) -> Json:
    """``parplan due``: the dated items, and in ``undated`` the open ones without a date."""
    return envelope(
        "due",
        as_of,
        map(_due_item, answer.rows),
        undated=[_due_item(row) for row in answer.undated],
        until=answer.selection.until.isoformat(),
    )


class DueItem(Struct, frozen=True):
    """A dated or undated item as JSON, and what decides on its place."""

    plan: PlanHead
    due: date | None
    item: Json


class PlanDue(Struct, frozen=True):
    """The items of one plan, in document order."""

    plan: PlanHead
    rows: tuple[DueItem, ...]
    undated: tuple[DueItem, ...]


def due_items(head: PlanHead, rows: Iterable[DueRow], undated: Iterable[DueRow]) -> PlanDue:
    """JSON of one plan's rows, with their addresses within the plan."""
    dated, others = (
        [DueItem(head, row.due, {**_due_item(row), "address": row.item.address}) for row in kind]
        for kind in (rows, undated)
    )
    return PlanDue(head, tuple(dated), tuple(others))


def due_of_plans_json(plans: Sequence[PlanDue], selection: DueSelection, as_of: date, *, by_agency: bool) -> Json:
    """``parplan due`` over plans, the default one first; by_agency: in the order of their agencies, then by date."""
    default = plans[0].plan
    rows = sorted((row for plan in plans for row in plan.rows), key=lambda row: row.due or date.max)
    if by_agency:
        places = {key: place for place, key in enumerate(dict.fromkeys(plan.plan.agency_key for plan in plans))}
        rows.sort(key=lambda row: places[row.plan.agency_key])

    def told(row: DueItem) -> Json:
        return {**row.item, "address": row.plan.prefix(default) + row.item["address"]}

    return envelope(
        "due",
        as_of,
        map(told, rows),
        undated=[told(row) for plan in plans for row in plan.undated],
        until=selection.until.isoformat(),
    )


def task_json(addressed: Addressed, as_of: date) -> Json:
    """``parplan show``."""
    subject, standing, task = addressed.subject, addressed.standing, addressed.task
    item = _task(subject, standing, None, addressed.items)
    item["parts"] = list(task.parts)
    item["targets"] = [_figure(one) for one in subject.assessment.figures(standing)]
    item["notes"] = list(task.notes)
    item["cites"] = [citation_json(citation) for citation in task.cites]
    item["aliases"] = list(task.aliases)
    item["recipient"] = task.recipient.printed if task.recipient is not None else None
    item["owed"] = "each" if task.each else "together"
    item["log"] = [entry_json(task.id, entry) for entry in standing.entries]
    return envelope("task", as_of, [item])


def units_json(portfolio: Portfolio) -> Json:
    """``parplan units``."""
    return envelope(
        "units",
        portfolio.as_of,
        [_party(subject, party) for subject in portfolio.subjects for party in subject.plan.directory.parties()],
    )


def status_json(plans: Iterable[PlanCounts], as_of: date) -> Json:
    """``parplan status``: the rows of each plan, last the total."""
    items: list[Json] = []
    for one in plans:
        items += [_status_row(one.path, one.grouping, row, one.agency, one.year) for row in one.rows]
        items.append({**_status_row(one.path, one.grouping, one.total, one.agency, one.year), "key": "total"})
    return envelope("status", as_of, items)


def agencies_json(rows: Sequence[AgencyRow], as_of: date) -> Json:
    """``parplan status --by agency``: a row for each agency, last the total of all."""
    items = [_status_row(None, Grouping.AGENCY, row.counts, row.agency, row.year) for row in rows]
    total = add_up(row.counts for row in rows)
    return envelope(
        "status", as_of, [*items, {**_status_row(None, Grouping.AGENCY, total, None, None), "key": "total"}]
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _names(subject: PlanOnDay, mentions: Iterable[Mention]) -> list[str]:
    return [subject.plan.directory.party(mention.code).name for mention in mentions]


def _via(subject: PlanOnDay, part: Part | None) -> str | None:
    if part is None or part.via is None:
        return None
    return subject.plan.directory.groups[part.via].name


def _task(subject: PlanOnDay, standing: TaskStanding, part: Part | None, items: Sequence[Item] | None = None) -> Json:
    task = standing.task
    return {
        "plan": subject.path,
        "id": task.id,
        "section": task.section,
        "title": task.title,
        "short": task.short,
        "person": task.person,
        "columns": dict(task.columns),
        "lead": _names(subject, task.lead),
        "coordinating": _names(subject, task.coordinating),
        "lead_codes": [mention.code for mention in task.lead],
        "coordinating_codes": [mention.code for mention in task.coordinating],
        "role": part.role.value if part is not None else None,
        "via": _via(subject, part),
        "inherited_from": part.inherited_from if part is not None else None,
        "products": list(task.products),
        "time": task.time,
        "state": standing.state.value,
        "reported": standing.reported,
        "timeliness": standing.timeliness.value,
        "next_due": _iso(standing.next_due),
        "milestones": [_milestone(subject, item) for item in (standing.items if items is None else items)],
    }


def _milestone(subject: PlanOnDay, item: Item) -> Json:
    """An item; for a task without milestones it is the task itself, with ``null`` as its milestone."""
    milestone = item.milestone
    id = milestone.id if milestone is not None else None
    return {
        "id": id,
        "milestone": id,
        "address": subject.address(item),
        "occurrence": item.occurrence,
        "title": item.action,
        "lead": _names(subject, item.lead),
        "lead_codes": [mention.code for mention in item.lead],
        "coordinating": _names(subject, item.coordinating),
        "products": list(milestone.products if milestone is not None else item.task.products),
        "kind": item.kind.value,
        "start": _iso(item.start),
        "due": _iso(item.due),
        "last_working_day": _iso(item.last_working_day),
        "state": item.state.value,
        "timeliness": item.timeliness.value,
        "done_on": _iso(item.stated.done_on),
        "owed_by": list(item.owed_by),
        "unlisted": item.unlisted,
        "part_of": item.host,
        "carried_from": item.carried_from,
        "proposed": [{"due": one.due, "words": one.words} for one in item.proposed],
        "extensions": sum(move.move.extends for move in item.reschedulings),
        "reschedulings": [rescheduling_json(move) for move in item.reschedulings],
    }


def _task_reference(row: TaskRow) -> Json:
    return {"plan": row.subject.path, "id": row.standing.task.id, "title": row.standing.task.title}


def _due_item(row: DueRow) -> Json:
    item, subject = row.item, row.subject
    return {
        "plan": subject.path,
        "agency": agency_key(subject.plan),
        "year": subject.plan.year,
        "address": subject.address(item),
        "task": item.task.id,
        "milestone": item.milestone.id if item.milestone is not None else None,
        "occurrence": item.occurrence,
        "title": item.task.title,
        "short": item.task.short,
        "action": item.action,
        "lead": _names(subject, item.lead),
        "role": row.part.role.value if row.part is not None else None,
        "via": _via(subject, row.part),
        "kind": item.kind.value,
        "due": _iso(item.due),
        "last_working_day": _iso(item.last_working_day),
        "days": item.days,
        "state": item.state.value,
        "timeliness": item.timeliness.value,
        "owed_by": list(item.owed_by),
        "unlisted": item.unlisted,
        "part_of": item.host,
        "carried_from": item.carried_from,
        "extensions": sum(move.move.extends for move in item.reschedulings),
        "reschedulings": [rescheduling_json(move) for move in item.reschedulings],
    }


def rescheduling_json(move: Rescheduling) -> Json:
    """One change of a deadline: its kind, old and new date, the date of the entry, and its basis."""
    return {
        "move": move.move.value,
        "old": _iso(move.old),
        "new": _iso(move.new),
        "date": move.entry.date.isoformat(),
        "basis": move.entry.basis,
        "reason": move.entry.reason,
    }


def _figure(figure: Figure) -> Json:
    target = figure.target
    return {
        "id": target.id,
        "title": target.title,
        **({} if target.comparison is None else {target.comparison.value: _number(target.value)}),
        "unit": target.unit,
        "counts": target.counts,
        "total": target.total.value,
        "measured": _number(figure.value),
        "met": figure.met,
    }


def citation_json(citation: Citation) -> Json:
    """A cited document or a piece of evidence, with ``null`` for unknown parts."""
    return {**dict.fromkeys(Citation.__struct_fields__), **_known_parts(citation), "kind": citation.kind_name}


def _known_parts(citation: Citation) -> Json:
    return {key: part.isoformat() if isinstance(part, date) else part for key, part in citation.parts().items()}


def entry_json(task: str, entry: Entry) -> Json:
    """An entry with the keys it has, and its address."""
    written: Json = {"address": address_of(task, entry.milestone, entry.occurrence)}
    for key, value in entry.statements().items():
        written[key] = _statement(key, value)
        if key == "milestone" and entry.occurrence is not None:
            written["occurrence"] = entry.occurrence
    return written


def _statement(key: str, value: Any) -> Any:
    if key == "measures":
        return {id: _number(number) for id, number in value}
    if key == "evidence":
        return [_evidence(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, State) else value


def _evidence(evidence: Citation) -> str | Json:
    """Evidence that is only a number is a string, as in the plan."""
    known = _known_parts(evidence)
    return evidence.number if known.keys() == {"number"} and evidence.number is not None else known


def _party(subject: PlanOnDay, party: Party) -> Json:
    unit = party if isinstance(party, Unit) else None
    group = party if isinstance(party, Group) else None
    return {
        "plan": subject.path,
        "code": party.code,
        "name": party.name,
        "short": unit.short if unit is not None else None,
        "aliases": list(party.aliases),
        "kind": party.kind.value,
        "members": list(group.members) if group is not None else [],
        "groups": list(group.groups) if group is not None else [],
        "complete": group.complete if group is not None else None,
        "size": group.size if group is not None else None,
        "from": _iso(unit.valid_from) if unit is not None else None,
        "until": _iso(unit.valid_until) if unit is not None else None,
        "successors": list(unit.successors) if unit is not None else [],
        "contact": unit.contact if unit is not None else None,
        "email": unit.email if unit is not None else None,
    }


def _kept(counts: Mapping[Kept, int]) -> Json:
    """The four counts of work with a deadline."""
    return {kept.value.replace("-", "_"): counts.get(kept, 0) for kept in Kept}


def deadlines_json(row: StatusRow) -> Json:
    """The counts of tasks with a deadline, and of those already due."""
    return {
        "due": row.due,
        "due_done": row.due_done,
        "due_kept": _kept(row.due_kept),
        "dated": row.dated,
        **_kept(row.kept),
    }


def _status_row(path: str | None, by: Grouping, row: StatusRow, agency: str | None, year: int | None) -> Json:
    return {
        "plan": path,
        "agency": agency,
        "year": year,
        "by": by.value,
        "key": row.key,
        "name": row.name,
        "total": row.total,
        "states": {state.value: row.states.get(state, 0) for state in State},
        **deadlines_json(row),
        "due_soon": row.due_soon,
        "ongoing": row.columns.get(StatusColumn.ONGOING, 0),
        "undated": row.columns.get(StatusColumn.UNDATED, 0),
        "extensions": row.extensions,
        "unreported": row.unreported,
    }
