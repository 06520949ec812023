"""Ruled tables in a picture: the picture is levelled, then its long lines and the cells between them are found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

#: The least length of a line: 1.5 cm in dots at 200 per inch.
_SHORTEST = 120
#: Pixels darker than this are ink.
_INK = 130
#: Greatest distance of a line from its place, and its least run of ink, in dots.
_THICK, _RUN = 7, re.compile(rb"\xff{30,}")
#: Pixels lighter than this are paper.
_GREY = 215
#: Blocks of so many dots are paper where their mean is lighter than this; ink has such blocks around it.
_BLOCK, _PAPER, _AROUND = 4, 220, 9
#: Segments nearer than this, in dots, are one line.
_NEAR = 8

#: A line runs down so much of its table at least.
_LEAST_OF_HEIGHT = 0.3
#: Greatest shift between pages of one document, in dots.
_SHIFT = 24

#: Image.Transpose.TRANSPOSE
_TURNED = 5

Segment = tuple[int, int, int]  # its place across, its beginning and its end along
Cell = tuple[int, int, int, int]


def turned_upright(picture: Any) -> Any:
    """The picture turned by the fraction of a degree that makes its lines of text level."""
    from PIL import Image

    small = picture.resize((picture.width // 2, picture.height // 2)).point(lambda v: 0 if v < _INK else 255)

    def level(angle: float) -> float:
        turned = small.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255) if angle else small
        column = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
        return float(sum((a - b) ** 2 for a, b in pairwise(column)))

    best = max((angle / 2 for angle in range(-6, 7)), key=level)
    best = max((best + step / 10 for step in range(-4, 5)), key=level)
    if abs(best) < 0.05:
        return picture
    return picture.rotate(best, resample=Image.Resampling.BICUBIC, fillcolor=255)


def without_noise(picture: Any) -> Any:
    """The picture with white paper wherever no ink is near.

    Tesseract sets its threshold by the whole picture: where there is a page number and the rest of a table's rule, it
    takes the grain of the paper between them for thousands of letters. Paper darker than ``_PAPER`` stays as it is.
    """
    from PIL import Image, ImageFilter

    inked = picture.reduce(_BLOCK).point(lambda v: 255 if v < _PAPER else 0).filter(ImageFilter.MaxFilter(_AROUND))
    near = inked.resize((inked.width * _BLOCK, inked.height * _BLOCK), Image.Resampling.NEAREST)
    return Image.composite(picture, Image.new("L", picture.size, 255), near.crop((0, 0, *picture.size)))


class Grid(Struct, frozen=True):
    """Places of the lines of a ruled table: across the page (``xs``) and down it (``ys``)."""

    xs: tuple[int, ...]
    ys: tuple[int, ...]


def find_grids(picture: Any) -> list[Grid]:
    """The lines of each ruled table, from the top."""
    across = _segments(picture, vertical=False)
    down = _segments(picture, vertical=True)
    grids: list[Grid] = []
    for rows, columns in _connected(across, down):
        ys = _places([segment[0] for segment in rows])
        high = ys[-1] - ys[0]
        # Strokes of letters that stand below one another are no line: one runs down a good part of the table.
        xs = [x for x in _places([s[0] for s in columns]) if _length_at(x, columns) >= _LEAST_OF_HEIGHT * high]
        if len(xs) >= 3 and (len(ys) >= 3 or (len(xs) >= 5 and len(ys) == 2)):  # a header alone ends a page
            grids.append(Grid(tuple(xs), tuple(ys)))
    return sorted(grids, key=lambda grid: grid.ys[0])


def _length_at(x: int, columns: Sequence[Segment]) -> int:
    return sum(end - start for place, start, end in columns if abs(place - x) <= _NEAR)


def with_columns_of(grid: Grid, other: Grid) -> Grid:
    """A table with the columns too that its other part, on the next page or the one before, has between the same edges.

    A page may show only such rows as merge two columns.
    """
    shift = grid.xs[0] - other.xs[0]
    if abs(shift) > _SHIFT or abs(grid.xs[-1] - other.xs[-1] - shift) > _SHIFT:
        return grid
    missing = [x + shift for x in other.xs if all(abs(x + shift - own) > 2 * _NEAR for own in grid.xs)]
    return Grid(tuple(sorted((*grid.xs, *missing))), grid.ys) if missing else grid


def cells_of(grid: Grid, picture: Any) -> list[Cell]:
    """The cells (left, top, right, bottom) of a ruled table."""
    return _cells(grid.xs, grid.ys, picture)


def without_rules(picture: Any, grid: Grid) -> Any:
    """The picture without the lines of a table: letters may reach to within a dot of them."""
    from PIL import Image

    clean = picture.copy()
    _erase(clean, grid.ys, grid.xs[0], grid.xs[-1])
    clean = clean.transpose(Image.Transpose.TRANSPOSE)
    _erase(clean, grid.xs, grid.ys[0], grid.ys[-1])
    return clean.transpose(Image.Transpose.TRANSPOSE)


def _erase(picture: Any, ys: Sequence[int], left: int, right: int) -> None:
    """Paint long dark runs white along some lines across a picture, with their grey edges."""
    for place in ys:
        top = max(place - _THICK, 0)
        strip = picture.crop((max(left - _THICK, 0), top, right + _THICK, place + _THICK + 1))
        ink = strip.point(lambda v: 255 if v < _GREY else 0)
        wide, data = ink.width, ink.tobytes()
        for y in range(ink.height):
            for run in _RUN.finditer(data[y * wide : (y + 1) * wide]):
                strip.paste(255, (run.start(), max(y - 1, 0), run.end(), min(y + 2, strip.height)))
        picture.paste(strip, (max(left - _THICK, 0), top))


def _segments(picture: Any, *, vertical: bool) -> list[Segment]:
    """Long dark runs: where whole blocks of 30 dots along a line are ink."""
    from PIL import Image

    block = 30
    width, height = picture.size
    if vertical:
        picture = picture.transpose(Image.Transpose.TRANSPOSE)
        width, height = height, width
    ink = picture.point(lambda v: 255 if v < _INK + 40 else 0)
    blocks = width // block
    # A thin line may waver by a dot, so take the darkest of three neighbouring rows.
    from PIL import ImageFilter

    thick = ink.filter(ImageFilter.MaxFilter(3))
    data = thick.resize((blocks, height), Image.Resampling.BOX).tobytes()
    found: list[Segment] = []
    for y in range(height):
        row = data[y * blocks : (y + 1) * blocks]
        if max(row) < 235:
            continue
        start: int | None = None
        for k in range(blocks + 1):
            dark = k < blocks and row[k] >= 235
            if dark and start is None:
                start = k
            elif not dark and start is not None:
                if (k - start) * block >= _SHORTEST // (2 if vertical else 1):
                    # The blocks are a little longer than ``block``, as their number is whole.
                    found.append((y, start * width // blocks, k * width // blocks))
                start = None
    return _merged(found)


def _merged(segments: Sequence[Segment]) -> list[Segment]:
    """Merge the rows of dots of one thick line into one segment."""
    merged: list[list[int]] = []
    for place, start, end in segments:
        for one in reversed(merged[-200:]):
            if place - one[3] <= 4 and start <= one[2] + 60 and end >= one[1] - 60:
                one[1], one[2], one[3] = min(one[1], start), max(one[2], end), place
                break
        else:
            merged.append([place, start, end, place])
    # A line of text or a black area is thicker than a rule.
    return [((first + last) // 2, start, end) for first, start, end, last in merged if last - first <= 14]


def _connected(across: Sequence[Segment], down: Sequence[Segment]) -> list[tuple[list[Segment], list[Segment]]]:
    """Group lines that touch, directly or through others, into tables."""
    groups: list[tuple[list[Segment], list[Segment]]] = []
    for column in down:
        touching = [row for row in across if _cross(row, column)]
        if not touching:
            continue
        joined: tuple[list[Segment], list[Segment]] = (touching, [column])
        rest = []
        for group in groups:
            if any(row in group[0] for row in touching):
                joined = (list({*joined[0], *group[0]}), [*joined[1], *group[1]])
            else:
                rest.append(group)
        groups = [*rest, joined]
    return groups


def _cross(row: Segment, column: Segment) -> bool:
    play = 60  # a segment is short of its line by a part of a block at each end
    return row[1] - play <= column[0] <= row[2] + play and column[1] - play <= row[0] <= column[2] + play


def _places(values: Sequence[int]) -> list[int]:
    places: list[list[int]] = []
    for value in sorted(values):
        if places and value - places[-1][-1] <= _NEAR:
            places[-1].append(value)
        else:
            places.append([value])
    return [sum(place) // len(place) for place in places]


def _cells(xs: Sequence[int], ys: Sequence[int], picture: Any) -> list[Cell]:
    """The cells between the lines; two without a line between them are one."""
    ink = picture.point(lambda v: 255 if v < _INK + 40 else 0)
    width, height = len(xs) - 1, len(ys) - 1
    owner = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    for r in range(height):
        for c in range(width):
            if c + 1 < width and not _ruled(ink, (xs[c + 1] - 6, ys[r] + 3, xs[c + 1] + 7, ys[r + 1] - 2)):
                owner[root((r, c + 1))] = root((r, c))
            if r + 1 < height:
                across = ink.crop((xs[c] + 3, ys[r + 1] - 6, xs[c + 1] - 2, ys[r + 1] + 7)).transpose(_TURNED)
                if not _ruled(across, (0, 0, *across.size)):
                    owner[root((r + 1, c))] = root((r, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        members.setdefault(root(place), []).append(place)
    cells = []
    for places in members.values():
        top, bottom = min(r for r, _ in places), max(r for r, _ in places)
        left, right = min(c for _, c in places), max(c for _, c in places)
        cells.append((xs[left], ys[top], xs[right + 1], ys[bottom + 1]))
    return cells


def _ruled(ink: Any, box: Cell) -> bool:
    """Whether a line runs down a narrow strip: nearly every row has ink, within a few dots across.

    In a row of one line of text letters would do, if they could stand beside one another.
    """
    strip = ink.crop(box)
    wide, high = strip.size
    if high <= 0:
        return True
    data = strip.tobytes()
    rows = [data[y * wide : (y + 1) * wide] for y in range(high)]
    return any(sum(any(row[x : x + 5]) for row in rows) >= 0.9 * high for x in range(max(wide - 4, 1)))
