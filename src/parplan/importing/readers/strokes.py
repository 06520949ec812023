"""Shapes told by their strokes: Roman numerals up to IV, and crosses."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from parplan.importing.readers.glyphs import Glyph, glyphs_of, runs_of
from parplan.importing.readers.printed_page import Box


def roman(picture: Any, box: Box, *, closed: bool = False) -> str | None:
    """The numeral I, II, III or IV at the left of a box, by its strokes; ``None`` where they are anything else.

    closed: a slash stands behind it.
    """
    first = next(iter(glyphs_of(picture, box, 1)), None)
    if first is None or first.height < 10:
        return None
    high = first.height
    rows = [runs_of(picture, box, first.top + round(part * high)) for part in (0.25, 0.35, 0.45, 0.55, 0.65)]
    strokes = 0
    for i in range(min(len(runs) for runs in rows)):
        at = [runs[i] for runs in rows]
        if max(end - start for start, end in at) > 0.4 * high:
            return None
        centers = [(start + end) / 2 for start, end in at]
        if max(centers) - min(centers) <= 0.07 * high:
            if _has_flag(picture, box, first, at[2]):
                return None
            strokes += 1
            continue
        if all(one >= two for one, two in pairwise(centers)) and closed and 1 <= strokes <= 3:
            return "I" * strokes
        if all(one <= two for one, two in pairwise(centers)) and strokes == 1:
            right = [sum(runs[i + 1]) / 2 for runs in rows if len(runs) > i + 1]
            return "IV" if len(right) == len(rows) and right[-1] < right[0] else None
        return None
    return "I" * strokes if not closed and 1 <= strokes <= 3 else None


def is_cross(picture: Any) -> bool:
    """Whether a picture shows one cross, as in a column of months: two strokes that meet in the middle."""
    found = glyphs_of(picture, (0, 0, picture.width, picture.height))
    if len(found) != 1 or found[0].height < 10 or not 0.6 < (found[0].right - found[0].left) / found[0].height < 1.6:
        return False
    glyph = found[0]
    wide = glyph.right - glyph.left
    box = (glyph.left, glyph.top, glyph.right, glyph.bottom)
    upper, middle, lower = (runs_of(picture, box, glyph.top + round(part * glyph.height)) for part in (0.2, 0.5, 0.8))
    ends = all(
        len(runs) == 2 and runs[1][0] - runs[0][1] > 0.15 * wide and runs[1][1] - runs[0][0] > 0.5 * wide
        for runs in (upper, lower)
    )
    if not ends or len(middle) != 1 or middle[0][1] - middle[0][0] > 0.6 * wide:
        return False
    return abs(sum(middle[0]) / 2 - (glyph.left + glyph.right) / 2) < 0.15 * wide


def _has_flag(picture: Any, box: Box, first: Glyph, stroke: tuple[int, int]) -> bool:
    """Whether a stroke is that of a 1: near its top there is ink on its left and none on its right."""
    high = first.height
    for part in (0.12, 0.18, 0.24):
        for start, end in runs_of(picture, box, first.top + round(part * high)):
            if start < stroke[1] and end > stroke[0]:
                left, right = stroke[0] - start, end - stroke[1]
                if left - right > 0.1 * high:
                    return True
    return False
