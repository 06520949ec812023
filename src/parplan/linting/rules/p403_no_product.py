"""P403: a task names no product."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import rule
from parplan.linting.rules.columns import each_or_all

RULE = rule(
    "P403",
    "no-product",
    Severity.WARNING,
    what=N_("A task names no product (sản phẩm)."),
    why=N_("Nobody can say what shows that it is done, so nobody can check it."),
    instead=N_("Write the products of the print; where it names none, say so beside the task."),
    right=N_(
        "The standing duties of part III are printed as sentences without products, and are left alone. Where no task "
        "names any, as the document has no such column, that is told once."
    ),
    bad="- id: 1.a\n  title: Theo dõi thi hành pháp luật\n  lead: [Thanh tra Sở]",
    good="products:\n  - Kế hoạch của Sở",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for tasks without products, but for standing duties."""
    return each_or_all(
        RULE,
        [place for place in checked.tasks if not place.duty],
        lambda place: not place.written.products,
        lambda place: message(N_("task {id} names no product"), id=place.written.id),
        lambda count: message(N_("none of the {count} tasks names a product"), count=count),
        message(N_("add “products:” with what the print names under Sản phẩm")),
    )
