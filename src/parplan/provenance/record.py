"""The record of an import, ``.NAME.import.json`` beside the plan: source, places of fields, doubts, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec
from msgspec import Struct, field

from parplan.plan.structure import Milestone, Plan, Section, Task
from parplan.provenance.doubts import Doubt, Place
from parplan.provenance.settling import AnsweringPlan
from parplan.provenance.values import value_at
from parplan.vocabulary.folding import fold, fold_words
from parplan.vocabulary.titles import Titled, TitledParts, find_alike

#: The version of the record's format.
VERSION = 1
#: The most new titles that are compared with those of the import: it takes the time of all pairs.
_MOST_NEW = 100


class ImportedFile(Struct, frozen=True, omit_defaults=True):
    """The imported file: name, kind, SHA-256 of its bytes, and the day of the import."""

    name: str
    kind: str
    sha256: str
    on: date
    pages: int | None = None


class DoubtDecision(Struct, frozen=True, omit_defaults=True):
    """A person's decision on a doubt: ``accepted``, or ``changed`` to ``value``; by whom and on which day."""

    how: str
    on: date
    by: str | None = None
    value: str | None = None


class SourceField(Struct, frozen=True, omit_defaults=True):
    """One field: the imported ``value``, the printed words, and their place."""

    address: str
    field: str
    value: str
    printed: str
    place: Place = Place()


class RecordedDoubt(Struct, frozen=True, omit_defaults=True):
    """A doubt with its code and the decision, if any; carried: the decision is that on an earlier import."""

    code: str
    doubt: Doubt
    decided: DoubtDecision | None = None
    carried: bool = False


class FilesBeside(Struct, frozen=True):
    """Files beside a plan: ``record``, the bytes of the file with the name of its record, ``None`` without one;
    then in ``strays`` the names and bytes of records that no plan in the folder has.

    name: the name of the record.
    """

    name: str
    record: bytes | None = None
    strays: tuple[tuple[str, bytes], ...] = ()


class ImportRecord(Struct, frozen=True):
    """The whole record. written: the fingerprint of the plan as an import or an answer last wrote it."""

    parplan: int
    kind: str
    source: ImportedFile
    fields: tuple[SourceField, ...] = ()
    doubts: tuple[RecordedDoubt, ...] = field(default=())
    written: str | None = None


def parse_record(data: bytes) -> ImportRecord | None:
    """Read a record; ``None`` if ``data`` is not one, or of another version."""
    try:
        record = msgspec.json.decode(data, type=ImportRecord)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return record if record.parplan == VERSION and record.kind == "import-record" else None


