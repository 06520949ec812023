"""The differences in meaning between two plans, as a list that turns the first into the second."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from parplan.comparing.matching import Matches, find_exchanged, match_parts, match_tasks, renamed
from parplan.comparing.meaning import UNORDERED, DueMeaning, Fields, PlanMeaning, Value, key_of, meaning_of, moment_of
from parplan.plan.assessment import Assessment
from parplan.plan.items import address_of
from parplan.plan.structure import Plan


class ChangeKind(StrEnum):
    """The kind of a difference."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RENUMBERED = "renumbered"


class Difference(Struct, frozen=True):
    """One difference.

    address: ``plan``, ``units.VP``, ``groups.ALL``, ``reports.q1``, ``sections.2``, a task or a milestone; by its id in
    the second plan if both have it.
    field: a key of the format; ``targets.ID``, ``columns.NAME`` or ``headings.ID`` for one of several; ``progress`` for
    an entry; ``None`` for the whole.
    old, new: values of the format; for a renumbering the ids, for a move the positions.
    place: the position of an added section or task.
    """

    address: str
    field: str | None
    kind: ChangeKind
    old: Value = None
    new: Value = None
    place: Fields | None = None


def compare_plans(old: Plan, new: Plan, as_of: date | None = None) -> tuple[Difference, ...]:
    """The differences from ``old`` to ``new``, in the order of the plan.

    as_of: compare the deadlines in force on this day, after the entries up to it, instead of those written.
    """
    before, after = meaning_of(old), meaning_of(new)
    if as_of is not None:
        before, after = _up_to(before, as_of), _up_to(after, as_of)
    matches = Matches(
        units=match_parts(before.units, after.units, "name"),
        groups=match_parts(before.groups, after.groups, "name"),
        tasks=match_tasks(before.tasks, after.tasks),
    )
    found = list(_differences(renamed(before, matches), after, matches))
    if as_of is not None:
        standing = dict(_deadlines(old, as_of, matches.address)), dict(_deadlines(new, as_of, lambda one: one))
        found = [one for one in found if not _is_told_by(one, *standing)]
        found += _standing_deadlines(*standing)
    return tuple(found)


def exchanged_ids(old: Plan, new: Plan) -> tuple[str, ...]:
    """The ids of tasks and codes of units that both plans have and that seem to be another's in the second."""
    before, after = meaning_of(old), meaning_of(new)
    parts = ((before.tasks, after.tasks, "title"), (before.units, after.units, "name"))
    return tuple(id for one, other, words in parts for id in find_exchanged(one, other, words))


def _up_to(meaning: PlanMeaning, day: date) -> PlanMeaning:
    """A plan with only the entries up to a day."""
    return replace(
        meaning,
        tasks={
            id: {**task, "progress": [entry for entry in task.get("progress", ()) if entry["date"] <= day]}
            for id, task in meaning.tasks.items()
        },
    )


def _differences(before: PlanMeaning, after: PlanMeaning, matches: Matches) -> Iterator[Difference]:
    yield from _fields("plan", before.plan, after.plan)
    yield from _parts("units", before.units, after.units, matches.units)
    yield from _parts("groups", before.groups, after.groups, matches.groups)
    yield from _parts("reports", before.reports, after.reports, {})
    sections = list(after.sections)
    moved = _moved(list(before.sections), sections)
    for id, section in before.sections.items():
        if id not in after.sections:
            yield Difference(f"sections.{id}", None, ChangeKind.REMOVED, old=section)
    for place, (id, section) in enumerate(after.sections.items()):
        address, stands = f"sections.{id}", {"after": sections[place - 1] if place else None}
        if id not in before.sections:
            yield Difference(address, None, ChangeKind.ADDED, new=section, place=stands)
            continue
        if id in moved:
            earlier = list(before.sections)
            at = earlier.index(id)
            yield Difference(address, None, ChangeKind.MOVED, {"after": earlier[at - 1] if at else None}, stands)
        yield from _fields(address, before.sections[id], section, one_by_one=("headings",))
    yield from _tasks(before, after, matches)


