"""An answer beside other entries: whether it repeats the unit's own, and whether one it did not know contradicts it.

The same form collected twice says nothing new. A form that went out after somebody else had recorded something else
shows that; where the unit then repeats its own earlier answer, it says it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from parplan.changing.scope import is_only_word
from parplan.collecting.answers import Answer
from parplan.collecting.form_keys import FormKey, entries_known_to, entries_since, is_own_answer
from parplan.plan.progress import Stated
from parplan.plan.structure import Entry, State
from parplan.queries.portfolio import Addressed

#: The texts of an entry that a form asks for.
_ANSWERED_TEXTS = ("note", "difficulty", "proposal")


class EarlierAnswer(Struct, frozen=True):
    """The last entry that equals the answer.

    ``corrected``: the unit itself said something else later. ``disputed``: an entry of somebody else has replaced it,
    and the form went out after that.
    """

    entry: Entry
    corrected: bool
    disputed: bool


def find_earlier(
    answer: Answer, key: FormKey, addressed: Addressed, known: Sequence[Entry], in_force: Stated
) -> EarlierAnswer | None:
    """The last of the entries ``known`` about a row that equals the answer; ``None`` where there is none.

    in_force: the state of the row's item.
    """
    as_of = addressed.subject.assessment.as_of
    said = max(
        (
            k
            for k, entry in enumerate(known)
            if _says_the_same(answer, entry, key, as_of)
            # what was recorded for another period adds to it
            and (is_own_answer(entry, key) or key.target not in addressed.task.adding_up)
        ),
        default=None,
    )
    if said is None:
        return None
    later = known[said + 1 :]
    corrected = any(is_own_answer(entry, key) and _says_otherwise(entry, answer, key) for entry in later)
    counting = [entry for entry in later if entry.date <= as_of and _counts(entry, key, addressed)]
    replacing = set(_replacing(answer, key, addressed, counting, in_force))
    disputed = bool(replacing) and not replacing.isdisjoint(
        entry.place for entry in entries_known_to(addressed.task, key) or ()
    )
    return EarlierAnswer(known[said], corrected, disputed)


def given_otherwise(answer: Answer, key: FormKey, known: Iterable[Entry]) -> tuple[list[Entry], list[str]]:
    """The unit's answers for the period whose texts or documents the answer gives otherwise, and those that are new.

    The second list is what they say, for a remark; it is empty where the unit has given the answer's own before.
    """
    own = [entry for entry in known if is_own_answer(entry, key)]
    said = {entry.place: list(_said_otherwise(answer, entry)) for entry in own}
    if any(_has_texts(entry, answer) for entry in own):
        return [entry for entry in own if said[entry.place]], []
    return [entry for entry in own if said[entry.place]], [text for entry in own for text in said[entry.place]]


def _said_otherwise(answer: Answer, entry: Entry) -> Iterator[str]:
    for name in _ANSWERED_TEXTS:
        text, now = getattr(entry, name), getattr(answer, name)
        if None not in (text, now) and text != now:
            yield text
    given = [one.parts().items() for one in answer.documents]
    for document in entry.evidence if given else ():
        if not any(document.parts().items() <= parts for parts in given):
            yield document.number or document.file or document.link or ""


def _has_texts(entry: Entry, answer: Answer) -> bool:
    """Whether an entry has all texts and documents of the answer."""
    texts = all(getattr(answer, name) in (None, getattr(entry, name)) for name in _ANSWERED_TEXTS)
    return texts and set(answer.documents) <= set(entry.evidence)


def is_contradicted_since(answer: Answer, key: FormKey, addressed: Addressed) -> bool:
    """Whether an entry recorded since the form went out may replace the answer, or tells otherwise.

    Of another unit that is an entry that counts for the item and tells another state, percentage or figure, or adds to
    the same figure. What the unit itself or nobody is named for, and a change that cannot be told, may always do so.
    """
    since = entries_since(addressed.task, key)
    return since is None or any(
        entry.unit in (None, key.unit) or _denies(entry, answer, key, addressed) for entry in since
    )


def _denies(entry: Entry, answer: Answer, key: FormKey, addressed: Addressed) -> bool:
    """Whether an entry of another unit tells otherwise than an answer, and both count for the item."""
    if key.target is not None:
        return key.target in addressed.task.adding_up or _says_otherwise(entry, answer, key)
    answering = addressed.subject.assessment.answering_about(addressed.task, entry)
    if (answering and entry.unit not in answering) or is_only_word(addressed, key.unit):
        return False
    return _says_otherwise(entry, answer, key) or (answer.state is State.NOT_STARTED and entry.tells_of_work)


def _says_the_same(answer: Answer, entry: Entry, key: FormKey, as_of: date) -> bool:
    """Whether an entry of this unit equals the answer; without a day, an entry from the same period's answers."""
    if entry.unit not in (None, key.unit):
        return False
    if answer.on is not None and entry.date != answer.on:
        return False
    if answer.on is None and not is_own_answer(entry, key) and entry.date != as_of:
        return False
    said = (
        answer.state,
        answer.percent,
        answer.figure,
        answer.documents,
        answer.note,
        answer.difficulty,
        answer.proposal,
    )
    return said == (
        entry.state,
        entry.percent,
        _figure(entry, key),
        entry.evidence,
        entry.note,
        entry.difficulty,
        entry.proposal,
    )


def _says_otherwise(entry: Entry, answer: Answer, key: FormKey) -> bool:
    """Whether an entry gives another state, percentage or figure than the answer."""
    told = (entry.state, entry.percent, _figure(entry, key))
    now = (answer.state, answer.percent, answer.figure)
    return any(None not in (one, other) and one != other for one, other in zip(told, now, strict=True))


def _figure(entry: Entry, key: FormKey) -> object:
    return dict(entry.measures).get(key.target or "")


def _counts(entry: Entry, key: FormKey, addressed: Addressed) -> bool:
    """Whether an entry about a row's item counts for it as much as one of the row's unit."""
    if entry.unit in (None, key.unit):
        return True
    return not is_only_word(addressed, key.unit) and not is_only_word(addressed, entry.unit)


def _replacing(
    answer: Answer, key: FormKey, addressed: Addressed, later: Iterable[Entry], in_force: Stated
) -> Iterator[int]:
    """Yield the places of the entries that replace the state, percentage or figure of an answer given before them."""
    state = percent = figure = None
    for entry in later:
        state = entry if entry.state is not None else state
        percent = entry if entry.percent is not None else percent
        figure = entry if _figure(entry, key) is not None else figure
    if answer.state is not None and state is not None and in_force.state is not answer.state:
        yield state.place
    if answer.percent is not None and percent is not None and percent.percent != answer.percent:
        yield percent.place
    adds_up = key.target in addressed.task.adding_up
    if answer.figure is not None and figure is not None and not adds_up and _figure(figure, key) != answer.figure:
        yield figure.place
