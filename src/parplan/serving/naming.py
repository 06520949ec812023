"""Definitions of and references to units, groups, tasks and milestones in a text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from parplan.diagnostics import Path
from parplan.plan.units import NameIndex, typed_form
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence
from parplan.vocabulary.alphabet import normalize_id


class NamedKind(StrEnum):
    """The kind of thing named."""

    PARTY = "party"
    TASK = "task"
    MILESTONE = "milestone"


class Named(Struct, frozen=True):
    """The thing named: a unit or group by its code, a task by its id, a milestone by its task's id and its own."""

    sort: NamedKind
    id: str
    task: str = ""


class Naming(Struct, frozen=True):
    """One occurrence of a name: ``start`` to ``end`` of the text, within the value or key at ``path``.

    defines: whether it is the definition. by_id: whether it uses the code or id rather than another name.
    before, behind: the rest of the value, as in an address.
    """

    named: Named
    path: Path
    scalar: Scalar
    start: int
    end: int
    defines: bool = False
    by_id: bool = True
    at_key: bool = False
    before: str = ""
    behind: str = ""


class Namings:
    """All occurrences of names in a text, in order."""

    def __init__(self, root: Node, index: NameIndex | None) -> None:
        self._index = index
        self._tasks: dict[tuple[str, ...], str] = {}
        self._milestones: dict[tuple[str, str], str] = {}
        for _, task in _items(root, ("sections",), "tasks"):
            self._register(task)
        self._found: list[Naming] = sorted(self._all(root), key=lambda naming: (naming.start, naming.end))

    def _register(self, task: Node) -> None:
        id = _text(task, "id")
        if id is None:
            return
        for one in (id, *_texts(task, "aliases")):
            self._tasks.setdefault(normalize_id(one), id)
        for _, milestone in _items(task, (), "milestones"):
            own = _text(milestone, "id")
            if own is not None:
                for one in (own, *_texts(milestone, "aliases")):
                    self._milestones.setdefault((id, one), own)

    def at(self, offset: int) -> Naming | None:
        """The occurrence that contains ``offset`` or ends there; of two, the shorter."""
        around = [naming for naming in self._found if naming.start <= offset <= naming.end]
        return min(around, key=lambda naming: naming.end - naming.start, default=None)

    def of(self, named: Named) -> list[Naming]:
        """All occurrences of one name."""
        return [naming for naming in self._found if naming.named == named]

    def task(self, typed: str) -> str | None:
        """The id of the task with this id or alias."""
        return self._tasks.get(normalize_id(typed))

    def all(self) -> list[Naming]:
        """All occurrences, in the order of the text."""
        return self._found

    def _all(self, root: Node) -> Iterator[Naming]:
        for kind, member in (("units", "successors"), ("groups", "members")):
            parties = _child(root, kind)
            for key, party in parties.entries if isinstance(parties, MappingNode) else ():
                path: Path = (kind, key.value)
                yield Naming(Named(NamedKind.PARTY, key.value), path, key, *_inner(key), defines=True, at_key=True)
                yield from self._parties(party, path, member)
        sections = _child(root, "sections")
        for number, section in enumerate(sections.items if isinstance(sections, Sequence) else ()):
            path = ("sections", number)
            yield from self._parties(section, path, "lead", "coordinating")
            headings = _child(section, "headings")
            for key, heading in headings.entries if isinstance(headings, MappingNode) else ():
                yield from self._parties(heading, (*path, "headings", key.value), "lead", "coordinating")
            for place, task in _items(section, path, "tasks"):
                yield from self._of_task(task, place)

    def _of_task(self, task: Node, path: Path) -> Iterator[Naming]:
        yield from self._parties(task, path, "lead", "coordinating", "recipient")
        own = _child(task, "id")
        if not isinstance(own, Scalar):
            return
        id = own.value
        yield Naming(Named(NamedKind.TASK, id), (*path, "id"), own, *_inner(own), defines=True)
        for place, milestone in _items(task, path, "milestones"):
            yield from self._parties(milestone, place, "lead", "coordinating", "recipient")
            called = _child(milestone, "id")
            if isinstance(called, Scalar):
                named = Named(NamedKind.MILESTONE, called.value, id)
                yield Naming(named, (*place, "id"), called, *_inner(called), defines=True)
            for key in ("after", "part_of"):
                address = _child(milestone, key)
                if isinstance(address, Scalar):
                    yield from self._address(address, (*place, key), id)
        for place, target in _items(task, path, "targets"):
            yield from self._of_milestone(_child(target, "counts"), (*place, "counts"), id)
        for place, entry in _items(task, path, "progress"):
            yield from self._parties(entry, place, "unit")
            yield from self._of_milestone(_child(entry, "milestone"), (*place, "milestone"), id)

    def _parties(self, node: Node, path: Path, *keys: str) -> Iterator[Naming]:
        for key in keys:
            value = _child(node, key)
            if isinstance(value, Scalar):
                yield from self._party(value, (*path, key))
            elif isinstance(value, Sequence):
                for number, item in enumerate(value.items):
                    if isinstance(item, Scalar):
                        yield from self._party(item, (*path, key, number))

    def _party(self, scalar: Scalar, path: Path) -> Iterator[Naming]:
        codes = self._index.find(scalar.value) if self._index is not None else ()
        if len(codes) == 1:
            by_code = typed_form(scalar.value) == typed_form(codes[0])
            yield Naming(Named(NamedKind.PARTY, codes[0]), path, scalar, *_inner(scalar), by_id=by_code)

    def _of_milestone(self, node: Node | None, path: Path, task: str) -> Iterator[Naming]:
        """A milestone of the same task, perhaps with an occurrence: ``report@2021-Q1``."""
        if isinstance(node, Scalar):
            id, at, occurrence = node.value.partition("@")
            if (known := self._milestones.get((task, id))) is not None:
                yield self._part(Named(NamedKind.MILESTONE, known, task), path, node, "", id, at + occurrence)

    def _address(self, scalar: Scalar, path: Path, own: str) -> Iterator[Naming]:
        """An address, or the id of a milestone of the same task."""
        value = scalar.value
        sibling = value.partition("@")[0]
        if path[-1] == "after" and (own, sibling) in self._milestones:
            yield from self._of_milestone(scalar, path, own)
            return
        id, slash, rest = value.partition("/")
        id, at, occurrence = (id, "", "") if slash else id.partition("@")
        task = self.task(id)
        if task is None:
            return
        behind = f"{slash}{rest}{at}{occurrence}"
        yield self._part(Named(NamedKind.TASK, task), path, scalar, "", id, behind)
        milestone, at, occurrence = rest.partition("@")
        if slash and (known := self._milestones.get((task, milestone))) is not None:
            named = Named(NamedKind.MILESTONE, known, task)
            yield self._part(named, path, scalar, id + slash, milestone, at + occurrence)

    def _part(self, named: Named, path: Path, scalar: Scalar, before: str, id: str, behind: str) -> Naming:
        start, end = _inner(scalar)
        if end - start == len(scalar.value):  # written without escapes, so that offsets of its parts are known
            start, end = start + len(before), end - len(behind)
        return Naming(named, path, scalar, start, end, before=before, behind=behind, by_id=is_same_id(id, named.id))


