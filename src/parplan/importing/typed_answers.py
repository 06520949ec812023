"""Whether a text typed at a question can be the value of the doubted field."""

from __future__ import annotations

import re

from parplan.importing.document_number import typed_day
from parplan.importing.enumerators import clean
from parplan.plan.structure import Plan
from parplan.provenance.doubts import Doubt
from parplan.vocabulary.folding import fold_words
from parplan.vocabulary.time_words import read_time

#: A shorter text is more likely a key pressed by mistake than a value.
_LEAST_LETTERS = 3
#: From this ratio (0 to 100) on, a typed text is a correction of what stands there.
_ALIKE = 60


def looks_meant(doubt: Doubt, plan: Plan, printed: str, typed: str) -> bool:
    """Whether ``typed`` is of the field's own kind, stands in the ``printed`` words, or is a correction of them."""
    typed = clean(typed)
    if _is_of_kind(doubt.field, plan, typed):
        return True
    wanted = fold_words(typed)
    if sum(character.isalnum() for character in wanted) < _LEAST_LETTERS:
        return False
    stood = [fold_words(text) for text in (printed, doubt.printed, doubt.value) if text]
    if any(f" {wanted} " in f" {text} " for text in stood):
        return True
    from rapidfuzz import fuzz  # here, because most answers are accepted

    return any(fuzz.ratio(wanted, text) >= _ALIKE for text in stood)


def _is_of_kind(field: str, plan: Plan, typed: str) -> bool:
    if field in ("time", "due"):
        return not read_time(typed, plan.year, plan.through, plan.decision_date).problems
    if field == "year":
        return re.fullmatch(r"20\d\d", typed) is not None
    if field == "decision.date":
        return typed_day(typed) is not None
    return field in ("lead", "coordinating")  # a name that is no unit's is refused
