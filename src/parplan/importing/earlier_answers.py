"""Carrying over the answers given to an earlier import: what was confirmed once is not asked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec.structs import replace

from parplan.errors import ParplanError
from parplan.importing.answering import answered
from parplan.importing.plan_import import PlanImport
from parplan.loading import parse_plan
from parplan.provenance.doubts import CONFIRMED_ONCE, Doubt
from parplan.provenance.later_work import fingerprint
from parplan.provenance.record import DoubtDecision, ImportRecord, RecordedDoubt, SourceField

_Key: TypeAlias = tuple[str, ...]


def with_wordings_of(made: PlanImport, earlier: ImportRecord | None) -> PlanImport:
    """Carry over the answers about wordings, which an agency uses every year."""
    if earlier is None:
        return made
    return _with(made, earlier, lambda doubt, _: doubt.question if doubt.kind in CONFIRMED_ONCE else None)


def with_answers_of(made: PlanImport, earlier: ImportRecord | None) -> PlanImport:
    """Carry over the answers to an import of the same document, or about fields with the same words in another."""
    if earlier is None:
        return made
    same = made.record.source.sha256 == earlier.source.sha256

    def key(doubt: Doubt, words: str) -> _Key | None:
        return (doubt.address, words, *doubt.question) if same or words else None

    return _with(made, earlier, key)


def _with(made: PlanImport, earlier: ImportRecord, key: Callable[[Doubt, str], _Key | None]) -> PlanImport:
    words = _printed(earlier)
    known: dict[_Key, DoubtDecision] = {}
    for one in earlier.doubts:
        told = key(one.doubt, words.get((one.doubt.address, one.doubt.field), ""))
        if one.decided is not None and told is not None:
            known[told] = one.decided
    if not known:
        return made
    now = _printed(made.record)
    loaded = parse_plan(made.text.encode(), made.record.source.name)
    doubts: list[RecordedDoubt] = []
    for one in made.record.doubts:
        told = key(one.doubt, now.get((one.doubt.address, one.doubt.field), ""))
        decision = known.get(told) if one.decided is None and told is not None else None
        if decision is None:
            doubts.append(one)
            continue
        try:
            if decision.value is not None:
                loaded = answered(loaded, [one.doubt], decision.value, made.record.source.name)
        except ParplanError:  # it does not fit this plan, so it is asked again
            doubts.append(one)
        else:
            doubts.append(replace(one, decided=decision, carried=True))
    assert loaded.plan is not None
    text = loaded.source.text
    record = replace(made.record, doubts=tuple(doubts), written=fingerprint(text.encode()))
    return PlanImport(text, loaded.plan, record)


def _printed(record: ImportRecord) -> dict[tuple[str, str], str]:
    def place(one: SourceField) -> tuple[str, str]:
        return one.address, one.field

    return {place(one): one.printed for one in record.fields}
