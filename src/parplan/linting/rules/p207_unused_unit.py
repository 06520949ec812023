"""P207: a unit or group is not used."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.document.model import Milestone, Section, Subheading, Task
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, remark, rule

RULE = rule(
    "P207",
    "unused-unit",
    Severity.ADVICE,
    needs=Needs.ALL_NAMES,
    what=N_("No task, group, recipient or entry names a unit or group of the plan."),
    why=N_("It may be the right unit under a wrong name: its tasks then belong to another."),
    instead=N_("Check whether a task should name it; otherwise delete it."),
    right=N_(
        "Members of groups, recipients, successors and units of entries count as named. It is "
        "only advice: a full list of units copied from year to year is not wrong."
    ),
    bad="KHTC: {name: Phòng Kế hoạch - Tài chính}",
    good="TTRA: {name: Thanh tra Sở}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Gather every name used, then look for the codes that none stands for."""
    used: set[str | None] = set()
    for group in (checked.document.groups or {}).values():
        used.update(map(checked.code, group.members or ()))
    for unit in checked.document.units.values():
        used.update(map(checked.code, unit.successors or ()))
    naming: list[Section | Subheading | Task | Milestone] = list(checked.document.sections)
    names: list[str | None] = []
    for section in checked.document.sections:
        naming += [heading for heading in (section.headings or {}).values() if isinstance(heading, Subheading)]
    for place in checked.tasks:
        task = place.written
        milestones = task.milestones or ()
        naming += [task, *milestones]
        names += [task.recipient, *(milestone.recipient for milestone in milestones)]
        names += [entry.unit for entry in task.progress or ()]
    for written in naming:
        names += [*(written.lead or ()), *(written.coordinating or ())]
    used.update(checked.code(name) for name in names if name is not None)
    for key, parties in (("units", checked.document.units), ("groups", checked.document.groups or {})):
        for code in parties:
            if code not in used:
                yield remark(
                    RULE,
                    (key, code),
                    message(N_("nothing in the plan names {code}"), code=code),
                    message(N_("check whether a task should name it; otherwise delete it")),
                    at_key=True,
                )
