"""Pairs of syllables that are words of Vietnamese plans: they decide what a doubtful syllable must be.

“kiếm” is a syllable, and so is “tra”; beside one another they can only be “kiểm tra”. The pairs come from the lists of
time and neutral words and from ``compounds.txt``.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from parplan.vocabulary.folding import fold
from parplan.vocabulary.lexicon import lines_of, listed_phrases
from parplan.vocabulary.usual_form import usual_word

Pair = tuple[str, str]


@cache
def _pairs() -> dict[Pair, frozenset[Pair]]:
    """The pairs, by their letters without marks."""
    compounds = (phrase for line in lines_of("compounds.txt") if line[:2] != "==" for phrase in line.split(","))
    found: dict[Pair, set[Pair]] = {}
    for phrase in (*listed_phrases(), *compounds):
        for pair in pairwise(usual_word(word) for word in phrase.split()):
            found.setdefault((fold(pair[0]), fold(pair[1])), set()).add(pair)
    return {bare: frozenset(pairs) for bare, pairs in found.items()}


def is_pair(one: str, two: str) -> bool:
    """Whether two syllables in a row are a listed word, or part of one. Letter case and the tone's place are free."""
    one, two = usual_word(one), usual_word(two)
    return (one, two) in _pairs().get((fold(one), fold(two)), ())


def pairs_like(one: str, two: str) -> frozenset[Pair]:
    """The listed words whose letters without marks are those of two syllables in a row, in small letters."""
    return _pairs().get((fold(one), fold(two)), frozenset())
