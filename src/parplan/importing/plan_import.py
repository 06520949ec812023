"""The whole import: from a document to the text of a plan, checked by the ordinary loader, and its record."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import N_, has_errors, message
from parplan.errors import FileError
from parplan.importing.blocks import SourceDocument
from parplan.importing.doubt_places import doubt_lines
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.plan_text import render_plan
from parplan.importing.reading import read_plan
from parplan.loading import parse_plan
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt
from parplan.provenance.later_work import fingerprint
from parplan.provenance.record import VERSION, ImportedFile, ImportRecord, RecordedDoubt, SourceField, open_doubts
from parplan.provenance.values import value_at
from parplan.vocabulary.folding import fold


class PlanImport(Struct, frozen=True):
    """The text of the plan file, the plan loaded from it, and the record of the import."""

    text: str
    plan: Plan
    record: ImportRecord

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """All doubts, in the order they arose."""
        return tuple(one.doubt for one in self.record.doubts)

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        """The doubts nobody has decided yet."""
        return open_doubts(self.record, self.plan)

    def lines_of(self, doubts: Sequence[Doubt]) -> dict[Doubt, int]:
        """The line (from 1) of the plan file that each doubt is about."""
        return doubt_lines(doubts, parse_plan(self.text.encode(), self.record.source.name))


#: Kinds of doubts that a name of a unit or group is one.
_ABOUT_NAMES = frozenset({"no-units", "split-unsure", "sentence-split", "two-spellings", "members", "restored"})


def undecided_names(record: ImportRecord | None, plan: Plan) -> frozenset[str]:
    """The names, or addresses, of units and groups of an imported plan that are still in doubt, folded."""
    doubts = () if record is None else open_doubts(record, plan)
    return frozenset(
        fold(name)
        for doubt in doubts
        if doubt.kind in _ABOUT_NAMES
        for name in (doubt.address, *doubt.value.split("; "))
    )


def import_plan(
    document: SourceDocument, source: ImportedFile, wishes: Wishes, heading: Sequence[str], *, outline: bool = False
) -> PlanImport:
    """Import the plan in ``document``.

    heading: comment lines for the beginning of the file. outline: accept duties grouped by unit as tasks.
    Raises :class:`parplan.importing.refusing.NotAPlanError`, and ``RequestError`` if the document states no year.
    """
    draft = read_plan(document, wishes, source.name, outline=outline)
    text = render_plan(draft, heading)
    loaded = parse_plan(text.encode(), source.name)
    if loaded.plan is None or has_errors(loaded.findings):
        first = next(iter(finding for finding in loaded.findings if has_errors([finding])))
        raise FileError(
            message(
                N_("{name} was read, but the result is not a valid plan: {problem}"),
                name=source.name,
                problem=first.message,
            )
        )
    record = replace(_record(draft, loaded.plan, source), written=fingerprint(text.encode()))
    return PlanImport(text, loaded.plan, record)


def _record(draft: Draft, plan: Plan, source: ImportedFile) -> ImportRecord:
    fields = tuple(SourceField(one.address, one.field, one.value, one.printed, one.place) for one in draft.sources)
    doubts = []
    for doubt in dict.fromkeys(draft.doubts):
        # A doubt is open while the field holds this value, so record the value as the loaded plan has it.
        value = value_at(plan, doubt.address, doubt.field) if doubt.field else None
        noted = doubt if value is None else replace(doubt, value=value)
        doubts.append(RecordedDoubt(doubt.code, noted))
    return ImportRecord(VERSION, "import-record", source, fields, tuple(doubts))
