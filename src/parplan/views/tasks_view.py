"""The screen of ``parplan tasks``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from parplan.languages import Language
from parplan.plan.labels import ROLES
from parplan.plan.roles import Role
from parplan.plan.units import Party
from parplan.queries.portfolio import PlanHead
from parplan.queries.tasks import TaskAnswer, TaskRow
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.plan_titles import plan_titles, unit_name
from parplan.views.words import cut_line, mentions_text, role_text, shorten, standing_text

#: The most letters of a title in a list; `show` has the whole title.
_TITLE = 110


class TaskScreenRow(Struct, frozen=True):
    """A row of the screen in words, and what is counted of it: the plan itself need not be held.

    id: within its plan. via: the group the unit has its role by; named_too: whether the task names the unit besides.
    """

    plan: PlanHead
    id: str
    section: str
    counted: bool
    role: Role | None
    via: str | None
    named_too: bool
    title: str
    who: tuple[str, ...]
    due: str
    standing: str
    style: Style

    def address(self, default: PlanHead) -> str:
        """The address as people type it."""
        return self.plan.prefix(default) + self.id


def task_lines(language: Language, answer: TaskAnswer[TaskRow]) -> TaskAnswer[TaskScreenRow]:
    """Screen of the tasks of one plan, in words."""
    return TaskAnswer(
        answer.selection,
        answer.party,
        tuple(_task_line(language, row, answer.party) for row in answer.rows),
        tuple(_task_line(language, row, answer.party) for row in answer.maybe),
        answer.asked,
    )


def _task_line(language: Language, row: TaskRow, party: Party | None) -> TaskScreenRow:
    _ = language.gettext
    standing, part = row.standing, row.part
    if part is not None:
        who = tuple(role_text(language, standing, part))
    else:
        who = (mentions_text(row.subject, standing.lead) or _("no lead named"),)
    due = standing.deadline
    text, style = standing_text(language, standing)
    return TaskScreenRow(
        row.subject.head,
        standing.task.id,
        standing.task.section,
        standing.task.counted,
        part.role if part is not None else None,
        row.subject.plan.directory.groups[part.via].name if part is not None and part.via is not None else None,
        party is not None and any(mention.code == party.code for mention in standing.coordinating),
        shorten(standing.task.label, _TITLE),
        who,
        language.date(due) if due is not None else "–",
        text,
        style,
    )


def tasks_screen(
    language: Language, default: PlanHead, as_of: date, answer: TaskAnswer[TaskScreenRow], most: int | None = None
) -> Iterator[Block]:
    """Yield the screen: the tasks found, those that may concern the unit through open groups, standing duties.

    default: the plan of addresses without a year. most: the most tasks to show.
    """
    _ = language.gettext
    for title in plan_titles(language, default, (row.plan for row in answer.rows)):
        yield line(title, Style.STRONG)
    counted = [row for row in answer.rows if row.counted]
    duties = [row for row in answer.rows if not row.counted]
    yield line(_heading(language, default, as_of, answer, counted))
    if not answer.rows:
        yield line()
        yield line(_why_empty(language, answer))
    elif counted or answer.party is None:
        rows = counted if answer.party is not None else answer.rows
        yield line()
        yield _table(language, default, answer, rows[:most])
        yield from cut_line(language, len(rows), most)
    yield from _notes(language, default, answer, counted, duties)


def _heading(
    language: Language,
    default: PlanHead,
    as_of: date,
    answer: TaskAnswer[TaskScreenRow],
    counted: Sequence[TaskScreenRow],
) -> str:
    _ = language.gettext
    number = language.ngettext("{count} task", "{count} tasks", len(counted))
    tail = " · " + _("as of {date}").format(date=language.date(as_of)) if answer.rows else ""
    if answer.party is None:
        duties = len(answer.rows) - len(counted)
        text = number
        if duties:
            ids = _part_ids(row for row in answer.rows if not row.counted)
            text = _("{tasks}, and {count} of part {parts}").format(tasks=number, count=duties, parts=ids)
        return text + tail
    parts = []
    for role in Role:
        mine = [row for row in counted if row.role is role]
        via = sum(row.via is not None for row in mine)
        if mine:
            text = f"{_(ROLES[role])} {len(mine)}"
            parts.append(text + _(" ({count} via a group)").format(count=via) if via else text)
    name = unit_name(default, (row.plan for row in answer.rows), answer.party, answer.selection.unit or "")
    return f"{name}: {number}" + (" – " + ", ".join(parts) if parts else "") + tail


def _part_ids(rows: Iterable[TaskScreenRow]) -> str:
    """The ids of the sections with standing duties."""
    return ", ".join(dict.fromkeys(row.section for row in rows))


def _table(
    language: Language, default: PlanHead, answer: TaskAnswer[TaskScreenRow], rows: Sequence[TaskScreenRow]
) -> Table:
    _ = language.gettext
    middle = Column(_("Role")) if answer.party is not None else Column(_("Lead unit"), flex=2)
    columns = (Column(_("Id")), Column(_("Task"), flex=3), middle, Column(_("Deadline")), Column(_("Standing"), flex=1))
    return Table(columns, tuple(tuple(_cells(default, row)) for row in rows))


def _cells(default: PlanHead, row: TaskScreenRow) -> Iterator[Cell]:
    yield cell(row.address(default), Style.STRONG)
    yield cell([row.title, row.plan.path] if row.plan.needs_path(default) else row.title)
    yield cell(row.who)
    yield cell(row.due)
    yield cell(row.standing, row.style)


def _why_empty(language: Language, answer: TaskAnswer[TaskScreenRow]) -> str:
    _ = language.gettext
    selection = answer.selection
    if answer.asked == 0:
        return _("It has no tasks.")
    if selection.unit is not None and answer.party is not None and answer.maybe:
        return _("No such task names {unit}; only open groups may concern it.").format(unit=answer.party.name)
    if selection.unit is not None and answer.party is not None and not _narrowed(answer):
        return _("No task of the plan names {unit} ({count} in all).").format(
            unit=answer.party.name, count=answer.asked
        )
    return _("None of the tasks ({count}) meets all conditions; leave one out.").format(count=answer.asked)


def _narrowed(answer: TaskAnswer[TaskScreenRow]) -> bool:
    selection = answer.selection
    return bool(
        selection.role
        or selection.states
        or selection.undated
        or selection.ongoing
        or selection.text
        or selection.section
        or selection.person
    )


def _notes(
    language: Language,
    default: PlanHead,
    answer: TaskAnswer[TaskScreenRow],
    counted: Sequence[TaskScreenRow],
    duties: Sequence[TaskScreenRow],
) -> Iterator[Block]:
    _ = language.gettext
    if answer.party is None:
        return
    groups = {row.via for row in counted if row.via is not None}
    if groups or answer.maybe or duties:
        yield line()
    if groups:
        yield line(_("Via group: {groups}").format(groups="; ".join(f"“{name}”" for name in sorted(groups))))
        also = [row for row in counted if row.via is not None and row.named_too]
        if also:
            yield line(_("Also named as coordinating in: {ids}").format(ids=" ".join(row.id for row in also)))
    maybe = [row for row in answer.maybe if row.counted]
    if maybe:
        text = language.ngettext(
            "Open groups: {count} more task it may lead or coordinate",
            "Open groups: {count} more tasks it may lead or coordinate",
            len(maybe),
        )
        yield line(f"{text}: {' '.join(row.address(default) for row in maybe)}")
    if duties:
        named = [f"{row.address(default)} ({_(ROLES[row.role])})" for row in duties if row.role is not None] or [
            row.id for row in duties
        ]
        yield line(_("Part {parts}: {duties}").format(parts=_part_ids(duties), duties=", ".join(named)))
