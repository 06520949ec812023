"""The screen of ``parplan status``, written for a director."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parplan.languages import Language
from parplan.plan.items import TaskStanding, Timeliness
from parplan.queries.status import Grouping, Kept, ReportRow, Status, StatusRow
from parplan.queries.status import StatusColumn as Standing
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.words import shorten, standing_text

_BAR = 4
#: The most overdue tasks named, and the most letters of each title.
_NAMED = 12
_LABEL = 70
#: The longest name of a unit; a longer one is replaced by its short name, so that a row is one line.
_NAME = 26


def status_screen(language: Language, status: Status) -> Iterator[Block]:
    """Yield the screen of one plan: both percentages, what needs attention, the table, sections, unit reports."""
    _ = language.gettext
    plan, total = status.subject.plan, status.total
    as_of = language.date(status.subject.assessment.as_of)
    yield line(plan.title, Style.STRONG)
    yield line(_("Progress · as of {date}").format(date=as_of))
    yield from shares(language, total)
    yield line(" · ".join(_attention(language, status)), Style.LATE if status.overdue else Style.PLAIN)
    yield from _overdue(language, status)
    yield line()
    yield _table(language, status)
    if status.grouping is Grouping.UNIT:
        if sum(row.total for row in status.rows) > status.total.total:
            yield line(
                _("A task of several lead units counts for each of them: columns add up to more than the total."),
                Style.DIM,
            )
        yield line()
        yield line(_("Sections: {sections}").format(sections=" · ".join(_section(row) for row in status.sections)))
    for report in _reports_to_mention(status):
        assert report.item.due is not None
        yield line(
            _("{title} ({address}): handed in {count}/{total}, due {due}").format(
                title=report.item.action,
                address=report.item.address,
                count=report.handed_in,
                total=report.owing,
                due=language.date(report.item.due),
            )
        )


def shares(language: Language, total: StatusRow, *, several: bool = False) -> Iterator[Block]:
    """Yield both percentages, and the tasks with a deadline in four classes, of one plan or several."""
    _ = language.gettext
    told = (
        _("Done {due_done}/{due} tasks already due ({due_share}) · {done}/{all} tasks of the plans ({share})")
        if several
        else _("Done {due_done}/{due} tasks already due ({due_share}) · {done}/{all} tasks of the plan ({share})")
    )
    yield line(
        told.format(
            due_done=total.due_done,
            due=total.due,
            due_share=language.percent(total.due_done, total.due),
            done=total.done,
            all=total.effective,
            share=language.percent(total.done, total.effective),
        )
    )
    yield line(
        _(
            "With a deadline {dated}: done in time {in_time}, late {late}; open in time {open}, overdue {overdue}"
        ).format(
            dated=total.dated,
            in_time=total.kept.get(Kept.DONE_IN_TIME, 0),
            late=total.kept.get(Kept.DONE_LATE, 0),
            open=total.kept.get(Kept.OPEN_IN_TIME, 0),
            overdue=total.kept.get(Kept.OVERDUE, 0),
        )
    )


def _overdue(language: Language, status: Status) -> Iterator[Block]:
    """Yield the overdue tasks by name, the longest overdue first."""
    _ = language.gettext

    def days(standing: TaskStanding) -> int:
        return min(item.days or 0 for item in standing.items if item.open)

    if not status.overdue:
        return
    late = sorted(status.overdue, key=days)
    rows = tuple(
        (
            cell(status.subject.prefix + standing.task.id, Style.STRONG),
            cell(shorten(standing.task.label, _LABEL)),
            cell(standing_text(language, standing)[0], Style.LATE),
        )
        for standing in late[:_NAMED]
    )
    yield Table((Column(), Column(flex=1), Column(flex=0)), rows, indent=2)
    if len(late) > _NAMED:
        text = language.ngettext("{count} more", "{count} more", len(late) - _NAMED)
        yield line(f"{text} → parplan due --overdue", indent=2)


def _reports_to_mention(status: Status) -> Iterator[ReportRow]:
    """The overdue reports, and the next one."""
    for report in status.reports:
        if report.item.open:
            yield report
            if report.item.timeliness is not Timeliness.OVERDUE:
                return


def _ids(tasks: Sequence[TaskStanding]) -> str:
    shown = " ".join(standing.task.id for standing in tasks[:12])
    return f" ({shown}{' …' if len(tasks) > 12 else ''})" if tasks else ""


def _attention(language: Language, status: Status) -> Iterator[str]:
    _ = language.gettext
    yield _("Overdue {count}").format(count=len(status.overdue)) + _ids(status.overdue)
    yield _("Without a lead {count}").format(count=len(status.leaderless)) + _ids(status.leaderless)
    yield _("Extensions {count}").format(count=status.total.extensions)
    yield _("No result recorded {count}").format(count=status.total.without_result)


def _table(language: Language, status: Status) -> Table:
    _ = language.gettext
    titles = {
        Standing.DONE: _("Done"),
        Standing.OVERDUE: _("Overdue"),
        Standing.DATED: _("On track"),
        Standing.ONGOING: _("Ongoing"),
        Standing.UNDATED: _("No deadline determined"),
    }
    if any(row.columns.get(Standing.DROPPED) for row in (*status.rows, status.total)):
        titles[Standing.DROPPED] = _("Dropped")
    first = _("Lead unit") if status.grouping is Grouping.UNIT else _("Section")
    columns = (Column(first, flex=1), Column(_("Total"), right=True), *(Column(t, right=True) for t in titles.values()))
    rows = [_row(language, row, tuple(titles)) for row in status.rows]
    rows.append(_row(language, status.total, tuple(titles), _("Whole agency"), Style.STRONG))
    return Table(columns, tuple(rows))


def _row(
    language: Language,
    row: StatusRow,
    standings: Sequence[Standing],
    name: str | None = None,
    style: Style = Style.PLAIN,
) -> tuple[Cell, ...]:
    short = row.short if row.name is not None and len(row.name) > _NAME else None
    label = name or short or row.name or language.gettext("(no lead)")
    if name is None and row.key is not None and row.key.isdecimal():
        label = f"{row.key}. {label}"
    cells = [cell(label, style), cell(str(row.total), style)]
    for standing in standings:
        count = row.columns.get(standing, 0)
        late = standing is Standing.OVERDUE and count
        cells.append(cell(str(count) if count else "–", Style.LATE if late else style))
    return tuple(cells)


def _section(row: StatusRow) -> str:
    filled = (2 * row.done * _BAR + row.effective) // (2 * row.effective) if row.effective else 0
    filled = filled if row.done == row.effective else min(filled, _BAR - 1)  # a full bar means finished
    bar = "█" * filled + "░" * (_BAR - filled)
    return f"{row.key}\N{NO-BREAK SPACE}{bar}\N{NO-BREAK SPACE}{row.done}/{row.effective}"
