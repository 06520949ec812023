"""The screen of ``parplan due``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from parplan.diagnostics import Command
from parplan.languages import Language
from parplan.plan.items import Timeliness
from parplan.plan.labels import ROLES
from parplan.plan.roles import Role
from parplan.queries.deadlines import DueGlance, DueRow, PlanGlance
from parplan.queries.portfolio import PlanHead
from parplan.views.blocks import Block, Cell, Column, Line, Style, Table, cell, line
from parplan.views.commands import Shell
from parplan.views.layout import text_width
from parplan.views.plan_titles import plan_titles, unit_name
from parplan.views.words import (
    STYLES,
    cut_line,
    days_text,
    item_state_text,
    item_text,
    moves_text,
    who_text,
    working_day_text,
)

#: From this width on, those responsible get a column of their own.
_WIDE = 96

_TIMELINESS_ORDER = (Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.ON_TRACK)


class DueScreenRow(Struct, frozen=True):
    """A row of the screen in words, and what decides on its place: the plan itself need not be held.

    address: within its plan. what: the action and its circumstances. notes: what follows them.
    """

    plan: PlanHead
    due: date
    timeliness: Timeliness
    role: Role | None
    address: str
    carried_from: str | None
    how_far: tuple[str, ...]
    what: tuple[str, ...]
    notes: tuple[str, ...]
    who: str


def due_line(language: Language, row: DueRow, width: int) -> DueScreenRow:
    """Words of an item for a screen of ``width`` columns."""
    _ = language.gettext
    item = row.item
    assert item.due is not None
    how_far = [days_text(language, item)]
    if item.timeliness is Timeliness.OVERDUE or item.stated.since is not None:
        how_far.append(item_state_text(language, item))
    what = [item_text(item, max(width - 20, 60)) if item.task.counted else item.action]
    if item.milestone is not None and item.milestone.printed:
        what.append(_("(printed: {words})").format(words=item.milestone.printed))
    what += working_day_text(language, item, row.subject.assessment.as_of)
    if item.host is not None:
        what.append(_("part of {address}").format(address=item.host))
    what += moves_text(language, item)
    return DueScreenRow(
        row.subject.head,
        item.due,
        item.timeliness,
        row.part.role if row.part is not None else None,
        item.address,
        item.carried_from,
        tuple(how_far),
        tuple(what),
        (_("(via group)"),) if row.part is not None and row.part.via is not None else (),
        who_text(language, row.subject, item, command=True),
    )


def due_lines(language: Language, glance: PlanGlance[DueRow], width: int) -> PlanGlance[DueScreenRow]:
    """Words of one plan for a screen."""
    return PlanGlance(
        glance.plan,
        glance.party,
        tuple(due_line(language, row, width) for row in glance.rows),
        None if glance.following is None else due_line(language, glance.following, width),
        glance.more,
        glance.dateless,
    )


def due_screen(
    language: Language,
    as_of: date,
    answer: DueGlance[DueScreenRow],
    width: int,
    shell: Shell,
    *,
    most: int | None = None,
    by_agency: bool = False,
) -> Iterator[Block]:
    """Yield the screen: overdue, due soon and on track (with a unit: by role), then counts of what has no date.

    most: the most rows to show. by_agency: a group for each agency instead.
    """
    _ = language.gettext
    groups = list(_agencies(answer) if by_agency else _groups(language, answer))
    agencies = len({row.plan.agency_key for row in answer.rows})
    if by_agency or agencies > 1:
        yield line(
            language.ngettext("Due work of {count} agency", "Due work of {count} agencies", agencies), Style.STRONG
        )
    else:
        for title in plan_titles(language, answer.default, (row.plan for row in answer.rows)):
            yield line(title, Style.STRONG)
    if answer.party is not None:
        plans = (row.plan for row in answer.rows)
        name = unit_name(answer.default, plans, answer.party, answer.selection.unit or "")
        role = answer.selection.role  # else the answer is taken for all that the unit has
        yield line(name if role is None else f"{name} · {_(ROLES[role])}", Style.STRONG)
    window = (
        _("Overdue · as of {as_of}")
        if answer.selection.overdue_only
        else _("Due up to and including {until} · as of {as_of}")
    )
    yield line(window.format(until=language.date(answer.selection.until), as_of=language.long_date(as_of)))
    if not answer.rows:
        yield line()
        yield from _empty(language, answer)
    left = len(answer.rows) if most is None else most
    for title, style, rows in groups:
        if left:
            yield line()
            yield line(f"{title} ({len(rows)})", style)
            yield _table(language, answer.default, rows[:left], width)
            left -= min(left, len(rows))
    yield from cut_line(language, sum(len(rows) for *_of_group, rows in groups), most)
    yield from _footer(language, answer, width, shell)


def _agencies(answer: DueGlance[DueScreenRow]) -> Iterator[tuple[str, Style, Sequence[DueScreenRow]]]:
    """The rows of each agency under its name, in the order of the plans; agencies without rows are left out."""
    found: dict[str, list[DueScreenRow]] = {plan.agency_key: [] for plan in answer.plans}
    for row in answer.rows:
        found[row.plan.agency_key].append(row)
    for rows in found.values():
        if rows:
            yield rows[0].plan.agency, Style.STRONG, rows


def _groups(language: Language, answer: DueGlance[DueScreenRow]) -> Iterator[tuple[str, Style, Sequence[DueScreenRow]]]:
    _ = language.gettext
    if answer.party is None:
        titles = {
            Timeliness.OVERDUE: _("OVERDUE"),
            Timeliness.DUE_SOON: _("DUE SOON"),
            Timeliness.ON_TRACK: _("ON TRACK"),
        }
        for timeliness in _TIMELINESS_ORDER:
            rows = [row for row in answer.rows if row.timeliness is timeliness]
            if rows:
                yield titles[timeliness], STYLES.get(timeliness, Style.STRONG), rows
        return
    roles = {Role.LEAD: _("LEAD"), Role.COORDINATING: _("COORDINATING"), Role.RECIPIENT: _("RECIPIENT")}
    for role, title in roles.items():
        rows = [row for row in answer.rows if row.role is role]
        if rows:
            yield title, Style.STRONG, rows


def _table(language: Language, default: PlanHead, rows: Sequence[DueScreenRow], width: int) -> Table:
    wide = width >= _WIDE
    columns = [Column(), Column(), Column(), Column(flex=3)]
    if wide:
        columns.append(Column(flex=2))
    return Table(tuple(columns), tuple(tuple(_cells(language, default, row, wide=wide)) for row in rows), indent=0)


def _cells(language: Language, default: PlanHead, row: DueScreenRow, *, wide: bool) -> Iterator[Cell]:
    address = row.plan.prefix(default) + row.address
    yield cell(address if row.carried_from is None else [address, f"({row.carried_from})"], Style.STRONG)
    yield cell(language.date(row.due))
    yield cell(row.how_far, STYLES.get(row.timeliness, Style.PLAIN))
    what = [*row.what]
    if row.plan.needs_path(default):
        what.append(row.plan.path)
    what += row.notes
    if wide:
        yield cell(what)
        yield cell(row.who)
    else:
        yield cell([*what, f"→ {row.who}"])


def _empty(language: Language, answer: DueGlance[DueScreenRow]) -> Iterator[Block]:
    """Why the list is empty, and the next deadline."""
    _ = language.gettext
    if answer.selection.overdue_only:
        yield line(_("Nothing is overdue."))
        return
    if answer.following is not None:
        first = answer.following
        yield line(_("Nothing is due by that day."))
        yield line(
            _("The next: {address} on {date}.").format(
                address=first.plan.prefix(answer.default) + first.address, date=language.date(first.due)
            )
        )
    elif answer.more:
        yield line(_("No open work has a deadline; see the undated and ongoing tasks."))
    else:
        yield line(_("No work is open: all tasks are finished, or none is assigned."))


def _footer(language: Language, answer: DueGlance[DueScreenRow], width: int, shell: Shell) -> Iterator[Block]:
    """The numbers of undated and ongoing tasks, with the commands that list them."""
    _ = language.gettext
    counts = answer.dateless
    unit = (("--unit", answer.party.code),) if answer.party is not None else ()
    if not counts.undated and not counts.ongoing:
        return
    yield line()
    if counts.undated:
        text = language.ngettext(
            "No deadline determined: {count} task", "No deadline determined: {count} tasks", counts.undated
        )
        if counts.leaderless:
            text += _(", {count} of them without a lead").format(count=counts.leaderless)
        yield from _with_command(text, shell.command(Command("tasks", (), (("--undated", None), *unit))), width)
    if counts.ongoing:
        text = language.ngettext(
            "Ongoing: {count} task (no deadline)", "Ongoing: {count} tasks (no deadline)", counts.ongoing
        )
        if counts.over:
            text += _(", {count} of them not concluded although the year is over").format(count=counts.over)
        yield from _with_command(text, shell.command(Command("tasks", (), (("--ongoing", None), *unit))), width)


def _with_command(text: str, command: str | None, width: int) -> Iterator[Block]:
    """A text and the command that shows more, which is never wrapped because people copy it."""
    if command is None:
        yield line(text)
    elif text_width(text) + text_width(command) + 3 <= width:
        yield line(f"{text} → {command}")
    else:
        yield line(text)
        yield Line(f"  → {command}", verbatim=True)
