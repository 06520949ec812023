"""Letters of a PDF that leave no trace where its page is drawn: transparent, cut off, or in a layer that is off.

The library that reads letters knows nothing of these; the one that draws pages does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

#: Dots a point, so that a full stop leaves a trace; and the longest side of a drawing, in dots.
_SCALE, _LONGEST = 2.0, 4000
#: The least difference in shades of grey, of 256, that people see.
_SEEN = 8
#: How far above and below its box a letter may reach, in parts of its size: fonts state that badly.
_REACH = 0.15

#: The name of a font of which the file holds the letters it needs.
_SUBSET = re.compile(r"[A-Z]{6}\+")

_Box = tuple[float, float, float, float]


class PageDrawing:
    """The pages of a PDF as they are drawn."""

    def __init__(self, data: bytes) -> None:
        from pypdfium2 import PdfDocument, PdfiumError

        self._document: Any = ()
        with suppress(PdfiumError, OSError, ValueError):
            self._document = PdfDocument(data)

    def undrawn(self, number: int, letters: Sequence[dict[str, Any]], box: _Box) -> set[int]:
        """The indexes of the letters without a trace on the page ``number``; none where it cannot be drawn.

        box: what is shown of the page: left, top, right, bottom.
        """
        from pypdfium2 import PdfiumError

        with suppress(PdfiumError, OSError, ValueError, IndexError):
            page = self._document[number - 1]
            try:
                return _without_trace(page, letters, box)
            finally:
                page.close()
        return set()


def _without_trace(page: Any, letters: Sequence[dict[str, Any]], box: _Box) -> set[int]:
    left, top, right, bottom = box
    width, height = page.get_size()
    scale = min(_SCALE, _LONGEST / max(width, height, 1))
    if abs(width - (right - left)) > 1 or abs(height - (bottom - top)) > 1 or scale < 1:
        return set()  # its places are not those of the letters, or it is drawn too coarsely
    picture = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False).to_pil()
    return set(_hidden(letters, set(_blank(picture, letters, left, top, scale))))


def _blank(picture: Any, letters: Sequence[dict[str, Any]], left: float, top: float, scale: float) -> Iterator[int]:
    """Yield the indexes of the letters whose places in the picture are of one shade."""
    for i, one in enumerate(letters):
        reach = _REACH * one["size"]
        x0, x1 = (int((x - left) * scale) for x in (one["x0"], one["x1"]))
        y0, y1 = (int((y - top) * scale) for y in (one["top"] - reach, one["bottom"] + reach))
        place = max(0, x0), max(0, y0), min(picture.width, x1 + 1), min(picture.height, y1 + 1)
        if one["text"].isspace() or place[2] - place[0] < 2 or place[3] - place[1] < 2:
            continue  # a blank, or beyond the edge
        least, most = picture.crop(place).getextrema()
        if most - least < _SEEN:
            yield i


def _hidden(letters: Sequence[dict[str, Any]], blank: set[int]) -> Iterator[int]:
    """Yield those of the ``blank`` letters that the page hides, not the program that draws it.

    Where a font is not in the file another one stands in for it, which may lack Vietnamese letters, or all of them.
    """
    seen = sum(not one["text"].isspace() for one in letters)
    if 2 * len(blank) > seen and not all(_SUBSET.match(letters[i]["fontname"]) for i in blank):
        return
    run: list[int] = []
    for i, one in enumerate([*letters, {"text": "."}]):
        if i in blank:
            run.append(i)
        elif not one["text"].isspace():
            if any(letters[k]["text"].isascii() and letters[k]["text"].isalnum() for k in run):
                yield from run
            run = []
