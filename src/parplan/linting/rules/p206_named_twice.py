"""P206: one list names the same unit or group twice."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Path, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown

RULE = rule(
    "P206",
    "named-twice",
    Severity.WARNING,
    what=N_("A list of units (lead, coordinating, members, successors) names the same one twice."),
    why=N_("The second naming adds nothing; usually another unit was meant, and that one is left out."),
    instead=N_("Delete one of the two, or write the unit that was meant."),
    right=N_("Two names count as the same only if they mean the same unit or group."),
    bad="lead: [Văn phòng Sở, VP]",
    good="lead: [Văn phòng Sở, TTRA]",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for a code met before in the same list."""
    for path, names in _lists(checked):
        first: dict[str, int] = {}
        for k, name in enumerate(names):
            code = checked.code(name)
            if code is not None and first.setdefault(code, k) != k:
                yield remark(
                    RULE,
                    (*path, k),
                    message(N_("“{name}” is already in this list (line {line})"), name=shown(name)),
                    message(N_("delete one of the two, or write the unit that was meant")),
                    lines=(("line", (*path, first[code])),),
                )


def _lists(checked: CheckedPlan) -> Iterator[tuple[Path, list[str]]]:
    for code, group in (checked.document.groups or {}).items():
        yield ("groups", code, "members"), group.members or []
    for code, unit in checked.document.units.items():
        yield ("units", code, "successors"), unit.successors or []
    for place in checked.tasks:
        yield (*place.path, "lead"), place.written.lead or []
        yield (*place.path, "coordinating"), place.written.coordinating or []
