"""Work that falls due: the question behind ``parplan due``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from parplan.plan.items import Item, TaskStanding, Timeliness
from parplan.plan.open_work import OpenWork
from parplan.plan.roles import Part, Role, part_in
from parplan.plan.units import Party
from parplan.queries.continued_items import ContinuedItems
from parplan.queries.portfolio import PlanHead, PlanOnDay, Portfolio
from parplan.queries.tasks import part_of_party


class DueSelection(Struct, frozen=True):
    """The question: all open items due on or before ``until``, of one unit or role, or only the overdue ones."""

    until: date
    unit: str | None = None
    role: Role | None = None
    overdue_only: bool = False

    def holds(self, item: Item) -> bool:
        """Whether an open item falls due as asked."""
        if item.due is None or item.due > self.until:
            return False
        return item.timeliness is Timeliness.OVERDUE or not self.overdue_only


class DueRow(Struct, frozen=True):
    """An item, with the part that the unit asked about has in its task."""

    subject: PlanOnDay
    item: Item
    part: Part | None = None

    @property
    def due(self) -> date | None:
        """The deadline."""
        return self.item.due


class DueAnswer(Struct, frozen=True):
    """Dated items, overdue first, then by date; the undated and the ongoing ones separately.

    ``later`` counts the open dated items after the window, so that an empty answer can say why it is empty.
    """

    selection: DueSelection
    party: Party | None
    rows: tuple[DueRow, ...]
    undated: tuple[DueRow, ...]
    ongoing: tuple[DueRow, ...]
    later: tuple[DueRow, ...]

    @property
    def overdue(self) -> tuple[DueRow, ...]:
        """The overdue rows."""
        return tuple(row for row in self.rows if row.item.timeliness is Timeliness.OVERDUE)


class Dated(Protocol):
    """A row of a list of deadlines: an item's :class:`DueRow`, or what a screen shows of one."""

    @property
    def due(self) -> date | None:
        """The deadline."""


Row = TypeVar("Row", bound=Dated)


class DatelessCounts(Struct, frozen=True):
    """Counts of open tasks of part II without a deadline.

    ``undated``: no deadline is determined; of these ``leaderless``. ``ongoing``: work without a deadline; of these
    ``over``: not concluded although their time is over.
    """

    undated: int = 0
    leaderless: int = 0
    ongoing: int = 0
    over: int = 0


class PlanGlance(Struct, Generic[Row], frozen=True):
    """The dated items of one plan in document order, and counts of the others.

    ``following`` is the first open dated item after the window. ``more``: whether an open item has no date.
    """

    plan: PlanHead
    party: Party | None
    rows: tuple[Row, ...]
    following: Row | None
    more: bool
    dateless: DatelessCounts


class DueGlance(Struct, Generic[Row], frozen=True):
    """The same of all plans: dated items, overdue first, then by date, and counts of the others.

    ``plans``: the default one first. ``following`` is told where the window is empty. The counts leave out the plans of
    other years than the default one's, as `tasks` does.
    """

    selection: DueSelection
    plans: tuple[PlanHead, ...]
    party: Party | None
    rows: tuple[Row, ...]
    following: Row | None
    more: bool
    dateless: DatelessCounts

    @property
    def default(self) -> PlanHead:
        """The plan of addresses without a year."""
        return self.plans[0]


def glance_plan(
    subject: PlanOnDay, selection: DueSelection, party: Party | None, carried: ContinuedItems
) -> PlanGlance[DueRow]:
    """The part of the answer that a screen shows of one plan, without computing every task where that is possible.

    party: the unit or group asked about, in this plan. carried: the items that other plans continue.
    """
    work = subject.plan.open_work()
    if (
        work is None
        or work.since > subject.assessment.as_of
        or selection.unit is not None
        or selection.role is not None
    ):
        work = None
    if work is None or subject.head.may_be_carried(carried):
        return _glance(subject, party, _open_rows(subject, selection, party, carried), selection)
    rows = tuple(_rows_ahead(subject, work, selection))
    counted = work.of(work.counted)
    return PlanGlance(
        subject.head,
        party,
        rows,
        None if rows or selection.overdue_only else _following(subject, work),
        True in work.undated or True in work.ongoing,
        DatelessCounts(
            undated=counted.undated.count(True),
            leaderless=counted.of(counted.undated).led.count(False),
            ongoing=counted.ongoing.count(True),
            over=sum(day is not None and day < subject.assessment.as_of for day in counted.ongoing_until),
        ),
    )


def _glance(
    subject: PlanOnDay, party: Party | None, open_rows: Iterable[DueRow], selection: DueSelection
) -> PlanGlance[DueRow]:
    rows, undated, ongoing, later = _apart(open_rows, selection)
    tasks_undated, tasks_ongoing = _by_task(undated), _by_task(ongoing)
    return PlanGlance(
        subject.head,
        party,
        tuple(rows),
        min(later, key=_day_of, default=None),
        bool(undated or ongoing),
        DatelessCounts(
            undated=len(tasks_undated),
            leaderless=len(_by_task(row for row in undated if not row.item.led)),
            ongoing=len(tasks_ongoing),
            over=sum(row.item.year_over for row in tasks_ongoing.values()),
        ),
    )


