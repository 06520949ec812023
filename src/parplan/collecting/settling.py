"""Judging rows again, together: those that contradict each other, and those that a later fact overrides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from parplan.changing.change import Change
from parplan.changing.effect import check_effect, effect_of
from parplan.changing.scope import is_only_word
from parplan.collecting.answer_sheets import AnswerCell, has_answer
from parplan.collecting.changed_plan import change_plan
from parplan.collecting.form_columns import ENTRY_COLUMNS
from parplan.collecting.form_keys import FormKey
from parplan.collecting.verdicts import JudgedRow, Verdict
from parplan.diagnostics import N_, Message, message
from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Total
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.vocabulary.folding import fold

#: The item a key is about; ``None`` where the plan no longer has it.
Find = Callable[[FormKey], Addressed | None]


def settle(subject: PlanOnDay, rows: Sequence[JudgedRow], addressed_of: Find) -> list[JudgedRow]:
    """The rows after checks that need all of them: contradictions, and later facts."""
    once, repeated = _once(rows)
    settled = _held(subject, list(_agreeing(once, addressed_of)))
    for number, first in repeated.items():
        if settled[first].verdict is not Verdict.NEW:  # what is not recorded is not known already
            settled[number] = replace(settled[number], verdict=settled[first].verdict, why=settled[first].why)
    return settled


def _once(rows: Sequence[JudgedRow]) -> tuple[list[JudgedRow], dict[int, int]]:
    """Rows with the same key: equal answers count once; different ones are all asked about.

    Returns the rows, and the first row of each new one that repeats it.
    """
    repeated: dict[int, int] = {}
    by_key: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        if row.key is not None and row.verdict is not Verdict.FOREIGN:
            by_key.setdefault((row.key.unit, row.key.shown), []).append(number)
    found = list(rows)
    for numbers in by_key.values():
        if len(numbers) < 2:
            continue
        if len({_said(rows[number]) for number in numbers}) == 1:
            for number in numbers[1:]:
                if found[number].verdict is Verdict.NEW:
                    found[number] = replace(found[number], verdict=Verdict.SAME, entries=(), removed=())
                    repeated[number] = numbers[0]
            continue
        for number, other in zip(numbers, (*numbers[1:], numbers[0]), strict=True):
            where = f"{rows[other].file}: {rows[other].sheet}!{rows[other].place}"
            found[number] = replace(
                found[number],
                verdict=Verdict.INVALID if rows[other].file == rows[number].file else Verdict.CONFLICT,
                why=message(N_("the same row has a different answer in {place}"), place=where),
                entries=(),
                removed=(),
            )
    return found, repeated


def _agreeing(rows: Sequence[JudgedRow], addressed_of: Find) -> Iterator[JudgedRow]:
    """Ask units that owe something together and give different answers about it, new ones or what the plan has."""
    new: dict[_Fact, set[object]] = {}
    told: dict[_Fact, set[object]] = {}
    facts = [dict(_told(row, addressed_of)) for row in rows]
    affirmed = [dict(_affirmed(row, addressed_of)) for row in rows]
    for fact, said in (one for of_row in facts for one in of_row.items()):
        new.setdefault(fact, set()).add(said)
        told.setdefault(fact, set()).add(said)
    for fact, said in (one for of_row in affirmed for one in of_row.items()):
        told.setdefault(fact, set()).add(said)
    for row, of_row, known in zip(rows, facts, affirmed, strict=True):
        others, about = (new, of_row) if row.decided else (told, {**known, **of_row})
        if any(len(others[fact]) > 1 for fact in about):
            yield replace(
                row,
                verdict=Verdict.CONFLICT,
                why=message(N_("another unit that also owes it gives a different answer")),
                entries=(),
                removed=(),
            )
        else:
            yield row


#: A fact that several units tell of together: the row's address or figure, and the part of it told.
_Fact = tuple[str, str]


def _told(row: JudgedRow, addressed_of: Find) -> Iterator[tuple[_Fact, object]]:
    """The state, percentage and total that a new row tells of something owed together, each with its value."""
    if row.verdict is not Verdict.NEW or row.key is None or not _is_together(row, addressed_of):
        return
    key = row.key
    for entry in (one.entry for one in row.entries):
        if entry.state is not None:
            yield (key.shown, "state"), (entry.state, entry.date if entry.state.closed else None)
        if entry.percent is not None:
            yield (key.shown, "percent"), entry.percent
        for id, value in entry.measures:
            yield (key.shown, id), value


def _affirmed(row: JudgedRow, addressed_of: Find) -> Iterator[tuple[_Fact, object]]:
    """What a row tells of something owed together as the plan has it already."""
    if row.key is not None and row.affirmed and _is_together(row, addressed_of):
        yield from (((row.key.shown, part), said) for part, said in row.affirmed)


def _is_together(row: JudgedRow, addressed_of: Find) -> bool:
    """Whether a row that can be used is about something that its unit owes together with others."""
    usable = row.verdict in (Verdict.NEW, Verdict.SAME)
    if not usable or row.key is None or (addressed := addressed_of(row.key)) is None:
        return False
    key, task = row.key, addressed.task
    if key.target is not None:
        total = next(target.total for target in task.targets if target.id == key.target)
        if task.measures_apart(key.unit) or task.open_leads or total is Total.SUM:
            return False  # each unit's own figure
    elif any(item.shares for item in addressed.items):
        return False
    return not is_only_word(addressed, key.unit)


def _held(subject: PlanOnDay, rows: list[JudgedRow]) -> list[JudgedRow]:
    """The rows whose state is in effect after recording; where a later entry overrides one, that is a conflict.

    An answer for an earlier day that holds on that day is recorded, with a remark on the later entry.
    """
    while True:
        new = [row for row in rows if row.verdict is Verdict.NEW]
        change = Change(
            tuple(e for row in new for e in row.entries),
            tuple(dict.fromkeys(e for row in new for e in row.removed)),
        )
        if not change:
            return rows
        as_of = subject.assessment.as_of
        gone = {(one.task, one.entry.place) for one in change.removed}
        after = replace(subject, assessment=Assessment(change_plan(subject.plan, change.added, gone), as_of))
        effect = effect_of(change, subject, after)
        outweighed: dict[int, Message] = {}
        told: dict[int, tuple[Message, ...]] = {}
        for number, row in enumerate(rows):
            if row.verdict is Verdict.NEW:
                try:
                    told[number] = check_effect(replace(effect, change=Change(row.entries)))
                except RequestError as error:
                    outweighed[number] = error.message
        if not outweighed:
            return [replace(row, remarks=(*row.remarks, *told.get(number, ()))) for number, row in enumerate(rows)]
        for number, why in outweighed.items():
            rows[number] = replace(rows[number], verdict=Verdict.CONFLICT, why=why, entries=(), removed=())


def _said(row: JudgedRow) -> tuple[tuple[str, str], ...]:
    """The texts of the entry cells of a row, for comparing two rows."""
    if row.verdict is Verdict.NEW and row.entries:
        bare = [replace(one.entry, recorded=None, batch=None, place=0) for one in row.entries]
        return tuple(("entry", repr(entry)) for entry in bare)
    return tuple(
        (column.value, fold(str(cell.value)))
        for column in ENTRY_COLUMNS
        if has_answer(cell := row.cells.get(column) or AnswerCell(""))
    )
