"""The open work of the old plan that the new one carries on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.vocabulary.time_words import Kind


class Carried(Struct, frozen=True):
    """An open item of the old plan: task, milestone, and for an occurrence its key, title and deadline.

    address: the value of ``carried_from``, with the year. milestone: ``None`` for a task that is its own item.
    owing: the codes of those that have not done their share, where others have.
    """

    address: str
    task: str
    milestone: str | None
    occurrence: str | None
    title: str
    due: date | None
    owing: tuple[str, ...] = ()


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
            item.owed_by if not item.unlisted and any(not share.owed_by for share in item.shares) else (),
        )
