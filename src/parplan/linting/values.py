"""An index of a file's values: from offsets to values, and from values to paths."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from parplan.diagnostics import Path
from parplan.source.nodes import MappingNode, Node, Scalar, Sequence

_start = attrgetter("start")


class Values:
    """All scalar values, in the order of the file.

    A large file has hundreds of thousands, and the path of few is ever needed, so paths are computed on demand from the
    steps that each collection keeps.
    """

    def __init__(self, root: Node) -> None:
        self._scalars: list[Scalar] = []
        #: For each value, its collection, and the step to it; a list of pairs takes four times the memory.
        self._collections: list[int] = []
        self._steps: list[str | int] = []
        #: For each collection, its parent and the step to it; the first is the root.
        self._parents: list[tuple[int, str | int]] = [(-1, "")]
        self._quoted_keys: list[tuple[int, int]] = []
        if isinstance(root, Scalar):
            self._add(root, -1, "")
        else:
            self._collect(root, 0)

    # The recursion is bounded, because texts nested too deeply are refused.
    def _collect(self, node: Sequence | MappingNode, number: int) -> None:
        if isinstance(node, Sequence):
            for k, item in enumerate(node.items):
                if type(item) is Scalar:
                    self._add(item, number, k)
                else:
                    self._descend(item, number, k)
            return
        for key, value in node.entries:
            if key.style:
                self._quoted_keys.append((key.start, key.end))
            if type(value) is Scalar:
                self._add(value, number, key.value)
            else:
                self._descend(value, number, key.value)

    def _add(self, scalar: Scalar, number: int, step: str | int) -> None:
        self._scalars.append(scalar)
        self._collections.append(number)
        self._steps.append(step)

    def _descend(self, node: Node, number: int, step: str | int) -> None:
        assert not isinstance(node, Scalar)
        self._parents.append((number, step))
        self._collect(node, len(self._parents) - 1)

    def at(self, offset: int) -> tuple[int, Scalar] | None:
        """The value around ``offset``, with its number; ``None`` in a key, a comment or between values."""
        number = bisect_right(self._scalars, offset, key=_start) - 1
        if number < 0 or offset >= self._scalars[number].end:
            return None
        return number, self._scalars[number]

    def path(self, number: int) -> Path:
        """The path of a value."""
        parent, step = self._collections[number], self._steps[number]
        if parent < 0:
            return ()
        steps = [step]
        while parent > 0:
            parent, step = self._parents[parent]
            steps.append(step)
        return tuple(reversed(steps))

    def in_quoted_key(self, offset: int) -> bool:
        """Whether ``offset`` is inside a quoted key."""
        place = bisect_right(self._quoted_keys, offset, key=lambda key: key[0]) - 1
        return place >= 0 and offset < self._quoted_keys[place][1]
