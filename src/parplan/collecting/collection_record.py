"""The record of collections, ``.NAME.collect.json`` beside the plan: who answered which period with which file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.plan.structure import Entry, Plan
from parplan.queries.periods import report_identity
from parplan.vocabulary.folding import fold_words

if TYPE_CHECKING:
    from parplan.collecting.verdicts import UnitAnswer

#: The version of the record's form.
VERSION = 1
_KIND = "collection-record"


class ReplacedEntry(Struct, frozen=True, omit_defaults=True):
    """An entry that a decision took out of the plan, with the id and title of its task (before 0.8.0 only the id).

    milestone, targets: the titles of the milestone and, by their ids, of the targets it names. subject: the hash of
    what it is about. Before there was one: counted: by the ids of targets, what their values count, and how; unit: the
    name of the unit it names.
    """

    task: str
    entry: Entry
    title: str | None = None
    milestone: str | None = None
    targets: Mapping[str, str] = {}
    subject: str = ""
    counted: Mapping[str, str] = {}
    unit: str | None = None


class Collection(Struct, frozen=True, omit_defaults=True):
    """One recording: its ``batch`` in the entries, the number of entries; ``undone`` is the day of `undo`.

    replaced: the entries that the office's decisions took out of the plan, which `undo` puts back.
    """

    batch: str
    period: str
    on: date
    entries: int
    by: str | None = None
    undone: date | None = None
    replaced: tuple[ReplacedEntry, ...] = ()


class CollectedAnswer(Struct, frozen=True, omit_defaults=True):
    """A file with a unit's answers; ``rows`` counts its rows by verdict, ``batch`` names the recording.

    name: what the unit was called, as another may have its code since; empty in records up to 0.9.0. report: what tells
    a report with a key of the office's own from another (:func:`parplan.queries.periods.report_identity`).
    """

    unit: str
    period: str
    form: str
    file: str
    sha256: str
    on: date
    rows: Mapping[str, int] = {}
    batch: str | None = None
    name: str = ""
    report: str = ""

    def unit_in(self, plan: Plan) -> str | None:
        """The code that the unit has in the plan now; ``None`` where none is certainly it."""
        units = plan.directory.units.values()
        named = [one.code for one in units if not self.name or fold_words(self.name) in map(fold_words, one.names)]
        return self.unit if self.unit in named else named[0] if len(named) == 1 and self.name else None


class CollectionRecord(Struct, frozen=True):
    """The whole record."""

    parplan: int
    kind: str
    collections: tuple[Collection, ...] = ()
    answers: tuple[CollectedAnswer, ...] = ()

    @property
    def undone(self) -> frozenset[str]:
        """The names of the collections that were undone."""
        return frozenset(one.batch for one in self.collections if one.undone is not None)

    def answered(self, plan: Plan, period: str) -> tuple[str, ...]:
        """The units of a plan that have answered a period, without those whose answers were undone."""
        undone = self.undone
        units = (one.unit_in(plan) for one in self.answers if one.period == period and one.batch not in undone)
        return tuple(dict.fromkeys(code for code in units if code is not None))

    def check_period(self, plan: Plan, period: str) -> None:
        """Raise ``RequestError`` if answers were recorded under the key of a period that is another report now."""
        now = report_identity(plan, period)
        recorded = (one for one in self.answers if one.period == period and one.batch is not None)
        other = next((one for one in recorded if one.report not in ("", now)), None)
        if other is not None:
            raise RequestError(
                message(
                    N_("{period} in `reports` is another report now than the one whose answers were recorded on {day}"),
                    period=period,
                    day=other.on,
                ),
                help=message(N_("give it a key that was not used before; the other one keeps its own")),
            )

    def has(self, answer: UnitAnswer) -> bool:
        """Whether this same file was collected before and not undone."""
        undone = self.undone
        known = (one for one in self.answers if one.batch is None or one.batch not in undone)
        return any((one.unit, one.period, one.sha256) == (answer.unit, answer.period, answer.sha256) for one in known)

    @property
    def last_period(self) -> str | None:
        """The period of the last answer."""
        return self.answers[-1].period if self.answers else None


def new_collection_record() -> CollectionRecord:
    """The record of a plan for which nothing was collected yet."""
    return CollectionRecord(VERSION, _KIND)


def collection_record_name(plan_name: str) -> str:
    """The name of the record beside a plan: ``2021.yaml`` → ``.2021.collect.json``."""
    return f".{re.sub(r'[.](?:ya?ml)$', '', plan_name, flags=re.IGNORECASE)}.collect.json"


def parse_collection_record(data: bytes) -> CollectionRecord | None:
    """The record in ``data``; ``None`` for other data, or another version."""
    try:
        record = msgspec.json.decode(data, type=CollectionRecord)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return record if record.parplan == VERSION and record.kind == _KIND else None


def render_collection_record(record: CollectionRecord) -> bytes:
    """The record as JSON a person can read in a diff."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def next_batch(record: CollectionRecord, plan: Plan, period: str) -> str:
    """The name of the next collection of a period: ``q1-1``, ``q1-2``; names are never reused, even after `undo`."""
    known = {one.batch for one in record.collections}
    known |= {entry.batch for task in plan.tasks() for entry in task.entries if entry.batch is not None}
    numbers = [
        int(number)
        for batch in known
        if (parts := batch.rpartition("-"))[0] == period and (number := parts[2]).isdecimal() and len(number) < 10
    ]
    return f"{period}-{max(numbers, default=0) + 1}"


def with_answers(
    record: CollectionRecord, plan: Plan, answers: Iterable[UnitAnswer], collection: Collection | None, on: date
) -> CollectionRecord:
    """The record of a plan with the files collected now.

    A file that was collected before is added again only where something of it was recorded now. One of which nothing
    was recorded belongs to no batch: undoing a batch takes back what it recorded, not that others have answered.
    """
    new = [
        CollectedAnswer(
            one.unit,
            one.period,
            one.form,
            one.file,
            one.sha256,
            on,
            dict(sorted(one.counts.items())),
            collection.batch if collection is not None and one.counts.get("new") else None,
            plan.directory.units[one.unit].name if one.unit in plan.directory.units else "",
            report_identity(plan, one.period),
        )
        for one in answers
        if (not record.has(one) or (collection is not None and one.counts.get("new")))
        and not (one.decided and one.unit in record.answered(plan, one.period))
    ]
    known = {(one.unit, one.period, one.sha256) for one in new}
    undone = record.undone
    kept = [
        one
        for one in record.answers
        # What was recorded of it earlier stays recorded when this collection is undone.
        if (one.batch is not None and one.batch not in undone) or (one.unit, one.period, one.sha256) not in known
    ]
    collections: Sequence[Collection] = record.collections if collection is None else (*record.collections, collection)
    return msgspec.structs.replace(record, collections=tuple(collections), answers=(*kept, *new))


def replaced_by(record: CollectionRecord, batch: str) -> tuple[ReplacedEntry, ...]:
    """The entries that a collection took out of the plan, without those of collections undone since."""
    undone = record.undone
    taken_out = (entry for one in record.collections if one.batch == batch for entry in one.replaced)
    return tuple(one for one in taken_out if one.entry.batch not in undone)


def with_undone(record: CollectionRecord, batch: str, on: date) -> CollectionRecord:
    """The record after a collection was undone."""
    return msgspec.structs.replace(
        record,
        collections=tuple(
            msgspec.structs.replace(one, undone=on) if one.batch == batch else one for one in record.collections
        ),
    )
