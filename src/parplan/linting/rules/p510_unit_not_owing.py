"""P510: an entry is for a unit that does not owe the item."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import remark, rule, shown
from parplan.linting.rules.entries import with_entries

RULE = rule(
    "P510",
    "unit-not-owing",
    Severity.WARNING,
    what=N_("An entry names a unit, and what it is about is owed by each of several units, not by this one."),
    why=N_("The entry closes nobody's share: the unit that handed in still stands as owing."),
    instead=N_("Write the unit whose share it is, or add it to the members of the group."),
    right=N_(
        "Members of the leading groups, their predecessors and successors, and the recipient that collects "
        "are all right."
    ),
    bad="progress:\n  - {date: 2021-03-01, milestone: q1, unit: TCT, state: done}",
    good="progress:\n  - {date: 2021-03-01, milestone: q1, unit: TTRA, state: done}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the unit of each entry with who owes the task."""
    units = checked.plan.directory.units
    for place, entries in with_entries(checked):
        if not place.task.each:
            continue
        owing = _owing(checked, place)
        for path, entry in entries:
            code = checked.code(entry.unit) if entry.unit is not None else None
            if code is not None and code in units and owing and code not in owing:
                yield remark(
                    RULE,
                    (*path, "unit"),
                    message(N_("“{name}” owes no share of task {id}"), name=shown(entry.unit or ""), id=place.task.id),
                    message(N_("these do: {names}"), names=", ".join(sorted(owing))),
                )


def _owing(checked: CheckedPlan, place: TaskPlace) -> set[str]:
    units = checked.plan.directory.units
    owing = set(checked.plan.directory.members(mention.code for mention in place.task.lead))
    if place.task.recipient is not None and place.task.recipient.code is not None:
        owing.add(place.task.recipient.code)
    owing |= {milestone.collector for milestone in place.task.milestones if milestone.collector is not None}
    waiting = list(owing)
    while waiting:  # who took over, and from whom
        code = waiting.pop()
        related = {*units[code].successors, *(other for other, unit in units.items() if code in unit.successors)}
        waiting.extend(related - owing)
        owing |= related
    return owing
