"""P423: a number may be thousands or have decimals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parplan.diagnostics import N_, Path, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P423",
    "number-of-two-meanings",
    Severity.WARNING,
    what=N_("The value of a target, or a measured value written by hand, has three decimals, such as 1.200."),
    why=N_("In Vietnamese a point separates thousands; in a plan it stands before decimals: 1.200 is read as 1.2."),
    instead=N_("Write 1200 for thousands; write 1.2, or 1.2340 with a fourth decimal, for decimals."),
    right=N_("A number below 1, and what parplan itself recorded, has one meaning."),
    bad="targets:\n  - {id: files, title: Hồ sơ trực tuyến, at_least: 1.200, unit: hồ sơ}",
    good="targets:\n  - {id: files, title: Hồ sơ trực tuyến, at_least: 1200, unit: hồ sơ}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look at the values of targets and at measured values that were written by hand."""
    for place in checked.tasks:
        for k, target in enumerate(place.written.targets or ()):
            for key in ("at_least", "at_most", "exactly"):
                yield from _remarks((*place.path, "targets", k, key), getattr(target, key))
        for k, entry in enumerate(place.written.progress or ()):
            for id, value in (entry.measures or {}).items() if entry.recorded is None else ():
                yield from _remarks((*place.path, "progress", k, "measures", id), value)


def _remarks(path: Path, value: Decimal | None) -> Iterator[Remark]:
    if value is None or value.as_tuple().exponent != -3 or not 1 <= abs(value) < 1000:
        return
    short = f"{value.normalize():f}"
    yield remark(
        RULE,
        path,
        message(
            N_("“{value}” may be {thousands} or {decimals}"),
            value=str(value),
            thousands=_thousands(value),
            decimals=short,
        ),
        message(
            N_("write {thousands}, or {decimals}"),
            thousands=_thousands(value),
            decimals=short if len(short.partition(".")[2]) < 3 else f"{short}0",
        ),
    )


def _thousands(value: Decimal) -> str:
    return str(int(value * 1000))
