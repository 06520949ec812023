"""What of the old plan is still open, and where the new one goes on with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.vocabulary.time_words import Kind


class Carried(Struct, frozen=True):
    """An open item of the old plan: its task, its milestone, and of one occurrence its key, title and deadline.

    address: what ``carried_from`` says, with the year. ``milestone`` is ``None`` for a task that is its own item.
    """

    address: str
    task: str
    milestone: str | None
    occurrence: str | None
    title: str
    due: date | None


def open_items(plan: Plan, as_of: date) -> Iterator[Carried]:
    """What is open on a day and has an end: neither ongoing work nor what only recurs in the new plan again.

    Occurrences of a task without milestones are not among them: only the old plan can hold them.
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
        )
