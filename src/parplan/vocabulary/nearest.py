"""The nearest known words to one that is not known, for messages that suggest what was meant."""

from __future__ import annotations

from collections.abc import Iterable

from parplan.vocabulary.folding import fold


def nearest(typed: str, known: Iterable[str], limit: int = 3, least: int = 55) -> tuple[str, ...]:
    """Return up to ``limit`` of ``known``, the most alike first; case, diacritics and đ/d do not count.

    Words less alike than ``least`` (0 to 100) are left out, so the answer may be empty.
    """
    from rapidfuzz import fuzz, process  # here, because only a mistake needs it

    choices = {word: fold(word) for word in known}
    found = process.extract(fold(typed), choices, scorer=fuzz.WRatio, limit=limit, score_cutoff=least)
    return tuple(word for _, _, word in found)
