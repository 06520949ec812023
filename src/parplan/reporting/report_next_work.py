"""Part IV of a periodic report: what is carried over and what falls due in the time that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.languages import OfficeLanguage
from parplan.queries.deadlines import DueRow
from parplan.reporting.due_lines import DueLine, due_lines, due_texts, line_who, named_occasion, occasion_text
from parplan.reporting.papers import PaperBlock, PaperColumn, PaperRow, PaperTable, Paragraph, cell, strong, text
from parplan.reporting.period_names import name_after, year_after
from parplan.reporting.periodic import PeriodicReport
from parplan.reporting.report_paragraphs import TITLE_LENGTH, place_paragraph
from parplan.views.words import item_text, move_text, working_day_text


def next_heading(language: OfficeLanguage, report: PeriodicReport) -> str:
    """The work of the time that follows, by its name; after the last period of a plan that of the next year."""
    _ = language.gettext
    if (year := year_after(report.plan, report.period)) is not None:
        return _("IV. WORK OF THE YEAR {year}").format(year=year)
    return _("IV. WORK OF {period}").format(period=name_after(language, report.plan, report.period).upper())


def next_work_part(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    """Yield what is overdue, what falls due, and what has no deadline yet."""
    _ = language.gettext
    work = report.next
    overdue, coming = (due_lines(_told(rows, upward=upward)) for rows in (work.overdue, work.coming))
    if overdue:
        yield Paragraph(text(_("Carried over, overdue ({count}):").format(count=len(overdue))))
        yield _due_table(language, report, overdue)
    until = language.date(work.until)
    if coming:
        yield Paragraph(text(_("Due up to {until} ({count}):").format(until=until, count=len(coming))))
        yield _due_table(language, report, coming)
    elif work.until > report.as_of:  # not where the plan has ended: that nothing is due by today says nothing
        yield Paragraph(text(_("No further deadline falls up to {until}.").format(until=until)))
    undated = dict.fromkeys(row.item.task.id for row in work.undated if row.item.task.counted)
    if undated:
        yield Paragraph(
            text(
                _("Still without a deadline: {ids}.").format(ids=", ".join(undated)),
            )
        )
    yield place_paragraph(_("… state the main work and solutions of the next period …"))


def _told(rows: Iterable[DueRow], *, upward: bool) -> tuple[DueRow, ...]:
    """The rows to list; a report upward leaves out what units hand in to each other."""
    return tuple(row for row in rows if not (upward and row.item.shares and not row.item.task.counted))


def _due_table(language: OfficeLanguage, report: PeriodicReport, lines: Iterable[DueLine]) -> PaperTable:
    _ = language.gettext
    columns = (
        PaperColumn(_("Work"), 75),
        PaperColumn(_("Who"), 42),
        PaperColumn(_("Last permitted day"), 48),
    )
    made = []
    for line in lines:
        item = line.item
        when = [", ".join(due_texts(language, line)), *working_day_text(language, item, report.as_of)]
        extensions = 0
        for move in item.reschedulings:
            extensions += move.move.extends
            when.append(move_text(language, move, extensions))
        what = named_occasion(
            item_text(item, TITLE_LENGTH) if item.task.counted else item.action, occasion_text(language, line)
        )
        made.append(
            PaperRow(
                (
                    cell(text(strong(f"{item.task.id}."), f" {what}")),
                    cell(line_who(language, report.subject, line)),
                    cell(*when),
                )
            )
        )
    return PaperTable(columns, tuple(made))