def is_same_id(typed: str, id: str) -> bool:
    """Whether two spellings are of one id, and not one of an id and one of an alias."""
    return typed == id or normalize_id(typed) == normalize_id(id)


def carried_places(root: Node) -> Iterator[tuple[Path, Scalar]]:
    """Every value of a plan that is the address of an item of an earlier one, with its path."""
    for path, task in _items(root, ("sections",), "tasks"):
        for place, owner in ((path, task), *_items(task, path, "milestones")):
            value = _child(owner, "carried_from")
            if isinstance(value, Scalar):
                yield (*place, "carried_from"), value


def _inner(scalar: Scalar) -> tuple[int, int]:
    """The start and end of a scalar's text, without its quotes."""
    quotes = int(scalar.style in ("'", '"'))
    return scalar.start + quotes, scalar.end - quotes


def _child(node: Node, key: str) -> Node | None:
    return node.by_key[key][1] if isinstance(node, MappingNode) and key in node.by_key else None


def _text(node: Node, key: str) -> str | None:
    child = _child(node, key)
    return child.value if isinstance(child, Scalar) else None


def _texts(node: Node, key: str) -> Iterator[str]:
    child = _child(node, key)
    for item in child.items if isinstance(child, Sequence) else ():
        if isinstance(item, Scalar):
            yield item.value


def _items(node: Node, path: Path, key: str) -> Iterator[tuple[Path, Node]]:
    """The items of a list under a key, with their paths; for the root, the tasks of all sections."""
    if path == ("sections",):
        sections = _child(node, "sections")
        for number, section in enumerate(sections.items if isinstance(sections, Sequence) else ()):
            yield from _items(section, ("sections", number), key)
        return
    found = _child(node, key)
    for number, item in enumerate(found.items if isinstance(found, Sequence) else ()):
        yield (*path, key, number), item
