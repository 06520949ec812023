"""Judgements on single words, remembered: the same few thousand words stand in every plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_T = TypeVar("_T")

#: Longer ones are no words of a language, and not kept.
_LONGEST = 40


def remembered(judge: Callable[[str], _T]) -> Callable[[str], _T]:
    """Let ``judge``, which depends on nothing but the word, judge each word once in a run."""
    kept = lru_cache(maxsize=1 << 16)(judge)

    def judged(word: str) -> _T:
        return kept(word) if len(word) <= _LONGEST else judge(word)

    return judged
