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
    why=N_("Nobody can tell what proves it done, so nobody can check it."),
    instead=N_("Write the printed products; if there are none, say so in an ignore comment."),
    right=N_(
        "Standing duties are printed as sentences without products and are not checked. If no "
        "task names any, because the document has no such column, that is reported once."
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
        message(N_("add “products:” as printed under Sản phẩm")),
    )
