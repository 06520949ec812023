"""Comparison of two texts word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

#: The most words compared; the time grows with their square.
_MOST_WORDS = 4000
#: Similarity below which two texts count as unrelated.
_ALIKE = 0.35


class WordRun(Struct, frozen=True):
    """A run of words: common to both texts (``old`` equals ``new``), or replaced."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether the run is unchanged."""
        return self.old == self.new


def changed_words(old: str, new: str) -> tuple[WordRun, ...]:
    """Both texts as runs of words; a single run if they are unrelated or too long."""
    before, after = old.split(), new.split()
    whole = (WordRun(" ".join(before), " ".join(after)),)
    if len(before) + len(after) > _MOST_WORDS:
        return whole
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return whole
    return tuple(
        WordRun(" ".join(before[i1:i2]), " ".join(after[j1:j2])) for _, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def shortened(runs: tuple[WordRun, ...], context: int) -> Iterator[WordRun]:
    """The runs, with unchanged ones cut to ``context`` words next to a change."""
    for index, run in enumerate(runs):
        words = run.old.split()
        first, last = index == 0, index == len(runs) - 1
        kept = (0 if first else context) + (0 if last else context)
        if not run.same or len(words) <= kept + 1 or len(runs) == 1:
            yield run
            continue
        start = [] if first else words[:context]
        end = [] if last else words[-context:]
        text = re.sub(r"\s+", " ", " ".join([*start, "…", *end]))
        yield WordRun(text, text)
