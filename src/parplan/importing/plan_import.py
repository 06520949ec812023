"""One import: a document becomes the text of a plan, checked by the ordinary loader, and the record beside it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import N_, has_errors, message
from parplan.errors import FileError
from parplan.importing.blocks import SourceDocument
from parplan.importing.drafting import Draft, Wishes
from parplan.importing.plan_text import render_plan
from parplan.importing.reading import read_plan
from parplan.loading import parse_plan
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt
from parplan.provenance.record import VERSION, ImportedFile, ImportRecord, RecordedDoubt, SourceField
from parplan.provenance.values import value_at


class PlanImport(Struct, frozen=True):
    """The plan file's text, the plan it is, and the record."""

    text: str
    plan: Plan
    record: ImportRecord

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is in doubt, in the order it was found."""
        return tuple(one.doubt for one in self.record.doubts)


def import_plan(
    document: SourceDocument, source: ImportedFile, wishes: Wishes, heading: Sequence[str], *, outline: bool = False
) -> PlanImport:
    """Import the plan in ``document``.

    heading: comment lines for the beginning of the file. outline: tasks grouped by unit, without times, are tasks too.
    Raises :class:`parplan.importing.reading.NotAPlanError`, and ``RequestError`` where the year cannot be told.
    """
    draft = read_plan(document, wishes, source.name, outline=outline)
    text = render_plan(draft, heading)
    loaded = parse_plan(text.encode(), source.name)
    if loaded.plan is None or has_errors(loaded.findings):
        first = next(iter(finding for finding in loaded.findings if has_errors([finding])))
        raise FileError(
            message(
                N_("{name} was read, but what was read is no valid plan: {problem}"),
                name=source.name,
                problem=first.message,
            )
        )
    return PlanImport(text, loaded.plan, _record(draft, loaded.plan, source))


def _record(draft: Draft, plan: Plan, source: ImportedFile) -> ImportRecord:
    fields = tuple(SourceField(one.address, one.field, one.value, one.printed, one.place) for one in draft.sources)
    doubts = []
    for doubt in dict.fromkeys(draft.doubts):
        # A doubt is open while the field holds this value, so it is noted as the plan itself tells it.
        value = value_at(plan, doubt.address, doubt.field) if doubt.field else None
        noted = doubt if value is None else replace(doubt, value=value)
        doubts.append(RecordedDoubt(doubt.code, noted))
    return ImportRecord(VERSION, "import-record", source, fields, tuple(doubts))
