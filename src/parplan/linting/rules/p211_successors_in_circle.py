"""P211: units succeed each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P211",
    "successors-in-circle",
    Severity.WARNING,
    what=N_("The successors of a unit lead back to the unit itself."),
    why=N_("Its work then falls back to it although it no longer exists, and no existing unit is reminded."),
    instead=N_("Name the unit that really took over."),
    right=N_("A chain of any length is right if it ends in a unit that exists."),
    bad="KHTC: {name: Phòng Kế hoạch, until: 2021-06-30, successors: [KHTC]}",
    good="KHTC: {name: Phòng Kế hoạch, until: 2021-06-30, successors: [VP]}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Follow the successors of each unit."""
    units = checked.plan.directory.units
    for code, unit in units.items():
        waiting, seen = list(unit.successors), set[str]()
        while waiting:
            current = waiting.pop()
            if current == code:
                yield remark(
                    RULE,
                    ("units", code, "successors"),
                    message(N_("the successors of {code} lead back to it"), code=code),
                    message(N_("name the unit that really took over")),
                    at_key=True,
                )
                break
            if current not in seen:
                seen.add(current)
                waiting.extend(units[current].successors)