def _parts(
    kind: str, before: Mapping[str, Fields], after: Mapping[str, Fields], renumbered: Mapping[str, str]
) -> Iterator[Difference]:
    """Differences of units, groups or reports, whose order does not matter."""
    old_codes = {new: old for old, new in renumbered.items()}
    for code, fields in before.items():
        if code not in after:
            yield Difference(f"{kind}.{code}", None, ChangeKind.REMOVED, old=fields)
    for code, fields in after.items():
        address = f"{kind}.{code}"
        if code in old_codes:
            yield Difference(address, None, ChangeKind.RENUMBERED, old_codes[code], code)
        if code not in before:
            yield Difference(address, None, ChangeKind.ADDED, new=fields)
        else:
            yield from _fields(address, before[code], fields)


def _tasks(before: PlanMeaning, after: PlanMeaning, matches: Matches) -> Iterator[Difference]:
    old_order, new_order = _by_section(before), _by_section(after)
    old_ids = {new: old for old, new in matches.tasks.items()}
    moved = {id for section, ids in new_order.items() for id in _moved(old_order.get(section, []), ids)}
    moved |= {id for id in after.tasks if id in before.tasks and before.section_of[id] != after.section_of[id]}
    for id, task in before.tasks.items():
        if id not in after.tasks:
            yield Difference(id, None, ChangeKind.REMOVED, old=task)
    for section, ids in new_order.items():
        for place, id in enumerate(ids):
            stands = {"section": section, "after": ids[place - 1] if place else None}
            if id not in before.tasks:
                yield Difference(id, None, ChangeKind.ADDED, new=after.tasks[id], place=stands)
                continue
            if id in old_ids:
                yield Difference(id, None, ChangeKind.RENUMBERED, old_ids[id], id)
            if id in moved:
                was = before.section_of[id]
                at = old_order[was].index(id)
                old_place = {"section": was, "after": old_order[was][at - 1] if at else None}
                yield Difference(id, None, ChangeKind.MOVED, old_place, stands)
            yield from _task(id, before.tasks[id], after.tasks[id], matches.milestones(old_ids.get(id, id)))


def _by_section(meaning: PlanMeaning) -> dict[str, list[str]]:
    order: dict[str, list[str]] = {id: [] for id in meaning.sections}
    for id, section in meaning.section_of.items():
        order[section].append(id)
    return order


def _task(id: str, old: Fields, new: Fields, renumbered: Mapping[str, str]) -> Iterator[Difference]:
    if old == new:
        return
    parts = ("milestones", "progress")
    yield from _fields(id, _without(old, parts), _without(new, parts), one_by_one=("targets", "columns"))
    milestones_before, milestones = old.get("milestones", {}), new.get("milestones", {})
    old_ids = {new_id: old_id for old_id, new_id in renumbered.items()}
    for milestone, fields in milestones_before.items():
        if milestone not in milestones:
            yield Difference(f"{id}/{milestone}", None, ChangeKind.REMOVED, old=fields)
    for milestone, fields in milestones.items():
        address = f"{id}/{milestone}"
        if milestone in old_ids:
            yield Difference(address, None, ChangeKind.RENUMBERED, old_ids[milestone], milestone)
        if milestone not in milestones_before:
            yield Difference(address, None, ChangeKind.ADDED, new=fields)
        else:
            yield from _fields(address, milestones_before[milestone], fields)
    yield from _entries(id, old.get("progress", []), new.get("progress", []))


