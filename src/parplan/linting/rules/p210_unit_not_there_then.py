"""P210: a task names a unit that does not exist during the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule, shown

RULE = rule(
    "P210",
    "unit-not-there-then",
    Severity.WARNING,
    what=N_("A task names a unit that ended before the plan was decided, or begins after its last year."),
    why=N_("A plan names the units of its day; such a name is last year's, or the unit's dates are wrong."),
    instead=N_("Write the name printed in this plan, or correct from and until of the unit."),
    right=N_(
        "Units are renamed, merged and split inside a plan year (2025 did all three): one that begins or ends between "
        "the decision and the end of the last year is right."
    ),
    bad="TTRA: {name: Thanh tra Sở, until: 2020-06-30}",
    good="TTRA: {name: Thanh tra Sở, until: 2021-06-30}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the days of each unit named with the decision and the plan's last day."""
    decided, last = checked.plan.decision_date, date(checked.plan.through, 12, 31)
    gone = {code for code, unit in checked.plan.directory.units.items() if unit.ended_before(decided)}
    unborn = {code for code, unit in checked.plan.directory.units.items() if unit.begins_after(last)}
    if not gone and not unborn:
        return
    for place in checked.tasks:
        for key in ("lead", "coordinating"):
            for k, name in enumerate(getattr(place.written, key) or ()):
                code = checked.code(name)
                if code in gone:
                    text = message(
                        N_("“{name}” ended before this plan was decided ({date})"),
                        name=shown(name),
                        date=decided.isoformat(),
                    )
                elif code in unborn:
                    text = message(
                        N_("“{name}” begins after the last year of this plan ({year})"),
                        name=shown(name),
                        year=checked.plan.through,
                    )
                else:
                    continue
                yield remark(
                    RULE,
                    (*place.path, key, k),
                    text,
                    message(N_("write the name printed in this plan, or correct from and until of the unit")),
                )
