"""Paragraphs of several parts of a periodic report: tasks with their facts, statements of units, marked places."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.languages import OfficeLanguage
from parplan.queries.history import LogRow
from parplan.queries.status import Kept, StatusRow
from parplan.reporting.papers import Level, PaperBlock, Paragraph, place, strong, text
from parplan.reporting.part_names import entry_part, of_part
from parplan.reporting.periodic import Outcome, PeriodicReport, SectionLines, TaskLine
from parplan.reporting.report_appendices import OUTCOMES, outcome_text
from parplan.reporting.wording import evidence_text, in_line, lowered, told_texts, unit_of
from parplan.views.words import mentions_text, shorten

#: The most letters of a title in a list; the appendix has the whole title.
TITLE_LENGTH = 150


def place_paragraph(words: str) -> Paragraph:
    """Return a place marked for a person's words."""
    return Paragraph(text(place(words)))


def due_share_text(language: OfficeLanguage, total: StatusRow) -> str:
    """Return the sentence on the tasks already due: how many are done, in time and late."""
    _ = language.gettext
    if not total.due:
        return _("No task was due up to the day of the figures.")
    kept = {one: total.due_kept.get(one, 0) for one in Kept}
    return _(
        "Tasks with a deadline up to the day of the figures: {due}; done: {done} ({share}), in time {in_time}, late "
        "{late}; not done: {left}, in time {open}, overdue {overdue}."
    ).format(
        due=total.due,
        done=total.due_done,
        share=language.percent(total.due_done, total.due),
        in_time=kept[Kept.DONE_IN_TIME],
        late=kept[Kept.DONE_LATE],
        left=total.due - total.due_done,
        open=kept[Kept.OPEN_IN_TIME],
        overdue=kept[Kept.OVERDUE],
    )


def section_lines(language: OfficeLanguage, report: PeriodicReport, section: SectionLines) -> Iterator[PaperBlock]:
    """Yield the tasks of a section by outcome; those about which nothing was recorded in one line."""
    _ = language.gettext
    counts = section.counts
    parts = [f"{lowered(_(OUTCOMES[outcome]))}: {counts[outcome]}" for outcome in Outcome if counts.get(outcome)]
    total = language.ngettext("{count} task", "{count} tasks", len(section.lines))
    yield Paragraph(text(total, ": ", "; ".join(parts), "."))
    for outcome in Outcome:
        lines = section.of(outcome)
        silent = [line for line in lines if not line.entries and outcome in (Outcome.ONGOING, Outcome.UNDATED)]
        for line in lines:
            if line not in silent:
                yield task_paragraph(language, report, line)
        if silent:
            yield Paragraph(
                text(
                    _("{outcome}, no result recorded: {ids}.").format(
                        outcome=_(OUTCOMES[outcome]), ids=", ".join(line.task.id for line in silent)
                    )
                ),
                Level.ITEM,
            )


def task_paragraph(language: OfficeLanguage, report: PeriodicReport, line: TaskLine) -> Paragraph:
    """One task: the leads, its state, a sentence for each entry, and its evidence."""
    _ = language.gettext
    who = in_line(mentions_text(report.subject, line.standing.lead)) or _("no lead named")
    outcome, sentences = told_texts(language, report.subject, line, outcome_text(language, line))
    if evidence := "; ".join(evidence_text(language, piece) for piece in line.evidence):
        sentences.append(_("Evidence: {text}").format(text=evidence))
    words = ". ".join([f" {shorten(line.task.label, TITLE_LENGTH)} ({who}) – {lowered(outcome)}", *sentences])
    return Paragraph(text(strong(f"{line.task.id}."), words, "."), Level.ITEM)


def statement_paragraphs(
    language: OfficeLanguage, report: PeriodicReport, rows: tuple[LogRow, ...], kind: str, *, upward: bool
) -> Iterator[PaperBlock]:
    """Difficulties or proposals in the units' own words, each once; a marked place if there are none.

    upward: leave out which unit stated them and when, which is internal.
    """
    _ = language.gettext
    told: set[tuple[str, str]] = set()
    for row in rows:
        said = row.entry.difficulty if kind == "difficulty" else row.entry.proposal
        whose = unit_of(report.subject, row)
        date = language.date(row.entry.date)
        source = f"{whose}, {date}" if whose else date
        said = (said or "").rstrip(" .;")
        part = entry_part(language, report.plan, row.task, row.entry)
        words = of_part(shorten(part, TITLE_LENGTH), said if upward else f"{said} ({source})")
        if (row.task.id, words) not in told:
            told.add((row.task.id, words))
            yield Paragraph(text(strong(f"{row.task.id}."), f" {words}."), Level.ITEM)
    if not rows:
        none = {
            "difficulty": _("… none is recorded in this period; state the difficulties, or that there are none …"),
            "proposal": _("… none is recorded in this period; state the proposals, or that there are none …"),
        }
        yield place_paragraph(none[kind])
