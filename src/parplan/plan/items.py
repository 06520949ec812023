"""Items and tasks as of a day: the results of :mod:`parplan.plan.assessment`.

An item is a milestone, one occurrence of a recurring one, one event, or a task without milestones as a whole.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from parplan.plan.progress import Stated
from parplan.plan.structure import Entry, Mention, Milestone, Recipient, State, Task
from parplan.vocabulary.time_words import Kind, Proposal


class Timeliness(StrEnum):
    """Relation of an item to its deadline on a day."""

    ON_TRACK = "on-track"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    UNDATED = "undated"
    DONE_EARLY = "done-early"
    DONE_ON_TIME = "done-on-time"
    DONE_LATE = "done-late"


class Move(StrEnum):
    """Effect of a rescheduling: fixed an open deadline (ấn định), extended it (gia hạn) or adjusted it (điều chỉnh)."""

    FIXED = "fixed"
    EXTENDED = "extended"
    ADJUSTED = "adjusted"

    @property
    def extends(self) -> bool:
        """Whether the new deadline is the later one."""
        return self is Move.EXTENDED


class Rescheduling(Struct, frozen=True):
    """One change of a deadline, with the document that made it."""

    move: Move
    old: date | None
    new: date | None
    entry: Entry


class Share(Struct, frozen=True):
    """One unit's share of an item that every lead unit owes by itself; ``owed_by`` are those who answer for it now.

    For a unit that ended, ``heirs`` has what each unit that answers for it since has stated.
    """

    unit: str
    stated: Stated
    owed_by: tuple[str, ...]
    heirs: tuple[tuple[str, Stated], ...] = ()

    @property
    def told_by(self) -> tuple[str, ...]:
        """The codes of the units that may speak for it: its unit, then the heirs."""
        return (self.unit, *(unit for unit, _ in self.heirs if unit != self.unit)) if self.heirs else (self.unit,)

    @property
    def answering(self) -> tuple[str, ...]:
        """The codes of those who owe it; of a closed one of who answered for it on that day."""
        return self.owed_by or tuple(unit for unit, _ in self.heirs) or (self.unit,)

    def stated_by(self, unit: str) -> Stated | None:
        """Statement about the share by its unit or an heir; ``None`` for any other unit."""
        return self.stated if unit == self.unit else dict(self.heirs).get(unit)


class Item(Struct, frozen=True):
    """Something to do, as of a day.

    ``due`` is the last permitted day, ``last_working_day`` the last working day on or before it, ``days`` the number
    of days left (negative: late). ``host`` is the address of the item it runs inside. ``shares`` is empty unless
    every unit owes it; ``unlisted`` is the number of units that owe it besides those, and ``unlisted_stated`` what was
    stated for all, as nothing else closes their shares. ``owed_by`` has the codes of those that still owe it, and is
    empty when it is closed.
    """

    task: Task
    milestone: Milestone | None
    occurrence: str | None
    kind: Kind
    start: date | None
    end: date | None
    due: date | None
    last_working_day: date | None
    stated: Stated
    timeliness: Timeliness
    days: int | None
    owed_by: tuple[str, ...]
    shares: tuple[Share, ...] = ()
    reschedulings: tuple[Rescheduling, ...] = ()
    host: str | None = None
    year_over: bool = False
    unlisted: int = 0
    unlisted_stated: Stated = Stated()

    @property
    def settled_on(self) -> date | None:
        """The day a finished item was closed: later than it was done where a share was dropped last.

        What follows it counts from this day, as nobody could begin before.
        """
        if self.stated.done_on is None:
            return None
        closings = [self.unlisted_stated.since, *(share.stated.since for share in self.shares)]
        return max([self.stated.done_on, *(day for day in closings if day is not None)])

    @property
    def address(self) -> str:
        """``2.b``, ``2.b/report`` or ``1.d/report@2021-Q3``."""
        return address_of(self.task.id, self.milestone.id if self.milestone else None, self.occurrence)

    @property
    def paused(self) -> tuple[tuple[str | None, Stated], ...]:
        """Statements that pause it: of the whole (``None``), or of shares by the units that owe them."""
        if self.state is State.PAUSED:
            return ((None, self.stated),)
        told = (one for share in self.shares for one in share.heirs or ((share.unit, share.stated),))
        return tuple((unit, stated) for unit, stated in told if self.open and stated.state is State.PAUSED)

    def stated_of(self, unit: str) -> Stated | None:
        """Statement about the shares a unit speaks for, its own and those it took over: one still open, if any is.

        ``None`` where it has none.
        """
        found = [one for share in self.shares if (one := share.stated_by(unit)) is not None]
        return next((one for one in found if not one.state.closed), found[0] if found else None)

    @property
    def action(self) -> str:
        """Short text of the work: the milestone's title, else the task's."""
        return self.milestone.title if self.milestone else self.task.title

    @property
    def lead(self) -> tuple[Mention, ...]:
        """The lead units: the milestone's own leads, else the task's."""
        return self.task.leads(self.milestone)

    @property
    def led(self) -> bool:
        """Whether anybody leads it."""
        return bool(self.lead)

    @property
    def coordinating(self) -> tuple[Mention, ...]:
        """The coordinating units: the milestone's own coordinating units, else the task's."""
        return self.task.coordinators(self.milestone)

    @property
    def products(self) -> tuple[str, ...]:
        """The products: the milestone's own products, else the task's."""
        return self.task.products_of(self.milestone)

    @property
    def has_own_products(self) -> bool:
        """Whether it has products that are not the task's."""
        return self.products != self.task.products

    @property
    def recipient(self) -> Recipient | None:
        """Who receives it: the milestone's own recipient, else the task's."""
        own = self.milestone.recipient if self.milestone is not None else None
        return own or self.task.recipient

    @property
    def proposed(self) -> tuple[Proposal, ...]:
        """Possible meanings of its time, where the meaning is not certain."""
        return self.milestone.proposed if self.milestone else self.task.proposed

    @property
    def carried_from(self) -> str | None:
        """The address, with its year, of the item of an earlier plan that it continues."""
        return self.milestone.carried_from if self.milestone else self.task.carried_from

    @property
    def state(self) -> State:
        """The state stated last."""
        return self.stated.state

    @property
    def open(self) -> bool:
        """Whether something remains to be done."""
        return not self.state.closed

    @property
    def undated(self) -> bool:
        """Whether it is open without a deadline; ongoing work is not undated."""
        return self.open and self.due is None and self.kind is not Kind.ONGOING


