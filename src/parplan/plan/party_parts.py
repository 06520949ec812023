"""The part of a unit or group in each task as of a day: what it owes alone, with others, or for units that ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from parplan.plan.item_states import ItemStates
from parplan.plan.items import Item, Share, TaskStanding
from parplan.plan.progress import EntriesByUnit, Stated
from parplan.plan.roles import answered_on, answering_parties, concerned_parties, owing_parties
from parplan.plan.standings import standing_of_items, state_of_all
from parplan.plan.structure import Entry, Plan


class PartyParts:
    """The parts of a plan's units and groups, each computed once; ``standing`` has the tasks as a whole, by id."""

    def __init__(self, plan: Plan, as_of: date, standing: Callable[[str], TaskStanding], states: ItemStates) -> None:
        self.plan = plan
        self.as_of = as_of
        self._standing = standing
        self._states = states
        self._own_standings: dict[tuple[str, str], TaskStanding | None] = {}
        self._shares: dict[tuple[str, str | None, str | None], dict[str, list[Share]]] = {}
        self._behind_of: dict[str, tuple[str, ...]] = {}
        self._told: dict[str, tuple[EntriesByUnit, tuple[tuple[Entry, frozenset[str]], ...]]] = {}
        self._predecessors = plan.directory.predecessors(as_of)
        self._concerning: dict[str, list[str]] | None = None
        self._forerunners: dict[str, list[str]] | None = None
        self._answerable: dict[str, tuple[str, ...]] = {}

    def predecessors(self, code: str) -> tuple[str, ...]:
        """The units that ended before the day and for which ``code`` answers on it."""
        return self._predecessors.get(code, ())

    def forerunners(self, code: str) -> tuple[str, ...]:
        """The units from which ``code`` takes over, sooner or later, what they owe."""
        if self._forerunners is None:
            self._forerunners = {}
            for unit in self.plan.directory.units:
                for taker in self.plan.directory.takers(unit):
                    self._forerunners.setdefault(taker, []).append(unit)
        return tuple(self._forerunners.get(code, ()))

    def concerning(self, code: str) -> Sequence[str]:
        """The ids of the tasks in which a unit or group may have a part, in document order; nothing is computed."""
        if self._concerning is None:
            self._concerning = {}
            for task in self.plan.tasks():
                for one in concerned_parties(task, self.plan.directory):
                    self._concerning.setdefault(one, []).append(task.id)
        return self._concerning.get(code, ())

    def standing_of(self, id: str, code: str) -> TaskStanding | None:
        """The task as far as a unit or group owes it, judged by its own share; ``None`` where it owes nothing of it.

        A unit has the share it owes by itself, with its own entries, and the whole of what it owes together with
        others; a group has the shares of its members in what it leads.
        """
        key = id, code
        if key not in self._own_standings:
            self._own_standings[key] = self._assess_of(self._standing(id), code)
        return self._own_standings[key]

    def _assess_of(self, whole: TaskStanding, code: str) -> TaskStanding | None:
        items = tuple(own for item in whole.items if (own := self._part_of(item, code)) is not None)
        if not items:
            return None
        if items == whole.items and not whole.task.each and all(entry.unit is None for entry in whole.entries):
            return whole  # owed together, and no entry names a unit
        entries = self._entries_of(whole, code)
        group = self.plan.directory.groups.get(code)
        units = None if group is not None and not group.acts_as_one else self._behind(code)
        return standing_of_items(whole.task, items, entries, entries, units)

    def _part_of(self, item: Item, code: str) -> Item | None:
        """An item as far as a unit or group owes it."""
        directory = self.plan.directory
        group = directory.groups.get(code)
        of_members = group is not None and not group.acts_as_one
        if of_members and all(mention.code != code for mention in item.lead):
            return None
        if not item.shares:
            answering = answering_parties(item.task, item.milestone, directory, self.as_of)
            return item if of_members or code in answering else None
        if group is not None and of_members:
            # What is due after a member ended is its successors' from the beginning, listed in the group or not.
            wanted = {*group.members, *directory.answering(group.members, item.due or self.as_of)}
            mine = [(share, share.unit, share.stated) for share in item.shares if share.unit in wanted]
        else:
            mine = [
                (share, code, own)
                for share in self._shares_by_unit(item).get(code, ())
                if (own := share.stated_by(code)) is not None
            ]
        if not mine:
            return None
        unlisted = directory.unlisted((code,)) if of_members and item.unlisted else 0
        parts = tuple(own for _, _, own in mine) + ((item.unlisted_stated,) if unlisted else ())
        own = parts[0] if len(parts) == 1 else state_of_all(parts)
        owed = (other for share, unit, _ in mine for other in ((unit,) if unit in share.owed_by else share.owed_by))
        return replace(
            item,
            stated=own,
            timeliness=self._states.timeliness(item.due, item.kind, own, parts),
            owed_by=() if own.state.closed else tuple(dict.fromkeys(owed)),
            shares=tuple({share.unit: share for share, _, _ in mine}.values()),
            unlisted=unlisted,
            unlisted_stated=item.unlisted_stated if unlisted else Stated(),
        )

    def _shares_by_unit(self, item: Item) -> dict[str, list[Share]]:
        """The shares of an item by the units that speak for them, kept: a thousand units each look for their own."""
        key = item.task.id, item.milestone.id if item.milestone is not None else None, item.occurrence
        found = self._shares.get(key)
        if found is None:
            found = self._shares[key] = {}
            for share in item.shares:
                for unit in share.told_by:
                    found.setdefault(unit, []).append(share)
        return found

    def _entries_of(self, whole: TaskStanding, code: str) -> tuple[Entry, ...]:
        """The entries about the work of a unit or group: about all, its own, and about what it owes with others."""
        task = whole.task
        told = self._told.get(task.id)
        if told is None:
            told = self._told[task.id] = EntriesByUnit(whole.entries), tuple(self._together(whole))
        by_unit, together = told
        own = by_unit.of(self._behind(code))
        others = {entry.place for entry, parties in together if code in parties}
        if others.issubset(entry.place for entry in own):
            return own
        kept = others.union(entry.place for entry in own)
        return tuple(entry for entry in whole.entries if entry.place in kept)

    def _together(self, whole: TaskStanding) -> Iterator[tuple[Entry, frozenset[str]]]:
        """Yield each entry of one unit about what several owe together, with all of these."""
        task = whole.task
        milestones = [m for m in task.milestones or (None,) if not (task.each if m is None else m.each)]
        directory = self.plan.directory
        owed = [
            (m, owing_parties(task, m, directory), answering_parties(task, m, directory, self.as_of))
            for m in milestones
        ]
        for entry in whole.entries:
            if entry.unit is None or (task.each and entry.of_whole_task):
                continue
            for one, owing, parties in owed:
                about = entry.of_whole_task or one is None or one.id == entry.milestone
                if about and answered_on(entry.unit, owing, directory, entry.date):
                    yield entry, parties

    def _behind(self, code: str) -> tuple[str, ...]:
        """The codes whose entries speak for a unit or group: its own, its members' and its predecessors'."""
        found = self._behind_of.get(code)
        if found is None:
            group = self.plan.directory.groups.get(code)
            members = group.members if group is not None else ()
            others = (*members, *self.plan.directory.answering(members, self.as_of)) or self.predecessors(code)
            found = self._behind_of[code] = (code, *others)
        return found

    def answerable(self, id: str) -> tuple[str, ...]:
        """The parties that answer for a task: those that owe any of it, and of open items the heirs of ended units.

        What was finished is of those who answered for it on that day. A share that is due after its unit ends is its
        successor's at once.
        """
        if id not in self._answerable:
            self._answerable[id] = tuple(self._answering(self._standing(id)))
        return self._answerable[id]

    def unled(self, id: str) -> TaskStanding | None:
        """The part of a task that nobody leads; ``None`` where all of it is led."""
        whole = self._standing(id)
        items = tuple(item for item in whole.items if not item.led)
        if not items or len(items) == len(whole.items):
            return whole if items else None
        ids = {item.milestone.id for item in items if item.milestone is not None}
        entries = tuple(entry for entry in whole.entries if entry.of_whole_task or entry.milestone in ids)
        return standing_of_items(whole.task, items, entries, entries)

    def _answering(self, standing: TaskStanding) -> Iterator[str]:
        directory = self.plan.directory
        task = standing.task
        milestones = task.milestones or (None,)
        owing = dict.fromkeys(code for one in milestones for code in owing_parties(task, one, directory))
        owing.update(dict.fromkeys(share.unit for item in standing.items for share in item.shares))
        found: dict[str, None] = {}
        for code in owing:
            own = self.standing_of(task.id, code)
            finished = own.stated.since if own is not None and not own.open else None
            heirs = directory.heirs(code, finished or self.as_of)
            if finished and all(self.standing_of(task.id, heir) is None for heir in heirs):
                heirs = (code,)  # whoever finished it has ended as well
            found.update(dict.fromkeys(heirs))
        return (code for code in found if self.standing_of(task.id, code) is not None)
