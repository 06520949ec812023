"""The appendices of a periodic report: tasks, moved deadlines, statistics, and reports of the units."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_
from parplan.languages import OfficeLanguage
from parplan.plan.items import Move
from parplan.plan.labels import TIMELINESS
from parplan.plan.structure import State
from parplan.queries.history import LogRow
from parplan.reporting.papers import (
    Appendix,
    Level,
    PaperBlock,
    PaperColumn,
    PaperRow,
    PaperTable,
    Paragraph,
    Run,
    Text,
    cell,
    filled,
    place,
    strong,
    text,
)
from parplan.reporting.part_names import entry_part, of_part
from parplan.reporting.period_names import period_name
from parplan.reporting.periodic import Outcome, PeriodicReport, TaskLine
from parplan.reporting.statistics import FigureRow, make_statistics
from parplan.reporting.wording import evidence_text, in_line, product_texts, raised, told_texts
from parplan.views.words import basis_text, labels_text, mentions_text, party_label, product_lines
from parplan.vocabulary.short_forms import print_time

#: The categories as headings of lists and columns.
OUTCOMES = {
    Outcome.DONE_IN_TIME: N_("Done by the deadline"),
    Outcome.DONE_LATE: N_("Done late"),
    Outcome.DONE_UNDATED: N_("Done, without a deadline"),
    Outcome.OVERDUE: N_("Overdue"),
    Outcome.IN_PROGRESS: N_("In progress, on track"),
    Outcome.PAUSED: N_("Paused, on track"),
    Outcome.UNREPORTED: N_("On track, no result recorded"),
    Outcome.ONGOING: N_("Ongoing"),
    Outcome.UNDATED: N_("No deadline determined"),
    Outcome.DROPPED: N_("Dropped"),
}
_ROMANS = ("I", "II", "III", "IV")
#: The number of the appendix of moved deadlines, which follows the table of tasks.
MOVES_APPENDIX = _ROMANS[1]


def outcome_text(language: OfficeLanguage, line: TaskLine) -> str:
    """The category of one task in words; a finished one is told as early or on time, which the counts combine."""
    if line.outcome is Outcome.DONE_IN_TIME:
        words = language.gettext(TIMELINESS[line.standing.timeliness])
        return words[:1].upper() + words[1:]
    return language.gettext(OUTCOMES[line.outcome])


def report_appendices(
    language: OfficeLanguage, report: PeriodicReport, number: Text, day: str, *, upward: bool
) -> Iterator[Appendix]:
    """Yield the appendices, numbered if there are several; ``number`` and ``day`` are those of the report."""
    _ = language.gettext
    date = language.date(report.as_of)
    parts: list[tuple[str, tuple[PaperBlock, ...]]] = [
        (_("Table of tasks and results as of {date}").format(date=date), tuple(_tasks(language, report, upward=upward)))
    ]
    if report.moves:
        parts.append((_("Deadlines fixed, adjusted and extended"), tuple(_moves(language, report))))
    if figures := tuple(_statistics(language, report)):
        parts.append((_("Statistics"), figures))
    if not upward and (reports := tuple(_handed_in(language, report))):  # none of a unit that owes none
        parts.append((_("Reports of the units"), reports))
    reference = filled(
        _("(With report {number} of {day} of {author})"),
        number=number,
        day=day,
        author=report.plan.agency if report.unit is None else report.unit.name,
    )
    label = _("Appendix")
    for roman, (title, blocks) in zip(_ROMANS, parts, strict=False):
        yield Appendix(f"{label} {roman}" if len(parts) > 1 else label, title, reference, blocks)


def _statistics(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    """The figures without a target, by unit and period; a missing value is a marked place."""
    _ = language.gettext
    statistics = make_statistics(report)
    if not statistics.rows:
        return
    names = [period_name(language, report.plan, one) for one in statistics.periods]
    width = 96 / len(names)
    columns = (
        PaperColumn(_("No."), 12, centred=True),
        PaperColumn(_("Figure"), 84),
        PaperColumn(_("Unit of measure"), 20, centred=True),
        PaperColumn(_("Who"), 40),
        *(
            PaperColumn(raised(period_name(language, report.plan, one)), width, centred=True)
            for one in statistics.periods
        ),
    )
    rows = []
    for number, row in enumerate(statistics.rows, 1):
        values = (cell(language.number(value) if value is not None else place("…")) for value in row.values)
        rows.append(
            PaperRow(
                (
                    cell(str(number)),
                    cell(text(strong(f"{row.task.id}."), f" {row.target.title}")),
                    cell(row.target.unit or ""),
                    cell(_whose(language, report, row)),
                    *values,
                )
            )
        )
    yield Paragraph(text(_("Each figure is of the time from the beginning of the plan to the end of the period.")))
    yield PaperTable(columns, tuple(rows))


def _whose(language: OfficeLanguage, report: PeriodicReport, row: FigureRow) -> str:
    if row.unit is not None:
        return party_label(report.subject, row.unit)
    return in_line(mentions_text(report.subject, row.leads)) or language.gettext("no lead named")


def _handed_in(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    """For the agency, how many units handed in their reports; for a unit, whether it did."""
    _ = language.gettext
    for row in report.handed_in:
        assert row.item.due is not None
        due = language.date(row.item.due)
        if report.unit is None:
            words = _("{title}, due {due}: {count} of {total} units have handed it in.").format(
                title=row.item.action, due=due, count=row.handed_in, total=row.owing
            )
            if row.item.owed_by:
                names = ", ".join(party_label(report.subject, code) for code in row.item.owed_by)
                names += ", …" if row.item.unlisted else ""
                words += " " + _("Not handed in: {names}.").format(names=names)
            yield Paragraph(text(words), Level.ITEM)
            continue
        said = row.item.stated_of(report.unit.code)
        if said is None or said.state is State.DROPPED:
            continue
        template = _("{title}, due {due}: not recorded as handed in.")
        if said.done_on is not None:
            template = (
                _("{title}, due {due}: handed in on {date}, late.")
                if said.done_on > row.item.due
                else _("{title}, due {due}: handed in on {date}.")
            )
        date = language.date(said.done_on) if said.done_on is not None else ""
        words = template.format(title=row.item.action, due=due, date=date)
        yield Paragraph(text(words), Level.ITEM)


def _moves(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    _ = language.gettext
    columns = (
        PaperColumn(_("Task"), 82),
        PaperColumn(_("Change"), 40),
        PaperColumn(_("Old deadline"), 28, centred=True),
        PaperColumn(_("New deadline"), 28, centred=True),
        PaperColumn(_("Document, reason"), 74),
    )
    rows = []
    for row in report.moves:
        move = row.rescheduling
        assert move is not None
        years = report.plan.year, report.plan.through
        basis: str | Run = basis_text(language, move.entry.basis) if move.entry.basis else place(_("document"))
        document: list[Text] = [text(basis)]
        if move.entry.reason:
            document.append(text(move.entry.reason))
        what = of_part(entry_part(language, report.plan, row.task, row.entry), row.task.label)
        rows.append(
            PaperRow(
                (
                    cell(
                        text(
                            strong(f"{row.task.id}."),
                            f" {what}",
                        )
                    ),
                    cell(_change(language, row)),
                    cell(language.date(move.old) if move.old else "–"),
                    cell(language.date(move.new) if move.new else print_time(move.entry.due or "–", *years)),
                    tuple(document),
                )
            )
        )
    yield PaperTable(columns, tuple(rows))


def _change(language: OfficeLanguage, row: LogRow) -> str:
    _ = language.gettext
    assert row.rescheduling is not None
    if row.rescheduling.move is Move.EXTENDED:
        return _("extension no. {number}").format(number=row.extension or 1)
    return _("adjustment") if row.rescheduling.move is Move.ADJUSTED else _("deadline fixed")


def _tasks(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    """The table of all tasks in the plan's order; a report upward leaves out coordinating units."""
    _ = language.gettext
    helped = [] if upward else [PaperColumn(_("Coordinating units"), 20)]
    columns = (
        PaperColumn(_("No."), 10, centred=True),
        PaperColumn(_("Task"), 74 if upward else 66),
        PaperColumn(_("Lead unit"), 24 if upward else 20),
        *helped,
        PaperColumn(_("Products"), 50 if upward else 46),
        PaperColumn(_("Time"), 26),
        PaperColumn(_("Result"), 44 if upward else 40),
        PaperColumn(_("Evidence"), 24),
    )
    rows: list[PaperRow] = []
    before = 0
    for section in report.sections:
        if upward and not section.counted:  # internal duties
            continue
        rows.append(PaperRow((cell(f"{section.section.id}. {section.section.title}"),), heading=True))
        rows += _task_rows(language, report, section.lines, before, upward=upward)
        before += len(section.lines)
    if report.coordinated and not upward:
        rows.append(PaperRow((cell(_("Tasks the unit coordinates")),), heading=True))
        rows += _task_rows(language, report, report.coordinated, before, upward=upward)
    yield PaperTable(columns, tuple(rows))


def _task_rows(
    language: OfficeLanguage, report: PeriodicReport, lines: tuple[TaskLine, ...], before: int, *, upward: bool
) -> Iterator[PaperRow]:
    _ = language.gettext
    for number, line in enumerate(lines, before + 1):
        task = line.task
        outcome, results = told_texts(language, report.subject, line, outcome_text(language, line))
        leads, coordinating = (
            [mention.code for mention in mentions] for mentions in (line.standing.lead, line.standing.coordinating)
        )
        helped = [] if upward else [cell(in_line(labels_text(report.subject, coordinating)))]
        yield PaperRow(
            (
                cell(str(number)),
                cell(text(strong(f"{task.id}."), f" {task.title}"), *task.parts),
                cell(in_line(labels_text(report.subject, leads)) or _("no lead named")),
                *helped,
                cell(*product_texts(product_lines(line.standing))),
                cell(print_time(task.time or "", report.plan.year, report.plan.through)),
                cell(text(strong(outcome)), *results),
                cell(*(evidence_text(language, piece) for piece in line.evidence)),
            )
        )
