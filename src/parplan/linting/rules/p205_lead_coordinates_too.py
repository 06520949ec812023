"""P205: the same unit or group is named both as lead and as coordinating."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown

RULE = rule(
    "P205",
    "lead-coordinates-too",
    Severity.WARNING,
    what=N_("A task names the same unit or group both as lead and as coordinating."),
    why=N_("A unit has one role in a task; the second one is ignored, and usually another unit was meant."),
    instead=N_("Keep the role that is meant."),
    right=N_(
        "Only what is named itself is compared. A unit that leads through its group and is named as coordinating, as "
        "Văn phòng Sở in 1.a of the 2021 plan, is right."
    ),
    bad="lead: [Văn phòng Sở]\ncoordinating: [VP]",
    good="lead: [Văn phòng Sở]\ncoordinating: [Thanh tra Sở]",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the codes named on both lists of each task."""
    for place in checked.tasks:
        leads = {code: k for k, name in enumerate(place.written.lead or ()) if (code := checked.code(name)) is not None}
        for k, name in enumerate(place.written.coordinating or ()):
            code = checked.code(name)
            if code in leads:
                yield remark(
                    RULE,
                    (*place.path, "coordinating", k),
                    message(N_("“{name}” is also named as lead of this task (line {line})"), name=shown(name)),
                    message(N_("keep the role that is meant")),
                    lines=(("line", (*place.path, "lead", leads[code])),),
                )
