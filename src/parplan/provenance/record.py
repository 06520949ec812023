"""The record of an import, ``.NAME.import.json`` beside the plan: source, places of fields, doubts, decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from msgspec import Struct, field

from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt, Place
from parplan.provenance.settling import is_settled
from parplan.provenance.values import value_at
from parplan.vocabulary.folding import fold

#: The version of the record's format.
VERSION = 1


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
    an edit that answers it. Their addresses are those of the plan now, where a task was given another id since.
    """
    renumbered = renumbered_tasks(record, plan)
    undecided = (renumbered_doubt(one.doubt, renumbered) for one in record.doubts if one.decided is None)
    return tuple(one for one in undecided if _still_holds(one, plan) and not is_settled(one, plan))


def renumbered_tasks(record: ImportRecord, plan: Plan) -> dict[str, str]:
    """The ids in the plan of tasks that have others in the record: by their aliases, else by their imported titles.

    Where a task was inserted, another may have the id that stands in the record.
    """
    now = {task.id: fold(task.title) for task in plan.tasks()}
    aliases = {alias: task.id for task in plan.tasks() for alias in task.aliases}
    ids: dict[str, list[str]] = {}
    for id, title in now.items():
        ids.setdefault(title, []).append(id)
    titles = {one.address: fold(one.value) for one in record.fields if one.field == "title" and "/" not in one.address}
    names = Counter(titles.values())
    known = {section.id for section in plan.sections}
    found = {}
    for id in dict.fromkeys(one.doubt.address.partition("/")[0] for one in record.doubts):
        imported = titles.get(id)
        if id not in now and id in aliases:
            found[id] = aliases[id]
        elif imported is not None and now.get(id) != imported and names[imported] == len(ids.get(imported, ())) == 1:
            found[id] = ids[imported][0]
    return {id: new for id, new in found.items() if id != new and id not in known}


def renumbered_doubt(doubt: Doubt, renumbered: Mapping[str, str]) -> Doubt:
    """A doubt with the address it has in the plan now."""
    task, slash, rest = doubt.address.partition("/")
    return msgspec.structs.replace(doubt, address=renumbered.get(task, task) + slash + rest) if renumbered else doubt


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
    renumbered = renumbered_tasks(record, plan)
    return msgspec.structs.replace(
        record,
        doubts=tuple(
            msgspec.structs.replace(one, decided=decision, carried=False)
            if renumbered_doubt(one.doubt, renumbered) in chosen
            else one
            for one in record.doubts
        ),
    )
