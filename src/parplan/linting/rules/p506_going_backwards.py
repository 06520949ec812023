"""P506: progress goes backwards without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parplan.diagnostics import N_, Message, Remark, Severity, message
from parplan.document import model
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import remark, rule
from parplan.linting.rules.entries import Placed, by_item, state_named, with_entries

RULE = rule(
    "P506",
    "going-backwards",
    Severity.WARNING,
    passing=True,
    what=N_("A later entry says less than an earlier one: a state after done, a lower percentage, a smaller total."),
    why=N_("Measured values are totals to date; a smaller one means that one of the two is wrong."),
    instead=N_("Correct the wrong entry, or give the reason in “note” or “reason”."),
    right=N_(
        "An entry with a note, reason or difficulty may go back; each milestone, occurrence and "
        "unit is judged by itself."
    ),
    bad="progress:\n  - {date: 2021-03-01, percent: 60}\n  - {date: 2021-04-01, percent: 40}",
    good="progress:\n  - {date: 2021-03-01, percent: 40}\n  - {date: 2021-04-01, percent: 60}",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Follow each item through its entries; measured values through those of the whole task."""
    for place, entries in with_entries(checked):
        for item in by_item(entries):
            yield from _states_and_percents(item)
        falling = {target.id for target in place.task.targets if target.may_fall}
        yield from _totals(entries, falling)


def _states_and_percents(item: list[Placed]) -> Iterator[Remark]:
    done, percent = False, 0
    for path, entry in item:
        if not _explained(entry):
            if done and entry.state is not None and entry.state != "done":
                yield _remark(
                    (*path, "state"), message(N_("“{state}” after it was done"), state=state_named(entry.state))
                )
            if entry.percent is not None and entry.percent < percent:
                yield _remark(
                    (*path, "percent"),
                    message(N_("{percent}% after {before}%"), percent=entry.percent, before=percent),
                )
        if entry.state is not None:
            done = entry.state == "done"
        percent = percent if entry.percent is None else entry.percent


def _totals(entries: list[Placed], falling: set[str]) -> Iterator[Remark]:
    totals: dict[tuple[str, str | None], Decimal] = {}
    for path, entry in sorted(entries, key=lambda placed: placed[1].date):
        for id, value in (entry.measures or {}).items():
            before = totals.get((id, entry.unit), value)
            if value < before and id not in falling and not _explained(entry):
                yield _remark(
                    (*path, "measures", id),
                    message(
                        N_("the total {value} is less than the earlier {before}"), value=str(value), before=str(before)
                    ),
                )
            totals[id, entry.unit] = value


def _explained(entry: model.Entry) -> bool:
    return entry.note is not None or entry.reason is not None or entry.difficulty is not None


def _remark(path: tuple[str | int, ...], text: Message) -> Remark:
    return remark(RULE, path, text, message(N_("correct the wrong entry, or give the reason in “note”")))
