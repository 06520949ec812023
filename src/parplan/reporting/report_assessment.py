"""Part III of a periodic report: what was reached and what is lacking; the causes are left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.languages import OfficeLanguage
from parplan.plan.items import Item, Timeliness
from parplan.plan.labels import STATES
from parplan.plan.structure import State
from parplan.queries.deadlines import DueRow
from parplan.reporting.due_lines import due_lines, due_texts, named_occasion, occasion_text
from parplan.reporting.papers import Level, PaperBlock, Paragraph, heading, strong, text
from parplan.reporting.part_names import of_part, paused_parts
from parplan.reporting.periodic import PeriodicReport, TaskLine
from parplan.reporting.report_appendices import MOVES_APPENDIX
from parplan.reporting.report_paragraphs import TITLE_LENGTH, due_share_text, place_paragraph, statement_paragraphs
from parplan.views.words import item_state_text, shorten, with_reason


def assessment_part(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    """The assessment: results; overdue, late and paused work and difficulties; the causes are left to a person."""
    _ = language.gettext
    yield heading(Level.HEADING_2, _("1. What was reached"))
    if report.total is not None:
        yield Paragraph(text(due_share_text(language, report.total)))
    yield place_paragraph(_("… give a general assessment of leadership and of carrying out the plan in this period …"))
    yield heading(Level.HEADING_2, _("2. What is lacking, difficulties"))
    lacking = (
        (_("Overdue tasks ({count}):"), report.overdue, _late_texts),
        (_("Tasks with work done late ({count}):"), report.late, _done_late_texts),
        (_("Paused tasks ({count}):"), report.paused, _paused_texts),
    )
    for title, lines, told in lacking:
        if lines:
            yield Paragraph(text(title.format(count=len(lines))))
            for line in lines:
                yield _lacking_item(report, line, told(language, report, line))
    extended = report.total.extensions if report.total is not None else 0
    if extended:
        words = _("Deadlines extended so far: {count}.").format(count=extended)
        if report.moves:
            words = _("Deadlines extended so far: {count}; Appendix {number} has the changes of this period.").format(
                count=extended, number=MOVES_APPENDIX
            )
        yield Paragraph(text(words))
    yield Paragraph(text(_("Difficulties:")))
    yield from statement_paragraphs(language, report, report.difficulties, "difficulty", upward=upward)
    yield heading(Level.HEADING_2, _("3. Causes"))
    yield place_paragraph(_("… state the causes and who is responsible …"))


def _lacking_item(report: PeriodicReport, line: TaskLine, told: Iterable[str]) -> Paragraph:
    """A task in the list of shortcomings: only what is lacking, as part II reports the rest."""
    words = f" {shorten(line.task.label, TITLE_LENGTH)}: {'; '.join(told)}."
    return Paragraph(text(strong(f"{line.task.id}."), words), Level.ITEM)


def _late_texts(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Iterator[str]:
    """The overdue work of a task, and whether it is paused."""
    late = (DueRow(report.subject, item) for item in line.standing.items if item.timeliness is Timeliness.OVERDUE)
    for one in due_lines(late):
        due, days = due_texts(language, one)
        said = language.gettext("due {date}, {days}").format(date=due, days=days)
        yield _of_milestone(one.item, named_occasion(said, occasion_text(language, one)))


def _done_late_texts(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Iterator[str]:
    """The work of a task that was done late, with its deadline."""
    for item in line.standing.items:
        if item.timeliness is Timeliness.DONE_LATE and item.due is not None:
            due = language.gettext("due {date}").format(date=language.date(item.due))
            yield _of_milestone(item, f"{due}, {item_state_text(language, item)}")


def _paused_texts(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Iterator[str]:
    """Sentences that work on a task or on parts of it is paused, with the reasons."""
    for part, stated in paused_parts(language, report.plan, line.standing):
        said = of_part(part, with_reason(language, stated, language.gettext(STATES[State.PAUSED])))
        since = language.gettext("since {date}").format(date=language.date(stated.since)) if stated.since else ""
        yield f"{said.rstrip('.')} ({since})" if since else said.rstrip(".")


def _of_milestone(item: Item, said: str) -> str:
    return f"{item.action}, {said}" if item.milestone is not None else said
