"""What rows and entries are about, and whether their address names that in the plan now: ids become another's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from parplan.changing.change import Change
from parplan.collecting.answer_sheets import AnswerRow
from parplan.collecting.form_columns import FormColumn
from parplan.collecting.form_keys import FormKey, parse_decision_mark, subject_mark
from parplan.diagnostics import N_, Message, message
from parplan.plan.structure import Entry, Milestone, Plan, Target, Task
from parplan.queries.periods import report_identity
from parplan.queries.portfolio import Addressed
from parplan.vocabulary.folding import fold_words

#: Last line in brackets, which the form adds, in its language, below work that a unit only coordinates.
_ADDED = re.compile(r"\r?\n\([^()\n]*\)\s*$")


class RowSubject(Struct, frozen=True):
    """What a row or an entry is about, by ids in one plan; reports: the keys that may be those of reports."""

    task: Task
    milestone: str | None = None
    targets: tuple[str, ...] = ()
    reports: tuple[str | None, ...] = ()
    unit: str | None = None


def row_subject(task: Task, key: FormKey, unit: str | None = None) -> RowSubject:
    """What a row is about."""
    targets = () if key.target is None else (key.target,)
    return RowSubject(task, key.milestone, targets, (key.period, key.occurrence), unit or key.unit)


def entry_subject(task: Task, entry: Entry) -> RowSubject:
    """What an entry is about."""
    measured = tuple(sorted(id for id, _value in entry.measures))
    return RowSubject(task, entry.milestone, measured, (entry.occurrence,), entry.unit)


class Subjects:
    """Subjects in one plan. Another task, figure, report or unit may have the id, key or code since.

    Each is known by a short hash: of titles, and where several have one title of everything that tells them apart; of
    what a figure counts; of the days of a report with a key of the office's own; and of the name of the unit.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._tasks: dict[str, list[Task]] = {}
        for task in plan.tasks():
            self._tasks.setdefault(fold_words(task.title), []).append(task)
        self._parties = {one.code: one for one in plan.directory.parties()}
        self._apart: dict[tuple[str, str], _Facts] = {}

    def mark(self, subject: RowSubject) -> str:
        """The hash of a subject; empty where the plan has no such unit."""
        return next(iter(self.marks(subject)), "")

    def marks(self, subject: RowSubject) -> tuple[str, ...]:
        """The hashes of a subject, one for each name of its unit."""
        facts = tuple(self._facts(subject))
        if subject.unit is None:
            return (subject_mark(*facts),)
        known = self._parties.get(subject.unit)
        names = () if known is None else (known.name, *(name for name in known.names if name != known.code))
        return tuple(subject_mark(*facts, fold_words(name)) for name in names)

    def unit_of(self, task: Task, key: FormKey) -> str | None:
        """The code now of the unit whose row has the mark of a key."""
        units = (key.unit, *self._plan.directory.units)
        return next((code for code in units if key.subject in self.marks(row_subject(task, key, code))), None)

    def repeated(self, subject: RowSubject) -> bool:
        """Whether its titles alone do not tell what a subject is."""
        return any(len(facts) > 1 for facts in self._of_parts(subject))

    def titled(self, title: str) -> Sequence[Task]:
        """The tasks with a title."""
        return self._tasks.get(fold_words(title), ())

    def _facts(self, subject: RowSubject) -> Iterator[str]:
        for facts in self._of_parts(subject):
            yield from facts
        measured = (one for one in subject.task.targets if one.id in subject.targets)
        yield from (fact for target in measured for fact in target.counted)
        yield from (fact for key in subject.reports if key and (fact := report_identity(self._plan, key)))

    def _of_parts(self, subject: RowSubject) -> Iterator[tuple[str, ...]]:
        """Yield the facts about the task, milestone and figures of a subject."""
        task, title = subject.task, fold_words(subject.task.title)
        yield self._told_apart("tasks", title, self._tasks[title])[task.id]
        for kind, parts, ids in (
            ("milestones", task.milestones, (subject.milestone,)),
            ("targets", task.targets, subject.targets),
        ):
            facts = self._told_apart(kind, task.id, parts) if any(ids) else {}
            yield from (facts[id] for id in facts if id in ids)

    def _told_apart(self, kind: str, beside: str, parts: Sequence[_Part]) -> _Facts:
        """The facts about those beside each other, found once for the thousands of rows they may have."""
        if (kind, beside) not in self._apart:
            self._apart[kind, beside] = _told_apart(parts)
        return self._apart[kind, beside]


def means_the_same(change: Change, before: Plan, now: Plan) -> bool:
    """Whether what a change names is the same in a plan as in the one that was read before."""
    tasks = before.task_index()
    old, new = Subjects(before), Subjects(now)
    here = now.task_index()
    return all(
        one.task in tasks
        and old.mark(entry_subject(tasks[one.task], one.entry)) in new.marks(entry_subject(here[one.task], one.entry))
        for one in (*change.added, *change.removed)
    )


_Part = Task | Milestone | Target
#: What tells each task, milestone or figure from those beside it, by id, in their order.
_Facts = dict[str, tuple[str, ...]]


def _told_apart(parts: Sequence[_Part]) -> _Facts:
    """The title of each; of several with one title everything but ids and entries too, and its place among equals."""
    titles = [fold_words(part.title) for part in parts]
    titled = Counter(titles)
    all_told = [(title, _told(part) if titled[title] > 1 else "") for part, title in zip(parts, titles, strict=True)]
    counts, seen, found = Counter(all_told), Counter[tuple[str, str]](), _Facts()
    for part, told in zip(parts, all_told, strict=True):
        seen[told] += 1
        title, words = told
        found[part.id] = (title, f"{words} {seen[told]}/{counts[told]}") if words else (title,)
    return found


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
    subject = row_subject(task, key)
    known = subjects.marks(subject)
    unit = None if not key.subject or key.subject in known else subjects.unit_of(task, key)
    if unit is not None:  # nobody can decide that it is the other one's answer
        return message(
            N_(
                "the form went to the unit that is {unit} now, not to {code}: send {unit} a new one, or record it by"
                " hand"
            ),
            unit=unit,
            code=key.unit,
        )
    _, decided = parse_decision_mark(row.cell(FormColumn.MARK).value)
    if decided:
        return None if decided in known else message(N_("the plan has changed since this was decided"))
    if (why := _other_words(row, addressed, key)) is not None:
        return why
    if key.subject in known or (not key.subject and not subjects.repeated(subject)):
        return None
    if key.target is not None:
        return message(
            N_(
                "the form may ask about another figure: a title, what {address} counts, or the name of {code} has"
                " changed"
            ),
            address=key.shown,
            code=key.unit,
        )
    if subjects.repeated(subject):
        return message(
            N_("the form may ask about another “{now}” than the one that is {address} now"),
            address=key.shown,
            now=_called_now(addressed, key),
        )
    if task.label != task.title:  # the form shows the short title alone
        return message(
            N_("the full title of {address}, or the name of {code}, has changed since the form was sent"),
            address=key.shown,
            code=key.unit,
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
