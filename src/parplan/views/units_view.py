"""The screen of ``parplan units``."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.languages import Language
from parplan.plan.labels import PARTY_KINDS
from parplan.plan.units import Group, Party, Unit
from parplan.queries.portfolio import Portfolio
from parplan.views.blocks import Block, Cell, Column, Style, Table, cell, line


def units_screen(language: Language, portfolio: Portfolio) -> Iterator[Block]:
    """Yield the screen: units, then groups with their members, then open groups."""
    _ = language.gettext
    columns = (
        Column(_("Code")),
        Column(_("Name"), flex=3),
        Column(_("Kind")),
        Column(_("Other names, members"), flex=2),
    )
    for number, subject in enumerate(portfolio.subjects):
        if number:
            yield line()
        yield line(subject.plan.title, Style.STRONG)
        if len(portfolio.subjects) > 1:
            yield line(subject.path, Style.DIM)
        parties = subject.plan.directory.parties()
        yield Table(columns, tuple(tuple(_cells(language, party)) for party in parties))


def _cells(language: Language, party: Party) -> Iterator[Cell]:
    _ = language.gettext
    yield cell(party.code, Style.STRONG)
    yield cell(party.name)
    yield cell(_(PARTY_KINDS[party.kind]))
    yield cell(tuple(_more(language, party)))


def _more(language: Language, party: Party) -> Iterator[str]:
    _ = language.gettext
    if isinstance(party, Unit):
        if party.short:
            yield party.short
        yield from party.aliases
        if party.valid_from is not None:
            yield _("from {date}").format(date=language.date(party.valid_from))
        if party.valid_until is not None:
            yield _("until {date}").format(date=language.date(party.valid_until))
        if party.successors:
            yield _("successor: {codes}").format(codes=", ".join(party.successors))
        if party.contact:
            yield party.contact
        if party.email:
            yield party.email
    elif isinstance(party, Group):
        if party.members:
            yield ", ".join(party.members)
        if party.size is not None:
            yield _("({count} in all)").format(count=party.size)
        if not party.complete:
            yield _("(not all members are listed)")
        yield from party.aliases
