"""Records a plan answers programs with, and how a notebook shows them.

Records are plain frozen dataclasses whose fields have the names and values of the JSON answers: dates are
``datetime.date``, numbers ``decimal.Decimal``, states and kinds texts. Fields may be added, never renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any, TypeVar

from parplan.views.blocks import safe

_T = TypeVar("_T")

#: The most rows a notebook shows of a long list.
_SHOWN_ROWS = 100


@dataclass(frozen=True, slots=True)
class DueRecord:
    """Something to do by a day: a milestone, one occurrence or event of it, or a task without milestones.

    ``address`` names it, ``task`` its task; ``title`` is the task's, ``action`` what is to be done. ``due`` is the last
    permitted day (``None``: open without a deadline), ``last_working_day`` the last working day up to it, ``days`` the
    days left from the day asked about (below 0: days late). ``lead`` are names, ``owed_by`` codes of the units that
    have not done it. ``state`` and ``timeliness`` have the values of the JSON answers.
    """

    address: str
    task: str
    milestone: str | None
    title: str
    action: str
    lead: tuple[str, ...]
    due: date | None
    last_working_day: date | None
    days: int | None
    state: str
    timeliness: str
    owed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """A milestone, one occurrence or event of it, or a task without milestones, finished or not.

    ``kind`` is ``date``, ``before``, ``period``, ``recurring``, ``ongoing``, ``event`` or ``undetermined``; ``start``
    the first day of its period; ``done_on`` the day it was finished. The rest is as in :class:`DueRecord`.
    """

    address: str
    milestone: str | None
    title: str
    kind: str
    start: date | None
    due: date | None
    last_working_day: date | None
    state: str
    timeliness: str
    done_on: date | None
    owed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task, or a standing duty of part III.

    ``lead`` and ``coordinating`` are names, as the directory of the plan has them. ``role`` is the part of the unit
    asked about (``lead``, ``coordinating``, ``recipient``), else ``None``. ``time`` is as printed. ``reported`` says
    whether anything was recorded. ``next_due`` is the earliest open deadline.
    """

    id: str
    section: str
    title: str
    short: str | None
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    role: str | None
    products: tuple[str, ...]
    time: str | None
    state: str
    reported: bool
    timeliness: str
    next_due: date | None
    milestones: tuple[MilestoneRecord, ...]


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A target of a task: ``comparison`` is ``at_least``, ``at_most`` or ``exactly``, ``None`` for a mere figure.

    ``measured`` is the value on the day, ``met`` whether it meets the target; ``None`` where that is not known.
    """

    id: str
    title: str
    comparison: str | None
    value: Decimal | None
    unit: str | None
    measured: Decimal | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One entry of the history up to the day: ``date`` is the day of the fact, ``recorded`` when it was recorded.

    ``unit`` is a code; ``due`` the new deadline as written, ``basis`` the document it rests on; ``evidence`` has the
    numbers, files or links of what shows the result.
    """

    date: date
    address: str
    unit: str | None
    state: str | None
    percent: int | None
    measures: tuple[tuple[str, Decimal], ...]
    event: str | None
    due: str | None
    basis: str | None
    reason: str | None
    note: str | None
    difficulty: str | None
    proposal: str | None
    evidence: tuple[str, ...]
    by: str | None
    recorded: datetime | None


@dataclass(frozen=True, slots=True)
class TaskDetails:
    """Everything about a task, or of an address in it those ``milestones`` alone (``task.milestones`` are all)."""

    task: TaskRecord
    milestones: tuple[MilestoneRecord, ...]
    parts: tuple[str, ...]
    notes: tuple[str, ...]
    targets: tuple[TargetRecord, ...]
    log: tuple[EntryRecord, ...]

    def _repr_html_(self) -> str:
        """The task for a notebook: what it is, its milestones, targets and history."""
        task = self.task
        parts = [f"<h4>{html_text(f'{task.id} · {task.title}')}</h4>"]
        shown: tuple[Sequence[Any], ...] = (self.milestones, self.targets, self.log)
        parts += [_table(rows, len(rows)) for rows in shown if rows]
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class StatusRecord:
    """Counts of tasks, without standing duties: of a unit (by its own share of each), a section, or the whole plan.

    ``key`` is the unit's code or the section's id, ``None`` for tasks nobody leads, ``total`` for the whole plan. Those
    with a deadline are told four ways: ``done_in_time + done_late + open_in_time + overdue = dated``. ``due`` of them
    have one on or before the day, of which ``due_done`` are done.
    """

    key: str | None
    name: str | None
    total: int
    done: int
    dated: int
    done_in_time: int
    done_late: int
    open_in_time: int
    overdue: int
    due: int
    due_done: int
    due_soon: int
    ongoing: int
    undated: int
    extensions: int
    unreported: int


class Records(tuple[_T, ...]):
    """Records in order; a tuple that a notebook shows as a table, and of which ``pandas.DataFrame`` makes one."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """A table with a column for each field; every text escaped."""
        return _table(self, _SHOWN_ROWS)


def _table(records: Sequence[Any], most: int) -> str:
    if not records:
        return "<p>–</p>"
    names = [field.name for field in fields(records[0])]
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    rows = ("".join(f"<td>{html_text(getattr(record, name))}</td>" for name in names) for record in records[:most])
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    left = len(records) - most
    more = f"<p>… +{left}</p>" if left > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def html_text(value: Any) -> str:
    """A value escaped for HTML: a plan's text is never markup, nor a character that changes the text direction."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(html_text(getattr(one, "address", one)) for one in value)
    return escape(safe(str(value)))
