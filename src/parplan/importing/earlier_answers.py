"""Carrying over the answers given to an earlier import: what was confirmed once is not asked again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

from msgspec.structs import replace

from parplan.errors import ParplanError
from parplan.importing.answering import answered
from parplan.importing.plan_import import PlanImport
from parplan.loading import parse_plan
from parplan.provenance.doubts import CONFIRMED_ONCE, Doubt
from parplan.provenance.later_work import fingerprint
from parplan.provenance.record import DoubtDecision, ImportRecord, RecordedDoubt

_Key: TypeAlias = tuple[str, ...]
_KeyOf: TypeAlias = Callable[[Doubt], _Key | None]


def with_wordings_of(made: PlanImport, earlier: ImportRecord | None) -> PlanImport:
    """Carry over the answers about wordings, which an agency uses every year."""
    if earlier is None:
        return made
    return _with(made, earlier, lambda _: lambda doubt: doubt.question if doubt.kind in CONFIRMED_ONCE else None)


def with_answers_of(made: PlanImport, earlier: ImportRecord | None) -> PlanImport:
    """Carry over the answers to an import of the same document, or about fields with the same words in another.

    Another version of parplan may read the same document otherwise, so that its ids are other tasks'.
    """
    if earlier is None:
        return made
    if made.record.source.sha256 == earlier.source.sha256 and made.record.fields == earlier.fields:
        return _with(made, earlier, lambda _: lambda doubt: (doubt.address, *doubt.question))
    return _with(made, earlier, _keys_by_words)


def _keys_by_words(record: ImportRecord) -> _KeyOf:
    """The keys of doubts for another document, where the number of a task may be another's: also by its title, and
    none where several have that title."""
    printed = {(one.address, one.field): one.printed for one in record.fields}
    titles = Counter(text for (_, field), text in printed.items() if field == "title")

    def key(doubt: Doubt) -> _Key | None:
        words = printed.get((doubt.address, doubt.field), "")
        own = [printed.get((id, "title"), "") for id in (doubt.address.partition("/")[0], doubt.address)]
        certain = words and all(titles[title] < 2 for title in own)
        return (doubt.address, words, *own, *doubt.question) if certain else None

    return key


def _with(made: PlanImport, earlier: ImportRecord, keys: Callable[[ImportRecord], _KeyOf]) -> PlanImport:
    key = keys(earlier)
    known: dict[_Key, DoubtDecision] = {}
    for one in earlier.doubts:
        told = key(one.doubt)
        if one.decided is not None and told is not None:
            known[told] = one.decided
    if not known:
        return made
    key = keys(made.record)
    loaded = parse_plan(made.text.encode(), made.record.source.name)
    doubts: list[RecordedDoubt] = []
    for one in made.record.doubts:
        told = key(one.doubt)
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
