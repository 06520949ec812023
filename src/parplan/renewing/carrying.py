"""The open work of the old plan that the new one carries on, and the work that was dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from parplan.plan.assessment import Assessment
from parplan.plan.items import Item, address_of
from parplan.plan.progress import Stated
from parplan.plan.structure import Plan, State
from parplan.vocabulary.time_words import Kind


class Carried(Struct, frozen=True):
    """An open item of the old plan: task, milestone, and for an occurrence its key, title and deadline.

    address: the value of ``carried_from``, with the year. milestone: ``None`` for a task that is its own item.
    decided: the deadline that a decision fixed or moved, and that is in force.
    owing: the codes of those that have not done their share, where others have or owe none.
    finished: the codes of those that have, of a group that is not listed whole.
    """

    address: str
    task: str
    milestone: str | None
    occurrence: str | None
    title: str
    due: date | None
    decided: date | None = None
    owing: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()

    @property
    def here(self) -> str:
        """Its address in its own plan."""
        return address_of(self.task, self.milestone, self.occurrence)


def open_items(plan: Plan, as_of: date) -> Iterator[Carried]:
    """Yield the items that are open on a day and have an end: no ongoing work, and none that recurs in the new plan.

    Occurrences of a task without milestones are left out, because only the old plan can hold them.
    """
    for item in Assessment(plan, as_of).items():
        if not item.open or item.kind is Kind.ONGOING:
            continue
        if item.milestone is None and item.occurrence is not None:
            continue
        yield Carried(
            f"{plan.year}:{item.address}",
            item.task.id,
            None if item.milestone is None else item.milestone.id,
            item.occurrence,
            item.action,
            item.due,
            item.due if item.reschedulings else None,
            item.owed_by if not item.unlisted and _is_of_some(item) else (),
            tuple(share.unit for share in item.shares if not share.owed_by) if item.unlisted else (),
        )


def _is_of_some(item: Item) -> bool:
    """Whether some of those that each owe an item have done it, or an event of theirs made it theirs alone."""
    of_event = item.kind is Kind.EVENT and item.occurrence is not None
    return bool(item.shares) and (of_event or any(not share.owed_by for share in item.shares))


def dropped_items(plan: Plan, as_of: date) -> Iterator[tuple[str, str]]:
    """Yield the address of each task or milestone that is dropped on a day as a whole, and its day and reason."""
    for standing in Assessment(plan, as_of):
        if standing.state is State.DROPPED:
            yield standing.task.id, _told(standing.stated)
            continue
        for item in standing.items:
            if item.milestone is not None and item.occurrence is None and item.state is State.DROPPED:
                yield item.address, _told(item.stated)


def _told(stated: Stated) -> str:
    day = "" if stated.since is None else f"{stated.since:%d/%m/%Y}"
    return ": ".join(one for one in (day, stated.why) if one)
