"""Who does what in a task: one role per unit and task, and who owes it.

A unit named as lead leads, whatever else names it. A recipient of what the others send in is that before it is a lead
through a group (III.1: the office collects the reports, it does not owe one). Lead, even through a group, comes before
coordinating, and being named comes before coming through a group.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.plan.structure import Mention, Milestone, Task
from parplan.plan.units import Directory


class Role(StrEnum):
    """What a unit is in a task."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    RECIPIENT = "recipient"


class Part(Struct, frozen=True):
    """A unit's part in a task: the role, the group it comes through, and the unit it was taken over from (codes)."""

    role: Role
    via: str | None = None
    inherited_from: str | None = None


def _through(mentions: tuple[Mention, ...], unit: str, directory: Directory) -> str | None:
    for mention in mentions:
        group = directory.groups.get(mention.code)
        if group is not None and unit in group.members:
            return group.code
    return None


def _named(mentions: tuple[Mention, ...], code: str) -> bool:
    return any(mention.code == code for mention in mentions)


def own_part(task: Task, code: str, directory: Directory) -> Part | None:
    """The part the unit or group ``code`` has in ``task`` as written, or ``None``."""
    if _named(task.lead, code):
        return Part(Role.LEAD)
    if task.recipient is not None and task.recipient.code == code:
        return Part(Role.RECIPIENT)
    if via := _through(task.lead, code, directory):
        return Part(Role.LEAD, via)
    if _named(task.coordinating, code):
        return Part(Role.COORDINATING)
    if via := _through(task.coordinating, code, directory):
        return Part(Role.COORDINATING, via)
    return None


def part_in(task: Task, code: str, directory: Directory, as_of: date) -> Part | None:
    """The part ``code`` has in an open ``task`` on ``as_of``: its own or one it took over, the stronger of them."""
    parts = [own_part(task, code, directory)]
    for predecessor in directory.predecessors(code, as_of):
        if part := own_part(task, predecessor, directory):
            parts.append(Part(part.role, part.via, predecessor))
    return min((part for part in parts if part is not None), key=_rank, default=None)


def _rank(part: Part) -> int:
    """The order in which one of several parts counts; of equal ones the unit's own comes first."""
    if part.role is Role.LEAD:
        return 0 if part.via is None else 2
    if part.role is Role.RECIPIENT:
        return 1
    return 3 if part.via is None else 4


def open_groups(mentions: tuple[Mention, ...], directory: Directory) -> tuple[str, ...]:
    """The codes of the open groups among ``mentions``."""
    return tuple(m.code for m in mentions if m.code in directory.groups and directory.groups[m.code].open)


def owing_units(task: Task, milestone: Milestone | None, directory: Directory) -> tuple[str, ...]:
    """The units that owe an item, as written: each of them, or all together when it is not owed ``each``.

    A recipient owes nothing to itself, unless it alone leads what is owed together; a collector owes alone what it
    passes on.
    """
    if milestone is not None and milestone.collector is not None:
        return (milestone.collector,)
    recipients = {task.recipient.code} if task.recipient is not None else set()
    if milestone is not None and milestone.recipient is not None:
        recipients.add(milestone.recipient.code)
    units = directory.members(mention.code for mention in task.lead)
    others = tuple(code for code in units if code not in recipients)
    each = task.each if milestone is None else milestone.each
    return others if others or each else units
