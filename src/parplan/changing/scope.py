"""The scope of a statement: which items, whose shares of them, and when the request is ambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from parplan.diagnostics import N_, Message, message
from parplan.errors import RequestError
from parplan.plan.items import Item, address_of
from parplan.plan.progress import Stated, stated
from parplan.plan.roles import Role, answered_on, answering_parties, owing_parties, part_in
from parplan.plan.structure import Entry, State
from parplan.plan.units import Directory, Group, Party
from parplan.queries.portfolio import Addressed, PlanOnDay

#: The most addresses in a message.
_LISTED = 12


class Scope(Struct, frozen=True):
    """The scope given by the user.

    units: the units it is about. all_units: every unit that owes a share. everything: all occurrences, or all reports
    of a duty.
    """

    units: tuple[Party, ...] = ()
    all_units: bool = False
    everything: bool = False

    @property
    def unit_codes(self) -> tuple[str, ...]:
        """The codes of the units."""
        return tuple(unit.code for unit in self.units)


def require_one(addressed: Addressed, scope: Scope) -> None:
    """Refuse to finish several things at once unless everything was asked for.

    The occurrences of a recurring milestone, and the reports of a duty, are finished one by one.
    Raises ``RequestError`` naming the open ones.
    """
    if scope.everything:
        return
    task = addressed.task
    if addressed.milestone is None and task.milestones:
        if task.counted or len(addressed.standing.items) < 2:
            return
        what = message(N_("{address} holds several reports or duties; say which one"), address=task.id)
    else:
        if addressed.occurrence is not None or not any(i.open and i.occurrence for i in addressed.items):
            return
        what = message(
            N_("{address} happens several times; say which one"),
            address=address_of(task.id, addressed.milestone.id if addressed.milestone is not None else None),
        )
    # A milestone after events is finished as a whole when no more events are expected.
    whole = addressed.milestone is None and bool(task.milestones)
    choices = [item for item in addressed.items if item.open and (whole or item.occurrence is not None)]
    raise RequestError(
        what,
        help=message(N_("open: {addresses}; --all means all of them"), addresses=listed(addressed.subject, choices)),
    )


def require_units(addressed: Addressed, scope: Scope) -> None:
    """Refuse a statement that does not say whose share it is about, if each unit owes the item by itself.

    Raises ``RequestError`` naming the units that owe it.
    """
    shares = [share for item in addressed.items if item.open for share in item.shares if share.owed_by]
    if not shares or scope.units or scope.all_units:
        return
    codes = ", ".join(dict.fromkeys(code for share in shares for code in share.owed_by))
    raise RequestError(
        message(N_("each unit owes {address} by itself; say whose share it is"), address=address_typed(addressed)),
        help=message(N_("still owed by: {units}; add --unit and one of them, or --all-units"), units=codes)
        if addressed.task.counted
        else message(N_("not handed in by: {units}; add --unit and one of them, or --all-units"), units=codes),
    )


def require_owing(addressed: Addressed, scope: Scope, *, closing: bool = False) -> None:
    """Refuse a group with known units, and a unit that would finish what it does not owe.

    A unit is refused altogether if each unit owes the item by itself and it never did, unless it coordinates: forms ask
    it for its part. If a group acts as one, any unit may state its part. Raises ``RequestError`` naming who owes it.
    """
    directory = addressed.subject.plan.directory
    for party in scope.units:
        if isinstance(party, Group) and not party.acts_as_one:
            members = ", ".join(directory.groups[party.code].members)
            raise RequestError(
                message(N_("“{name}” is a group; progress is recorded for a unit"), name=party.name),
                help=message(N_("name its units: {units}"), units=members)
                if members
                else message(N_("name the unit; `parplan units` lists them all")),
            )
    all_shared = bool(addressed.items) and all(item.shares for item in addressed.items)
    for code in scope.unit_codes:
        refused = closing or (all_shared and not _coordinates(addressed, code)) or code in directory.groups
        if refused and is_only_word(addressed, code) and not (code in directory.units and _open_parties(addressed)):
            raise RequestError(
                message(N_("{unit} does not owe {address}"), unit=code, address=address_typed(addressed)),
                help=message(N_("it is owed by: {units}"), units=", ".join(_owing(addressed))),
            )


def _coordinates(addressed: Addressed, code: str) -> bool:
    directory, day = addressed.subject.plan.directory, addressed.subject.assessment.as_of
    part = part_in(addressed.task, code, directory, directory.predecessors(day).get(code, ()))
    return part is not None and part.role is Role.COORDINATING


def is_only_word(addressed: Addressed, code: str) -> bool:
    """Whether the unit's statement changes nothing for others: it does not owe what is addressed, others do."""
    directory, day = addressed.subject.plan.directory, addressed.subject.assessment.as_of
    for item in addressed.items:
        if item.shares:
            if item.stated_of(code) is not None or _may_have_finished(item, code, directory, day):
                return False
            continue
        parties = answering_parties(item.task, item.milestone, directory, day)
        if not parties or code in parties:
            return False
    return True


