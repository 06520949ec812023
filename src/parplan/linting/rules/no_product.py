"""P403: a task names no product."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.subject import N_, Subject, message, remark, rule

EXPLANATION = rule(
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


def check(subject: Subject) -> Iterator[Remark]:
    """Look for tasks of part II without products."""
    for place in subject.tasks:
        if not place.duty and not place.written.products:
            yield remark(
                EXPLANATION,
                (*place.path, "id"),
                message(N_("task {id} names no product"), id=place.written.id),
                message(N_("add “products:” with what the print names under Sản phẩm")),
            )
