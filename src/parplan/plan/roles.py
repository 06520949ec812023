"""Who does what in a task: one role per unit and task, and who owes it.

The first that applies is the unit's role: lead by name; recipient of what the others send in (III.1: the office
collects the reports, it does not owe one); lead through a group; coordinating by name; coordinating through a group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.plan.structure import Mention, Milestone, Task
from parplan.plan.units import Directory


class Role(StrEnum):
    """The role of a unit in a task."""

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


def own_part(task: Task, code: str, directory: Directory, *milestone: Milestone | None) -> Part | None:
    """The part the unit or group ``code`` has in ``task`` as written, or ``None``.

    With ``milestone`` in that one (``None``: in what the task itself says), else in any.
    """
    asked = milestone or (None, *(m for m in task.milestones if m.lead is not None or m.coordinating is not None))
    leads = tuple(mention for one in asked for mention in task.leads(one))
    coordinating = tuple(mention for one in asked for mention in task.coordinators(one))
    if _named(leads, code):
        return Part(Role.LEAD)
    if any(code in recipients_of(task, one) for one in milestone or (None,)):
        return Part(Role.RECIPIENT)
    if via := _through(leads, code, directory):
        return Part(Role.LEAD, via)
    if not milestone and any(code in recipients_of(task, one) for one in task.milestones):
        return Part(Role.RECIPIENT)
    if _named(coordinating, code):
        return Part(Role.COORDINATING)
    if via := _through(coordinating, code, directory):
        return Part(Role.COORDINATING, via)
    return None


def part_in(
    task: Task, code: str, directory: Directory, predecessors: Iterable[str], *milestone: Milestone | None
) -> Part | None:
    """The part ``code`` has in an open ``task``: its own or one of its ``predecessors``, the stronger of them.

    With ``milestone`` as in :func:`own_part`.
    """
    parts = [own_part(task, code, directory, *milestone)]
    for predecessor in predecessors:
        if part := own_part(task, predecessor, directory, *milestone):
            parts.append(Part(part.role, part.via, predecessor))
    return min((part for part in parts if part is not None), key=_rank, default=None)


def _rank(part: Part) -> int:
    """The order in which one of several parts counts; of equals the unit's own comes first."""
    if part.role is Role.LEAD:
        return 0 if part.via is None else 2
    if part.role is Role.RECIPIENT:
        return 1
    return 3 if part.via is None else 4


def leads_on(task: Task, milestone: Milestone | None, directory: Directory, day: date) -> tuple[Mention, ...]:
    """Those who lead an item on a day: as written, and in place of units that had ended their successors."""
    found: dict[str, Mention] = {}
    for mention in task.leads(milestone):
        for code in directory.heirs(mention.code, day):
            found.setdefault(code, mention if code == mention.code else Mention(code, directory.party(code).name))
    return tuple(found.values())


def open_groups(mentions: Iterable[Mention], directory: Directory) -> tuple[str, ...]:
    """The codes of the open groups among ``mentions``."""
    return tuple(m.code for m in mentions if m.code in directory.groups and directory.groups[m.code].open)


def owing_parties(task: Task, milestone: Milestone | None, directory: Directory) -> tuple[str, ...]:
    """Who owes an item, as written: units, and groups that act as one; each by itself where it is owed ``each``.

    A recipient owes nothing to itself, unless it is the only lead of what is owed together. A collector alone owes
    what it passes on.
    """
    if milestone is not None and milestone.collector is not None:
        return (milestone.collector,)
    recipients = recipients_of(task, milestone)
    parties = directory.owing(mention.code for mention in task.leads(milestone))
    others = tuple(code for code in parties if code not in recipients)
    each = task.each if milestone is None else milestone.each
    return others if others or each else parties


def recipients_of(task: Task, milestone: Milestone | None) -> frozenset[str]:
    """The codes of the units that receive an item."""
    named = (task.recipient, None if milestone is None else milestone.recipient)
    return frozenset(one.code for one in named if one is not None and one.code is not None)


def parties_apart(task: Task, directory: Directory) -> tuple[str, ...]:
    """Parties that owe nothing of a task but shares of its own in milestones, and whoever takes over from these."""
    owed = [(one.each, owing_parties(task, one, directory)) for one in task.milestones]
    together = {code for each, codes in owed if not each for code in codes}.union(owing_parties(task, None, directory))
    own = {code for each, codes in owed if each for code in codes}
    for codes in (together, own):
        codes.update([taker for code in codes for taker in directory.takers(code)])
    return tuple(sorted(own - together))


def answered_on(code: str, owing: Collection[str], directory: Directory, day: date) -> bool:
    """Whether ``code`` answered on ``day`` for what ``owing`` owe, as one of them or in place of one that had ended.

    What a unit said before it took over was its word about others' work, and stays that.
    """
    return code in owing or any(
        code in directory.heirs(one, day)
        for one in owing
        if one in directory.units and directory.units[one].ended_before(day)
    )


def answering_parties(task: Task, milestone: Milestone | None, directory: Directory, day: date) -> frozenset[str]:
    """Whose entries count for an item on ``day``: who owes it as written, and who answers for them since."""
    owing = owing_parties(task, milestone, directory)
    return frozenset((*owing, *directory.answering(owing, day)))


def concerned_parties(task: Task, directory: Directory) -> tuple[str, ...]:
    """All who may have a part in a task on any day: those named, members of groups, and their successors."""
    mentions = [mention for one in (None, *task.milestones) for mention in (*task.leads(one), *task.coordinators(one))]
    codes = dict.fromkeys(mention.code for mention in mentions)
    for one in (None, *task.milestones):
        codes.update(dict.fromkeys(recipients_of(task, one)))
    codes.update(dict.fromkeys(m.collector for m in task.milestones if m.collector is not None))
    named = tuple(dict.fromkeys((*codes, *directory.members(codes))))
    return tuple(dict.fromkeys((*named, *(taker for code in named for taker in directory.takers(code)))))