class TaskStanding(Struct, frozen=True):
    """A task as of a day, with its items. ``next_due`` is the earliest open deadline.

    ``entries`` are those about it. Where ``units`` is not empty, it is only the part these units owe, and figures are
    theirs; of a group with members, as of the whole, figures are the agency's.
    """

    task: Task
    items: tuple[Item, ...]
    stated: Stated
    timeliness: Timeliness
    next_due: date | None
    entries: tuple[Entry, ...]
    units: tuple[str, ...] | None = None

    @property
    def lead(self) -> tuple[Mention, ...]:
        """The lead units: the task's, where it names none those of its items; of the part of a unit those of this."""
        return self._said_of_all(self.task.lead, [item.lead for item in self.items])

    @property
    def coordinating(self) -> tuple[Mention, ...]:
        """The coordinating units, as in :attr:`lead`."""
        return self._said_of_all(self.task.coordinating, [item.coordinating for item in self.items])

    def _said_of_all(self, task: tuple[Mention, ...], items: list[tuple[Mention, ...]]) -> tuple[Mention, ...]:
        """The parties the task names; where it names none, or none of a unit's part has them, those of the items."""
        if task and (self.units is None or task in items):
            return task
        return tuple({mention.code: mention for one in items for mention in one}.values())

    @property
    def products(self) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
        """The products: the task's without a title, where they hold for any of it, then those of single milestones."""
        of_task = self.units is None or any(not item.has_own_products for item in self.items)
        own = {item.milestone.id: item.milestone for item in self.items if item.milestone and item.has_own_products}
        found: list[tuple[str | None, tuple[str, ...]]] = [(None, self.task.products)] if of_task else []
        return (*found, *((milestone.title, milestone.products) for milestone in own.values()))

    @property
    def reported(self) -> bool:
        """Whether any entry is about it."""
        return bool(self.entries)

    @property
    def state(self) -> State:
        """The task's state."""
        return self.stated.state

    @property
    def open(self) -> bool:
        """Whether something remains to be done."""
        return not self.state.closed

    @property
    def led(self) -> bool:
        """Whether anybody leads all of it that is open; of a closed task, all of it."""
        return all(item.led for item in self.items if item.open or not self.open)

    @property
    def deadline(self) -> date | None:
        """The next open deadline, or the last one of a finished task."""
        dues = [item.due for item in self.items if item.due is not None]
        return self.next_due or (max(dues) if dues and self.state is State.DONE else None)

    @property
    def undated(self) -> bool:
        """Whether an open item of it has no deadline."""
        return self.open and any(item.undated for item in self.items)

    @property
    def ongoing(self) -> bool:
        """Whether an open item of it is ongoing work."""
        return self.open and any(item.open and item.kind is Kind.ONGOING for item in self.items)

    @property
    def extensions(self) -> int:
        """Number of extensions of its deadlines; what moves a milestone with all its occurrences is one."""
        return len({r.entry.place for item in self.items for r in item.reschedulings if r.move.extends})


def address_of(task: str, milestone: str | None = None, occurrence: str | None = None) -> str:
    """Write an address: ``task/milestone@occurrence``, with those parts that are given."""
    address = task if milestone is None else f"{task}/{milestone}"
    return address if occurrence is None else f"{address}@{occurrence}"
