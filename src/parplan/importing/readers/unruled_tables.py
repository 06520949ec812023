"""Tables of tasks printed without rules: cells by the blank stripes between the words, rows by their numbers.

Only below a line of known headers, and only while every line keeps the stripes clear, so that no text in columns, such
as a letterhead, is taken for a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from parplan.importing.enumerators import clean
from parplan.importing.labels import NUMBER, OF_TASKS, find_label
from parplan.importing.readers.printed_page import Box, PrintedPage, PrintedWord, Row, is_page_number

#: The least blank between two cells of a line, and the least stripe between two columns, in points.
_APART, _STRIPE = 9.0, 5.0
#: The blank between the words of a cell and its edges.
_MARGIN = 8.0
#: The most lines of a header, and the fewest columns.
_HEADER_LINES, _COLUMNS = 3, 3

Stripe = tuple[float, float]
Line = list[PrintedWord]


class _FoundTable(Struct):
    """A table: the stripes between its columns, the lines of its header, and those below; of these those across all."""

    stripes: list[Stripe]
    header: list[Line]
    below: list[Line]
    across: list[Line]


def with_unruled_tables(pages: Sequence[PrintedPage]) -> tuple[list[PrintedPage], list[int]]:
    """The pages with the cells of their tables without rules, and the numbers of the pages that have some."""
    result: list[PrintedPage] = []
    numbers: list[int] = []
    stripes: list[Stripe] = []  # of a table that reaches the end of the page before
    for page in pages:
        lines = _lines(page)
        found = _on_from(lines, stripes) if stripes else _first(lines)
        boxes = list(_boxes(found)) if found is not None else []
        stripes = []
        if found is not None and boxes:
            numbers.append(page.number)
            page = replace(page, tables=(*page.tables, boxes))
            if found.below and found.below[-1] is lines[-1]:
                stripes = found.stripes
        result.append(page)
    return result, numbers


def _lines(page: PrintedPage) -> list[Line]:
    """The words outside ruled tables, by line."""
    lines: list[Line] = []
    for row in page.rows():
        if lines and abs(lines[-1][-1].bottom - row.words[-1].bottom) < 3.5:
            lines[-1] = sorted([*lines[-1], *row.words], key=lambda word: word.x0)
        elif not is_page_number(row, page.size[1]):
            lines.append(list(row.words))
    return lines


def _first(lines: Sequence[Line]) -> _FoundTable | None:
    """The first table of a page: the lines below a header that keep its columns apart."""
    for at, line in enumerate(lines):
        if len(_stripes([line])) < _COLUMNS - 1:
            continue
        for count in range(_HEADER_LINES, 0, -1):
            header = list(lines[at : at + count])
            stripes = _stripes(header)
            if len(stripes) >= _COLUMNS - 1 and _is_header(header, stripes):
                return _below(stripes, header, lines[at + count :])
    return None


def _on_from(lines: Sequence[Line], stripes: list[Stripe]) -> _FoundTable | None:
    """The rest of a table at the top of the next page."""
    found = _below(stripes, [], lines)
    return found if found is not None and len(found.below) > 1 else None


def _below(stripes: list[Stripe], header: list[Line], lines: Sequence[Line]) -> _FoundTable | None:
    """The lines that keep the columns apart, with the stripes left between them, and the headings across them."""
    below: list[Line] = []
    across: list[Line] = []
    for k, line in enumerate(lines):
        left = _narrowed(stripes, line)
        if len(left) == len(stripes):
            stripes = left
        elif below and _begins_whole(stripes, lines[k + 1 : k + 2]):
            across.append(line)
        else:
            break
        below.append(line)
    return _FoundTable(stripes, header, below, across) if below else None


def _begins_whole(stripes: Sequence[Stripe], lines: Sequence[Line]) -> bool:
    """Whether a line keeps the columns apart and begins a row with most of its cells."""
    return any(
        len(_narrowed(stripes, line)) == len(stripes)
        and _begins(line, stripes)
        and sum(map(bool, _columns([line], stripes))) * 2 > len(stripes) + 1
        for line in lines
    )


def _stripes(lines: Sequence[Line]) -> list[Stripe]:
    """The blanks between the words of all lines, as wide as those between cells."""
    words = sorted((word.x0, word.x1) for line in lines for word in line)
    found: list[Stripe] = []
    end = words[0][1] if words else 0.0
    for left, right in words:
        if left - end >= _APART:
            found.append((end, left))
        end = max(end, right)
    return found


def _narrowed(stripes: Sequence[Stripe], line: Line) -> list[Stripe]:
    """The stripes less what the cells of a line take of them; those that get too narrow are gone."""
    cells: list[Stripe] = []
    for word in line:
        if cells and word.x0 - cells[-1][1] < _STRIPE:
            cells[-1] = (cells[-1][0], max(cells[-1][1], word.x1))
        else:
            cells.append((word.x0, word.x1))
    left: list[Stripe] = []
    for start, end in stripes:
        within = [one for one in cells if one[1] > start and one[0] < end]
        edges = [start, *(edge for one in within for edge in one), end]
        blanks = list(zip(edges[::2], edges[1::2], strict=True))
        widest = max(blanks, key=lambda one: one[1] - one[0])
        if widest[1] - widest[0] >= _STRIPE:
            left.append(widest)
    return left


def _is_header(lines: Sequence[Line], stripes: Sequence[Stripe]) -> bool:
    """Whether the texts over the columns are the headers of numbers and of fields of tasks."""
    labels = [find_label(clean(" ".join(word.text for word in words))) for words in _columns(lines, stripes)]
    fields = [label.field for label in labels if label is not None]
    return NUMBER in fields[:1] and len(OF_TASKS.intersection(fields)) > 1 and len(fields) * 4 >= len(labels) * 3


def _columns(lines: Sequence[Line], stripes: Sequence[Stripe]) -> Iterator[list[PrintedWord]]:
    """The words of each column, line by line."""
    edges = [-1.0, *((start + end) / 2 for start, end in stripes), 1e6]
    for left, right in pairwise(edges):
        yield [word for line in lines for word in line if left <= (word.x0 + word.x1) / 2 < right]


def _boxes(found: _FoundTable) -> Iterator[Box]:
    """The boxes of the cells; none where a row does not begin with its number and its title."""
    across = set(map(id, found.across))
    starts = [k for k, line in enumerate(found.below) if id(line) in across or _begins(line, found.stripes)]
    if not starts or (found.header and starts[0] != 0):
        return
    rows = [found.below[start:end] for start, end in pairwise([*starts, len(found.below)])]
    if starts[0] != 0:  # the end of a row on the page before
        rows.insert(0, found.below[: starts[0]])
    if found.header:
        rows.insert(0, found.header)
    if len(rows) < 2 and found.header:
        return
    shapes = [Row([word for line in row for word in line]) for row in rows]
    edges = (min(one.x0 for one in shapes) - _MARGIN, max(one.x1 for one in shapes) + _MARGIN)
    xs = [edges[0], *((start + end) / 2 for start, end in found.stripes), edges[1]]
    ys = [
        shapes[0].top - 2,
        *((above.bottom + below.top) / 2 for above, below in pairwise(shapes)),
        shapes[-1].bottom + 2,
    ]
    for row, (top, bottom) in zip(rows, pairwise(ys), strict=True):
        for left, right in [edges] if id(row[0]) in across else pairwise(xs):
            yield (left, top, right, bottom)


def _begins(line: Line, stripes: Sequence[Stripe]) -> bool:
    """Whether a line begins a row: it has a number, and beside it the first word of a title."""
    number, title = list(_columns([line], stripes))[:2]
    return bool(number) and bool(title)
