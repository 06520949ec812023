"""The facts of the director's page about one plan, collected from the queries, without language and format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from parplan.plan.figures import Figure
from parplan.plan.items import Item, Rescheduling, TaskStanding
from parplan.plan.slots import day_after
from parplan.plan.structure import Duration, Entry, Section, State
from parplan.queries.deadlines import DueRow, DueSelection, select_due
from parplan.queries.evidence import evidence_of
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, Status, StatusColumn, column_of, count_status, kept_of

#: The days the page looks ahead, and the days a task may be without an entry.
WINDOW = timedelta(days=30)
_DAYS_AHEAD = Duration(WINDOW.days, "d")


class WaitingProposal(Struct, frozen=True):
    """A proposal about an open task that has not been decided since."""

    standing: TaskStanding
    entry: Entry


class SilentTask(Struct, frozen=True):
    """An open task without an entry during the window; ``since`` is the day of its last entry, if any."""

    standing: TaskStanding
    since: date | None


class Direction(Struct, frozen=True):
    """Matters that wait for a decision of the director. ``duties``: overdue items of the standing duties."""

    overdue: tuple[TaskStanding, ...]
    duties: tuple[Item, ...]
    leaderless: tuple[TaskStanding, ...]
    paused: tuple[TaskStanding, ...]
    proposals: tuple[WaitingProposal, ...]
    silent: tuple[SilentTask, ...]


class Mark(Struct, frozen=True):
    """A deadline on the timeline; ``moves`` are its changes from one day to another."""

    item: Item
    due: date
    moves: tuple[Rescheduling, ...]


class CurvePoint(Struct, frozen=True):
    """Counts at the end of a day: items with a deadline that were due, and those that were done."""

    day: date
    due: int
    done: int


class EvidenceShare(Struct, frozen=True):
    """Counts of a section's finished results, and of those with evidence."""

    section: Section
    done: int
    shown: int


class PlanOverview(Struct, frozen=True):
    """The facts about one plan. ``apart``: counts of tasks without a deadline, by their column of ``status``."""

    subject: PlanOnDay
    as_of: date
    status: Status
    standings: tuple[TaskStanding, ...]
    apart: dict[StatusColumn, int]
    direction: Direction
    coming: tuple[DueRow, ...]
    marks: tuple[tuple[TaskStanding, tuple[Mark, ...]], ...]
    targets: tuple[Figure, ...]
    curve: tuple[CurvePoint, ...]
    evidence: tuple[EvidenceShare, ...]

    @property
    def first_day(self) -> date:
        """The first day of its charts: that of the plan's first year, or an earlier deadline."""
        return min([date(self.subject.plan.year, 1, 1), *(mark.due for mark in self._all_marks())]).replace(day=1)

    @property
    def last_day(self) -> date:
        """The last day of its charts: that of the plan's last year, or a later deadline."""
        return max([date(self.subject.plan.through, 12, 31), *(mark.due for mark in self._all_marks())])

    def _all_marks(self) -> Iterator[Mark]:
        for _, marks in self.marks:
            yield from marks


def make_overviews(portfolio: Portfolio) -> tuple[PlanOverview, ...]:
    """Collect the facts about each plan."""
    coming = select_due(portfolio, DueSelection(day_after(portfolio.as_of, _DAYS_AHEAD))).rows
    return tuple(
        _overview(portfolio, subject, status, tuple(row for row in coming if row.subject is subject))
        for subject, status in zip(portfolio.subjects, count_status(portfolio, Grouping.UNIT), strict=True)
    )


def _overview(portfolio: Portfolio, subject: PlanOnDay, status: Status, coming: tuple[DueRow, ...]) -> PlanOverview:
    as_of = portfolio.as_of
    standings = tuple(subject.assessment)
    counted = tuple(standing for standing in standings if standing.task.counted)
    marks = tuple((standing, found) for standing in counted if (found := tuple(_marks(standing))))
    return PlanOverview(
        subject=subject,
        as_of=as_of,
        status=status,
        standings=standings,
        apart=dict(Counter(column_of(s) for s in counted if kept_of(s) is None and s.state is not State.DROPPED)),
        direction=_direction(subject, status, standings, as_of),
        coming=tuple(row for row in coming if (row.item.days or 0) >= 0),
        marks=marks,
        targets=tuple(one for s in counted for one in subject.assessment.figures(s)),
        curve=tuple(_curve([mark.item for _, found in marks for mark in found], as_of)),
        evidence=tuple(_evidence(subject)),
    )


def _direction(subject: PlanOnDay, status: Status, standings: tuple[TaskStanding, ...], as_of: date) -> Direction:
    counted = [standing for standing in standings if standing.task.counted and standing.open]
    return Direction(
        overdue=tuple(sorted(status.overdue, key=days_late, reverse=True)),
        duties=tuple(
            item
            for standing in standings
            if not standing.task.counted
            for item in standing.items
            if item.open and (item.days or 0) < 0
        ),
        leaderless=status.leaderless,
        paused=tuple(s for s in counted if s.state is State.PAUSED or any(i.paused for i in s.items)),
        proposals=tuple(found for s in counted for found in _proposals(s)),
        silent=tuple(found for s in counted for found in _silence(subject, s, as_of)),
    )


def days_late(standing: TaskStanding) -> int:
    """The days by which the oldest overdue item of a task is late."""
    return max((-item.days for item in standing.items if item.open and item.days is not None), default=0)


def _proposals(standing: TaskStanding) -> Iterator[WaitingProposal]:
    """The last proposal, unless a later entry moves a deadline by a document or states a new state."""
    entries = standing.entries
    places = [place for place, entry in enumerate(entries) if entry.proposal]
    if places and not any(entry.basis or entry.state is not None for entry in entries[places[-1] + 1 :]):
        yield WaitingProposal(standing, entries[places[-1]])


def _silence(subject: PlanOnDay, standing: TaskStanding, as_of: date) -> Iterator[SilentTask]:
    """The task, if it has already begun and has no entry within the window."""
    begun = [item.start for item in standing.items if item.open and item.start is not None]
    if begun and min(begun) > as_of:
        return
    last = max((entry.date for entry in standing.entries), default=None)
    if as_of - (last or subject.plan.decision_date) > WINDOW:
        yield SilentTask(standing, last)


def _marks(standing: TaskStanding) -> Iterator[Mark]:
    for item in standing.items:
        if item.due is not None and item.state is not State.DROPPED:
            moves = tuple(move for move in item.reschedulings if move.old is not None and move.new is not None)
            yield Mark(item, item.due, moves)


def _curve(items: Sequence[Item], as_of: date) -> Iterator[CurvePoint]:
    """A point for each day on which an item was due or done, and for ``as_of``; future days count only what is due."""
    dues = Counter(item.due for item in items if item.due is not None)
    dones = Counter(item.stated.done_on for item in items if item.stated.done_on is not None)
    due = done = 0
    for day in sorted({*dues, *dones, as_of}):
        due, done = due + dues[day], done + dones[day]
        yield CurvePoint(day, due, done)


def _evidence(subject: PlanOnDay) -> Iterator[EvidenceShare]:
    done, missed = Counter[str](), Counter[str]()
    for standing in subject.assessment:
        evidence = evidence_of(subject, standing)
        done[standing.task.section] += evidence.done
        missed[standing.task.section] += evidence.missed
    for section in subject.plan.sections:
        if section.counted and done[section.id]:
            yield EvidenceShare(section, done[section.id], done[section.id] - missed[section.id])
