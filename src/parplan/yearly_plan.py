"""A plan as of a day, for programs and notebooks: ``parplan.load``. The names ``parplan.__all__`` lists are stable."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from parplan.clock import now
from parplan.diagnostics import N_, message
from parplan.errors import FileError, InvalidPlanError, ParplanError, RequestError
from parplan.loading import load_plan
from parplan.plan.assessment import Assessment
from parplan.plan.calendar import VIETNAM
from parplan.plan.figures import Figure
from parplan.plan.items import Item, address_of
from parplan.plan.keys import agency_key
from parplan.plan.roles import Role
from parplan.plan.slots import day_after
from parplan.plan.structure import Duration, Entry, Mention, Plan, State
from parplan.queries.deadlines import DueRow, DueSelection, select_due
from parplan.queries.portfolio import PlanOnDay, Portfolio, find_address
from parplan.queries.status import Grouping, Kept, StatusColumn, StatusRow, count_plan
from parplan.queries.tasks import TaskRow, TaskSelection, select_tasks
from parplan.yearly_records import (
    DueRecord,
    EntryRecord,
    MilestoneRecord,
    Records,
    StatusRecord,
    TargetRecord,
    TaskDetails,
    TaskRecord,
    html_text,
)

__all__ = [
    "DueRecord",
    "EntryRecord",
    "FileError",
    "InvalidPlanError",
    "MilestoneRecord",
    "ParplanError",
    "Records",
    "RequestError",
    "StatusRecord",
    "TargetRecord",
    "TaskDetails",
    "TaskRecord",
    "YearlyPlan",
    "load",
]


def load(path: str | os.PathLike[str], as_of: date | str | None = None) -> YearlyPlan:
    """Load the plan of a file, as of a day.

    ``as_of`` is a ``date`` or an ISO text such as ``2021-03-01``; without, it is today in Vietnam (+07:00), whatever
    the machine's clock is set to. What was recorded up to that day counts. The file is read once, never written.

    Raises :class:`InvalidPlanError` for a file that is no valid plan (its ``lines`` say what is wrong, and where),
    :class:`RequestError` for a path that does not exist or a day that is none, :class:`FileError` for a file that
    cannot be read or was written for a newer parplan. All of them are :class:`ParplanError`.
    """
    day = _day(as_of)
    file = Path(path)
    loaded = load_plan(file)
    if loaded.plan is None:
        shown = file.as_posix()
        lines = [
            f"{shown}:{one.span.line}:{one.span.column}: {one.severity.value} {one.code}: {one.message.render()}"
            for one in loaded.findings
        ]
        error = InvalidPlanError(shown, lines, loaded.more)
        error.add_note("\n".join(lines))
        raise error
    return YearlyPlan(file.as_posix(), loaded.plan, day)


class YearlyPlan:
    """A plan as of a day. Made by :func:`load`; it does not change, and asks nothing of the file again."""

    def __init__(self, path: str, plan: Plan, as_of: date) -> None:
        self._plan = plan
        self._subject = PlanOnDay(path, Assessment(plan, as_of))
        self._portfolio = Portfolio(as_of, (self._subject,))

    @property
    def path(self) -> str:
        """The path it was loaded from, with ``/``."""
        return self._subject.path

    @property
    def as_of(self) -> date:
        """The day all answers are of."""
        return self._portfolio.as_of

    @property
    def title(self) -> str:
        """The title."""
        return self._plan.title

    @property
    def agency(self) -> str:
        """The name of the agency."""
        return self._plan.agency

    @property
    def agency_key(self) -> str:
        """The key of the agency in data: its code where the plan has one, else its name."""
        return agency_key(self._plan)

    @property
    def year(self) -> int:
        """The year of the plan; the first of several."""
        return self._plan.year

    @property
    def through(self) -> int:
        """The last year of the plan."""
        return self._plan.through

    def on(self, day: date | str) -> YearlyPlan:
        """The same plan as of another day. Raises :class:`RequestError` for a text that is not a date."""
        return YearlyPlan(self.path, self._plan, _day(day))

    def due(
        self,
        until: date | str | None = None,
        *,
        unit: str | None = None,
        role: str | None = None,
        overdue: bool = False,
    ) -> Records[DueRecord]:
        """The open items due on or before ``until`` (by default within 30 days): overdue first, then by date.

        ``unit`` is a code, name, short name or alias, as it is typed; ``role`` ``lead``, ``coordinating`` or
        ``recipient``; ``overdue``: only what is late. Raises :class:`RequestError` for a unit or role there is not.
        """
        last = day_after(self.as_of, Duration(30, "d")) if until is None else _day(until)
        answer = select_due(self._portfolio, DueSelection(last, unit, _role(role), overdue))
        return Records(self._due(row) for row in answer.rows)

    def undated(self, *, unit: str | None = None, role: str | None = None) -> Records[DueRecord]:
        """The open items without a deadline that are not ongoing work; the options are those of :meth:`due`."""
        answer = select_due(self._portfolio, DueSelection(self.as_of, unit, _role(role)))
        return Records(self._due(row) for row in answer.undated)

    def tasks(
        self,
        text: str | None = None,
        *,
        unit: str | None = None,
        role: str | None = None,
        section: str | None = None,
        states: Iterable[str] = (),
        undated: bool = False,
        ongoing: bool = False,
        person: str | None = None,
    ) -> Records[TaskRecord]:
        """The tasks that meet all given conditions, in the order of the plan; diacritics do not count.

        ``text`` are words in the task, ``person`` words of the name of who answers; ``states`` are values such as
        ``not-started``; ``undated``, ``ongoing``: only with open work of that kind. Raises :class:`RequestError` for a
        unit, role, section or state there is not.
        """
        selection = TaskSelection(
            unit=unit,
            role=_role(role),
            section=section,
            states=frozenset(State(_one_of([one.value for one in State], state, "states")) for state in states),
            undated=undated,
            ongoing=ongoing,
            text=text,
            person=person,
        )
        return Records(self._task(row) for row in select_tasks(self._portfolio, selection).rows)

    def status(self, by: str = "unit") -> Records[StatusRecord]:
        """Counts by ``unit`` or ``section``; the last record is the whole plan, each task counted once.

        Raises :class:`RequestError` for another ``by``.
        """
        counts = count_plan(self._subject, Grouping(_one_of(("unit", "section"), by, "by")))
        return Records((*(_status(row.key, row) for row in counts.rows), _status("total", counts.total)))

    def show(self, address: str) -> TaskDetails:
        """Everything about a task (``2.b``), a milestone (``2.b/report``) or an occurrence (``1.d/report@q3``).

        Raises :class:`RequestError` for an address there is not, or that may mean several.
        """
        found = find_address(self._portfolio, address)
        task = found.task
        return TaskDetails(
            task=self._task(TaskRow(self._subject, found.standing)),
            milestones=tuple(map(_milestone, found.items)),
            parts=task.parts,
            notes=task.notes,
            targets=tuple(map(_target, self._subject.assessment.figures(found.standing))),
            log=tuple(_entry(task.id, entry) for entry in found.standing.entries),
        )

    def __repr__(self) -> str:
        return f"<YearlyPlan {self.agency_key!r} {self.year} as of {self.as_of}>"

    def _repr_html_(self) -> str:
        """The title and the counts by unit, for a notebook."""
        return f"<h4>{html_text(f'{self.title} · {self.as_of}')}</h4>{self.status()._repr_html_()}"

    def _names(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        return tuple(self._plan.directory.party(mention.code).name for mention in mentions)

    def _due(self, row: DueRow) -> DueRecord:
        item = row.item
        return DueRecord(
            address=item.address,
            task=item.task.id,
            milestone=item.milestone.id if item.milestone is not None else None,
            title=item.task.title,
            action=item.action,
            lead=self._names(item.lead),
            due=item.due,
            last_working_day=item.last_working_day,
            days=item.days,
            state=item.state.value,
            timeliness=item.timeliness.value,
            owed_by=item.owed_by,
        )

    def _task(self, row: TaskRow) -> TaskRecord:
        standing, task = row.standing, row.standing.task
        return TaskRecord(
            id=task.id,
            section=task.section,
            title=task.title,
            short=task.short,
            lead=self._names(task.lead),
            coordinating=self._names(task.coordinating),
            role=row.part.role.value if row.part is not None else None,
            products=task.products,
            time=task.time,
            state=standing.state.value,
            reported=standing.reported,
            timeliness=standing.timeliness.value,
            next_due=standing.next_due,
            milestones=tuple(map(_milestone, standing.items)),
        )


def _target(figure: Figure) -> TargetRecord:
    target = figure.target
    return TargetRecord(
        id=target.id,
        title=target.title,
        comparison=target.comparison.value if target.comparison is not None else None,
        value=target.value,
        unit=target.unit,
        measured=figure.value,
        met=figure.met,
    )


def _milestone(item: Item) -> MilestoneRecord:
    return MilestoneRecord(
        address=item.address,
        milestone=item.milestone.id if item.milestone is not None else None,
        title=item.action,
        kind=item.kind.value,
        start=item.start,
        due=item.due,
        last_working_day=item.last_working_day,
        state=item.state.value,
        timeliness=item.timeliness.value,
        done_on=item.stated.done_on,
        owed_by=item.owed_by,
    )


def _entry(task: str, entry: Entry) -> EntryRecord:
    return EntryRecord(
        date=entry.date,
        address=address_of(task, entry.milestone, entry.occurrence),
        unit=entry.unit,
        state=entry.state.value if entry.state is not None else None,
        percent=entry.percent,
        measures=entry.measures,
        event=entry.event,
        due=entry.due,
        basis=entry.basis,
        reason=entry.reason,
        note=entry.note,
        difficulty=entry.difficulty,
        proposal=entry.proposal,
        evidence=tuple(one.number or one.file or one.link or one.title or "" for one in entry.evidence),
        by=entry.by,
        recorded=entry.recorded,
    )


def _status(key: str | None, row: StatusRow) -> StatusRecord:
    return StatusRecord(
        key=key,
        name=row.name,
        total=row.total,
        done=row.done,
        dated=row.dated,
        done_in_time=row.kept.get(Kept.DONE_IN_TIME, 0),
        done_late=row.kept.get(Kept.DONE_LATE, 0),
        open_in_time=row.kept.get(Kept.OPEN_IN_TIME, 0),
        overdue=row.kept.get(Kept.OVERDUE, 0),
        due=row.due,
        due_done=row.due_done,
        due_soon=row.due_soon,
        ongoing=row.columns.get(StatusColumn.ONGOING, 0),
        undated=row.columns.get(StatusColumn.UNDATED, 0),
        extensions=row.extensions,
        unreported=row.unreported,
    )


def _day(given: date | str | None) -> date:
    if given is None:
        return now().date()
    if isinstance(given, datetime):  # a moment of another time zone may be another day in Vietnam
        return (given.astimezone(VIETNAM) if given.tzinfo is not None else given).date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise RequestError(
            message(N_("“{value}” is not a date"), value=given), help=message(N_("write it as 2021-03-01"))
        ) from None


def _role(given: str | None) -> Role | None:
    return None if given is None else Role(_one_of([role.value for role in Role], given, "role"))


def _one_of(choices: Sequence[str], given: str, name: str) -> str:
    if given not in choices:
        raise RequestError(
            message(
                N_("{option}: “{value}” is not one of: {choices}"), option=name, value=given, choices=", ".join(choices)
            )
        )
    return given
