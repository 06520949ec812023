"""The items of a list in another order: each with its lines and the comments above it; blank lines stay in place."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.diagnostics import N_, Path, Splice, message
from parplan.errors import EditError
from parplan.source import layout
from parplan.source.nodes import Node, find, to_data
from parplan.source.nodes import Sequence as List
from parplan.source.text import SourceText
from parplan.source.value_edits import says


def reorder_items(source: SourceText, root: Node, path: Path, order: Sequence[int]) -> list[Splice]:
    """Return the splices that put the items of the list at ``path`` into ``order``, which has their present indexes.

    The list is read again by itself: reading the whole text for each list takes long. Raises :class:`EditError` for a
    list in brackets and for a layout that is not understood.
    """
    node = find(root, path)
    if not isinstance(node, List) or node.flow or sorted(order) != list(range(len(node.items))):
        raise _refused(source, root, path)
    starts = [_start(source, node, number) for number in range(len(node.items))]
    end = layout.end_of_line(source, node.end)
    pieces = [source.text[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)]
    # An empty item stays where it is; the lines before it go with their item.
    lines = [piece.rstrip(" \t\r\n") for piece in pieces]
    blanks = [piece[len(kept) :] or source.newline for piece, kept in zip(pieces, lines, strict=True)]
    written = "".join(lines[number] + blank for number, blank in zip(order, blanks, strict=True))
    if end == len(source.text) and not source.text.endswith("\n"):
        written = written.removesuffix(source.newline)
    items = [to_data(node.items[number]) for number in order]
    if not says(SourceText(" " * layout.column(source, starts[0]) + written), items):
        raise _refused(source, root, path)
    return [Splice(starts[0], end, written)]


def _start(source: SourceText, node: List, number: int) -> int:
    """Where the lines of an item begin: with the comments right above it, but of the first one with its dash."""
    dash = layout.column(source, node.start)
    start = layout.start_of_line(source, layout.dash_before(source, node.items[number].start, dash))
    while number and start:
        above = layout.start_of_line(source, start - 1)
        if not source.text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start


def _refused(source: SourceText, root: Node, path: Path) -> EditError:
    node = find(root, path)
    place = root.start if node is None else node.start
    return EditError(
        message(
            N_("line {line}: the items of this list cannot be put into another order; nothing was written"),
            line=source.span(place, place).line,
        ),
        help=message(N_("correct it in the file")),
    )
