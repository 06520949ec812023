"""Work that falls due: the question behind ``parplan due``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from parplan.plan.items import Item, TaskStanding, Timeliness
from parplan.plan.keys import agency_key
from parplan.plan.open_work import OpenWork
from parplan.plan.roles import Part, Role, part_in
from parplan.plan.units import Party
from parplan.queries.portfolio import PlanOnDay, Portfolio
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

    def glance(self) -> DueGlance:
        """The part that a screen shows."""
        undated = _counted(self.undated)
        ongoing = _counted(self.ongoing)
        return DueGlance(
            selection=self.selection,
            party=self.party,
            rows=self.rows,
            following=self.later[0] if self.later and not self.rows and not self.selection.overdue_only else None,
            more=bool(self.undated or self.ongoing),
            undated=len(undated),
            leaderless=sum(not row.item.task.led for row in undated.values()),
            ongoing=len(ongoing),
            over=sum(row.item.year_over for row in ongoing.values()),
        )


class DueGlance(Struct, frozen=True):
    """Dated items, overdue first, then by date, and counts of the others.

    ``following`` is the first open dated item after the window, where the window is empty. ``more``: whether an open
    item has no date. The counts are of tasks in part II of the plans of the default plan's year: ``undated``, of
    these ``leaderless``, ``ongoing``, and of these not concluded although their time is ``over``.
    """

    selection: DueSelection
    party: Party | None
    rows: tuple[DueRow, ...]
    following: DueRow | None
    more: bool
    undated: int
    leaderless: int
    ongoing: int
    over: int


def glance_due(portfolio: Portfolio, selection: DueSelection) -> DueGlance:
    """The part of :func:`select_due` that a screen shows, found without computing every task where that is possible."""
    stored = [subject.plan.open_work() for subject in portfolio.subjects]
    known = [work for work in stored if work is not None and work.since <= portfolio.as_of]
    if selection.unit is not None or selection.role is not None or len(known) < len(stored) or portfolio.carried:
        return select_due(portfolio, selection).glance()
    pairs = list(zip(portfolio.subjects, known, strict=True))
    rows = [row for subject, work in pairs for row in _rows_ahead(subject, work, selection)]
    # As `tasks` does, the counts leave out part III and the plans of other years.
    counted = [work.of(work.counted) for subject, work in pairs if not subject.prefix]
    return DueGlance(
        selection=selection,
        party=None,
        rows=tuple(sorted(rows, key=_day_of)),
        following=None if rows or selection.overdue_only else _following(pairs),
        more=any(True in work.undated or True in work.ongoing for work in known),
        undated=sum(work.undated.count(True) for work in counted),
        leaderless=sum(work.of(work.undated).led.count(False) for work in counted),
        ongoing=sum(work.ongoing.count(True) for work in counted),
        over=sum(day is not None and day < portfolio.as_of for work in counted for day in work.ongoing_until),
    )


def _rows_ahead(subject: PlanOnDay, work: OpenWork, selection: DueSelection) -> Iterator[DueRow]:
    """The rows of one plan, in document order."""
    for id, due in zip(subject.assessment.ids, work.first_due, strict=True):
        if due is not None and due <= selection.until:
            for item in subject.assessment.open_until(id, selection.until):
                if selection.holds(item):
                    yield DueRow(subject, item)


def _following(pairs: Sequence[tuple[PlanOnDay, OpenWork]]) -> DueRow | None:
    """The first open dated item, where all of them come after the window."""
    firsts = (
        (day, subject, id)
        for subject, work in pairs
        for id, day in zip(subject.assessment.ids, work.first_due, strict=True)
        if day is not None
    )
    first = min(firsts, key=lambda one: one[0], default=None)
    if first is None:
        return None
    day, subject, id = first
    return next(
        DueRow(subject, item) for item in subject.assessment.standing(id).items if item.open and item.due == day
    )


def _counted(rows: Iterable[DueRow]) -> dict[tuple[str, str], DueRow]:
    """The tasks of part II of the default plan's year, which `tasks` lists too, each with its last row."""
    return {
        (row.subject.path, row.item.task.id): row for row in rows if row.item.task.counted and not row.subject.prefix
    }


def _day_of(row: DueRow) -> date:
    """The sorting key; the sort is stable, so rows of one day stay in document order."""
    return row.item.due or date.max


def select_due(portfolio: Portfolio, selection: DueSelection) -> DueAnswer:
    """Select open items. Raises ``RequestError`` for a unit that does not exist."""
    parties = portfolio.units(selection.unit) if selection.unit is not None else None
    rows: list[DueRow] = []
    undated: list[DueRow] = []
    ongoing: list[DueRow] = []
    later: list[DueRow] = []
    for row in _open_rows(portfolio, selection, parties):
        if row.item.due is None:
            (undated if row.item.undated else ongoing).append(row)
        else:
            (rows if selection.holds(row.item) else later).append(row)
    party = next(iter(parties.values())) if parties else None
    return DueAnswer(
        selection,
        party,
        tuple(sorted(rows, key=_day_of)),
        tuple(undated),
        tuple(ongoing),
        tuple(sorted(later, key=_day_of)),
    )


def rows_by_agency(portfolio: Portfolio, rows: Iterable[DueRow]) -> dict[str, list[DueRow]]:
    """The rows by agency key, in the order of the plans; agencies without rows are left out."""
    found: dict[str, list[DueRow]] = {agency_key(subject.plan): [] for subject in portfolio.subjects}
    for row in rows:
        found[agency_key(row.subject.plan)].append(row)
    return {agency: of_agency for agency, of_agency in found.items() if of_agency}


def _open_rows(portfolio: Portfolio, selection: DueSelection, parties: dict[str, Party] | None) -> Iterator[DueRow]:
    for subject in portfolio.subjects:
        if parties is None:
            rows = (DueRow(subject, item) for item in subject.assessment.items() if item.open)
        elif subject.path in parties:
            party = parties[subject.path]
            tasks = subject.assessment.concerning(party.code)
            rows = (row for standing in tasks for row in _rows_of_party(subject, standing, party))
        else:
            continue
        for row in rows:
            fits = selection.role is None or (row.part is not None and row.part.role is selection.role)
            if fits and not portfolio.is_carried_away(subject, row.item):
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
    for item in standing.items:
        part = part_in(task, party.code, subject.plan.directory, predecessors, item.milestone)
        if (mine := owed.get(item.address)) is not None:
            if mine.open and (party.code in mine.owed_by or party.code in subject.plan.directory.groups):
                yield DueRow(subject, mine, part if part is not None and part.role is Role.LEAD else Part(Role.LEAD))
        elif item.open and part is not None and part.role is not Role.LEAD:
            yield DueRow(subject, item, part)
