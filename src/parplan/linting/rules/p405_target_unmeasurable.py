"""P405: a target cannot be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Message, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.plan.structure import Comparison, Target

RULE = rule(
    "P405",
    "target-unmeasurable",
    Severity.WARNING,
    what=N_("A target has no unit of measure, an impossible percentage, or a bound that is always met."),
    why=N_("Nobody can tell what to count, or whether it was reached; everybody will report something different."),
    instead=N_("Say what is counted and in what: “%”, “lần”, “khóa”, “điểm” …"),
    right=N_(
        "Any unit will do. More than 100% is right where the title compares (tăng, so với, kế hoạch, dự toán); "
        "“at_most: 0” is right for what must not happen."
    ),
    bad="targets:\n  - {id: quality, title: Nâng cao chất lượng, at_least: 1}",
    good='targets:\n  - {id: quality, title: Mức độ hài lòng, at_least: 90, unit: "%"}',
)

_COMPARED = re.compile(r"tăng|so với|kế hoạch|dự toán|vượt", re.IGNORECASE)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look at unit, value and comparison of each target."""
    for place in checked.tasks:
        for k, target in enumerate(place.task.targets):
            text = _fault(target)
            if text is not None:
                yield remark(
                    RULE,
                    (*place.path, "targets", k, "id"),
                    text,
                    message(N_("say what is counted and in which unit, with a value that can be missed")),
                )


def _fault(target: Target) -> Message | None:
    if target.unit is None:
        return message(N_("the target “{id}” has no unit"), id=target.id)
    if target.value is None:
        return None
    if target.unit == "%" and target.value > 100 and not _COMPARED.search(target.title):
        return message(N_("the target “{id}” asks for more than 100%"), id=target.id)
    always = (target.comparison is Comparison.AT_LEAST and target.value <= 0) or (
        target.comparison is Comparison.AT_MOST and target.unit == "%" and target.value >= 100
    )
    if always or target.value < 0:
        return message(N_("the target “{id}” has a bound that cannot be missed, or cannot be met"), id=target.id)
    return None
