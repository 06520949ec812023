"""The tree of a YAML text: scalars, mappings and sequences, each with its place in the text.

Every scalar is text: the reader of the document decides what ``6.10`` or ``no`` means. ``start`` and ``end`` are
offsets in code points, the end exclusive. A block collection ends where its last leaf ends, so neither the blank lines
nor the comments after it belong to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct, field

from parplan.diagnostics import Path


class Scalar(Struct, gc=False):  # nothing in it can be part of a circle
    """A text. ``style`` is ``""`` for a plain one, else the character it begins with: ``'``, ``"``, ``|``, ``>``.

    Nothing written (``key:``) is a plain scalar of no text whose ``start`` and ``end`` are where it would be written.
    """

    value: str
    start: int
    end: int
    style: str = ""


class Sequence(Struct):
    """A list of values; ``flow`` when written in brackets."""

    start: int
    flow: bool
    end: int = 0
    items: list[Node] = field(default_factory=list)


class MappingNode(Struct):
    """Keys and values in the order of the text; ``flow`` when written in braces.

    A key that was refused (a second one of the same text, none, a collection) is not in it, nor is its value.
    """

    start: int
    flow: bool
    end: int = 0
    by_key: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    @property
    def entries(self) -> Collection[tuple[Scalar, Node]]:
        """The pairs of key and value."""
        return self.by_key.values()


Node = Scalar | Sequence | MappingNode
Data = str | list["Data"] | dict[str, "Data"]


def to_data(node: Node) -> Data:
    """Return the content of the node as texts, lists and dictionaries."""
    # The recursion is bounded: `compose` makes no tree deeper than its limit.
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [item.value if type(item) is Scalar else to_data(item) for item in node.items]
    return {key: value.value if type(value) is Scalar else to_data(value) for key, (_, value) in node.by_key.items()}


def find(root: Node, path: Path) -> Node | None:
    """Return the node at ``path`` below ``root``, ``None`` when there is none."""
    node = root
    for step in path:
        if isinstance(node, MappingNode) and isinstance(step, str) and step in node.by_key:
            _, node = node.by_key[step]
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def find_key(root: Node, path: Path) -> Scalar | None:
    """Return the key under which the node at ``path`` stands, ``None`` when ``path`` does not end in a key there."""
    if not path:
        return None
    parent, step = find(root, path[:-1]), path[-1]
    if isinstance(parent, MappingNode) and isinstance(step, str) and step in parent.by_key:
        return parent.by_key[step][0]
    return None


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield the keys and values of a node that are texts, in the order of the text."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from scalars(value)
