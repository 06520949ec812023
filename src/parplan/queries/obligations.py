"""The items of a calendar: every dated item in any state, or what one unit owes or has done.

``due`` lists open items only. A calendar exported earlier must also learn which items were finished since, and which
have no deadline any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from parplan.plan.items import Item
from parplan.plan.progress import Stated
from parplan.plan.units import Party, Unit
from parplan.queries.portfolio import PlanOnDay, Portfolio


class Obligation(Struct, frozen=True):
    """An item with its deadline ``day`` and its state; in a unit's calendar, the state of the unit's own share.

    ``lifted``: the item has no deadline any more, and ``day`` is the last one it had.
    """

    subject: PlanOnDay
    item: Item
    day: date
    stated: Stated
    lifted: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still to do by that day."""
        return not self.lifted and not self.stated.state.closed


def select_obligations(portfolio: Portfolio, unit: str | None = None) -> tuple[Obligation, ...]:
    """The dated items, all or those of a unit or group. Raises ``RequestError`` for an unknown name."""
    parties = portfolio.units(unit) if unit is not None else None
    found: list[Obligation] = []
    for subject in portfolio.subjects:
        party = parties.get(subject.path) if parties is not None else None
        if parties is None or party is not None:
            found += obligations_of(subject, party)
    return tuple(found)


def obligations_of(subject: PlanOnDay, party: Party | None) -> Iterator[Obligation]:
    """Yield the dated items of a plan in document order; with ``party`` only its own part of what it leads."""
    for standing in subject.assessment:
        own = standing if party is None else subject.assessment.standing_of(standing.task.id, party.code)
        for item in own.items if own is not None else ():
            if party is not None and not _is_theirs(item, party):
                continue
            day, lifted = item.due, False
            if day is None:
                days = [move.old for move in item.reschedulings if move.old is not None]
                if not days or not item.open:
                    continue
                day, lifted = days[-1], True
            yield Obligation(subject, item, day, item.stated, lifted)


def _is_theirs(item: Item, party: Party) -> bool:
    """Whether the party must do an item or did it; what a unit that ended left open belongs to its successors."""
    return not item.open or not isinstance(party, Unit) or party.code in item.owed_by
