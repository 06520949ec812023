"""Which words of a text changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

#: Texts of more words than this are told whole: comparing takes time with the square of their number.
_MOST_WORDS = 4000
#: Two texts with less than this in common are two texts, not one that was changed.
_ALIKE = 0.35


class WordRun(Struct, frozen=True):
    """Words in a row that both texts have (``old`` equals ``new``), or that one has in place of the other's."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether nothing changed in them."""
        return self.old == self.new


def changed_words(old: str, new: str) -> tuple[WordRun, ...]:
    """Both texts as runs of words; one run alone where they have too little in common to be told apart."""
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
    """The runs, unchanged ones cut to ``context`` words beside what changed."""
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
