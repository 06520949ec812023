"""Doubts that an edit elsewhere settles: milestones beside a time of several deadlines, a missing task added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from parplan.plan.structure import Plan, Task
from parplan.provenance.doubts import Doubt
from parplan.vocabulary.alphabet import ENUMERATORS
from parplan.vocabulary.folding import fold_words


class AnsweringPlan:
    """A plan that may answer doubts of its import by what was edited since."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def settle(self, doubt: Doubt) -> bool:
        """Whether the plan answers a doubt although the doubted field holds the imported value."""
        settles = _SETTLES.get(doubt.kind)
        return settles is not None and settles(doubt, self)

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """The tasks by id, for doubts by the thousand."""
        return self.plan.task_index()

    @cached_property
    def texts(self) -> str:
        """All texts of the plan as folded words, one a line: made once for all doubts."""
        return "\n".join(_texts(self.plan))


def _has_milestones(doubt: Doubt, answering: AnsweringPlan) -> bool:
    """No milestones were made where this was in doubt, so whoever wrote some has read the time."""
    task = answering.tasks.get(doubt.address)
    return task is not None and bool(task.milestones)


def _has_fields(doubt: Doubt, answering: AnsweringPlan) -> bool:
    task = answering.tasks.get(doubt.address)
    return task is not None and bool(task.lead or task.coordinating or task.products or task.time)


def _has_no_column(doubt: Doubt, answering: AnsweringPlan) -> bool:
    return not any(doubt.printed == name for task in answering.tasks.values() for name, _ in task.columns)


def _has_number_before(doubt: Doubt, answering: AnsweringPlan) -> bool:
    """Whether the number before the doubted one is in the plan now."""
    above, dot, step = doubt.address.rpartition(".")
    place = ENUMERATORS.find(step) if len(step) == 1 else -1
    before = str(int(step) - 1) if step.isdecimal() and int(step) > 1 else ENUMERATORS[place - 1] if place > 0 else ""
    return bool(before) and f"{above}{dot}{before}" in answering.tasks


def _has_paragraph(doubt: Doubt, answering: AnsweringPlan) -> bool:
    """Whether a text of the plan holds the words of a paragraph, which may begin with a number."""
    words = fold_words(doubt.printed).split()
    forms = [" ".join(words), " ".join(words[1:] if len(words) > 3 else words)]
    return any(form in answering.texts for form in forms)


def _texts(plan: Plan) -> Iterator[str]:
    for section in plan.sections:
        yield fold_words(section.title)
        for task in section.tasks:
            names = (mention.printed for mention in (*task.lead, *task.coordinating))
            others = (task.time or "", task.person or "", *(value for _, value in task.columns))
            for text in (task.title, *task.parts, *task.notes, *task.products, *names, *others):
                yield fold_words(text)


#: The kinds of doubts that other fields settle.
_SETTLES: dict[str, Callable[[Doubt, AnsweringPlan], bool]] = {
    "time-several": _has_milestones,
    "time-unread": _has_milestones,
    "time-in-text": _has_milestones,
    "no-fields": _has_fields,
    "unknown-column": _has_no_column,
    "column-may-be": _has_no_column,
    "gap": _has_number_before,
    "paragraph-left-out": _has_paragraph,
    "cell-left-out": _has_paragraph,
}
