"""Glyphs of a picture: letters, or several that touch, told by the ink between blank columns."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from parplan.importing.readers.printed_page import Box, PrintedWord

#: Pixels darker than this are ink.
_INK = 170


class Glyph(Struct, frozen=True):
    """The ink between two blank columns of a word's picture: a letter, or several that touch. In dots."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def height(self) -> int:
        """From its highest ink to its lowest."""
        return self.bottom - self.top


def glyphs_of(picture: Any, box: Box, first: int = 99) -> list[Glyph]:
    """The glyphs in a part of a picture, from the left; at most ``first``."""
    from PIL import Image

    x0, y0 = round(box[0]), round(box[1])
    ink = picture.crop((x0, y0, round(box[2]), round(box[3]))).point(lambda v: 255 if v < _INK else 0)
    if not ink.width or not ink.height:
        return []
    columns = ink.resize((ink.width, 1), Image.Resampling.BOX).tobytes()
    found: list[Glyph] = []
    start: int | None = None
    for x, value in enumerate((*columns, 0)):
        if value and start is None:
            start = x
        elif not value and start is not None:
            inner = ink.crop((start, 0, x, ink.height)).getbbox()
            if inner is not None and (x - start) * (inner[3] - inner[1]) > 3:  # a speck is not a glyph
                found.append(Glyph(x0 + start, x0 + x, y0 + inner[1], y0 + inner[3]))
                if len(found) == first:
                    break
            start = None
    return found


def runs_of(picture: Any, box: Box, y: int) -> list[tuple[int, int]]:
    """Beginnings and ends of the ink in one row of dots."""
    x0 = round(box[0])
    row = picture.crop((x0, y, round(box[2]), y + 1)).tobytes()
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for x, value in enumerate((*row, 255)):
        if value < _INK and start is None:
            start = x
        elif value >= _INK and start is not None:
            runs.append((x0 + start, x0 + x))
            start = None
    return runs


def box_of(word: PrintedWord) -> Box:
    """The box around a word, with a dot more on each side."""
    return (word.x0 - 1, word.top - 1, word.x1 + 1, word.bottom + 1)
