"""The record of an import, ``.NAME.import.json`` beside the plan: source, places of fields, doubts, decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec import Struct, field

from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt, Place
from parplan.provenance.settling import is_settled
from parplan.provenance.values import value_at

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
    an edit that answers it.
    """
    return tuple(
        one.doubt
        for one in record.doubts
        if one.decided is None and _still_holds(one.doubt, plan) and not is_settled(one.doubt, plan)
    )


def _still_holds(doubt: Doubt, plan: Plan) -> bool:
    if not doubt.address and not doubt.field:
        return True
    now = value_at(plan, doubt.address, doubt.field)
    if now is None:
        return False
    return now == doubt.value if doubt.field else True


def decided(record: ImportRecord, doubts: Iterable[Doubt], decision: DoubtDecision | None) -> ImportRecord:
    """Add ``decision`` to each of ``doubts`` in the record; ``None`` opens them again."""
    chosen = set(doubts)
    return msgspec.structs.replace(
        record,
        doubts=tuple(
            msgspec.structs.replace(one, decided=decision, carried=False) if one.doubt in chosen else one
            for one in record.doubts
        ),
    )
