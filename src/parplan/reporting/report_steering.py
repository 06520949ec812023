"""Part I of a periodic report: how far the plan is, the steering tasks, and what a report is always asked about."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_
from parplan.languages import OfficeLanguage
from parplan.plan.structure import SectionKind
from parplan.queries.status import StatusRow
from parplan.reporting.papers import (
    Level,
    PaperBlock,
    PaperColumn,
    PaperRow,
    PaperTable,
    Paragraph,
    cell,
    filled,
    heading,
    place,
    text,
)
from parplan.reporting.periodic import Outcome, PeriodicReport
from parplan.reporting.report_appendices import OUTCOMES
from parplan.reporting.report_paragraphs import due_share_text, place_paragraph, section_lines
from parplan.vocabulary.folding import fold

#: Columns that are left out if they would be empty.
_RARE = (Outcome.DONE_UNDATED, Outcome.PAUSED, Outcome.DROPPED)

#: In millimetres: the width of the text, and of the columns in the table of counts. If the first column would be
#: narrower than the least width, sections are named by number only.
_TEXT_WIDTH, _TOTAL_WIDTH, _COUNT_WIDTH, _LEAST_WIDTH = 165.0, 12.0, 15.0, 25.0

#: What a report on reform is always asked about: words in the titles of the tasks about it, words of others, and the
#: heading. Inspecting legal documents is no inspection of the work.
_TOPICS = (
    ("kiem tra", ("van ban quy pham", "kiem tra van ban", "vbqppl"), N_("Inspection")),
    ("tuyen truyen", (), N_("Information to the public")),
    ("doi thoai", (), N_("Dialogue")),
    ("sang kien", (), N_("Initiatives")),
)


def steering_part(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    """The part on steering: progress of the plan, the steering tasks, and the obligatory topics."""
    _ = language.gettext
    yield heading(Level.HEADING_2, _("1. Carrying out the plan"))
    yield from _window(language, report)
    yield from _shares(language, report)
    if report.lines:
        yield Paragraph(text(_("Where the tasks stand as a whole, with all that belongs to them:")))
        yield _counts(language, report)
    number = 2
    steering = [section for section in report.sections if section.section.kind is SectionKind.STEERING]
    for section in steering:
        yield heading(Level.HEADING_2, f"{number}. {section.section.title}")
        yield from section_lines(language, report, section)
        number += 1
    for word, others, title in _TOPICS:
        yield heading(Level.HEADING_2, f"{number}. {_(title)}")
        titles = [(line.task.id, fold(line.task.title)) for line in report.lines]
        about = [id for id, words in titles if word in words and not any(other in words for other in others)]
        if about:
            yield Paragraph(text(_("Tasks of the plan about it: {ids}.").format(ids=", ".join(about))))
        yield place_paragraph(_("… state what was done in this period, or that nothing was …"))
        number += 1


def _window(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    _ = language.gettext
    period, as_of = report.period, language.date(report.as_of)
    if period.has_window and period.data_from is not None and period.data_to is not None:
        yield Paragraph(
            text(
                _("Data of the period: from {start} to {end}. Figures are as of {date}.").format(
                    start=language.date(period.data_from), end=language.date(period.data_to), date=as_of
                )
            )
        )
        return
    yield Paragraph(
        filled(
            _("Figures are as of {date}, counted from the beginning of the plan. Data of the period: {window}."),
            date=as_of,
            window=place(_("… from which day to which; the plan does not say …")),
        )
    )


def _shares(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    """The counts with both percentages: of the tasks already due, as authorities count, and of all tasks."""
    _ = language.gettext
    total = report.total
    if total is None:
        assert report.unit is not None
        yield Paragraph(text(_("{unit} leads no task of the plan.").format(unit=report.unit.name)))
        return
    if report.unit is None:
        words = language.ngettext("The plan has {count} task.", "The plan has {count} tasks.", total.total)
    else:
        words = language.ngettext("The unit leads {count} task.", "The unit leads {count} tasks.", total.total)
    yield Paragraph(text(words))
    yield Paragraph(text(due_share_text(language, total)), Level.ITEM)
    yield Paragraph(text(_whole_share(language, total)), Level.ITEM)
    yield Paragraph(
        text(
            _("Deadlines extended so far: {extensions}. Tasks without a recorded result: {count}.").format(
                extensions=total.extensions, count=total.without_result
            )
        ),
        Level.ITEM,
    )


def _whole_share(language: OfficeLanguage, total: StatusRow) -> str:
    _ = language.gettext
    return _("Tasks to be carried out: {all}; finished: {done} ({share}).").format(
        all=total.effective, done=total.done, share=language.percent(total.done, total.effective)
    )


def shown_outcomes(report: PeriodicReport) -> tuple[Outcome, ...]:
    """The categories that are columns of the table of counts."""
    there = {line.outcome for line in report.lines}
    return tuple(outcome for outcome in Outcome if outcome not in _RARE or outcome in there)


def _counts(language: OfficeLanguage, report: PeriodicReport) -> PaperTable:
    _ = language.gettext
    outcomes = shown_outcomes(report)
    count = min(_COUNT_WIDTH, (_TEXT_WIDTH - 2 * _TOTAL_WIDTH) / len(outcomes))
    first = _TEXT_WIDTH - _TOTAL_WIDTH - count * len(outcomes)
    columns = (
        PaperColumn(_("Section"), first),
        PaperColumn(_("Total"), _TOTAL_WIDTH, centred=True),
        *(PaperColumn(_(OUTCOMES[outcome]), count, centred=True) for outcome in outcomes),
    )
    rows = []
    sums: dict[Outcome, int] = dict.fromkeys(outcomes, 0)
    for section in report.sections:
        if not section.counted:
            continue
        counts = section.counts
        for outcome in outcomes:
            sums[outcome] += counts.get(outcome, 0)
        name = f"{section.section.id}. {section.section.title}" if first >= _LEAST_WIDTH else section.section.id
        rows.append(_numbers(name, len(section.lines), [counts.get(outcome, 0) for outcome in outcomes]))
    rows.append(_numbers(_("Sum"), len(report.lines), list(sums.values()), sums_up=True))
    return PaperTable(columns, tuple(rows))


def _numbers(name: str, total: int, counts: list[int], *, sums_up: bool = False) -> PaperRow:
    return PaperRow((cell(name), cell(str(total)), *(cell(str(count)) for count in counts)), total=sums_up)
