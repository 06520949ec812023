"""The screen of ``parplan due``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parplan.diagnostics import Command
from parplan.languages import Language
from parplan.plan.items import Timeliness
from parplan.plan.roles import Role
from parplan.queries.deadlines import DueGlance, DueRow, rows_by_agency
from parplan.queries.portfolio import Portfolio
from parplan.views.blocks import Block, Cell, Column, Line, Style, Table, cell, line
from parplan.views.commands import Shell
from parplan.views.layout import text_width
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


def due_screen(
    language: Language,
    portfolio: Portfolio,
    answer: DueGlance,
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
    as_of, until = portfolio.as_of, answer.selection.until
    groups = list(_agencies(portfolio, answer) if by_agency else _groups(language, answer))
    if by_agency:
        yield line(
            language.ngettext("Due work of {count} agency", "Due work of {count} agencies", len(groups)), Style.STRONG
        )
    else:
        yield line(portfolio.default.plan.title, Style.STRONG)
        others = {row.subject.path: row.subject for row in answer.rows if row.subject.prefix}
        for subject in others.values():
            yield line(f"{subject.prefix} {subject.plan.title}", Style.STRONG)
    if answer.party is not None:
        yield line(answer.party.name, Style.STRONG)
    window = (
        _("Overdue · as of {as_of}")
        if answer.selection.overdue_only
        else _("Due up to and including {until} · as of {as_of}")
    )
    yield line(window.format(until=language.date(until), as_of=language.long_date(as_of)))
    if not answer.rows:
        yield line()
        yield from _empty(language, answer)
    left = len(answer.rows) if most is None else most
    for title, style, rows in groups:
        if left:
            yield line()
            yield line(f"{title} ({len(rows)})", style)
            yield _table(language, portfolio, rows[:left], width)
            left -= min(left, len(rows))
    yield from cut_line(language, sum(len(rows) for *_of_group, rows in groups), most)
    yield from _footer(language, answer, width, shell)


def _agencies(portfolio: Portfolio, answer: DueGlance) -> Iterator[tuple[str, Style, Sequence[DueRow]]]:
    """The rows of each agency under its name."""
    for rows in rows_by_agency(portfolio, answer.rows).values():
        yield rows[0].subject.plan.agency, Style.STRONG, rows


def _groups(language: Language, answer: DueGlance) -> Iterator[tuple[str, Style, Sequence[DueRow]]]:
    _ = language.gettext
    if answer.party is None:
        titles = {
            Timeliness.OVERDUE: _("OVERDUE"),
            Timeliness.DUE_SOON: _("DUE SOON"),
            Timeliness.ON_TRACK: _("ON TRACK"),
        }
        for timeliness in _TIMELINESS_ORDER:
            rows = [row for row in answer.rows if row.item.timeliness is timeliness]
            if rows:
                yield titles[timeliness], STYLES.get(timeliness, Style.STRONG), rows
        return
    roles = {Role.LEAD: _("LEAD"), Role.COORDINATING: _("COORDINATING"), Role.RECIPIENT: _("RECIPIENT")}
    for role, title in roles.items():
        rows = [row for row in answer.rows if row.part is not None and row.part.role is role]
        if rows:
            yield title, Style.STRONG, rows


def _table(language: Language, portfolio: Portfolio, rows: Sequence[DueRow], width: int) -> Table:
    wide = width >= _WIDE
    columns = [Column(), Column(), Column(), Column(flex=3)]
    if wide:
        columns.append(Column(flex=2))
    return Table(tuple(columns), tuple(tuple(_cells(language, portfolio, row, width)) for row in rows), indent=0)


def _cells(language: Language, portfolio: Portfolio, row: DueRow, width: int) -> Iterator[Cell]:
    _ = language.gettext
    item, wide = row.item, width >= _WIDE
    assert item.due is not None
    style = STYLES.get(item.timeliness, Style.PLAIN)
    address = row.subject.address(item)
    yield cell(address if item.carried_from is None else [address, f"({item.carried_from})"], Style.STRONG)
    yield cell(language.date(item.due))
    how_far = [days_text(language, item)]
    if item.timeliness is Timeliness.OVERDUE or item.stated.since is not None:
        how_far.append(item_state_text(language, item))
    yield cell(how_far, style)
    what = [item_text(item, max(width - 20, 60)) if item.task.counted else item.action]
    if item.milestone is not None and item.milestone.printed:
        what.append(_("(printed: {words})").format(words=item.milestone.printed))
    what += working_day_text(language, item, portfolio.as_of)
    if item.host is not None:
        what.append(_("part of {address}").format(address=item.host))
    what += moves_text(language, item)
    if row.subject is not portfolio.default and not row.subject.prefix:
        what.append(row.subject.path)
    who = who_text(language, row.subject, item, command=True)
    if row.part is not None and row.part.via is not None:
        what.append(_("(via group)"))
    if wide:
        yield cell(what)
        yield cell(who)
    else:
        yield cell([*what, f"→ {who}"])


def _empty(language: Language, answer: DueGlance) -> Iterator[Block]:
    """Why the list is empty, and the next deadline."""
    _ = language.gettext
    if answer.selection.overdue_only:
        yield line(_("Nothing is overdue."))
        return
    if answer.following is not None:
        first = answer.following
        assert first.item.due is not None
        yield line(_("Nothing is due by that day."))
        yield line(
            _("The next: {address} on {date}.").format(
                address=first.subject.address(first.item), date=language.date(first.item.due)
            )
        )
    elif answer.more:
        yield line(_("No open work has a deadline; see the undated and ongoing tasks."))
    else:
        yield line(_("No work is open: all tasks are finished, or none is assigned."))


def _footer(language: Language, answer: DueGlance, width: int, shell: Shell) -> Iterator[Block]:
    """The numbers of undated and ongoing tasks, with the commands that list them."""
    _ = language.gettext
    unit = (("--unit", answer.party.code),) if answer.party is not None else ()
    if not answer.undated and not answer.ongoing:
        return
    yield line()
    if answer.undated:
        text = language.ngettext(
            "No deadline determined: {count} task", "No deadline determined: {count} tasks", answer.undated
        )
        if answer.leaderless:
            text += _(", {count} of them without a lead").format(count=answer.leaderless)
        yield from _with_command(text, shell.command(Command("tasks", (), (("--undated", None), *unit))), width)
    if answer.ongoing:
        text = language.ngettext(
            "Ongoing: {count} task (no deadline)", "Ongoing: {count} tasks (no deadline)", answer.ongoing
        )
        if answer.over:
            text += _(", {count} of them not concluded although the year is over").format(count=answer.over)
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
