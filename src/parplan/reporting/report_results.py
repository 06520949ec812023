"""Part II of a periodic report: the results by area, and the targets."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.languages import OfficeLanguage
from parplan.plan.structure import SectionKind
from parplan.reporting.papers import (
    Level,
    PaperBlock,
    PaperColumn,
    PaperRow,
    PaperTable,
    Paragraph,
    cell,
    heading,
    text,
)
from parplan.reporting.periodic import PeriodicReport
from parplan.reporting.report_paragraphs import section_lines, task_paragraph
from parplan.reporting.wording import measured_text
from parplan.views.words import target_value_text


def results_part(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    """Yield the part by section; what the units arrange for the plan, coordinated tasks and targets follow."""
    _ = language.gettext
    for section in report.sections:
        if section.counted and section.section.kind is not SectionKind.STEERING:
            title = f"{section.section.id}. {section.section.title}"
            yield heading(Level.HEADING_2, _("Section {title}").format(title=title))
            yield from section_lines(language, report, section)
    duties = [line for section in report.sections if not section.counted for line in section.lines]
    told = [line for line in duties if line.entries and not line.task.each]  # units' reports are listed apart
    if told:
        yield heading(Level.HEADING_2, _("Arrangements"))
        for line in told:
            yield task_paragraph(language, report, line)
    if report.coordinated and not upward:
        yield heading(Level.HEADING_2, _("Tasks the unit coordinates"))
        for line in report.coordinated:
            yield task_paragraph(language, report, line)
    yield heading(Level.HEADING_2, _("Targets"))
    yield from _targets(language, report)


def _targets(language: OfficeLanguage, report: PeriodicReport) -> Iterator[PaperBlock]:
    _ = language.gettext
    targets = [line for line in report.targets if line.target.comparison is not None]
    if not targets:
        yield Paragraph(text(_("None of these tasks has a measurable target.")))
        return
    columns = (
        PaperColumn(_("Task"), 16, centred=True),
        PaperColumn(_("Target"), 65),
        PaperColumn(_("Asked for"), 28, centred=True),
        PaperColumn(_("Reached"), 28, centred=True),
        PaperColumn(_("Assessment"), 28, centred=True),
    )
    met = {True: _("met"), False: _("not met yet"), None: "–"}
    rows = tuple(
        PaperRow(
            (
                cell(line.task.id),
                cell(line.target.title),
                cell(target_value_text(language, line.target)),
                cell(measured_text(language, line)),
                cell(met[line.met]),
            )
        )
        for line in targets
    )
    yield PaperTable(columns, rows)
