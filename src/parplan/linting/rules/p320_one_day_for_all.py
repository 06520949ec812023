"""P320: what each unit owes has a day that hangs on what the others do."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.plan.items import address_of
from parplan.plan.roles import owing_parties
from parplan.plan.structure import Milestone, Task

RULE = rule(
    "P320",
    "one-day-for-all",
    Severity.WARNING,
    what=N_("Work that each unit owes by itself is due so long after other work that each owes, or after an event."),
    why=N_(
        "It has one day for all units: counted from the last unit's work, so that none has a deadline before; or from "
        "the first event, whosever it is."
    ),
    instead=N_("Give it a day of its own, or leave out “due” where each event opens a report of its own."),
    right=N_("The document means the day on which all units have done the other work."),
    bad="- {id: check, title: Kiểm tra, after: plan, lag: 10d}",
    good="- {id: check, title: Kiểm tra, due: 2021-04-30}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare who owes a milestone with who owes what its day is counted from."""
    known = {address_of(task.id, one.id): (task, one) for task in checked.plan.tasks() for one in task.milestones}
    for place in checked.tasks:
        for k, milestone in enumerate(place.task.milestones):
            path = (*place.path, "milestones", k, "after")
            if milestone.after is None or not _is_of_several(checked, place.task, milestone):
                continue
            followed = known.get((milestone.after.address or "").partition("@")[0])
            if milestone.waits_for_event:
                told = message(N_("the first event of any unit sets the day of all who owe it"))
            elif milestone.after.lag is not None and followed is not None and _is_of_several(checked, *followed):
                told = message(
                    N_("nobody has a deadline before all units have done {address}, each its own"),
                    address=shown(milestone.after.address or ""),
                )
            else:
                continue
            yield remark(
                RULE, path, told, message(N_("give it a “due” of its own, if a unit is not to wait for others"))
            )


def _is_of_several(checked: CheckedPlan, task: Task, milestone: Milestone) -> bool:
    """Whether several units owe a milestone, each by itself."""
    return milestone.each and len(owing_parties(task, milestone, checked.plan.directory)) > 1
