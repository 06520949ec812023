"""The current value of a doubted field, and its path in the file."""

from __future__ import annotations

from collections.abc import Iterable

from parplan.diagnostics import Path
from parplan.plan.structure import Mention, Milestone, Plan, Report, Section, Task
from parplan.provenance.doubts import Doubt


def value_at(plan: Plan, address: str, field: str) -> str | None:
    """The value of a field as an import records it, list items joined by ``; ``; ``None`` if there is no such field.

    address: a task, a section, ``units/CODE``, ``groups/CODE``, or empty for the plan itself.
    """
    if not address:
        return _of_plan(plan, field)
    kind, _, code = address.partition("/")
    if code and kind == "units":
        unit = plan.directory.units.get(code)
        return unit.name if unit is not None else None
    if code and kind == "groups":
        group = plan.directory.groups.get(code)
        return None if group is None else ", ".join(group.members) if field == "members" else group.name
    for section in plan.sections:
        for task in section.tasks:
            if task.id == address:
                return _of_task(task, field)
            if code and task.id == kind:
                return next((_of_milestone(one, field) for one in task.milestones if one.id == code), None)
    for section in plan.sections:
        if section.id == address:
            return _of_section(section, field)
    return None


def party_named(plan: Plan, address: str) -> str | None:
    """The name of the unit or group with an address of a doubt (``units/CODE``); ``None`` for any other address."""
    kind, _, code = address.partition("/")
    return _party_name(plan, code) if kind in ("units", "groups") else None


def value_named(plan: Plan, doubt: Doubt) -> str:
    """The doubted value for a reader: members of a group by their names, which can be typed as well.

    Of work that goes on from an earlier plan it is the deadline, as written; empty where it has none.
    """
    if doubt.field == "carried_from":
        words = (value_at(plan, doubt.address, key) for key in ("due", "after", "part_of", "time"))
        return next(filter(None, words), "")
    if doubt.field != "members":
        return doubt.value
    return "; ".join(_party_name(plan, code) or code for code in doubt.value.split(", "))


def _party_name(plan: Plan, code: str) -> str | None:
    party = plan.directory.units.get(code) or plan.directory.groups.get(code)
    return None if party is None else party.name


#: Fields of tasks that a doubt about a whole section, or the whole plan, may be about.
_OF_TASKS = frozenset({"id", "title", "lead", "coordinating", "products", "parts", "time", "milestones"})


def values_within(plan: Plan, address: str, field: str, column: str) -> tuple[tuple[str, str], ...]:
    """The id and value of each task that a doubt about a section, or about all (empty address), concerns.

    field: that of the tasks; ``columns`` means the one named ``column``. Of a section
    the tasks without a value are there, too. Empty if the doubt is about something else.
    """
    sections = [section for section in plan.sections if address in ("", section.id)]
    if field == "columns":
        found = [(task.id, dict(task.columns).get(column, "")) for section in sections for task in section.tasks]
    elif field in _OF_TASKS and (address or field not in ("id", "title")):
        found = [(task.id, _of_task(task, field)) for section in sections for task in section.tasks]
    else:
        return ()
    return tuple((id, value) for id, value in found if value or address)


def _of_plan(plan: Plan, field: str) -> str:
    values = {
        "year": str(plan.year),
        "until": "" if plan.until is None else plan.until.isoformat(),
        "title": plan.title,
        "agency": plan.agency,
        "parent": plan.parent or "",
        "signer": plan.signer.name if plan.signer is not None else "",
        "signer.name": plan.signer.name if plan.signer is not None else "",
        "decision.number": plan.decision_number,
        "decision.date": plan.decision_date.isoformat(),
        "introduction": joined(text for title, texts in plan.introduction for text in (title or "", *texts) if text),
        "closing": joined(plan.closing),
    }
    if field.startswith("reports."):
        key, _, name = field.removeprefix("reports.").partition(".")
        report = next((one for one in plan.reports if one.key == key), None)
        return "" if report is None else _of_report(report, name)
    return values.get(field, "")


def _of_report(report: Report, name: str) -> str:
    """A part of a report; without a name its key."""
    if not name:
        return report.key
    day = {"from": report.data_from, "to": report.data_to}.get(name)
    return report.reading.words if name == "due" else "" if day is None else day.isoformat()


def _of_section(section: Section, field: str) -> str:
    return (
        section.title
        if field == "title"
        else joined(title for _, title in section.headings)
        if field == "headings"
        else ""
    )


def _of_milestone(milestone: Milestone, field: str) -> str:
    after = milestone.after.words if milestone.after is not None else None
    values = {
        "title": milestone.title,
        "due": milestone.due,
        "after": after,
        "part_of": milestone.part_of,
        "carried_from": milestone.carried_from,
    }
    return values.get(field) or ""


def _of_task(task: Task, field: str) -> str:
    if field == "lead":
        return _names(task.lead)
    if field == "coordinating":
        return _names(task.coordinating)
    if field == "milestones":
        return joined(milestone.title for milestone in task.milestones)
    if field.startswith("targets."):
        return next((one.title for one in task.targets if one.id == field.removeprefix("targets.")), "")
    if field.startswith("columns."):
        return dict(task.columns).get(field.removeprefix("columns."), "")
    values = {
        "id": task.id,
        "title": task.title,
        "time": task.time or "",
        "products": joined(task.products),
        "parts": joined(task.parts),
        "notes": joined(task.notes),
        "short": task.short or "",
        "carried_from": task.carried_from or "",
        "person": task.person or "",
        "recipient": task.recipient.printed if task.recipient is not None else "",
    }
    return values.get(field, "")


def _names(mentions: Iterable[Mention]) -> str:
    return joined(mention.printed for mention in mentions)


def joined(texts: Iterable[str]) -> str:
    """Join several texts into one value."""
    return "; ".join(texts)


def path_at(plan: Plan, address: str, field: str) -> Path:
    """The path of a field; if the file does not have it, of its owner, else of the whole plan."""
    if not address:
        if field.startswith("reports."):
            return tuple(field.split("."))
        return ("plan", *field.split(".")) if field else ("plan",)
    kind, _, code = address.partition("/")
    if code and kind in ("units", "groups"):
        return (kind, code, field) if field else (kind, code)
    for i, section in enumerate(plan.sections):
        for j, task in enumerate(section.tasks):
            if task.id == address:
                place: Path = ("sections", i, "tasks", j)
                if field.startswith("targets."):
                    ids = [target.id for target in task.targets]
                    id = field.removeprefix("targets.")
                    return (*place, "targets", ids.index(id), "title") if id in ids else (*place, "id")
                return (*place, *field.split(".", 1)) if field and value_at(plan, address, field) else (*place, "id")
            if code and task.id == kind:
                within = [milestone.id for milestone in task.milestones]
                if code in within:
                    owner: Path = ("sections", i, "tasks", j, "milestones", within.index(code))
                    return (*owner, field) if field and value_at(plan, address, field) else (*owner, "id")
        if section.id == address:
            return ("sections", i, "title" if field == "title" else "id")
    return ()
