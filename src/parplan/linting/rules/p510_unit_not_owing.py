"""P510: an entry is for a unit that does not owe the item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.document import model
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import remark, rule, shown
from parplan.linting.rules.entries import with_entries
from parplan.plan.roles import Role, answered_on, owing_parties, own_part
from parplan.plan.structure import State

RULE = rule(
    "P510",
    "unit-not-owing",
    Severity.WARNING,
    what=N_(
        "An entry names a unit that does not owe the work it finishes, or has no share in work that each unit owes."
    ),
    why=N_("The entry closes nothing: the unit that owes the work still owes it."),
    instead=N_(
        "Write the unit whose share it is, or add it to the members of the group. Where the task was given to another"
        " unit since, leave “unit” out of the entries of the one before: they then tell of the task, and stay."
    ),
    right=N_(
        "Members of the leading groups, the successors of those that had ended by then, and the recipient that "
        "collects are all right. So is any unit if an open group owes the work, and one that only "
        "reports its part in common work, or in work it coordinates."
    ),
    bad="progress:\n  - {date: 2021-03-01, milestone: q1, unit: TCT, state: done}",
    good="progress:\n  - {date: 2021-03-01, milestone: q1, unit: TTRA, state: done}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the unit of each entry with who owes what it is about, and who had taken it over by that day."""
    directory = checked.plan.directory
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for place, entries in with_entries(checked):
        for path, entry in entries:
            code = checked.code(entry.unit) if entry.unit is not None else None
            if code is None or code not in directory.units or not (place.task.each or _finishes(entry)):
                continue
            named = (entry.milestone or "").partition("@")[0]
            owing = found.get((place.task.id, named))
            if owing is None:
                owing = found[place.task.id, named] = _owing(checked, place, named)
            if not owing or not directory.groups.keys().isdisjoint(owing):
                continue
            # A share is owed by who exists on its last day, whenever that unit states it, or by who answered before.
            days = (entry.date, date.max) if place.task.each else (entry.date,)
            own_word = not _finishes(entry) and _coordinates(checked, place, code)
            if not own_word and not any(answered_on(code, owing, directory, day) for day in days):
                yield remark(
                    RULE,
                    (*path, "unit"),
                    message(N_("“{name}” does not owe {address}"), name=shown(entry.unit or ""), address=place.task.id),
                    message(
                        N_("it is owed by: {units}; if it was given to them since, leave “unit” out of the entry"),
                        units=", ".join(sorted(directory.answering(owing, entry.date))),
                    ),
                )


def _coordinates(checked: CheckedPlan, place: TaskPlace, code: str) -> bool:
    part = own_part(place.task, code, checked.plan.directory)
    return part is not None and part.role is Role.COORDINATING


def _finishes(entry: model.Entry) -> bool:
    return entry.state == State.DONE or entry.percent == 100


def _owing(checked: CheckedPlan, place: TaskPlace, named: str) -> tuple[str, ...]:
    """Codes of the units that owe the item or collect it, and of groups that owe it as one party.

    named: the milestone, or nothing.
    """
    items = [one for one in place.task.milestones if named in ("", one.id, *one.aliases)]
    owing: dict[str, None] = {}
    for item in (*items, *([] if named and items else [None])):
        owing.update(dict.fromkeys(owing_parties(place.task, item, checked.plan.directory)))
    owing.update(dict.fromkeys(one.collector for one in place.task.milestones if one.collector is not None))
    if place.task.recipient is not None and place.task.recipient.code is not None:
        owing[place.task.recipient.code] = None
    return tuple(owing)
