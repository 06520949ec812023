"""What a calendar holds: every dated item, of one unit what it owes or has done, whatever its state.

``due`` asks for what is open. A calendar that was handed out before also has to learn what was finished since, and
what has no deadline any more; so those are here too.
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
    """An item on its deadline, ``day``, with its state: of a unit's calendar that of the unit's own share.

    ``lifted``: there is no deadline any more, and ``day`` is the last one there was.
    """

    subject: PlanOnDay
    item: Item
    day: date
    stated: Stated
    lifted: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still to be done by its day."""
        return not self.lifted and not self.stated.state.closed


def select_obligations(portfolio: Portfolio, unit: str | None = None) -> tuple[Obligation, ...]:
    """The dated items, of a unit or of the tasks that name a group as lead. Raises ``RequestError`` for neither."""
    parties = portfolio.units(unit) if unit is not None else None
    found: list[Obligation] = []
    for subject in portfolio.subjects:
        party = parties.get(subject.path) if parties is not None else None
        if parties is None or party is not None:
            found += obligations_of(subject, party)
    return tuple(found)


def obligations_of(subject: PlanOnDay, party: Party | None) -> Iterator[Obligation]:
    """Yield the dated items of a plan in document order, of ``party`` only its own part of what it leads."""
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
    """Whether an item is to be done by the party, or was done by it: what a unit that ended left open is not."""
    return not item.open or not isinstance(party, Unit) or party.code in item.owed_by
