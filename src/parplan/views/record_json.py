"""Recording and the history as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parplan.changing.outcome import Outcome
from parplan.plan.assessment import address_of
from parplan.queries.history import LogAnswer, LogRow
from parplan.queries.portfolio import Addressed
from parplan.views.json_view import Json, entry_json, envelope, rescheduling_json


def log_json(answer: LogAnswer, as_of: date) -> Json:
    """``parplan log``: the entries with the keys they have, and their address and number."""
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
    outcome: Outcome, addresses: Iterable[Addressed], as_of: date, *, changed: bool, diff: str | None = None
) -> Json:
    """What a command recorded: an item for each address it was about."""
    return envelope("record", as_of, [_record_item(outcome, one, changed, diff) for one in addresses])


def unchanged_json(addresses: Iterable[Addressed], as_of: date) -> Json:
    """That all of it was recorded already."""
    return envelope("record", as_of, map(_unchanged_item, addresses))


def _record_item(outcome: Outcome, addressed: Addressed, changed: bool, diff: str | None) -> Json:
    subject, task = outcome.after, outcome.of(addressed.task.id)
    milestone = addressed.milestone.id if addressed.milestone is not None else None
    added = [
        outcome.entry(one.entry, one.task)
        for one in outcome.change.added
        if one.task == addressed.task.id and (milestone is None or one.entry.milestone == milestone)
    ]
    removed = outcome.change.removed
    entries = added or ([removed.entry] if removed is not None else [])
    stated = next((entry.state.value for entry in added if entry.state is not None), None)
    items = [
        item
        for item in task.after.items
        if (milestone is None or (item.milestone is not None and item.milestone.id == milestone))
        and (addressed.occurrence is None or item.occurrence == addressed.occurrence)
    ]
    state = task.after.state if milestone is None or not items else items[0].state
    closed = [address for address in outcome.closed if _belongs(address, subject.prefix + addressed.task.id)]
    item: Json = {
        "plan": subject.path,
        "address": subject.prefix + address_of(addressed.task.id, milestone, addressed.occurrence),
        "on": entries[0].date.isoformat() if entries else None,
        "state": stated or state.value,
        "closed": closed,
        "changed": changed,
        "path": subject.path,
        "entries": [entry_json(addressed.task.id, entry) for entry in entries],
        "remaining": [subject.address(one) for one in task.remaining if one.milestone is not None],
        "owed_by": list(dict.fromkeys(code for one in items for code in one.owed_by)),
        "next_due": task.after.next_due.isoformat() if task.after.next_due is not None else None,
        "hosted": [subject.address(one) for one in outcome.hosted],
    }
    if diff is not None:
        item["diff"] = diff
    return item


def _belongs(address: str, task: str) -> bool:
    return address == task or address.startswith(f"{task}/")


def _unchanged_item(addressed: Addressed) -> Json:
    subject, standing = addressed.subject, addressed.standing
    milestone = addressed.milestone.id if addressed.milestone is not None else None
    items = addressed.items
    stated = standing.stated if milestone is None or not items else items[0].stated
    return {
        "plan": subject.path,
        "address": subject.prefix + address_of(addressed.task.id, milestone, addressed.occurrence),
        "on": stated.since.isoformat() if stated.since is not None else None,
        "state": stated.state.value,
        "closed": [],
        "changed": False,
        "path": subject.path,
        "entries": [],
        "remaining": [subject.address(item) for item in standing.items if item.open and item.milestone is not None],
        "owed_by": list(dict.fromkeys(code for item in items for code in item.owed_by)),
        "next_due": standing.next_due.isoformat() if standing.next_due is not None else None,
        "hosted": [],
    }
