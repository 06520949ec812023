"""Data with the places where they stand in the text, kept as numbers until somebody asks for nodes.

Most plans are read, answered from and put away without one place being asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from msgspec import Struct

from parplan.source.nodes import Data, Mapping, Node, Scalar, Sequence

_STYLES = frozenset("'\"|>")
_BRACKETS = frozenset("[{")


class PlacedData(Struct, frozen=True):
    """What a text says, and where.

    ``places`` are offsets in the order of the text: of each text its start and end, of each list and mapping its start
    and, where it stands in brackets, behind what is in it its end.
    """

    text: str
    data: dict[str, Data]
    places: array[int]

    def nodes(self) -> Mapping:
        """Return the tree of nodes: a new one each time."""
        root = _node(self.data, self.text, iter(self.places))
        assert isinstance(root, Mapping)
        return root


def style_at(text: str, start: int, end: int) -> str:
    """The style of the text between two offsets: the sign it begins with, nothing for a plain one."""
    return text[start] if start < end and text[start] in _STYLES else ""


def _node(data: Data, text: str, places: Iterator[int]) -> Node:
    # The recursion is bounded, as `scan` leaves deep texts to the parser.
    start = next(places)
    if isinstance(data, str):
        end = next(places)
        return Scalar(data, start, end, style_at(text, start, end))
    flow = text[start] in _BRACKETS
    node: Sequence | Mapping
    last: Node | None = None
    if isinstance(data, list):
        node = Sequence(start, flow)
        items = node.items
        for item in data:
            last = _node(item, text, places)
            items.append(last)
    else:
        node = Mapping(start, flow)
        by_key = node.by_key
        for name, value in data.items():
            key = Scalar(name, start := next(places), next(places), text[start] if text[start] in _STYLES else "")
            last = _node(value, text, places)
            by_key[name] = (key, last)
    # A block ends where its last text ends.
    node.end = next(places) if flow else last.end if last is not None else node.start
    return node
