"""The marks of footnotes on a printed page: small raised numbers behind a word, which are no part of it."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from typing import Any

#: The largest size of a mark, as a share of the size of the text.
_SMALL = 0.75
#: More small figures on a page than these are no footnotes, and would take long to look through.
_MOST = 200
#: The least and greatest distance from a letter to its mark, in points.
_BEHIND = (-1.5, 2.5)
#: Measures whose raised figure belongs to them: “m2”, “km2”.
_MEASURES = re.compile(r"(?:^|[\W\d])[kdcm]?m$")


def without_marks(letters: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """The letters without marks of footnotes, and the marks; the letter before a mark takes its room."""
    found = list(_raised_marks(letters))
    if not found:
        return list(letters), []
    marks = {id(mark) for mark, _ in found}
    ends = {id(before): mark["x1"] for mark, before in found}
    kept = [{**one, "x1": ends.get(id(one), one["x1"])} for one in letters if id(one) not in marks]
    return kept, [str(mark["text"]) for mark, _ in found]


def _raised_marks(letters: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each letter that is the mark of a footnote, and the one before it; letters may be in any order."""
    size = statistics.median([one["size"] for one in letters if one["text"].strip()] or [0])
    small = [one for one in letters if one["text"].isdecimal() and one["size"] < _SMALL * size]
    if not 0 < len(small) <= _MOST:
        return
    large = [one for one in letters if one["text"].strip() and one["size"] >= _SMALL * size]
    marks: list[dict[str, Any]] = []
    for mark in sorted(small, key=lambda one: one["x0"]):
        before = _before(mark, [*large, *marks])
        if before is None or (before["size"] >= _SMALL * size and _MEASURES.search(_word_to(before, large))):
            continue
        marks.append(mark)
        yield mark, before


def _before(mark: dict[str, Any], letters: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The letter directly before a small one that is raised above its foot, or before another mark."""
    for one in letters:
        behind = _BEHIND[0] <= mark["x0"] - one["x1"] <= _BEHIND[1]
        raised = one["top"] - mark["size"] < mark["bottom"] < one["bottom"] - 0.2 * one["size"]
        beside = one["size"] == mark["size"] and abs(one["bottom"] - mark["bottom"]) < 1
        if behind and (raised or beside):
            return one
    return None


def _word_to(last: dict[str, Any], letters: Sequence[dict[str, Any]]) -> str:
    """The last three letters of the word that ends with ``last``."""
    word = [last]
    while len(word) < 3:
        first = word[0]
        before = next(
            (
                one
                for one in letters
                if abs(one["x1"] - first["x0"]) < 1.5 and abs(one["bottom"] - first["bottom"]) < 2 and one is not first
            ),
            None,
        )
        if before is None:
            break
        word.insert(0, before)
    return "".join(str(one["text"]) for one in word)
