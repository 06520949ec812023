"""What falls due: the question behind ``parplan due``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parplan.plan.assessment import Item, Timeliness
from parplan.plan.roles import Part, Role
from parplan.plan.units import Party, PartyKind
from parplan.queries.portfolio import Portfolio, Subject
from parplan.queries.tasks import part_of_party


@dataclass(frozen=True, slots=True)
class DueSelection:
    """What is asked for: everything open up to ``until`` inclusive, of one unit or role, or only what is late."""

    until: date
    unit: str | None = None
    role: Role | None = None
    overdue_only: bool = False


@dataclass(frozen=True, slots=True)
class DueRow:
    """An item, with the part the asked unit has in its task."""

    subject: Subject
    item: Item
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """Dated items, overdue first, then by date; apart from them the undated and the ongoing ones.

    ``later`` counts the open dated items after the window, so that an empty answer can say why it is empty.
    """

    selection: DueSelection
    party: Party | None
    rows: tuple[DueRow, ...]
    undated: tuple[DueRow, ...]
    ongoing: tuple[DueRow, ...]
    later: tuple[DueRow, ...]

    @property
    def overdue(self) -> tuple[DueRow, ...]:
        """The rows that are late."""
        return tuple(row for row in self.rows if row.item.timeliness is Timeliness.OVERDUE)


def select_due(portfolio: Portfolio, selection: DueSelection) -> DueAnswer:
    """Select open items. Raises ``RequestError`` for a unit that does not exist."""
    parties = portfolio.units(selection.unit) if selection.unit is not None else None
    rows: list[DueRow] = []
    undated: list[DueRow] = []
    ongoing: list[DueRow] = []
    later: list[DueRow] = []
    for row in _open_rows(portfolio, selection, parties):
        item = row.item
        if item.due is None:
            (undated if item.undated else ongoing).append(row)
        elif selection.overdue_only and item.timeliness is not Timeliness.OVERDUE:
            later.append(row)
        elif item.due <= selection.until:
            rows.append(row)
        else:
            later.append(row)
    party = next(iter(parties.values())) if parties else None
    by_date = sorted(rows, key=lambda row: row.item.due or date.max)  # stable: document order within a day
    return DueAnswer(
        selection,
        party,
        tuple(by_date),
        tuple(undated),
        tuple(ongoing),
        tuple(sorted(later, key=lambda row: row.item.due or date.max)),
    )


def _open_rows(portfolio: Portfolio, selection: DueSelection, parties: dict[str, Party] | None) -> Iterator[DueRow]:
    for subject in portfolio.subjects:
        for standing in subject.assessment:
            party = parties.get(subject.path) if parties is not None else None
            if parties is not None and party is None:
                continue
            part = part_of_party(subject, standing, party) if party is not None else None
            for item in standing.items:
                own = _part_in_item(item, party, part) if party is not None else None
                if not item.open or (party is not None and own is None):
                    continue
                if selection.role is None or (own is not None and own.role is selection.role):
                    yield DueRow(subject, item, own)


def _part_in_item(item: Item, party: Party, part: Part | None) -> Part | None:
    """The part a unit has in one item of a task; a lead has one only while it owes the item.

    It has not where it has finished its share, did not exist by then or ended, and where the item is a collector's.
    """
    if part is None or party.kind is not PartyKind.UNIT:
        return part
    if item.milestone is not None and item.milestone.collector is not None:
        return Part(Role.LEAD) if party.code in item.owed_by else None
    return part if part.role is not Role.LEAD or party.code in item.owed_by else None
