"""The form of a unit for a period, before it becomes a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from parplan.collecting.asked_periods import AskedPeriod
from parplan.collecting.form_keys import FormKey, form_number, plan_mark, recorded_mark
from parplan.collecting.row_subjects import Subjects, row_subject
from parplan.plan.items import Item
from parplan.plan.roles import Role
from parplan.plan.structure import Plan, State, Target, Task
from parplan.plan.units import Unit
from parplan.queries.deadlines import DueRow, DueSelection, select_due
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.tasks import part_of_party


class AskedRow(Struct, frozen=True):
    """One row: an item the unit owes or coordinates, or with ``target`` a figure of a task it leads.

    ``states`` are the possible answers: a coordinating unit cannot finish an item. ``value`` is the figure to date.
    """

    key: FormKey
    task: Task
    role: Role
    item: Item | None = None
    target: Target | None = None
    value: Decimal | None = None

    @property
    def states(self) -> tuple[State, ...]:
        """The states to choose from; none for a figure."""
        if self.target is not None:
            return ()
        return tuple(State) if self.role is Role.LEAD else (State.IN_PROGRESS,)


class Form(Struct, frozen=True):
    """The form of one unit. ``number`` is the same for the same plan, unit, period and day."""

    subject: PlanOnDay
    unit: Unit
    period: AskedPeriod
    number: str
    made_on: date
    plan_sha256: str
    rows: tuple[AskedRow, ...]


def make_form(subject: PlanOnDay, unit: Unit, period: AskedPeriod, plan_sha256: str, made_on: date) -> Form:
    """The form of a unit; it has no rows where nothing is asked of the unit."""
    number = form_number(plan_sha256, unit.code, period.key, made_on.isoformat())
    key = FormKey(
        year=subject.plan.year,
        task="",
        unit=unit.code,
        period=period.key,
        plan=plan_mark(subject.plan),
        form=number,
        recorded="",
    )
    rows = tuple(_rows(subject, unit, period, key))
    return Form(subject, unit, period, number, made_on, plan_sha256, rows)


def asked_units(plan: Plan, day: date) -> tuple[Unit, ...]:
    """The units that may be asked: those that exist on a day."""
    return tuple(
        unit for unit in plan.directory.units.values() if not unit.begins_after(day) and not unit.ended_before(day)
    )


def _rows(subject: PlanOnDay, unit: Unit, period: AskedPeriod, key: FormKey) -> Iterator[AskedRow]:
    """Yield the rows in the order of the plan; the figures of a task follow its items."""
    by_task: dict[str, list[DueRow]] = {}
    subjects = Subjects(subject.plan)

    def marked(task: Task, about: FormKey) -> FormKey:
        return replace(about, recorded=recorded_mark(task, about), subject=subjects.mark(row_subject(task, about)))

    for row in _asked_items(subject, unit, period):
        by_task.setdefault(row.item.task.id, []).append(row)
    for standing in subject.assessment:
        task = standing.task
        for row in by_task.get(task.id, ()):
            item = row.item
            assert row.part is not None
            about = replace(
                key,
                task=task.id,
                milestone=item.milestone.id if item.milestone is not None else None,
                occurrence=item.occurrence,
            )
            yield AskedRow(marked(task, about), task, row.part.role, item)
        part = part_of_party(subject, standing, unit)
        if not standing.open or part is None or part.role is not Role.LEAD:
            continue
        for figure in subject.assessment.figures_of(task.id, unit.code):
            if figure.target.counts is None:
                about = replace(key, task=task.id, target=figure.target.id)
                yield AskedRow(marked(task, about), task, Role.LEAD, target=figure.target, value=figure.value)


def _asked_items(subject: PlanOnDay, unit: Unit, period: AskedPeriod) -> Iterator[DueRow]:
    """Yield open items that are overdue, due by the end of the quarter, in progress in the period, or undated."""
    portfolio = Portfolio(subject.assessment.as_of, (subject,))
    answer = select_due(portfolio, DueSelection(period.horizon, unit.code))
    under_way = [row for row in answer.later if _is_under_way(row.item, period)]
    found = {
        id(row.item): row
        for row in (*answer.rows, *under_way, *answer.undated, *answer.ongoing)
        if row.part is not None and row.part.role is not Role.RECIPIENT
    }
    places = {item.address: place for place, item in enumerate(subject.assessment.items())}
    yield from sorted(found.values(), key=lambda row: places[row.item.address])


def _is_under_way(item: Item, period: AskedPeriod) -> bool:
    """Whether the time of an item has begun by the end of the period, or it is stated that work has."""
    began = [day for day in (item.start, item.stated.since) if day is not None]
    return any(day <= period.last for day in began)


class Silence(Struct, frozen=True):
    """Units that have answered a period and units that have not, by code."""

    period: AskedPeriod
    answered: tuple[str, ...]
    silent: tuple[str, ...]


def silent_units(subject: PlanOnDay, period: AskedPeriod, answered: Iterable[str]) -> tuple[str, ...]:
    """The codes of the units that are asked something in a period and have not answered."""
    known = set(answered)
    predecessors = subject.plan.directory.predecessors(subject.assessment.as_of)

    def is_asked(unit: Unit) -> bool:
        """Whether an answer of the unit is due: one founded since owes that of those it took over from."""
        if unit.valid_from is not None and (others := predecessors.get(unit.code)) is not None:
            return not known.issuperset(others)
        return not unit.begins_after(period.answer_by or period.last)

    return tuple(
        unit.code
        for unit in asked_units(subject.plan, subject.assessment.as_of)
        if unit.code not in known
        and is_asked(unit)
        and make_form(subject, unit, period, "", subject.assessment.as_of).rows
    )
