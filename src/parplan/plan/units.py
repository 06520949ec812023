"""Units, groups, and who is meant by a name.

A unit has a stable code. Units are renamed, merged and split within a year (all three happened in 2025), so each has
its first and last day and its successors, which take over what it owes.
"""

# Annotations are real types, not texts: the cache's decoder asks for them at every start, and is slow with texts.

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from parplan.vocabulary.folding import fold


class PartyKind(StrEnum):
    """Meaning of a name in the plan: a unit, a group, or an open group."""

    UNIT = "unit"
    GROUP = "group"
    OPEN = "open"


class Unit(Struct, frozen=True, omit_defaults=True):
    """A unit of the agency. ``valid_from`` and ``valid_until`` are its first and last day, where they are known."""

    code: str
    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()
    contact: str | None = None
    email: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    successors: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the unit is called."""
        return (self.code, self.name, *([self.short] if self.short else []), *self.aliases)

    @property
    def kind(self) -> PartyKind:
        """Always ``UNIT``; the twin of :attr:`Group.kind`."""
        return PartyKind.UNIT

    def ended_before(self, day: date) -> bool:
        """Whether the unit no longer exists on ``day``."""
        return self.valid_until is not None and self.valid_until < day

    def begins_after(self, day: date) -> bool:
        """Whether the unit does not exist yet on ``day``."""
        return self.valid_from is not None and self.valid_from > day


class Group(Struct, frozen=True, omit_defaults=True):
    """A group of units. An open one (“các đơn vị liên quan”) has no fixed members.

    ``members`` are units, including those of the ``groups`` it names; ``complete``: whether these are all; ``size``:
    how many there are where they are not.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    complete: bool = True
    open: bool = False
    groups: tuple[str, ...] = ()
    size: int | None = None

    @property
    def acts_as_one(self) -> bool:
        """Whether it owes as one party what it leads, because its members are not known by name."""
        return self.open or not self.members

    @property
    def label(self) -> str:
        """The name; groups have no short one."""
        return self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the group is called."""
        return (self.code, self.name, *self.aliases)

    @property
    def kind(self) -> PartyKind:
        """``OPEN`` or ``GROUP``."""
        return PartyKind.OPEN if self.open else PartyKind.GROUP


Party = Unit | Group


class Directory(Struct, frozen=True):
    """All units and groups of a plan by code."""

    units: Mapping[str, Unit]
    groups: Mapping[str, Group]

    def party(self, code: str) -> Party:
        """Return the unit or group with this code (codes of both are unique together)."""
        return self.units[code] if code in self.units else self.groups[code]

    def named(self, code: str | None, printed: str) -> str:
        """Name of a party as printed, its code by its name; ``code`` is ``None`` for a body outside the plan."""
        by_code = code is not None and printed.casefold() == code.casefold()
        return self.party(code).name if code is not None and by_code else printed

    def parties(self) -> Iterator[Party]:
        """Yield units, then groups, in the file's order."""
        yield from self.units.values()
        yield from self.groups.values()

    def members(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes of the units in ``codes``: units themselves, and the known members of groups."""
        found: dict[str, None] = {}
        for code in codes:
            found.update(dict.fromkeys((code,) if code in self.units else self.groups[code].members))
        return tuple(found)

    def unlisted(self, codes: Iterable[str]) -> int:
        """Number of units of the groups in ``codes`` (and groups in these) beyond the listed members, by ``size``.

        A group in ``codes`` of which no member is listed owes as one party, however many units it has.
        """
        asked = [code for code in codes if code in self.groups]
        besides: dict[str, int] = {code: 0 for code in asked if self.groups[code].acts_as_one}
        waiting = [code for code in asked if code not in besides]
        while waiting:
            group = self.groups[waiting.pop()]
            if group.code not in besides:
                besides[group.code] = max((group.size or 0) - len(group.members), 0)
                waiting.extend(group.groups if group.size is None else ())
        return sum(besides.values())

    def owing(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Who owes what ``codes`` lead: units, the members of groups, and groups that act as one by their own code."""
        found: dict[str, None] = {}
        for code in codes:
            acts_as_one = code in self.groups and self.groups[code].acts_as_one
            found.update(dict.fromkeys((code,) if acts_as_one else self.members([code])))
        return tuple(found)

    def answering(self, codes: Sequence[str], day: date) -> tuple[str, ...]:
        """Who answers on ``day`` for what units owe (see :meth:`heirs`), each once; a group stands for itself."""
        return tuple(dict.fromkeys(chain.from_iterable(self.heirs(code, day) for code in codes)))

    def heirs(
        self, code: str, day: date, had_finished: Callable[[str, date | None], bool] | None = None
    ) -> tuple[str, ...]:
        """Who answers on ``day`` for what ``code`` owes: itself while it exists, then its successors.

        had_finished: whether a unit left nothing, and answers still, given the last day of the one it took over from.
        Where successors lead in a circle, nobody took over and the unit itself still answers: nothing owed disappears.
        """
        if code in self.groups or self.units[code].valid_until is None:
            return (code,)
        found: dict[str, None] = {}
        waiting: list[tuple[str, date | None]] = [(code, None)]
        seen = set[str]()
        while waiting:
            current, since = waiting.pop(0)
            if current in seen:
                continue
            seen.add(current)
            unit = self.units[current]
            leaves = unit.ended_before(day) and unit.successors
            if leaves and not (had_finished is not None and had_finished(current, since)):
                waiting.extend((successor, unit.valid_until) for successor in unit.successors)
            else:
                found[current] = None
        return tuple(found) or (code,)

    def takers(self, code: str) -> tuple[str, ...]:
        """The units that take over what ``code`` owes, and from these, whenever that is."""
        found: dict[str, None] = {}
        waiting = [code]
        while waiting:
            unit = self.units.get(waiting.pop())
            for taker in unit.successors if unit is not None and unit.valid_until is not None else ():
                if taker not in found and taker != code:
                    found[taker] = None
                    waiting.append(taker)
        return tuple(found)

    def predecessors(self, day: date) -> dict[str, tuple[str, ...]]:
        """By unit that answers on ``day`` for units that ended before: the codes of these units."""
        found: dict[str, list[str]] = {}
        for code, unit in self.units.items():
            for heir in self.heirs(code, day) if unit.ended_before(day) else ():
                if heir != code:
                    found.setdefault(heir, []).append(code)
        return {heir: tuple(others) for heir, others in found.items()}


@lru_cache(maxsize=4096)  # the names of a body's units are the same in each of its plans
def typed_form(name: str) -> str:
    """A name as people may type it: without case, diacritics, đ/d and the commas of a group's name."""
    return " ".join(fold(name).replace(",", " ").split())


class NameIndex:
    """Finds units and groups by anything they are called: exactly first, then in the form people may type."""

    def __init__(self, directory: Directory) -> None:
        self._exact: dict[str, dict[str, None]] = {}
        self._folded: dict[str, dict[str, None]] = {}
        for party in directory.parties():
            for name in party.names:
                self._exact.setdefault(name, {})[party.code] = None
                self._folded.setdefault(typed_form(name), {})[party.code] = None

    def find(self, typed: str) -> tuple[str, ...]:
        """Return the codes ``typed`` may mean: none, one, or several when it is ambiguous."""
        return tuple(self._exact.get(typed) or self._folded.get(typed_form(typed)) or ())

    def names(self) -> tuple[str, ...]:
        """Everything that can be found, for suggestions."""
        return tuple(self._exact)
