"""The decision of ``parplan reschedule``: fix or move deadlines by a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from parplan.changing.change import Change, Details, TaskEntry
from parplan.changing.repetition import without_repetition
from parplan.changing.scope import address_typed, listed
from parplan.diagnostics import N_, Command, Message, message
from parplan.errors import RequestError
from parplan.plan.items import Item
from parplan.plan.structure import Entry, Plan
from parplan.queries.portfolio import Addressed
from parplan.vocabulary.time_words import Kind, Problem, Proposal, Reading, read_time

_WHY_UNREAD = {
    Problem.SEVERAL: N_("--to: “{value}” names several times, but a deadline is one time"),
    Problem.REPAIRED: N_("--to: “{value}” looks damaged"),
    Problem.NO_SUCH_DATE: N_("--to: “{value}” names a day or period that does not exist"),
    Problem.NO_SUCH_FREQUENCY: N_("--to: “{value}” recurs more often than a plan can track"),
    Problem.YEAR_OUTSIDE: N_("--to: “{value}” names a year far from the plan's"),
    Problem.VAGUE: N_("--to: “{value}” has no last day"),
    Problem.UNREADABLE: N_("--to: “{value}” cannot be read as a time"),
}
_VIETNAMESE_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})|([0-9]{1,2})/([0-9]{1,2})")


def parse_due(typed: str, plan: Plan, decided_on: date) -> tuple[str, Reading]:
    """Parse a new deadline typed in words or short form; return what to write and its meaning.

    A date is written in the form of the file, without a year as one of the year of the decision, or of the plan's first
    year where it was decided before; words are written as typed. Raises ``RequestError`` if it cannot be read, or in a
    plan of several years would come every year because no year is named.
    """
    text = typed.strip()
    year_meant = max(decided_on.year, plan.year)
    if found_day := _VIETNAMESE_DAY.fullmatch(text):
        day, month, year = found_day[1] or found_day[4], found_day[2] or found_day[5], found_day[3] or year_meant
        try:
            text = date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            raise _unread(typed, Problem.NO_SUCH_DATE, ()) from None
    found = read_time(text, plan.year, plan.through)
    if found.reading.kind is Kind.RECURRING and read_time(text, plan.year).reading.kind is not Kind.RECURRING:
        raise RequestError(
            message(N_("--to: “{value}” names no year, and the plan has several"), value=typed),
            help=message(N_("add the year, as in “Quý II/{year}” or 30/6/{year}"), year=str(year_meant)),
        )
    if found.problems:
        problem = next(problem for problem in _WHY_UNREAD if problem in found.problems)
        raise _unread(typed, problem, found.proposed)
    return text, found.reading


def _unread(typed: str, problem: Problem, proposed: Iterable[Proposal]) -> RequestError:
    may_be_meant = "; ".join(one.due for one in proposed)
    return RequestError(
        message(_WHY_UNREAD[problem], value=typed),
        help=message(N_("if this is what is meant, type after --to: {proposed}"), proposed=may_be_meant)
        if may_be_meant
        else message(
            N_("type a day such as 2021-06-30 or 30/06/2021, or words such as “Quý III/2021”, “trước ngày …”")
        ),
    )


def reschedule(addresses: Iterable[Addressed], typed: str, details: Details) -> Change:
    """Decide what ``reschedule`` records: an entry for each address, none for one that already has this deadline.

    Raises ``RequestError`` if one of the deadlines cannot be moved; then none is.
    """
    added: dict[tuple[str, str | None, str | None], TaskEntry] = {}
    over: date | None = None
    for addressed in addresses:
        words, reading = parse_due(typed, addressed.subject.plan, details.day)
        item = _item(addressed, reading)
        milestone = item.milestone.id if item.milestone is not None else None
        key = (addressed.task.id, milestone, item.occurrence)
        if key in added or _has_it(item, reading):
            continue
        entry = replace(details.entry, milestone=milestone, occurrence=item.occurrence, due=words, reading=reading)
        added[key] = TaskEntry(addressed.task.id, entry)
        if reading.due is not None and reading.due < details.day:
            over = reading.due
    return Change(tuple(added.values()), remarks=() if over is None else (_remark_on_the_past(over, details.day),))


def left_out(addresses: Iterable[Addressed], typed: str, details: Details) -> tuple[Message, ...]:
    """Remarks on what :func:`reschedule` leaves out: texts of ``details`` about deadlines that are as typed already.

    Those that earlier entries on the same item have are recorded.
    """
    told: dict[Message, None] = {}
    for addressed in addresses:
        _, reading = parse_due(typed, addressed.subject.plan, details.day)
        new = without_repetition(addressed, details.entry, shared=False)
        if new is not None and _has_it(_item(addressed, reading), reading):
            texts = "; ".join(text for name in Entry.TEXTS if (text := getattr(new, name)) is not None)
            told[message(N_("{address}: not recorded: {texts}"), address=address_typed(addressed), texts=texts)] = None
    return tuple(told)


def _remark_on_the_past(due: date, day: date) -> Message:
    return message(
        N_(
            "The new deadline {due} had already passed on {day}, the day of the decision;"
            " if it was decided on another day, add --on."
        ),
        due=due,
        day=day,
    )


def _has_it(item: Item, reading: Reading) -> bool:
    """Whether the item already has the new deadline: by its date, or without one by its reading."""
    if item.due is not None or item.occurrence is not None:
        return item.due is not None and item.due == reading.due
    written = item.milestone.reading if item.milestone is not None else None
    return (item.reschedulings[-1].entry.reading if item.reschedulings else written) == reading


def _item(addressed: Addressed, reading: Reading) -> Item:
    """The one item whose deadline is meant. Raises ``RequestError`` if there are several, or it is finished."""
    task, address = addressed.task, address_typed(addressed)
    if addressed.milestone is None and len(task.milestones) > 1:
        raise RequestError(
            message(N_("{address} has several deadlines; say which one"), address=address),
            help=message(N_("its milestones: {names}"), names=listed(addressed.subject, addressed.items)),
        )
    items = addressed.items
    whole = next((item for item in items if item.occurrence is None), None)
    if addressed.occurrence is None and whole is None:
        raise RequestError(
            message(N_("{address} happens several times; say which one"), address=address),
            help=message(
                N_("its occurrences: {names}"), names=listed(addressed.subject, (i for i in items if i.occurrence))
            ),
        )
    item = whole or items[0]
    if not item.open:
        raise RequestError(
            message(N_("{address} is finished; its deadline can no longer be moved"), address=address),
            help=message(N_("if it is not, undo that entry first; what was recorded:")),
            commands=[Command("log", (addressed.subject.prefix + task.id,))],
        )
    _check_kind(item, reading, address)
    return item


def _check_kind(item: Item, reading: Reading, address: str) -> None:
    """Refuse a time without a date, or one that a single occurrence, or work due once, cannot have.

    “Tháng 01 năm sau” recurs, as it is read for each year of a plan.
    """
    if item.occurrence is not None and reading.due is None:
        raise RequestError(
            message(N_("{address} is one occurrence; its deadline must be a date"), address=address),
            help=message(N_("type the day it is due")),
        )
    if item.due is not None and reading.kind is Kind.RECURRING:
        raise RequestError(
            message(
                N_("{address} is due once; its new deadline must be a date, not a time that recurs"), address=address
            ),
            help=message(N_("type the day it is due")),
        )
    if reading.kind is Kind.EVENT or (reading.kind is Kind.UNDETERMINED and item.due is None):
        raise RequestError(
            message(N_("{address} would still have no deadline"), address=address),
            help=message(N_("type the day it is due")),
        )
