"""The answer of ``parplan evidence``: a screen, or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from parplan.languages import Language
from parplan.plan.labels import STATES
from parplan.plan.structure import Citation
from parplan.queries.evidence import EvidenceAnswer, EvidenceRow, MissingRow
from parplan.queries.portfolio import Portfolio
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.json_view import Json, citation_json, envelope
from parplan.views.plan_titles import plan_titles, unit_name
from parplan.views.words import document_name, mentions_text, party_label, shorten

#: The most letters of a task's title in a list; `show` has the whole title.
_TITLE = 70


def evidence_screen(language: Language, portfolio: Portfolio, answer: EvidenceAnswer) -> Iterator[Block]:
    """Yield the screen: the evidence task by task, then finished work without evidence."""
    _ = language.gettext
    plans = portfolio.heads
    for title in plan_titles(language, plans[0], plans):
        yield line(title, Style.STRONG)
    if answer.party is not None:
        yield line(unit_name(plans[0], plans, answer.party, answer.selection.unit or ""), Style.STRONG)
    as_of = language.date(portfolio.as_of)
    if not answer.selection.missing_only:
        count = language.ngettext(
            "Evidence: {count} document, file or link", "Evidence: {count} documents, files or links", len(answer.rows)
        )
        yield line(_("{what} · as of {date}").format(what=count, date=as_of))
        if answer.rows:
            yield from _register(language, portfolio, answer)
        yield line()
    done = language.ngettext("{count} result that is done", "{count} results that are done", answer.done)
    missing = _("Done without evidence: {count} of {done}").format(count=answer.missed, done=done)
    if answer.selection.missing_only:
        yield line(_("{what} · as of {date}").format(what=missing, date=as_of))
    else:
        yield line(missing, Style.STRONG)
    if answer.missing:
        yield line()
        yield _missing_table(language, portfolio, answer)


def _register(language: Language, portfolio: Portfolio, answer: EvidenceAnswer) -> Iterator[Block]:
    """Yield the tasks that have evidence, each with a table of it."""
    for _task, found in groupby(answer.rows, key=lambda row: (row.subject.path, row.task.id)):
        rows = tuple(found)
        task, subject = rows[0].task, rows[0].subject
        title = f"{subject.prefix}{task.id} · {shorten(task.title, _TITLE)}"
        if subject is not portfolio.default and not subject.prefix:
            title += f" · {subject.path}"
        yield line()
        yield line(title)
        columns = (Column(), Column(flex=3), Column(), Column(flex=4), Column(flex=3))
        yield Table(columns, tuple(tuple(_cells(language, row)) for row in rows), indent=2)


def _cells(language: Language, row: EvidenceRow) -> Iterator[Cell]:
    yield cell(row.address, Style.STRONG)
    yield cell(row.milestone.title if row.milestone is not None else language.gettext("the whole task"))
    yield cell([language.date(row.entry.date), language.gettext(STATES[row.state])])
    yield cell(evidence_lines(language, row.citation))
    yield cell(recorded_lines(language, row))


def evidence_lines(language: Language, citation: Citation) -> list[str]:
    """A document as a register lists it: number, date and issuer; subject; file or link."""
    day = language.date(citation.date) if citation.date is not None else None
    document = " · ".join(part for part in (document_name(language, citation), day, citation.issuer) if part)
    return [part for part in (document, citation.title, citation.file, citation.link) if part]


def recorded_lines(language: Language, row: EvidenceRow) -> list[str]:
    """The unit an entry is about, and who recorded it and when, as far as known."""
    entry = row.entry
    who = ", ".join(name for name in (_unit_label(row), entry.by) if name)
    when = ""
    if entry.recorded is not None:
        when = language.gettext("recorded {date}").format(date=language.date(entry.recorded.date()))
    return [line for line in (who, when) if line]


def _unit_label(row: EvidenceRow) -> str:
    return party_label(row.subject, row.entry.unit) if row.entry.unit is not None else ""


def _missing_table(language: Language, portfolio: Portfolio, answer: EvidenceAnswer) -> Table:
    _ = language.gettext
    columns = (
        Column(_("Id")),
        Column(_("Result"), flex=4),
        Column(_("Done on")),
        Column(_("Responsible"), flex=2),
    )
    rows = []
    for row in answer.missing:
        what = [row.item.action]
        if row.item.milestone is not None:
            what.append(shorten(row.item.task.title, _TITLE))
        if row.subject is not portfolio.default and not row.subject.prefix:
            what.append(row.subject.path)
        rows.append(
            (
                cell(row.subject.address(row.item), Style.STRONG),
                cell(what),
                cell(language.date(row.done_on)),
                cell(whose_text(language, row)),
            )
        )
    return Table(columns, tuple(rows))


def whose_text(language: Language, row: MissingRow) -> str:
    """The units whose shares lack evidence, else those who led it on the day it was done."""
    if row.units:
        return ", ".join(party_label(row.subject, code) for code in row.units)
    return mentions_text(row.subject, row.subject.assessment.leads(row.item)) or language.gettext("no lead named")


def evidence_json(answer: EvidenceAnswer, as_of: date) -> Json:
    """``parplan evidence``: the register, and ``missing``, the finished work without evidence."""
    return envelope(
        "evidence",
        as_of,
        map(_item, answer.rows),
        missing=[_missing(row) for row in answer.missing],
        done=answer.done,
    )


def _item(row: EvidenceRow) -> Json:
    entry = row.entry
    return {
        "plan": row.subject.path,
        "address": row.address,
        "task": row.task.id,
        "milestone": entry.milestone,
        "occurrence": entry.occurrence,
        "title": row.task.title,
        "action": row.milestone.title if row.milestone is not None else row.task.title,
        "state": row.state.value,
        "on": entry.date.isoformat(),
        "evidence": citation_json(row.citation),
        "unit": entry.unit,
        "by": entry.by,
        "recorded": entry.recorded.isoformat() if entry.recorded is not None else None,
    }


def _missing(row: MissingRow) -> Json:
    item, directory = row.item, row.subject.plan.directory
    return {
        "plan": row.subject.path,
        "address": row.subject.address(item),
        "task": item.task.id,
        "milestone": item.milestone.id if item.milestone is not None else None,
        "occurrence": item.occurrence,
        "title": item.task.title,
        "action": item.action,
        "lead": [directory.party(mention.code).name for mention in item.lead],
        "responsible": [mention.code for mention in row.subject.assessment.leads(item)],
        "done_on": row.done_on.isoformat(),
        "units": list(row.units),
    }
