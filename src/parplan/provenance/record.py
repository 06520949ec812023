"""The record of an import, ``.NAME.import.json`` beside the plan: source, places of fields, doubts, decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from msgspec import Struct, field

from parplan.plan.structure import Milestone, Plan, Section, Task
from parplan.provenance.doubts import Doubt, Place
from parplan.provenance.settling import AnsweringPlan
from parplan.provenance.values import value_at
from parplan.vocabulary.folding import fold
from parplan.vocabulary.titles import find_corrected

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
    moved = moved_addresses(record, plan)
    undecided = (moved_doubt(one.doubt, moved) for one in record.doubts if one.decided is None)
    answering = AnsweringPlan(plan)
    return tuple(one for one in undecided if _still_holds(one, plan) and not answering.settle(one))


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


def moved_addresses(record: ImportRecord, plan: Plan) -> dict[str, str]:
    """The addresses that doubts have in the plan now, where they have others in the record.

    Tasks, sections and milestones are known by their aliases, else by their imported titles, which may be corrected;
    units and groups by their names. Where a task was inserted, another may have the id that stands in the record.
    """
    of_all, of_tasks = dict[str, str](), dict[str, dict[str, str]]()
    for one in record.fields:
        if one.field == "title":
            owner, slash, part = one.address.partition("/")
            titles = of_tasks.setdefault(owner, {}) if slash else of_all
            titles[part or owner] = fold(one.value)
    by_id = {task.id: task for task in plan.tasks()}
    tasks = _Titles(of_all, by_id.values())
    sections = _Titles(of_all, plan.sections)
    milestones: dict[str, _Titles] = {}
    codes = _Codes(plan)
    found = {}
    for doubt in {one.doubt.address: one.doubt for one in record.doubts}.values():
        before, slash, part = doubt.address.partition("/")
        if slash and before in ("units", "groups"):
            now = f"{before}/{codes.moved(doubt, before, part)}"
        elif before in sections.now and before not in by_id:
            now = sections.moved(before)
        elif (owner := tasks.moved(before)) not in by_id:
            now = sections.moved(before) + slash + part
        elif part:
            if before not in milestones:
                milestones[before] = _Titles(of_tasks.get(before, {}), by_id[owner].milestones)
            now = f"{owner}/{milestones[before].moved(part)}"
        else:
            now = owner
        if now != doubt.address:
            found[doubt.address] = now
    return found


class _Titles:
    """The folded titles of tasks, sections or a task's milestones, as imported and in the plan now."""

    def __init__(self, imported: Mapping[str, str], those: Iterable[Task | Section | Milestone]) -> None:
        self.now: dict[str, str] = {}
        self._ids: dict[str, list[str]] = {}
        self._aliases: dict[str, str] = {}
        for one in those:
            self.now[one.id] = fold(one.title)
            self._ids.setdefault(self.now[one.id], []).append(one.id)
            self._aliases |= dict.fromkeys(() if isinstance(one, Section) else one.aliases, one.id)
        self._imported, self._counts = imported, Counter(imported.values())
        self._new = [title for title in self._ids if title not in self._counts]

    def moved(self, id: str) -> str:
        """The id now of the one that had this id; the same where none is certainly it."""
        if id not in self.now and id in self._aliases:
            return self._aliases[id]
        title = self._imported.get(id)
        if title is None or self.now.get(id) == title or self._counts[title] > 1:
            return id
        same = self._ids.get(title, [])
        if not same and len(self._new) <= _MOST_NEW:
            corrected = find_corrected(title, self._new)
            same = [] if corrected is None else self._ids[corrected]
        return same[0] if len(same) == 1 else id


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


def moved_doubt(doubt: Doubt, moved: Mapping[str, str]) -> Doubt:
    """A doubt with the address it has in the plan now."""
    return msgspec.structs.replace(doubt, address=moved[doubt.address]) if doubt.address in moved else doubt


def _still_holds(doubt: Doubt, plan: Plan) -> bool:
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
    moved = moved_addresses(record, plan)
    return msgspec.structs.replace(
        record,
        doubts=tuple(
            msgspec.structs.replace(one, decided=decision, carried=False)
            if moved_doubt(one.doubt, moved) in chosen
            else one
            for one in record.doubts
        ),
    )
