"""Letters of a PDF that its pages do not show: beyond the edges, white, too small, or blotted out by a white area."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

#: Least distance of a letter beyond the edge, in points: some programs cut a page closely.
_BEYOND = 2.0
#: Letters of at most this size, in points, are not read by people.
SMALLEST_LETTERS = 3.0


def beyond_edge(page: Any, letters: Sequence[dict[str, Any]]) -> list[int]:
    """The indexes of the letters beyond the edges: of a table too wide for its page, or of what it was cropped of."""
    left, top, right, bottom = shown_box(page)
    return [
        i
        for i, one in enumerate(letters)
        if one["x1"] < left - _BEYOND
        or one["x0"] > right + _BEYOND
        or one["bottom"] < top - _BEYOND
        or one["top"] > bottom + _BEYOND
    ]


def unseen_letters(page: Any, letters: Sequence[dict[str, Any]]) -> set[int]:
    """The indexes of letters that are too small, or white with nothing darker beneath; none where all letters are."""
    found = {i for i, one in enumerate(letters) if one.get("upright") and one["size"] <= SMALLEST_LETTERS}
    white = [i for i, one in enumerate(letters) if _is_white(one)]
    if white:
        beneath = [one for one in (*page.rects, *page.curves) if one.get("fill") and not _is_white(one)]
        beneath += page.images
        found.update(i for i in white if not any(lies_on(letters[i], one) for one in beneath))
    return found if len(found) < len(letters) else set()


def blotted_out(page: Any, letters: Sequence[dict[str, Any]]) -> Iterator[list[int]]:
    """Yield the indexes of the letters over which each white area was drawn, as programs do that blot out a print.

    Whether such an area hides them is not certain: the library knows neither transparency nor clipping.
    """
    from pdfminer.layout import LTChar, LTContainer, LTRect

    areas = page.rects
    if not any(one.get("fill") and _is_white(one) for one in areas):
        return
    by_height = sorted(((one["top"] + one["bottom"]) / 2, i) for i, one in enumerate(letters))
    heights = [height for height, _ in by_height]

    def drawn(container: Any) -> Iterator[Any]:
        for one in container:
            if isinstance(one, LTContainer):
                yield from drawn(one)
            else:
                yield one

    before, rectangles = 0, iter(areas)  # the library lists letters and rectangles in the order they were drawn in
    for one in drawn(page.layout):
        if isinstance(one, LTChar):
            before += 1
        elif type(one) is LTRect:
            area = next(rectangles)
            if area.get("fill") and _is_white(area):
                near = by_height[bisect_left(heights, area["top"]) : bisect_right(heights, area["bottom"])]
                if found := sorted(i for _, i in near if i < before and lies_on(letters[i], area)):
                    yield found


def shown_box(page: Any) -> tuple[float, float, float, float]:
    """The box of a page that is shown: left, top, right, bottom. The library misplaces it where a page is turned."""
    from pdfminer.pdftypes import resolve_all

    left, top, right, bottom = page.mediabox
    box: tuple[float, float, float, float] = (left, top, right, bottom)
    if "CropBox" not in page.page_obj.attrs:
        return box
    whole, crop = (resolve_all(page.page_obj.attrs[name]) for name in ("MediaBox", "CropBox"))
    (x0, x1), (y0, y1), (crop_x0, crop_x1), (crop_y0, crop_y1) = (
        sorted(corners[axis::2]) for corners in (whole, crop) for axis in (0, 1)
    )
    cut = [max(crop_x0 - x0, 0), max(y1 - crop_y1, 0), max(x1 - crop_x1, 0), max(crop_y0 - y0, 0)]  # clockwise
    turns = page.rotation // 90 % 4
    by_left, by_top, by_right, by_bottom = cut[-turns:] + cut[:-turns] if turns else cut
    shown = left + by_left, top + by_top, right - by_right, bottom - by_bottom
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else box


def _is_white(one: dict[str, Any]) -> bool:
    """Whether a letter or an area is filled with white, in grey, RGB or CMYK."""
    colour = one.get("non_stroking_color")
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(part, int | float) for part in parts):
        return False  # a pattern
    if len(parts) == 4:
        return not any(parts)
    return len(parts) in (1, 3) and all(part >= 1 for part in parts)


def lies_on(letter: dict[str, Any], area: dict[str, Any]) -> bool:
    """Whether the middle of a letter is in an area."""
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(area["x0"] <= x <= area["x1"] and area["top"] <= y <= area["bottom"])