def _entries(id: str, old: Sequence[Fields], new: Sequence[Fields]) -> Iterator[Difference]:
    """Added and removed entries; if the common ones are in another order, that too."""
    left = Counter(map(key_of, old))
    added: list[Fields] = []
    for entry in new:
        key = key_of(entry)
        if left[key]:
            left[key] -= 1
        else:
            added.append(entry)
    kept: list[Fields] = []
    for entry in reversed(old):
        key = key_of(entry)
        if left[key]:
            left[key] -= 1
            yield Difference(_about(id, entry), "progress", ChangeKind.REMOVED, old=entry)
        else:
            kept.insert(0, entry)
    for entry in added:
        yield Difference(_about(id, entry), "progress", ChangeKind.ADDED, new=entry)
    if [key_of(one) for one in sorted([*kept, *added], key=moment_of)] != [key_of(one) for one in new]:
        yield Difference(id, "progress", ChangeKind.MOVED, list(old), list(new))


def _about(task: str, entry: Fields) -> str:
    """The address of an entry."""
    milestone, at, occurrence = (entry.get("milestone") or "").partition("@")
    return address_of(task, milestone or None, occurrence if at else None)


def _fields(address: str, old: Fields, new: Fields, one_by_one: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Differing fields; the values of the mappings ``one_by_one`` are compared singly."""
    for field in dict.fromkeys((*new, *old)):
        if field in one_by_one:
            yield from _values(address, field, old.get(field, {}), new.get(field, {}))
        elif not _same(field, old.get(field), new.get(field)):
            yield _difference(address, field, old.get(field), new.get(field))


def _values(address: str, field: str, old: Fields, new: Fields) -> Iterator[Difference]:
    for name in dict.fromkeys((*new, *old)):
        if old.get(name) != new.get(name):
            yield _difference(address, f"{field}.{name}", old.get(name), new.get(name))


def _difference(address: str, field: str, old: Value, new: Value) -> Difference:
    kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED
    return Difference(address, field, kind, old, new)


def _same(field: str, old: Value, new: Value) -> bool:
    if field in UNORDERED and old is not None and new is not None:
        return Counter(old) == Counter(new)
    if isinstance(old, DueMeaning) and isinstance(new, DueMeaning):
        return old == new or old.words == new.words
    return bool(old == new)


def _without(fields: Fields, names: tuple[str, ...]) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest common members whose move turns one order into the other."""
    places = {id: place for place, id in enumerate(old)}
    common = [id for id in new if id in places]
    # The longest increasing run of positions stays; `ends` holds the last member of the best run of each length.
    ends: list[int] = []
    last: list[str] = []
    before: dict[str, str | None] = {}
    for id in common:
        length = bisect_left(ends, places[id])
        before[id] = last[length - 1] if length else None
        ends[length : length + 1] = [places[id]]
        last[length : length + 1] = [id]
    stays: set[str] = set()
    current = last[-1] if last else None
    while current is not None:
        stays.add(current)
        current = before[current]
    return set(common) - stays


#: The deadlines in force on a day by address.
_Deadlines = Mapping[str, date | None]


def _is_told_by(one: Difference, before: _Deadlines, after: _Deadlines) -> bool:
    """Whether a difference of written deadlines shows in those in force: both plans have the same dated items of it.

    A deadline that begins to recur, one without a date, words beside the same time, and the report calendar do not.
    """
    old, new = one.old, one.new
    if one.kind is not ChangeKind.CHANGED or not isinstance(old, DueMeaning) or not isinstance(new, DueMeaning):
        return False
    if old.reading is not None and old.reading == new.reading:
        return False
    items = [{at for at in standing if at.partition("@")[0] == one.address} for standing in (before, after)]
    return items[0] == items[1] and any(before[at] or after[at] for at in items[0])


def _standing_deadlines(before: _Deadlines, after: _Deadlines) -> Iterator[Difference]:
    """Differences of the deadlines in force on a day."""
    for address, due in after.items():
        if address in before and before[address] != due:
            yield _difference(address, "due", before[address], due)


def _deadlines(plan: Plan, as_of: date, named: Callable[[str], str]) -> Iterator[tuple[str, date | None]]:
    for item in Assessment(plan, as_of).items():
        yield named(item.address), item.due
