"""The screen of ``parplan log``: the numbered history."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.languages import Language
from parplan.plan.items import address_of
from parplan.queries.history import LogAnswer, LogRow
from parplan.queries.portfolio import Portfolio
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line
from parplan.views.entry_view import entry_lines
from parplan.views.plan_titles import plan_titles, unit_name
from parplan.views.words import move_text, shorten


def log_screen(language: Language, portfolio: Portfolio, answer: LogAnswer) -> Iterator[Block]:
    """Yield the screen: the address, then its numbered entries, oldest first."""
    _ = language.gettext
    plans = portfolio.heads
    if answer.addressed is not None:
        subject = answer.addressed.subject
        plans = (subject.head,)
        yield line(subject.plan.title, Style.STRONG)
        yield line(f"{subject.prefix}{answer.addressed.task.id} · {shorten(answer.addressed.task.title, 100)}")
    else:
        for title in plan_titles(language, plans[0], plans):
            yield line(title, Style.STRONG)
    if answer.party is not None:
        yield line(unit_name(plans[0], plans, answer.party, answer.typed or ""))
    count = language.ngettext("{count} entry", "{count} entries", answer.whole)
    if len(answer.rows) != answer.whole:
        count = _("{shown} of {all}").format(shown=len(answer.rows), all=count)
    yield line(
        _("History: {count} · as of {date}").format(count=count, date=language.date(portfolio.as_of)), Style.PLAIN
    )
    if not answer.rows:
        return
    yield line()
    rows = tuple(_cells(language, portfolio, row) for row in answer.rows)
    yield Table((Column(right=True), Column(), Column(), Column(flex=1)), rows)


def _cells(language: Language, portfolio: Portfolio, row: LogRow) -> tuple[Cell, ...]:
    entry, subject = row.entry, row.subject
    moved = move_text(language, row.rescheduling, row.extension or 0) if row.rescheduling is not None else None
    said = list(entry_lines(language, subject, entry, moved))
    said.append(_recorded(language, row))
    if subject is not portfolio.default and not subject.prefix:
        said.append(subject.path)
    address = subject.prefix + address_of(row.task.id, entry.milestone, entry.occurrence)
    return cell(str(row.number)), cell(language.date(entry.date)), cell(address, Style.STRONG), cell(said)


def _recorded(language: Language, row: LogRow) -> str:
    moment = row.entry.recorded
    if moment is None:
        return language.gettext("(written by hand)")
    return language.gettext("(recorded {date} {time})").format(
        date=language.date(moment.date()), time=f"{moment.hour:02}:{moment.minute:02}"
    )
