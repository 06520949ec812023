"""The register of evidence as tables: the evidence there is, and the finished work without any."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.languages import Language
from parplan.plan.labels import STATES
from parplan.queries.evidence import EvidenceAnswer, EvidenceRow, MissingRow
from parplan.queries.portfolio import Portfolio
from parplan.reporting.appendix import agency_columns, agency_values, heading_lines
from parplan.reporting.sheets import ColumnKind, Link, Sheet, SheetColumn, SheetRow, SheetValue, text
from parplan.views.entry_view import web_address
from parplan.views.evidence_view import whose_text
from parplan.views.plan_titles import unit_name
from parplan.views.words import mentions_text, party_label


def evidence_sheets(language: Language, portfolio: Portfolio, answer: EvidenceAnswer) -> Iterator[Sheet]:
    """Yield the register (unless only missing evidence was asked for) and the finished work without evidence."""
    _ = language.gettext
    lines = _lines(language, portfolio, answer)
    if not answer.selection.missing_only:
        yield register_sheet(language, portfolio, answer)
    missing = (
        SheetRow(tuple(_missing_values(language, portfolio, number, row)))
        for number, row in enumerate(answer.missing, 1)
    )
    yield Sheet(_("Without evidence"), lines, tuple(_missing_columns(language, portfolio)), tuple(missing))


def register_sheet(language: Language, portfolio: Portfolio, answer: EvidenceAnswer) -> Sheet:
    """The register: a row for each piece of evidence, with its own link."""
    rows = (SheetRow(tuple(_values(language, portfolio, number, row))) for number, row in enumerate(answer.rows, 1))
    lines = _lines(language, portfolio, answer)
    return Sheet(language.gettext("Evidence"), lines, tuple(_columns(language, portfolio)), tuple(rows))


def _lines(language: Language, portfolio: Portfolio, answer: EvidenceAnswer) -> tuple[str, ...]:
    whose = None
    if answer.party is not None:
        whose = unit_name(portfolio.default.head, portfolio.heads, answer.party, answer.selection.unit or "")
    return tuple(heading_lines(language, portfolio, whose))


def _columns(language: Language, portfolio: Portfolio) -> Iterator[SheetColumn]:
    _ = language.gettext
    yield SheetColumn(_("No."), 4.5, ColumnKind.NUMBER)
    yield SheetColumn(_("Id"), 5.5)
    yield from agency_columns(language, portfolio)
    yield SheetColumn(_("Task"), 21)
    yield SheetColumn(_("Milestone"), 15)
    yield SheetColumn(_("Lead unit"), 11)
    yield SheetColumn(_("Date"), 9.5, ColumnKind.DATE)
    yield SheetColumn(_("State"), 8.5, ColumnKind.STATE)
    yield SheetColumn(_("Number"), 12)
    yield SheetColumn(_("Date of the document"), 9.5, ColumnKind.DATE)
    yield SheetColumn(_("Issuing body"), 8)
    yield SheetColumn(_("Subject of the document"), 17)
    yield SheetColumn(_("File, link"), 18)
    yield SheetColumn(_("Unit concerned"), 9)
    yield SheetColumn(_("Recorded by"), 8)
    yield SheetColumn(_("Recorded on"), 9.5, ColumnKind.DATE)
    yield SheetColumn(_("Milestone's id"), 8, ColumnKind.ID)


def _values(language: Language, portfolio: Portfolio, number: int, row: EvidenceRow) -> Iterator[SheetValue]:
    subject, entry, citation = row.subject, row.entry, row.citation
    yield number
    yield text(subject.prefix + row.task.id)
    yield from agency_values(portfolio, subject)
    yield text(row.task.label)
    yield text(row.milestone.title if row.milestone is not None else "")
    yield text(
        mentions_text(subject, subject.assessment.leads_about(row.task, entry)) or language.gettext("no lead named")
    )
    yield entry.date
    yield language.gettext(STATES[row.state])
    yield text(citation.number or "")
    yield citation.date
    yield text(citation.issuer or "")
    yield text(citation.title or "")
    where = text(part for part in (citation.file, citation.link) if part)
    address = web_address(citation)
    yield where if address is None else Link(where, address)
    yield text(party_label(subject, entry.unit) if entry.unit is not None else "")
    yield text(entry.by or "")
    yield entry.recorded.date() if entry.recorded is not None else None
    yield text(row.address)


def _missing_columns(language: Language, portfolio: Portfolio) -> Iterator[SheetColumn]:
    _ = language.gettext
    yield SheetColumn(_("No."), 5, ColumnKind.NUMBER)
    yield SheetColumn(_("Id"), 6)
    yield from agency_columns(language, portfolio)
    yield SheetColumn(_("Task"), 46)
    yield SheetColumn(_("Milestone"), 26)
    yield SheetColumn(_("Responsible"), 30)
    yield SheetColumn(_("Done on"), 12, ColumnKind.DATE)
    yield SheetColumn(_("Milestone's id"), 12, ColumnKind.ID)


def _missing_values(language: Language, portfolio: Portfolio, number: int, row: MissingRow) -> Iterator[SheetValue]:
    item = row.item
    yield number
    yield text(row.subject.prefix + item.task.id)
    yield from agency_values(portfolio, row.subject)
    yield text(item.task.label)
    yield text(item.milestone.title if item.milestone is not None else "")
    yield text(whose_text(language, row))
    yield row.done_on
    yield text(row.subject.address(item))
