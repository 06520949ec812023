"""Recorded changes and the history as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from parplan.changing.effect import Effect
from parplan.changing.scope import stated_of
from parplan.plan.items import Item, TaskStanding, address_of
from parplan.plan.structure import Entry
from parplan.queries.history import LogAnswer, LogRow
from parplan.queries.portfolio import Addressed, PlanOnDay
from parplan.views.json_view import Json, entry_json, envelope, rescheduling_json


def log_json(answer: LogAnswer, as_of: date) -> Json:
    """``parplan log``: each entry with its keys, address and number."""
    return envelope("log", as_of, map(_log_item, answer.rows))


def _log_item(row: LogRow) -> Json:
    item = entry_json(row.task.id, row.entry)
    item["address"] = row.subject.prefix + item["address"]
    item["number"] = row.number
    item["plan"] = row.subject.path
    item["by_hand"] = row.entry.recorded is None
    item["rescheduling"] = rescheduling_json(row.rescheduling) if row.rescheduling is not None else None
    return item


def record_json(
    effect: Effect,
    addresses: Iterable[Addressed],
    as_of: date,
    units: Sequence[str],
    *,
    changed: bool,
    diff: str | None = None,
) -> Json:
    """The result of a recording command: an item for each of its addresses; ``units`` are the codes it named.

    An address is unchanged if everything about it had been recorded already. An entry about a part that is named
    beside its whole stands at the part.
    """
    asked = list(addresses)
    items = (_record_item(effect, one, changed, asked) or _unchanged_item(_now(effect, one), units) for one in asked)
    return envelope("record", as_of, [item if diff is None else {**item, "diff": diff} for item in items])


def unchanged_json(addresses: Iterable[Addressed], as_of: date, units: Sequence[str], *, dry_run: bool) -> Json:
    """The answer if everything had been recorded already, about ``units`` if some were named."""
    items = [_unchanged_item(one, units) for one in addresses]
    return envelope("record", as_of, [{**item, "diff": ""} for item in items] if dry_run else items)


def _now(effect: Effect, addressed: Addressed) -> Addressed:
    """The same item after the command: another address of it may have closed it."""
    standing = effect.after.assessment.standing(addressed.task.id)
    return replace(addressed, subject=effect.after, standing=standing)


def _is_about(entry: Entry, milestone: str | None, occurrence: str | None) -> bool:
    return milestone in (None, entry.milestone) and occurrence in (None, entry.occurrence)


def _record_item(effect: Effect, addressed: Addressed, changed: bool, asked: Iterable[Addressed]) -> Json | None:
    """Record item of an address, or ``None``. asked: all addresses of the command."""
    subject = effect.after
    taken_back = [one.entry for one in effect.change.removed if one.task == addressed.task.id]
    milestone = addressed.milestone.id if addressed.milestone is not None else None
    occurrence = addressed.occurrence
    if len(taken_back) == 1:
        milestone, occurrence = taken_back[0].milestone, taken_back[0].occurrence
    entries = (
        taken_back
        if taken_back
        else [
            effect.entry(one.entry, one.task)
            for one in effect.change.added
            if one.task == addressed.task.id and _is_about(one.entry, milestone, occurrence)
        ]
    )
    if not entries:
        return None
    if not taken_back:
        parts = [
            (None if one.milestone is None else one.milestone.id, one.occurrence)
            for one in asked
            if one.task.id == addressed.task.id and one is not addressed
        ]
        within = [part for part in parts if milestone in (None, part[0]) and occurrence in (None, part[1])]
        whole = [entry for entry in entries if not any(_is_about(entry, *part) for part in within)]
        entries = whole or entries
    task = effect.of(addressed.task.id)
    if any(entry.event is not None for entry in entries):  # also list what the event opened
        milestone, occurrence = entries[0].milestone, entries[0].occurrence
    items = [
        item
        for item in task.after.items
        if milestone in (None, item.milestone.id if item.milestone is not None else None)
        and occurrence in (None, item.occurrence)
    ]
    named = milestone is not None or occurrence is not None
    state = items[0].state if named and items else task.after.state
    stated = [entry.state for entry in entries if entry.state is not None and not taken_back]
    return {
        **_facts(subject, task.after, milestone, occurrence, items),
        "on": entries[0].date.isoformat(),
        "state": (stated[0] if stated else state).value,
        "closed": [address for address in effect.closed if _belongs(address, subject.prefix + addressed.task.id)],
        "changed": changed,
        "entries": [entry_json(addressed.task.id, entry) for entry in entries],
        "hosted": [subject.address(one) for one in effect.hosted],
        "following": [subject.address(one) for one in effect.following],
        "reopened": [address for address in effect.reopened if _belongs(address, subject.prefix + addressed.task.id)],
        "put_back": [
            entry_json(one.task, one.entry)
            for one in effect.change.added
            if taken_back and one.task == addressed.task.id
        ],
    }


def _facts(
    subject: PlanOnDay, standing: TaskStanding, milestone: str | None, occurrence: str | None, items: Iterable[Item]
) -> Json:
    """The present facts about the address and its task."""
    remaining = [item for item in standing.items if item.open and item.address != standing.task.id]
    return {
        "path": subject.path,
        "address": subject.prefix + address_of(standing.task.id, milestone, occurrence),
        "owed_by": list(dict.fromkeys(code for item in items for code in item.owed_by)),
        "remaining": [subject.address(item) for item in remaining],
        "next_due": standing.next_due.isoformat() if standing.next_due is not None else None,
    }


def _belongs(address: str, task: str) -> bool:
    return address == task or address.startswith((f"{task}/", f"{task}@"))


def _unchanged_item(addressed: Addressed, units: Sequence[str]) -> Json:
    standing, items = addressed.standing, addressed.items
    milestone = addressed.milestone.id if addressed.milestone is not None else None
    shared = units and any(item.shares for item in items)
    stated = stated_of(addressed, units[0] if shared else None)
    return {
        **_facts(addressed.subject, standing, milestone, addressed.occurrence, items),
        "on": stated.since.isoformat() if stated.since is not None else None,
        "state": stated.state.value,
        "closed": [],
        "changed": False,
        "entries": [],
        "hosted": [],
        "following": [],
        "reopened": [],
        "put_back": [],
    }
