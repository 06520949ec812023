"""The screen of ``parplan tasks``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parplan.languages import Language
from parplan.plan.labels import ROLES
from parplan.plan.roles import Role
from parplan.plan.structure import State
from parplan.queries.portfolio import Portfolio
from parplan.queries.tasks import TaskAnswer, TaskRow
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.words import cut_line, mentions_text, role_text, shorten, standing_text

#: The most letters of a title in a list; `show` has the whole title.
_TITLE = 110


def tasks_screen(
    language: Language, portfolio: Portfolio, answer: TaskAnswer, most: int | None = None
) -> Iterator[Block]:
    """Yield the screen: the tasks found, those that may concern the unit through open groups, standing duties.

    most: the most tasks to show.
    """
    _ = language.gettext
    yield line(portfolio.default.plan.title, Style.STRONG)
    counted = [row for row in answer.rows if row.standing.task.counted]
    duties = [row for row in answer.rows if not row.standing.task.counted]
    yield line(_heading(language, answer, counted))
    if not answer.rows:
        yield line()
        yield line(_why_empty(language, answer))
    elif counted or answer.party is None:
        rows = counted if answer.party is not None else answer.rows
        yield line()
        yield _table(language, portfolio, answer, rows[:most])
        yield from cut_line(language, len(rows), most)
    yield from _notes(language, portfolio, answer, counted, duties)


def _heading(language: Language, answer: TaskAnswer, counted: Sequence[TaskRow]) -> str:
    _ = language.gettext
    number = language.ngettext("{count} task", "{count} tasks", len(counted))
    as_of = _("as of {date}")
    day = next((row.subject.assessment.as_of for row in answer.rows), None)
    tail = f" · {as_of.format(date=language.date(day))}" if day is not None else ""
    if answer.party is None:
        duties = len(answer.rows) - len(counted)
        text = number
        if duties:
            ids = _part_ids(row for row in answer.rows if not row.standing.task.counted)
            text = _("{tasks}, and {count} of part {parts}").format(tasks=number, count=duties, parts=ids)
        return text + tail
    parts = []
    for role in Role:
        mine = [row for row in counted if row.part is not None and row.part.role is role]
        via = sum(row.part is not None and row.part.via is not None for row in mine)
        if mine:
            text = f"{_(ROLES[role])} {len(mine)}"
            parts.append(text + _(" ({count} via a group)").format(count=via) if via else text)
    return f"{answer.party.name}: {number}" + (" – " + ", ".join(parts) if parts else "") + tail


def _part_ids(rows: Iterable[TaskRow]) -> str:
    """The ids of the sections with standing duties."""
    return ", ".join(dict.fromkeys(row.standing.task.section for row in rows))


def _table(language: Language, portfolio: Portfolio, answer: TaskAnswer, rows: Sequence[TaskRow]) -> Table:
    _ = language.gettext
    middle = Column(_("Role")) if answer.party is not None else Column(_("Lead unit"), flex=2)
    columns = (Column(_("Id")), Column(_("Task"), flex=3), middle, Column(_("Deadline")), Column(_("Standing"), flex=1))
    return Table(columns, tuple(tuple(_cells(language, portfolio, row)) for row in rows))


def _cells(language: Language, portfolio: Portfolio, row: TaskRow) -> Iterator[Cell]:
    _ = language.gettext
    standing = row.standing
    yield cell(row.subject.prefix + standing.task.id, Style.STRONG)
    title = [shorten(standing.task.label, _TITLE)]
    if row.subject is not portfolio.default and not row.subject.prefix:
        title.append(row.subject.path)
    yield cell(title)
    if row.part is not None:
        yield cell(role_text(language, standing, row.part))
    else:
        yield cell(mentions_text(row.subject, standing.task.lead) or _("no lead named"))
    dues = [item.due for item in standing.items if item.due is not None]
    due = standing.next_due or (max(dues) if dues and standing.state is State.DONE else None)
    yield cell(language.date(due) if due is not None else "–")
    yield cell(*standing_text(language, standing))


def _why_empty(language: Language, answer: TaskAnswer) -> str:
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


def _narrowed(answer: TaskAnswer) -> bool:
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
    language: Language, portfolio: Portfolio, answer: TaskAnswer, counted: Sequence[TaskRow], duties: Sequence[TaskRow]
) -> Iterator[Block]:
    _ = language.gettext
    if answer.party is None:
        return
    groups = {
        row.subject.plan.directory.groups[row.part.via].name
        for row in counted
        if row.part is not None and row.part.via is not None
    }
    if groups or answer.maybe or duties:
        yield line()
    if groups:
        yield line(_("Via group: {groups}").format(groups="; ".join(f"“{name}”" for name in sorted(groups))))
        also = [row for row in counted if row.part is not None and row.part.via and _named_too(row, answer)]
        if also:
            yield line(
                _("Also named as coordinating in: {ids}").format(ids=" ".join(row.standing.task.id for row in also))
            )
    maybe = [row for row in answer.maybe if row.standing.task.counted]
    if maybe:
        text = language.ngettext(
            "Open groups: {count} more task it may lead or coordinate",
            "Open groups: {count} more tasks it may lead or coordinate",
            len(maybe),
        )
        yield line(f"{text}: {' '.join(row.subject.prefix + row.standing.task.id for row in maybe)}")
    if duties:
        named = [
            f"{row.subject.prefix}{row.standing.task.id} ({_(ROLES[row.part.role])})"
            for row in duties
            if row.part is not None
        ] or [row.standing.task.id for row in duties]
        yield line(_("Part {parts}: {duties}").format(parts=_part_ids(duties), duties=", ".join(named)))


def _named_too(row: TaskRow, answer: TaskAnswer) -> bool:
    return answer.party is not None and any(m.code == answer.party.code for m in row.standing.task.coordinating)