def render_record(record: ImportRecord) -> bytes:
    """Render the record as JSON that is readable in a diff."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def open_doubts(record: ImportRecord, plan: Plan) -> tuple[Doubt, ...]:
    """The undecided doubts whose field still holds the imported value, and which no edit has settled.

    A doubt about something the plan no longer has is closed; one about no single field is closed by a decision, or by
    an edit that answers it. Their addresses are those of the plan now, where something was given another id since.
    """
    undecided = moved_doubts(record, plan, (one.doubt for one in record.doubts if one.decided is None))
    answering = AnsweringPlan(plan)
    return tuple(one for one in undecided if _holds(one, plan) and not answering.settle(one))


def doubts_beside(beside: FilesBeside, plan: Plan) -> tuple[Doubt, ...]:
    """The open doubts of a plan; one about its record where that cannot be read, or stands there under another name."""
    if beside.record is not None:
        record = parse_record(beside.record)
        return (Doubt("record-unread", "", "", printed=beside.name),) if record is None else open_doubts(record, plan)
    titles = {fold(section.title) for section in plan.sections} | {fold(task.title) for task in plan.tasks()}
    for name, data in beside.strays:
        stray = parse_record(data)
        known = [] if stray is None else [fold(one.value) in titles for one in stray.fields if one.field == "title"]
        if stray is not None and 2 * sum(known) > len(known) and open_doubts(stray, plan):
            return (Doubt("record-elsewhere", "", "", beside.name, name),)
    return ()


def moved_doubts(record: ImportRecord, plan: Plan, doubts: Iterable[Doubt]) -> list[Doubt]:
    """Doubts of a record with the addresses they have in the plan now, in their order.

    Where it is not certain which of several is meant, one that holds the imported value is: so a doubt stays open.
    """
    addresses = _Addresses(record, plan)
    found = []
    for doubt in doubts:
        there = [msgspec.structs.replace(doubt, address=address) for address in addresses.now(doubt)]
        there += [msgspec.structs.replace(one, field=field) for one in there for field in addresses.targets(one)]
        found.append(next((one for one in there if _holds(one, plan)), there[0]))
    return found


class _Addresses:
    """The addresses that doubts of a record may have in the plan now.

    Tasks, sections and milestones are known by their aliases, else by their imported titles, which may be corrected;
    units and groups by their names. Where a task was inserted, another may have the id that stands in the record.
    """

    def __init__(self, record: ImportRecord, plan: Plan) -> None:
        of_all: dict[str, str] = {}
        self._of_tasks: dict[str, dict[str, str]] = {}
        for one in record.fields:
            if one.field == "title":
                owner, slash, part = one.address.partition("/")
                titles = self._of_tasks.setdefault(owner, {}) if slash else of_all
                titles[part or owner] = one.value
        self._by_id = plan.task_index()
        self._tasks = _Titles(of_all, self._by_id.values())
        self._sections = _Titles(of_all, plan.sections)
        self._milestones: dict[tuple[str, str], _Titles] = {}
        self._codes = _Codes(plan)

    def now(self, doubt: Doubt) -> tuple[str, ...]:
        """The possible addresses, of which the first is the likeliest."""
        before, slash, part = doubt.address.partition("/")
        if slash and before in ("units", "groups"):
            return (f"{before}/{self._codes.moved(doubt, before, part)}",)
        if before in self._sections.now.by_id and before not in self._by_id:
            return self._sections.ids(before)
        owners = [id for id in self._tasks.ids(before) if id in self._by_id]
        if not owners:
            return tuple(f"{id}{slash}{part}" for id in self._sections.ids(before))
        if not part:
            return tuple(owners)
        return tuple(f"{owner}/{id}" for owner in owners for id in self._within(before, owner).ids(part))

    def targets(self, doubt: Doubt) -> Iterator[str]:
        """Yield the fields that a doubt about a target may be about: those of targets with its title."""
        if doubt.field.startswith("targets.") and (task := self._by_id.get(doubt.address)) is not None:
            yield from (f"targets.{one.id}" for one in task.targets if one.title == doubt.value)

    def _within(self, before: str, owner: str) -> _Titles:
        if (before, owner) not in self._milestones:
            titles = self._of_tasks.get(before, {})
            self._milestones[before, owner] = _Titles(titles, self._by_id[owner].milestones)
        return self._milestones[before, owner]


class _Titles:
    """The titles of tasks, sections or a task's milestones, as imported and in the plan now."""

    def __init__(self, imported: Mapping[str, str], those: Iterable[Task | Section | Milestone]) -> None:
        self._imported = TitledParts(Titled(id, fold_words(title)) for id, title in imported.items())
        self.now = TitledParts(
            Titled(one.id, fold_words(one.title), () if isinstance(one, Section) else one.aliases) for one in those
        )
        self._new = [one.title for one in self.now if not self._imported.named(one.title)]

    def ids(self, id: str) -> tuple[str, ...]:
        """The ids now that the one that had this id may have; the same where nothing is known."""
        one = self._imported.by_id.get(id)
        found = self.now.find(id) if one is None else self._imported.find_again(one, self.now)
        if one is None or found is not None:
            return (id if found is None else found.id,)
        alike = self.now.named(one.title)
        if not alike and len(self._new) <= _MOST_NEW:
            alike = [each for title in find_alike(one.title, self._new) for each in self.now.named(title)]
        ids = [each.id for each in alike]
        return tuple(dict.fromkeys((id, *ids) if id in ids else (*ids, id)))


class _Codes:
    """The codes of units and groups in the plan now, by their folded names."""

    def __init__(self, plan: Plan) -> None:
        self._names = {one.code: fold(one.name) for one in plan.directory.parties()}
        self._called: dict[tuple[str, str], list[str]] = {}
        for kind, there in (("units", plan.directory.units), ("groups", plan.directory.groups)):
            for code in there:
                self._called.setdefault((kind, self._names[code]), []).append(code)

    def moved(self, doubt: Doubt, kind: str, code: str) -> str:
        """The code now of the unit or group that had this one; the same where none is certainly it."""
        called = {"name": doubt.value, "members": doubt.printed}.get(doubt.field)
        same = [] if called is None else self._called.get((kind, fold(called)), [])
        return same[0] if len(same) == 1 and self._names.get(code) != fold(called or "") else code


def _holds(doubt: Doubt, plan: Plan) -> bool:
    """Whether the field still holds the imported value."""
    if not doubt.address and not doubt.field:
        return True
    now = value_at(plan, doubt.address, doubt.field)
    if now is None:
        return False
    return now == doubt.value if doubt.field else True


def decided(record: ImportRecord, doubts: Iterable[Doubt], decision: DoubtDecision | None, plan: Plan) -> ImportRecord:
    """Add ``decision`` to each of ``doubts`` in the record; ``None`` opens them again.

    plan: the one :func:`open_doubts` gave them of. In the record they keep their address in the document.
    """
    chosen = set(doubts)
    moved = moved_doubts(record, plan, (one.doubt for one in record.doubts))
    return msgspec.structs.replace(
        record,
        doubts=tuple(
            msgspec.structs.replace(one, decided=decision, carried=False) if now in chosen else one
            for one, now in zip(record.doubts, moved, strict=True)
        ),
    )
