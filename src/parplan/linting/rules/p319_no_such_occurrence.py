"""P319: work is part of, or follows, an occurrence that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown
from parplan.plan.items import address_of
from parplan.plan.slots import concerns, occurrence_keys
from parplan.plan.structure import Milestone, Plan, Task

RULE = rule(
    "P319",
    "no-such-occurrence",
    Severity.WARNING,
    what=N_("A milestone is part of, or follows, an occurrence that recurring work does not have."),
    why=N_("It then has no deadline: the occurrence is often one of last year's plan."),
    instead=N_("Name an occurrence of this plan; the message lists them."),
    right=N_("An occurrence of work that follows events is there once its event is recorded."),
    bad="- {id: check, title: Kiểm tra, part_of: 1.b/report@2020-Q2}",
    good="- {id: check, title: Kiểm tra, part_of: 1.b/report@2021-Q2}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look up the occurrence of each reference that has one."""
    known: dict[str, tuple[Task, Milestone | None]] = {}
    for task in checked.plan.tasks():
        known[task.id] = task, None
        known.update((address_of(task.id, one.id, None), (task, one)) for one in task.milestones)
    for place in checked.tasks:
        for k, milestone in enumerate(place.task.milestones):
            followed = milestone.after.address if milestone.after is not None else None
            for key, address in (("part_of", milestone.part_of), ("after", followed)):
                keys = _missing(checked.plan, known, address)
                if keys is not None:
                    yield remark(
                        RULE,
                        (*place.path, "milestones", k, key),
                        message(N_("there is no occurrence {address}"), address=shown(address or "")),
                        message(N_("its occurrences: {names}"), names=", ".join(keys))
                        if keys
                        else message(N_("it happens once; leave out @ and what follows")),
                    )


def _missing(
    plan: Plan, known: Mapping[str, tuple[Task, Milestone | None]], address: str | None
) -> tuple[str, ...] | None:
    """The occurrences of what an address names, where it has another one; else ``None``."""
    named, _, occurrence = (address or "").partition("@")
    if not occurrence or named not in known:
        return None
    task, milestone = known[named]
    if (milestone or task).follows_events:
        return None
    moved = (one.reading for one in task.entries if one.occurrence is None and concerns(one, task, milestone))
    reports = [report.key for report in plan.reports]
    keys = occurrence_keys(((milestone or task).reading, *moved), plan.year, plan.through, reports)
    return None if occurrence in keys else keys
