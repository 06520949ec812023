"""P309: a one-off product belongs to a task that is only ongoing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.vocabulary.time_words import Kind

RULE = rule(
    "P309",
    "one-off-ongoing",
    Severity.ADVICE,
    what=N_("The task yields one decision, plan or scheme, and all its time is “thường xuyên”."),
    why=N_("Ongoing work is never due, so nobody will ask for the document to be issued."),
    instead=N_(
        "Give the document a milestone of its own; if “thường xuyên” is printed, keep it and add an ignore comment."
    ),
    right=N_(
        "Decisions in general (“Quyết định của UBND tỉnh”) may be many, so only a paper on one matter counts: one that "
        "approves, assigns or issues something. It is only advice: the print has the last word."
    ),
    bad=(
        "products: [Quyết định phê duyệt Đề án tinh giản biên chế]\n"
        "milestones:\n  - {id: ongoing, title: Thực hiện, due: thường xuyên}"
    ),
    good=(
        "products: [Quyết định phê duyệt Đề án tinh giản biên chế]\n"
        "milestones:\n  - {id: decision, title: Trình phê duyệt, due: Quý II/2021}"
    ),
)

_ONE_PAPER = re.compile(
    r"(Quyết định|Nghị quyết)\b.*\b(phê duyệt|giao|ban hành|công nhận|thành lập)\s+\w"
    r"|(Kế hoạch|Đề án|Quy chế|Phương án|Chương trình)\s+\w",
    re.IGNORECASE | re.DOTALL,
)
_SEVERAL = re.compile(r"\b(các|những|hằng|hàng|định kỳ|nếu có)\b", re.IGNORECASE)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look at the products of tasks whose milestones are all ongoing."""
    for place in checked.tasks:
        milestones = place.task.milestones
        if not milestones or not all(m.reading is not None and m.reading.kind is Kind.ONGOING for m in milestones):
            continue
        for k, product in enumerate(place.written.products or ()):
            if _ONE_PAPER.match(product) and not _SEVERAL.search(product):
                yield remark(
                    RULE,
                    (*place.path, "products", k),
                    message(N_("this is made once, but the task is only ongoing and never due")),
                    message(N_("give it a milestone with a deadline, or “due: undetermined”")),
                )
