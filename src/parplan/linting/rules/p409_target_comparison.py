"""P409: a target and the text compare in different directions."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.plan.structure import Comparison
from parplan.vocabulary.quantities import Bound, is_percent

RULE = rule(
    "P409",
    "target-comparison",
    Severity.WARNING,
    what=N_(
        "The text says “ít nhất”, “tối thiểu” or “không quá” with a figure, but the target with "
        "this value compares differently."
    ),
    why=N_("Exceeding the target is then counted as missing it, or the other way round."),
    instead=N_("Write at_least for ít nhất, tối thiểu; at_most for tối đa, không quá."),
    right=N_("A figure without such words may be compared in any way: 30% may well mean at least 30%."),
    bad=(
        "title: Cắt giảm tối thiểu 10% chi phí\ntargets:\n"
        '  - {id: cost, title: Chi phí cắt giảm, at_most: 10, unit: "%"}'
    ),
    good=(
        "title: Cắt giảm tối thiểu 10% chi phí\ntargets:\n"
        '  - {id: cost, title: Chi phí cắt giảm, at_least: 10, unit: "%"}'
    ),
)

_COMPARISONS = {Bound.LEAST: Comparison.AT_LEAST, Bound.MOST: Comparison.AT_MOST}
_WORDS = {
    Comparison.AT_LEAST: N_("at least"),
    Comparison.AT_MOST: N_("at most"),
    Comparison.EXACTLY: N_("exactly"),
}


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare each bounded figure with the targets of its value."""
    for place in checked.tasks:
        if not place.task.targets:
            continue
        for _path, _text, figure in place.figures:
            wanted = _COMPARISONS.get(figure.bound)
            same = [
                (k, target)
                for k, target in enumerate(place.task.targets)
                if target.value == figure.value and is_percent(target.unit) == figure.percent
            ]
            if wanted is None or not same or any(target.comparison is wanted for _, target in same):
                continue
            k, target = same[0]
            if target.comparison is None:
                continue
            yield remark(
                RULE,
                (*place.path, "targets", k, target.comparison.value),
                message(
                    N_("the text asks for {wanted} {value}, the target for {written} {value}"),
                    wanted=message(_WORDS[wanted]),
                    value=str(figure.value),
                    written=message(_WORDS[target.comparison]),
                ),
                message(N_("write {wanted}"), wanted=wanted.value),
                at_key=True,
            )
