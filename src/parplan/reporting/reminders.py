"""The facts of reminders: each unit's open work that is overdue or due within a window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from parplan.collecting.asked_periods import AskedPeriod
from parplan.collecting.forms import Silence
from parplan.plan.items import Timeliness
from parplan.plan.roles import Role
from parplan.plan.structure import Entry
from parplan.plan.units import Party, Unit
from parplan.queries.deadlines import DueRow, DueSelection, select_due
from parplan.queries.portfolio import PlanOnDay, Portfolio


class Reminder(Struct, frozen=True):
    """The work that one unit, or a group that acts as one, leads and still owes, overdue or due up to ``until``.

    undated: its open work without a deadline. office: the unit that collects the reports, if the plan names one.
    unanswered: the period whose form the unit has not sent back, if the reminder is about that.
    A reminder with overdue work is a letter (công văn đôn đốc), otherwise a slip (phiếu nhắc việc).
    """

    subject: PlanOnDay
    unit: Party
    as_of: date
    until: date
    overdue: tuple[DueRow, ...]
    coming: tuple[DueRow, ...]
    undated: tuple[DueRow, ...]
    office: Party | None = None
    unanswered: AskedPeriod | None = None

    @property
    def urgent(self) -> bool:
        """Whether something is overdue."""
        return bool(self.overdue)


def make_reminders(portfolio: Portfolio, until: date, typed: str | None = None) -> tuple[Reminder, ...]:
    """The reminders, plan by plan, for each lead unit with something due, or only for the unit or group ``typed``.

    Raises ``RequestError`` for an unknown name.
    """
    made = [reminder for subject in portfolio.subjects for reminder in _of_plan(portfolio, subject, until, typed)]
    return tuple(reminder for reminder in made if reminder.overdue or reminder.coming)


def _of_plan(portfolio: Portfolio, subject: PlanOnDay, until: date, typed: str | None) -> Iterator[Reminder]:
    directory = subject.plan.directory
    asked = [party.code for party in directory.parties()]
    if typed is not None:
        party = portfolio.units(typed).get(subject.path)
        asked = [] if party is None else [party.code]
    # A group stands for those of its units that are not listed, of whom nobody else is reminded.
    unlisted = [code for code in asked if code in directory.groups and directory.unlisted([code])]
    office = find_office(subject)
    for code in dict.fromkeys((*directory.owing(asked), *unlisted)):
        yield _reminder(portfolio, subject, directory.party(code), until, office)


def remind_silent(
    portfolio: Portfolio, until: date, silence: Mapping[str, Silence], typed: str | None = None
) -> tuple[Reminder, ...]:
    """The reminders for units whose forms have not come back; ``silence`` has them by path of the plan.

    They also list what these units have due, if anything. Raises ``RequestError`` for an unknown name.
    """
    return tuple(
        replace(reminder, unanswered=silence[subject.path].period)
        for subject in portfolio.subjects
        if subject.path in silence
        for reminder in _of_plan(portfolio, subject, until, typed)
        if reminder.unit.code in silence[subject.path].silent
    )


def leaderless(portfolio: Portfolio, until: date) -> tuple[DueRow, ...]:
    """The overdue or coming work without a lead, of which no unit is reminded."""
    rows = select_due(portfolio, DueSelection(until)).rows
    return tuple(row for row in rows if not row.item.owed_by and not row.item.unlisted)


def last_word(row: DueRow, unit: Party) -> Entry | None:
    """The last entry on the item or its whole task that reports work by the unit, or by no unit in particular.

    Units it took over from count as the unit. An entry that only moves a deadline reports no work.
    """
    item, assessment = row.item, row.subject.assessment
    names = {None, item.milestone.id if item.milestone is not None else None}
    units = {None, unit.code, *assessment.predecessors(unit.code)}
    for entry in reversed(assessment.standing(item.task.id).entries):
        about = entry.milestone in names and entry.occurrence in (None, item.occurrence)
        if about and entry.unit in units and (entry.reading is None or entry.note or entry.difficulty):
            return entry
    return None


def find_office(subject: PlanOnDay) -> Unit | None:
    """The unit that receives the reports of the others, by the plan's duties (such as Văn phòng Sở)."""
    for task in subject.plan.tasks():
        code = task.recipient.code if task.recipient is not None else None
        if not task.counted and code is not None and code in subject.plan.directory.units:
            return subject.plan.directory.units[code]
    return None


def _reminder(portfolio: Portfolio, subject: PlanOnDay, unit: Party, until: date, office: Party | None) -> Reminder:
    answer = select_due(portfolio, DueSelection(until, unit.code, Role.LEAD), of=subject)
    return Reminder(
        subject,
        unit,
        portfolio.as_of,
        until,
        answer.overdue,
        tuple(row for row in answer.rows if row.item.timeliness is not Timeliness.OVERDUE),
        answer.undated,
        office,
    )
