"""The Vietnamese alphabet: the order of enumerators, and the forgiving form of typed task ids."""

from __future__ import annotations

import re
from functools import lru_cache

from parplan.vocabulary.folding import nfc

#: Letters that number the items of a Vietnamese document (no f j w z, and none of ă â ê ô ơ ư).
ENUMERATORS = "abcdđeghiklmnopqrstuvxy"

_RUNS = re.compile(r"\d+|[^\W\d_]+")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def enumerator_key(enumerator: str) -> tuple[tuple[int, ...], str]:
    """Return the sort key of an enumerator: ``d`` < ``đ`` < ``e``; other texts come after all enumerators."""
    letters = nfc(enumerator).lower()
    places = (ENUMERATORS.find(letter) for letter in letters)
    return tuple(place if place >= 0 else len(ENUMERATORS) for place in places), letters


def id_key(id: str) -> tuple[tuple[int, tuple[int, ...], str], ...]:
    """Return the sort key of a task or section id, in the order of the printed document.

    ``1.d`` < ``1.đ`` < ``1.e``, ``2`` < ``10``, ``6.1`` < ``6.2.a``; the sections of part II, which are numbers, come
    before those of part III (``7.b`` < ``III.1``). Any text has a key.
    """
    text = nfc(id)
    keys: list[tuple[int, tuple[int, ...], str]] = []
    for run in _RUNS.findall(text):
        if run.isdecimal():
            digits = _without_zeros(run)
            keys.append((0, (len(digits),), digits))  # a longer number is a greater one
        elif not keys and set(run) <= _ROMAN.keys():
            keys.append((2, (_roman_value(run),), run))
        else:
            keys.append((1, *enumerator_key(run)))
    return (*keys, (-1, (), text))  # last, so that two ids never sort as one


def _roman_value(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


@lru_cache(maxsize=1 << 15)  # of a large plan each id is asked for several times
def normalize_id(typed: str) -> tuple[str, ...]:
    """Return the forgiving form of an id: all spellings of one id give the same tuple, two ids never do.

    ``2.B``, ``2b``, ``2 b`` are 2.b; ``1.dd`` is 1.đ for those who cannot type đ, and 1.d is another one; part II may
    be named before a number (``II.2.b``), part III must be (``III.1``).
    """
    runs = [_run(run) for run in _RUNS.findall(nfc(typed).lower())]
    if runs[:1] == ["ii"] and len(runs) > 1 and runs[1].isdecimal():
        del runs[0]
    return tuple(runs)


def _run(run: str) -> str:
    if run[0] == "0" or not run.isascii():
        return _without_zeros(run) if run.isdecimal() else run
    return "đ" if run == "dd" else run


def _without_zeros(digits: str) -> str:
    return digits.lstrip("0") or "0"
