"""Whether a row is about what its address names in the plan now: where a task was inserted, ids become another's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import to_builtins
from msgspec.structs import replace

from parplan.collecting.answer_sheets import AnswerRow
from parplan.collecting.form_columns import FormColumn
from parplan.collecting.form_keys import FormKey, parse_decision_mark, subject_mark
from parplan.diagnostics import N_, Message, message
from parplan.plan.structure import Milestone, Plan, Target, Task
from parplan.queries.portfolio import Addressed
from parplan.vocabulary.folding import fold_words

#: Last line in brackets, which the form adds, in its language, below work that a unit only coordinates.
_ADDED = re.compile(r"\r?\n\([^()\n]*\)\s*$")


class Subjects:
    """Subjects of the rows of forms: titles, and where several have one title everything that tells them apart; the
    unit of measure of a figure; and the unit that answers, by its name, as another may have its code since."""

    def __init__(self, plan: Plan) -> None:
        self._units = plan.directory.units
        self._tasks: dict[str, list[Task]] = {}
        for task in plan.tasks():
            self._tasks.setdefault(fold_words(task.title), []).append(task)

    def mark(self, task: Task, key: FormKey) -> str:
        """A short hash of what a row is about, which another task, milestone, figure or unit does not have."""
        return self.marks(task, key, key.unit)[0]

    def marks(self, task: Task, key: FormKey, unit: str) -> tuple[str, ...]:
        """The marks of a row of a unit, one for each of its names."""
        facts, known = (*self._facts(task, key), *_counted(task, key)), self._units[unit]
        names = (known.name, *(name for name in known.names if name != known.code))
        return tuple(subject_mark(*facts, fold_words(name)) for name in names)

    def unit_of(self, task: Task, key: FormKey, mark: str) -> str | None:
        """The code now of the unit whose row has this mark."""
        return next((code for code in self._units if mark in self.marks(task, key, code)), None)

    def repeated(self, task: Task, key: FormKey) -> bool:
        """Whether its titles alone do not tell what a row is about."""
        return any(len(alike) > 1 for _part, alike in self._parts(task, key))

    def _facts(self, task: Task, key: FormKey) -> Iterator[str]:
        for part, alike in self._parts(task, key):
            yield from _facts(part, alike)

    def _parts(self, task: Task, key: FormKey) -> Iterator[tuple[_Part, Sequence[_Part]]]:
        """Yield the task, milestone and figure of a row, each with those that have its title."""
        yield task, self._tasks[fold_words(task.title)]
        for parts, id in ((task.milestones, key.milestone), (task.targets, key.target)):
            for part in parts:
                if part.id == id:
                    yield part, [one for one in parts if fold_words(one.title) == fold_words(part.title)]


_Part = Task | Milestone | Target


def _facts(part: _Part, alike: Sequence[_Part]) -> Iterator[str]:
    """Yield the title; of several with one title everything but ids and entries too, and its place among equal ones."""
    yield fold_words(part.title)
    if len(alike) > 1:
        all_told = [_told(one) for one in alike]
        told = _told(part)
        before = all_told[: next(k for k, one in enumerate(alike) if one.id == part.id)]
        yield f"{told} {before.count(told) + 1}/{all_told.count(told)}"


def _counted(task: Task, key: FormKey) -> Iterator[str]:
    """Yield what the figure of a row counts, and how its values make a total."""
    for target in task.targets:
        if target.id == key.target:
            yield from target.counted


def _told(part: _Part) -> str:
    plain: _Part = replace(part, id="")
    if not isinstance(plain, Target):
        plain = replace(plain, aliases=())
    if isinstance(plain, Task):
        plain = replace(plain, entries=())
    return repr(to_builtins(plain, builtin_types=()))


def other_subject(row: AnswerRow, addressed: Addressed, key: FormKey, subjects: Subjects) -> Message | None:
    """The reason why a row is, or may be, about something else than its address is now: by marks or words."""
    task = addressed.task
    known = subjects.marks(task, key, key.unit)
    _, decided = parse_decision_mark(row.cell(FormColumn.MARK).value)
    if decided:
        return None if decided in known else message(N_("the plan has changed since this was decided"))
    if (why := _other_words(row, addressed, key)) is not None:
        return why
    if key.subject in known or (not key.subject and not subjects.repeated(task, key)):
        return None
    if (unit := subjects.unit_of(task, key, key.subject)) is not None:
        return message(N_("the form went to the unit that is {unit} now, not to {code}"), unit=unit, code=key.unit)
    if key.target is not None:
        return message(
            N_("the form may ask about another figure: what {address} counts, or the name of {code}, has changed"),
            address=key.shown,
            code=key.unit,
        )
    if subjects.repeated(task, key):
        return message(
            N_("the form may ask about another “{now}” than the one that is {address} now"),
            address=key.shown,
            now=_called_now(addressed, key),
        )
    return message(
        N_("{code} had another name when the form was sent; if it was only corrected, keep the old one as an alias"),
        code=key.unit,
    )


def _called_now(addressed: Addressed, key: FormKey) -> str:
    """The title of the task at an address now; of a row about a figure, the figure's too."""
    target = next((one.title for one in addressed.task.targets if one.id == key.target), None)
    return addressed.task.label if target is None else f"{target} – {addressed.task.label}"


def _other_words(row: AnswerRow, addressed: Addressed, key: FormKey) -> Message | None:
    """The reason, if the words a row shows are those of something else."""
    asked = row.cell(FormColumn.WHAT).value
    if not isinstance(asked, str) or not asked.strip():
        return None  # the unit deleted the column
    words, task, milestone = fold_words(asked), addressed.task, addressed.milestone
    without_added = fold_words(_ADDED.sub("", asked))
    for label in dict.fromkeys((task.title, task.label)):
        if key.target is not None:
            title = next(one.title for one in task.targets if one.id == key.target)
            if words.endswith(f" {fold_words(label)}") and f" {fold_words(title)} " in words:
                return None
            continue
        parts = (label,) if milestone is None else (milestone.title, label)
        known = " ".join(map(fold_words, dict.fromkeys(parts))).strip()
        if known in (words, without_added):
            return None
    return message(
        N_("the form asks about “{asked}”, and {address} is “{now}” now"),
        asked=" – ".join(asked.split("\n"))[:200],
        address=key.shown,
        now=_called_now(addressed, key),
    )
