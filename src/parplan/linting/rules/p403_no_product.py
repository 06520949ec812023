"""P403: a task names no product."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule

RULE = rule(
    "P403",
    "no-product",
    Severity.WARNING,
    what=N_("A task names no product (sản phẩm)."),
    why=N_("Nobody can say what shows that it is done, so nobody can check it."),
    instead=N_("Write the products of the print; where it names none, say so beside the task."),
    right=N_("The standing duties of part III are printed as sentences without products, and are left alone."),
    bad="- id: 1.a\n  title: Theo dõi thi hành pháp luật\n  lead: [Thanh tra Sở]",
    good="products:\n  - Kế hoạch của Sở",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for tasks of part II without products."""
    for place in checked.tasks:
        if not place.duty and not place.written.products:
            yield remark(
                RULE,
                (*place.path, "id"),
                message(N_("task {id} names no product"), id=place.written.id),
                message(N_("add “products:” with what the print names under Sản phẩm")),
            )