def _may_have_finished(item: Item, code: str, directory: Directory, day: date) -> bool:
    """Whether a unit that ends, or has ended by ``day``, may have finished a share while it was owed by it."""
    unit = directory.units.get(code)
    if unit is None or unit.valid_until is None:
        return False
    owing = owing_parties(item.task, item.milestone, directory)
    return answered_on(code, owing, directory, min(unit.valid_until, day))


def _owing(addressed: Addressed) -> tuple[str, ...]:
    """Those who owe what is addressed, as written."""
    directory = addressed.subject.plan.directory
    found: dict[str, None] = {}
    for item in addressed.items:
        found.update(
            dict.fromkeys(share.unit for share in item.shares)
            if item.shares
            else dict.fromkeys(owing_parties(item.task, item.milestone, directory))
        )
    return tuple(found)


def _open_parties(addressed: Addressed) -> tuple[str, ...]:
    """The groups that owe it as one party."""
    return tuple(code for code in _owing(addressed) if code in addressed.subject.plan.directory.groups)


def speaks_of(entry: Entry, addressed: Addressed) -> bool:
    """Whether an entry is about what is addressed: exactly, a part of it, or more than it."""
    if entry.of_whole_task or (addressed.milestone is None and addressed.occurrence is None):
        return True
    milestone = addressed.milestone.id if addressed.milestone is not None else None
    return entry.milestone == milestone and entry.occurrence in (None, addressed.occurrence)


def stated_of(addressed: Addressed, unit: str | None) -> Stated:
    """The state of all that is addressed, or of one unit's shares in it; open as long as a part is."""
    if addressed.milestone is None and addressed.occurrence is None and unit is None:
        return addressed.standing.stated
    if unit is not None and is_only_word(addressed, unit):
        return word_of(addressed, unit)
    found = [
        one for item in addressed.items if (one := item.stated if unit is None else item.stated_of(unit)) is not None
    ]
    still_open = [one for one in found if not one.state.closed]
    if still_open or not found:
        return still_open[0] if still_open else Stated()
    done = [one for one in found if one.state is State.DONE]
    return max(done or found, key=lambda one: one.since or date.min)


def word_of(addressed: Addressed, unit: str) -> Stated:
    """Statement of one unit about all that is addressed, whether it owes it or not."""
    day = addressed.subject.assessment.as_of
    entries = tuple(entry for entry in addressed.task.entries if entry.unit == unit and entry.date <= day)
    found = [
        stated(entries, item.milestone.id if item.milestone is not None else None, item.occurrence)
        for item in addressed.items
    ]
    still_open = [one for one in found if not one.state.closed]
    return still_open[0] if still_open else max(found, key=lambda one: one.since or date.min, default=Stated())


def remark_on_others(addressed: Addressed, scope: Scope) -> tuple[Message, ...]:
    """Remark on units whose statement does not count, because they do not owe the item."""
    groups = _open_parties(addressed)
    return tuple(
        message(
            N_("{group} owes {address} as one party; the statement of {unit} is recorded, and does not finish it"),
            unit=unit,
            address=address_typed(addressed),
            group=", ".join(groups),
        )
        if groups
        else message(
            N_("{unit} is not among those who owe {address} ({units}); it is recorded as typed"),
            unit=unit,
            address=address_typed(addressed),
            units=", ".join(_owing(addressed)),
        )
        for unit in scope.unit_codes
        if is_only_word(addressed, unit)
    )


def address_typed(addressed: Addressed) -> str:
    """The address as typed, with the year if it is in another plan."""
    milestone = addressed.milestone.id if addressed.milestone is not None else None
    return addressed.subject.prefix + address_of(addressed.task.id, milestone, addressed.occurrence)


def listed(subject: PlanOnDay, items: Iterable[Item]) -> str:
    """The addresses of items, shortened to fit a message."""
    addresses: Sequence[str] = [subject.address(item) for item in items]
    return ", ".join(addresses[:_LISTED]) + (" …" if len(addresses) > _LISTED else "")
