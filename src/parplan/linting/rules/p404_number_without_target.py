"""P404: a figure in the text has no target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Path, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.places import TaskPlace
from parplan.linting.rule import remark, rule
from parplan.vocabulary.quantities import Quantity, find_figures, is_percent

RULE = rule(
    "P404",
    "number-without-target",
    Severity.WARNING,
    what=N_("Title, parts or products give a percentage or number to reach, but no target of the task has this value."),
    why=N_("Without a target it is not measured, and the report at the end of the year has no figure for it."),
    instead=N_("Add a target with this value, or correct the value of an existing one."),
    right=N_(
        "Only percentages count, and numbers that are bounded (“ít nhất 2 lần”) or written as "
        "goals are (“02 khóa”); for a range (10 - 15%) a target for either end is enough. Years, "
        "dates, documents, standards, levels such as “mức độ 3, 4”, frequencies (“01 lần/quý”) "
        "and classes such as “tự bảo đảm 100% chi thường xuyên” do not count."
    ),
    bad="title: Cắt giảm tối thiểu 10% chi phí tuân thủ",
    good='targets:\n  - {id: cost, title: Chi phí tuân thủ cắt giảm, at_least: 10, unit: "%"}',
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Compare the figures of the texts with the values of the targets."""
    for place in checked.tasks:
        values = {(target.value, is_percent(target.unit)) for target in place.task.targets}
        for path, text, figure in (*place.figures, *_in_titles(place)):
            if figure.frequency or any((value, figure.percent) in values for value in figure.values):
                continue
            if _is_of_the_past(text, figure, checked.plan.year):
                continue
            words = text[figure.start : figure.end]
            yield remark(
                RULE,
                path,
                message(
                    N_("“{figure}” is in the text, but no target of task {id} has that value"),
                    figure=words,
                    id=place.task.id,
                ),
                message(N_("add it under “targets”, or correct the value there")),
                stretch=checked.stretch(path, words, text[: figure.start]),
            )


def _in_titles(place: TaskPlace) -> Iterator[tuple[Path, str, Quantity]]:
    for k, milestone in enumerate(place.written.milestones or ()):
        for figure in find_figures(milestone.title):
            yield (*place.path, "milestones", k, "title"), milestone.title, figure


_YEAR_NAMED = re.compile(r"năm\s+((?:19|20)\d\d)", re.IGNORECASE)
_COMPARED = re.compile(r"so\s+với[^.;]{0,40}\Z")


def _is_of_the_past(text: str, figure: Quantity, year: int) -> bool:
    """Whether a figure is a result from before the plan, given for comparison."""
    before = text[: figure.start]
    years = _YEAR_NAMED.findall(before)
    return bool(years and int(years[-1]) < year) or _COMPARED.search(before) is not None
