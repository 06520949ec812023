"""P311: the report calendar and the milestone of the same report have different deadlines."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import remark, rule, shown

RULE = rule(
    "P311",
    "report-disagrees",
    Severity.WARNING,
    what=N_(
        "A report of the calendar and the milestone of part III with its key have different deadlines, or it has none."
    ),
    why=N_("They are one report: the items tied to the calendar would be due on another day than the report itself."),
    instead=N_("Give both the same deadline."),
    right=N_(
        "Only standing duties of part III are compared, and only milestones whose id is the key of a report; one is "
        "missing only where the same duty has most of the others."
    ),
    bad="reports:\n  q1: {due: trước ngày 03/4/2021}",
    good="reports:\n  q1: {due: trước ngày 03/3/2021}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each report with the milestones that have its key as id."""
    reports = {report.key: report.reading for report in checked.plan.reports}
    for place in checked.tasks if reports else ():
        yield from _missing(place, set(reports))
        for k, milestone in enumerate(place.task.milestones if place.duty else ()):
            reading = reports.get(milestone.id)
            if (
                reading is not None
                and reading.due is not None
                and milestone.reading is not None
                and milestone.reading.due != reading.due
            ):
                yield remark(
                    RULE,
                    ("reports", milestone.id, "due"),
                    message(
                        N_("milestone {address} has another deadline: “{due}” (line {line})"),
                        address=f"{place.task.id}/{milestone.id}",
                        due=shown(milestone.due or ""),
                    ),
                    message(N_("give both the same deadline")),
                    lines=(("line", (*place.path, "milestones", k, "due")),),
                )


def _missing(place: TaskPlace, keys: set[str]) -> Iterator[Remark]:
    """Yield the reports a duty lacks, if it has most of the others as milestones."""
    lost = sorted(keys - {milestone.id for milestone in place.task.milestones}) if place.duty else []
    if 0 < len(lost) < len(keys) / 2:
        for key in lost:
            yield remark(
                RULE,
                ("reports", key),
                message(N_("task {id} has the other reports as milestones, but not this one"), id=place.task.id),
                message(N_("add the milestone, or delete the report")),
                at_key=True,
            )
