"""P204: a task has no lead unit."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import rule
from parplan.linting.rules.columns import each_or_all

RULE = rule(
    "P204",
    "no-lead",
    Severity.WARNING,
    what=N_("A task names no lead unit (đơn vị chủ trì)."),
    why=N_("A task without a lead is in nobody's list, and nobody is reminded of it."),
    instead=N_("Name the lead unit; if the printed plan names none, ask for one to be assigned."),
    right=N_(
        "Any unit, fixed group or open group is a lead, also one named by the section, the "
        "heading or every milestone. If no task has a lead, that is reported once."
    ),
    bad="- id: 1.a\n  title: Theo dõi thi hành pháp luật",
    good="- id: 1.a\n  title: Theo dõi thi hành pháp luật\n  lead: [Thanh tra Sở]",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for tasks without a lead."""
    return each_or_all(
        RULE,
        checked.tasks,
        _has_no_lead,
        lambda place: message(N_("task {id} has no lead unit"), id=place.written.id),
        lambda count: message(N_("none of the {count} tasks has a lead unit"), count=count),
        message(N_("add “lead: [...]”; if the printed plan names none, ask for one to be assigned")),
    )


def _has_no_lead(place: TaskPlace) -> bool:
    """Whether no lead is named: not by the task, its section or heading, nor by every milestone."""
    if place.task.lead or place.written.lead or (place.written.lead is None and place.section.lead):
        return False
    return not place.task.milestones or any(not milestone.lead for milestone in place.task.milestones)
