"""Letters of a printed page that are struck out, as tracked changes print what was deleted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

#: The height of the line above the base of the letters, as shares of their size; an underline is below the base.
_LOWEST, _HIGHEST = 0.12, 0.5
#: The line begins and ends with the letters, within these points; a rule of a table goes on.
_PLAY = 2.0


def struck_out(letters: Sequence[dict[str, Any]], drawn: Sequence[dict[str, Any]]) -> list[int]:
    """The indexes of the letters that a line strikes out. letters: in boxes whose base is 0.2 of their size up.

    drawn: the lines and rectangles of the page; those too thick or too long to strike words out count for nothing.
    """
    lines = [one for one in drawn if one["bottom"] - one["top"] < 2 and one["x1"] - one["x0"] > 2]
    if not lines:
        return []
    by_base = sorted(
        (one["bottom"] - 0.2 * one["size"], i)
        for i, one in enumerate(letters)
        if one.get("upright") and not one["text"].isspace()
    )
    bases = [base for base, _ in by_base]
    found: set[int] = set()
    for line in lines:
        y = (line["top"] + line["bottom"]) / 2
        near = by_base[bisect_left(bases, y) : bisect_right(bases, y + 60)]
        under = [
            i
            for base, i in near
            if _LOWEST * letters[i]["size"] <= base - y <= _HIGHEST * letters[i]["size"]
            and line["x0"] - 1 <= (letters[i]["x0"] + letters[i]["x1"]) / 2 <= line["x1"] + 1
        ]
        if under and _covers_no_more(line, [letters[i] for i in under]):
            found.update(under)
    return sorted(found)


def _covers_no_more(line: dict[str, Any], letters: Sequence[dict[str, Any]]) -> bool:
    """Whether a line is as long as the letters it crosses; blanks at the ends may be crossed too."""
    blank = 0.4 * max(one["size"] for one in letters) + _PLAY
    left, right = min(one["x0"] for one in letters), max(one["x1"] for one in letters)
    return bool(-_PLAY <= left - line["x0"] <= blank and -_PLAY <= line["x1"] - right <= blank)
