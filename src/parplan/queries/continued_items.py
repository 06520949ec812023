"""Items of earlier plans that later ones continue: known by their address, as long as their titles are the same.

An address is of an agency: others have tasks of the same number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from parplan.plan.items import Item, address_of
from parplan.plan.keys import agency_key
from parplan.plan.structure import CarriedItem, Milestone, Plan, Task
from parplan.vocabulary.alphabet import normalize_id
from parplan.vocabulary.folding import fold, fold_words
from parplan.vocabulary.titles import find_alike

#: Items that other plans continue, by the keys of their addresses.
ContinuedItems = Mapping[tuple[str, ...], tuple[CarriedItem, ...]]

_YEAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"[0-9]+|\b[ivx]+\b")


def continued_by(plan: Plan) -> ContinuedItems:
    """The items of earlier plans that a plan continues."""
    found: dict[tuple[str, ...], tuple[CarriedItem, ...]] = {}
    for one in plan.carried():
        for key in keys(plan, one.address):
            found[key] = (*found.get(key, ()), one)
    return found


def all_continued(those: Iterable[ContinuedItems]) -> ContinuedItems:
    """The items that any of several plans continues."""
    found: dict[tuple[str, ...], tuple[CarriedItem, ...]] = {}
    for one in those:
        for key, items in one.items():
            found[key] = found.get(key, ()) + items
    return found


def is_called(continued: CarriedItem, titles: Collection[str], task: Task, milestone: Milestone | None) -> bool:
    """Whether an item has the titles of one that is continued, or like ones that nothing else in its plan has.

    Otherwise the plan was renumbered since then, and the address is another item's: what is listed twice is seen, what
    is hidden is not. titles: those of all tasks of its plan, by :func:`of_any_year`.
    """
    if not _is_same(continued.task, task.title, titles):
        return False
    if milestone is None or continued.milestone is None:
        return True
    occurrence = continued.address.partition("@")[2]
    title = continued.milestone.removesuffix(f" ({occurrence})")
    return _is_same(title, milestone.title, frozenset(of_any_year(one.title) for one in task.milestones))


def _is_same(title: str, now: str, titles: Collection[str]) -> bool:
    """Whether a title is that of something now, or one much like it that was corrected, as none of ``titles`` is it.

    Titles with other numbers (“đợt 2”) are others.
    """
    plain, there = of_any_year(title), of_any_year(now)
    if plain == there or plain in titles or _NUMBER.findall(plain) != _NUMBER.findall(there):
        return plain == there
    return bool(find_alike(plain, [there]))


def of_any_year(title: str) -> str:
    """A title as it is compared with those of other years."""
    return fold_words(_YEAR.sub("", title))


def keys_of(plan: Plan, item: Item) -> set[tuple[str, ...]]:
    """The keys of an item's addresses, by its ids and earlier ones, and for an occurrence of all its occurrences'."""
    milestones = (None,) if item.milestone is None else (item.milestone.id, *item.milestone.aliases)
    return {
        key
        for task in (item.task.id, *item.task.aliases)
        for milestone in milestones
        for occurrence in {item.occurrence, None}
        for key in keys(plan, f"{plan.year}:{address_of(task, milestone, occurrence)}")
    }


def keys(plan: Plan, address: str) -> Iterator[tuple[str, ...]]:
    """The keys of an address: that of the agency's code, and that of its name, as only one may have stayed."""
    for agency in {agency_key(plan), fold(plan.agency)}:
        yield agency, *_address_key(address)


def _address_key(address: str) -> tuple[str, ...]:
    """A key for an address with its year that is the same for all its spellings."""
    year, _, rest = address.partition(":")
    id, slash, milestone = rest.partition("/")
    id, at, occurrence = (id, "", "") if slash else id.partition("@")
    return year, *normalize_id(id), slash, fold(milestone), at, fold(occurrence)