def join_glances(selection: DueSelection, glances: Sequence[PlanGlance[Row]]) -> DueGlance[Row]:
    """The answer about all plans, the default one first."""
    rows = tuple(sorted((row for one in glances for row in one.rows), key=_day_of))
    nearest = [one.following for one in glances if one.following is not None]
    counted = [one.dateless for one in glances if one.plan.year == glances[0].plan.year]
    return DueGlance(
        selection,
        tuple(one.plan for one in glances),
        next((one.party for one in glances if one.party is not None), None),
        rows,
        None if rows or selection.overdue_only else min(nearest, key=_day_of, default=None),
        any(one.more for one in glances),
        DatelessCounts(
            undated=sum(one.undated for one in counted),
            leaderless=sum(one.leaderless for one in counted),
            ongoing=sum(one.ongoing for one in counted),
            over=sum(one.over for one in counted),
        ),
    )


def _rows_ahead(subject: PlanOnDay, work: OpenWork, selection: DueSelection) -> Iterator[DueRow]:
    """The rows of one plan, in document order."""
    for id, due in zip(subject.assessment.ids, work.first_due, strict=True):
        if due is not None and due <= selection.until:
            for item in subject.assessment.open_until(id, selection.until):
                if selection.holds(item):
                    yield DueRow(subject, item)


def _following(subject: PlanOnDay, work: OpenWork) -> DueRow | None:
    """The first open dated item, where all of them come after the window."""
    firsts = ((day, id) for id, day in zip(subject.assessment.ids, work.first_due, strict=True) if day is not None)
    first = min(firsts, key=lambda one: one[0], default=None)
    if first is None:
        return None
    day, id = first
    return next(
        DueRow(subject, item) for item in subject.assessment.standing(id).items if item.open and item.due == day
    )


def _by_task(rows: Iterable[DueRow]) -> dict[str, DueRow]:
    """The tasks of part II, which `tasks` lists too, each with its last row."""
    return {row.item.task.id: row for row in rows if row.item.task.counted}


def _day_of(row: Dated) -> date:
    """The sorting key; the sort is stable, so rows of one day stay in document order."""
    return row.due or date.max


def _apart(
    open_rows: Iterable[DueRow], selection: DueSelection
) -> tuple[list[DueRow], list[DueRow], list[DueRow], list[DueRow]]:
    """Open rows by whether they fall due as asked, have no date, are ongoing, or fall due otherwise."""
    rows: list[DueRow] = []
    undated: list[DueRow] = []
    ongoing: list[DueRow] = []
    later: list[DueRow] = []
    for row in open_rows:
        if row.item.due is None:
            (undated if row.item.undated else ongoing).append(row)
        else:
            (rows if selection.holds(row.item) else later).append(row)
    return rows, undated, ongoing, later


def select_due(portfolio: Portfolio, selection: DueSelection, of: PlanOnDay | None = None) -> DueAnswer:
    """Select open items, with ``of`` only those of one of the plans. Raises ``RequestError`` for an unknown unit."""
    parties = portfolio.units(selection.unit) if selection.unit is not None else {}
    open_rows = (
        row
        for subject in (portfolio.subjects if of is None else (of,))
        for row in _open_rows(subject, selection, parties.get(subject.path), portfolio.carried)
    )
    rows, undated, ongoing, later = _apart(open_rows, selection)
    party = next(iter(parties.values())) if parties else None
    return DueAnswer(
        selection,
        party,
        tuple(sorted(rows, key=_day_of)),
        tuple(undated),
        tuple(ongoing),
        tuple(sorted(later, key=_day_of)),
    )


def select_of_plan(
    subject: PlanOnDay, selection: DueSelection, party: Party | None, carried: ContinuedItems
) -> tuple[list[DueRow], list[DueRow]]:
    """The dated and the undated rows of one plan, in document order; see :func:`glance_plan`."""
    rows, undated, _ongoing, _later = _apart(_open_rows(subject, selection, party, carried), selection)
    return rows, undated


def _open_rows(
    subject: PlanOnDay, selection: DueSelection, party: Party | None, carried: ContinuedItems
) -> Iterator[DueRow]:
    if selection.unit is None:
        rows = (DueRow(subject, item) for item in subject.assessment.items() if item.open)
    elif party is not None:
        tasks = subject.assessment.concerning(party.code)
        rows = (row for standing in tasks for row in _rows_of_party(subject, standing, party))
    else:
        return
    for row in rows:
        fits = selection.role is None or (row.part is not None and row.part.role is selection.role)
        if fits and not subject.is_continued(carried, row.item):
            yield row


def _rows_of_party(subject: PlanOnDay, standing: TaskStanding, party: Party) -> Iterator[DueRow]:
    """The open items that concern a unit or group: its own open share of what it owes, and those of its other roles."""
    assessment, task = subject.assessment, standing.task
    collected = any(milestone.collector is not None for milestone in task.milestones)
    if not collected and part_of_party(subject, standing, party) is None:
        return
    predecessors = assessment.predecessors(party.code)
    own = assessment.standing_of(task.id, party.code)
    owed = {item.address: item for item in own.items} if own is not None else {}
    unit = subject.plan.directory.units.get(party.code)
    # The successors of a unit that has ended coordinate and receive in its place.
    gone = unit is not None and unit.ended_before(assessment.as_of)
    for item in standing.items:
        part = part_in(task, party.code, subject.plan.directory, predecessors, item.milestone)
        if (mine := owed.get(item.address)) is not None:
            if mine.open and (party.code in mine.owed_by or party.code in subject.plan.directory.groups):
                yield DueRow(subject, mine, part if part is not None and part.role is Role.LEAD else Part(Role.LEAD))
        elif item.open and part is not None and part.role is not Role.LEAD and not gone:
            yield DueRow(subject, item, part)
