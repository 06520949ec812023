"""Selecting tasks by unit, role, state and words: the question behind ``parplan tasks``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from parplan.plan.items import TaskStanding
from parplan.plan.roles import Part, Role, open_groups, part_in
from parplan.plan.structure import State
from parplan.plan.units import Party, PartyKind
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.vocabulary.folding import fold


class TaskSelection(Struct, frozen=True):
    """The question; ``None`` and empty mean all."""

    unit: str | None = None
    role: Role | None = None
    section: str | None = None
    states: frozenset[State] = frozenset()
    undated: bool = False
    ongoing: bool = False
    text: str | None = None
    person: str | None = None


class TaskRow(Struct, frozen=True):
    """A selected task, with the part that the unit asked about has in it.

    ``standing`` is that of the unit's own share, where it owes any of the task.
    """

    subject: PlanOnDay
    standing: TaskStanding
    part: Part | None = None


Row = TypeVar("Row")


class TaskAnswer(Struct, Generic[Row], frozen=True):
    """The selected tasks of one plan or of all, in document order: :class:`TaskRow`, or what is shown of each.

    ``maybe`` are tasks of an open group that may include the unit; they are not its own. ``asked`` counts those looked
    at.
    """

    selection: TaskSelection
    party: Party | None
    rows: tuple[Row, ...]
    maybe: tuple[Row, ...]
    asked: int


def select_tasks(portfolio: Portfolio, selection: TaskSelection) -> TaskAnswer[TaskRow]:
    """Select tasks in document order. Raises ``RequestError`` for a unit or section that does not exist."""
    parties = portfolio.units(selection.unit) if selection.unit is not None else {}
    sections = portfolio.sections(selection.section) if selection.section is not None else {}
    return join_tasks(
        selection,
        [
            select_of_plan(
                subject, selection, parties.get(subject.path), [one.id for one in sections.get(subject.path, ())]
            )
            for subject in portfolio.subjects
        ],
    )


def join_tasks(selection: TaskSelection, answers: Sequence[TaskAnswer[Row]]) -> TaskAnswer[Row]:
    """The answer about all plans, the default one first."""
    return TaskAnswer(
        selection,
        next((one.party for one in answers if one.party is not None), None),
        tuple(row for one in answers for row in one.rows),
        tuple(row for one in answers for row in one.maybe),
        sum(one.asked for one in answers),
    )


def select_of_plan(
    subject: PlanOnDay, selection: TaskSelection, party: Party | None, sections: Iterable[str]
) -> TaskAnswer[TaskRow]:
    """Select tasks of one plan. party, sections: those of it that the selection names, if any; sections by id."""
    wanted = None if selection.section is None else set(sections)
    rows: list[TaskRow] = []
    maybe: list[TaskRow] = []
    asked = 0
    for standing in subject.assessment:
        if wanted is not None and standing.task.section not in wanted:
            continue
        asked += 1
        if selection.unit is None:
            if _fits(standing, selection):
                rows.append(TaskRow(subject, standing))
            continue
        if party is None:
            continue
        part = part_of_party(subject, standing, party)
        if part is None:
            if _may_concern(subject, standing, party, selection.role) and _fits(standing, selection):
                maybe.append(TaskRow(subject, standing))
        elif selection.role in (None, part.role):
            own = subject.assessment.standing_of(standing.task.id, party.code) or standing
            if _fits(own, selection):
                rows.append(TaskRow(subject, own, part))
    return TaskAnswer(selection, party, tuple(rows), tuple(maybe), asked)


def part_of_party(subject: PlanOnDay, standing: TaskStanding, party: Party) -> Part | None:
    """The part of a unit in a task, including what it took over; the part of a group that the task names.

    Closed tasks, and shares of open ones, stay with the unit that closed them: only what is open passes to a successor.
    What a successor answers for already, or has finished, is its own.
    """
    assessment, task = subject.assessment, standing.task
    ended = assessment.predecessors(party.code) if standing.open else ()
    owned = ((code, assessment.standing_of(task.id, code)) for code in ended)
    predecessors = tuple(code for code, own in owned if own is None or own.open)
    forerunners = assessment.forerunners(party.code)
    if forerunners and party.code in assessment.answerable(standing):
        predecessors = forerunners
    return part_in(task, party.code, subject.plan.directory, predecessors)


def _may_concern(subject: PlanOnDay, standing: TaskStanding, party: Party, role: Role | None) -> bool:
    """Whether an open group may include the unit; a unit outside every fixed group is not a phòng or đơn vị."""
    directory = subject.plan.directory
    fixed = [group for group in directory.groups.values() if group.kind is PartyKind.GROUP]
    if party.kind is not PartyKind.UNIT or (fixed and all(party.code not in group.members for group in fixed)):
        return False
    leads = [mention for item in standing.items for mention in item.lead if standing.task.counted]
    coordinating = [mention for item in standing.items for mention in item.coordinating]
    asked = {None: (*leads, *coordinating), Role.LEAD: leads, Role.COORDINATING: coordinating}.get(role, ())
    return bool(open_groups(asked, directory))


def _fits(standing: TaskStanding, selection: TaskSelection) -> bool:
    if selection.states and standing.state not in selection.states:
        return False
    if selection.undated and not standing.undated:
        return False
    if selection.ongoing and not standing.ongoing:
        return False
    if selection.person is not None and not _holds_words(standing.task.person or "", selection.person):
        return False
    return selection.text is None or _mentions(standing, selection.text)


def _mentions(standing: TaskStanding, text: str) -> bool:
    """Whether the task's own words include all words of ``text``, ignoring case and diacritics."""
    return _holds_words("\n".join(_texts(standing)), text)


def _holds_words(said: str, words: str) -> bool:
    haystack = fold(said)
    return all(word in haystack for word in fold(words).split())


def _texts(standing: TaskStanding) -> Iterator[str]:
    task = standing.task
    yield task.id
    yield task.title
    yield task.short or ""
    yield task.person or ""
    yield from task.parts
    yield from (product for _title, products in standing.products for product in products)
    yield task.time or ""
    for milestone in task.milestones:
        yield milestone.title
    for citation in task.cites:
        yield citation.number or ""
