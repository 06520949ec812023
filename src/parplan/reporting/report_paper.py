"""The periodic report as a document: its head and signature, and the parts of its outline in order."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.languages import OfficeLanguage
from parplan.reporting.first_uses import with_first_uses
from parplan.reporting.formalities import (
    Formalities,
    document_day,
    document_symbol,
    make_head,
    make_recipients,
    make_signature,
)
from parplan.reporting.papers import Level, Paper, PaperBlock, Paragraph, heading, place, text
from parplan.reporting.period_names import period_name
from parplan.reporting.periodic import PeriodicReport
from parplan.reporting.reminders import find_office
from parplan.reporting.report_appendices import report_appendices
from parplan.reporting.report_assessment import assessment_part
from parplan.reporting.report_next_work import next_heading, next_work_part
from parplan.reporting.report_paragraphs import statement_paragraphs
from parplan.reporting.report_results import results_part
from parplan.reporting.report_steering import steering_part
from parplan.reporting.upward_words import without_internal_words
from parplan.reporting.wording import lowered, plan_with_decision
from parplan.vocabulary.folding import fold

#: The beginning of the title of a plan on administrative reform; its report is about that work itself.
_REFORM = "ke hoach cai cach hanh chinh"


def report_paper(
    language: OfficeLanguage, report: PeriodicReport, given: Formalities, *, internal: bool = False
) -> Paper:
    """Make the document. internal: for the agency itself, with duties between units and coordinating units."""
    _ = language.gettext
    plan, unit = report.plan, report.unit
    upward = unit is None and not internal
    title = _report_title(language, report)
    symbol = document_symbol(language, plan, "BC")
    if unit is not None:
        symbol = text("BC-", place(_("symbol of the unit")))
    head = make_head(language, plan, given, report.as_of, symbol, office=unit)
    addressee = _addressee(report)
    office = find_office(report.subject)
    paper = Paper(
        head=head,
        kind=_("REPORT"),
        title=title,
        addressed=_("To:"),
        addressees=(text(addressee if addressee is not None else place(_("who receives the report"))),),
        blocks=tuple(_body(language, report, upward=upward)),
        signature=make_signature(language, plan, given, office=unit),
        recipients_label=_("Recipients:"),
        recipients=make_recipients(language, given, drafter=office.code if office is not None else None),
        name=title,
        author=plan.agency if unit is None else unit.name,
        language=language.code,
        day=report.as_of,
        appendices=tuple(
            report_appendices(language, report, head.number, document_day(language, given, report.as_of), upward=upward)
        ),
    )
    return with_first_uses(language, without_internal_words(paper, plan.agency) if upward else paper, plan)


def _report_title(language: OfficeLanguage, report: PeriodicReport) -> str:
    """The title: results of the plan in the period, with the year only once (“… quý I năm 2021”)."""
    name = period_name(language, report.plan, report.period)
    if fold(report.plan.title).startswith(_REFORM):
        return language.gettext("On administrative reform in {period}").format(period=name)
    year = language.gettext("the year {year}").format(year=report.plan.year)
    whole = report.plan.title
    if name != year and name.endswith(year):
        whole = whole.removesuffix(f" {year}")
    if fold(whole).replace(" ", "").endswith(fold(name).replace(" ", "")):
        return language.gettext("On carrying out {plan}").format(plan=whole)
    if not name.endswith(year):
        return language.gettext("On carrying out {plan}: {period}").format(plan=whole, period=name)
    return language.gettext("On carrying out {plan} {period}").format(plan=whole, period=name)


def _addressee(report: PeriodicReport) -> str | None:
    if report.unit is None:
        return report.period.recipient
    collector = report.period.collector
    if collector is None or collector == report.unit.code:
        return report.plan.agency if collector is not None else None
    return report.plan.directory.party(collector).name


def _body(language: OfficeLanguage, report: PeriodicReport, *, upward: bool) -> Iterator[PaperBlock]:
    """The outline of 581/BNV-CCHC, steering first."""
    _ = language.gettext
    author = report.plan.agency if report.unit is None else report.unit.name
    period = period_name(language, report.plan, report.period)
    yield Paragraph(
        text(
            _("Carrying out {plan}, {author} reports on {period} as follows:").format(
                plan=plan_with_decision(language, report.plan), author=author, period=period
            )
        )
    )
    yield heading(Level.HEADING_1, _("I. STEERING"))
    yield from steering_part(language, report)
    yield heading(Level.HEADING_1, _("II. RESULTS BY AREA"))
    yield from results_part(language, report, upward=upward)
    yield heading(Level.HEADING_1, _("III. ASSESSMENT"))
    yield from assessment_part(language, report, upward=upward)
    yield heading(Level.HEADING_1, next_heading(language, report))
    yield from next_work_part(language, report, upward=upward)
    yield heading(Level.HEADING_1, _("V. PROPOSALS"))
    yield from statement_paragraphs(language, report, report.proposals, "proposal", upward=upward)
    yield Paragraph(
        text(
            _("This is the report of {author} {title}, with figures as of {date}./.").format(
                author=author, title=lowered(_report_title(language, report)), date=language.date(report.as_of)
            )
        )
    )
