"""The values of a file by their place in its text, and the way back from a value to its path."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from parplan.diagnostics import Path
from parplan.source.nodes import Data, Mapping, Node, Scalar, Sequence
from parplan.source.parsing import Parsed
from parplan.source.places import PlacedData, style_at


class Values:
    """Every value that is a text, in the order of the file.

    A large file has hundreds of thousands, and few of them are ever asked for: so the path of one is put together only
    then, from the steps up to the root that each collection keeps; and of a file that was read with its places no nodes
    are made.
    """

    def __init__(self, parsed: Parsed) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._texts: list[str] = []
        self._styles: list[str] = []
        #: For each value its collection and the step to it.
        self._places: list[tuple[int, str | int]] = []
        #: For each collection the one it is in and the step to it; the first is the root's.
        self._parents: list[tuple[int, str | int]] = [(-1, "")]
        self._quoted_keys: list[tuple[int, int]] = []
        if (placed := parsed.placed) is not None:
            self._read(placed.data, 0, placed, iter(placed.places))
        elif isinstance(parsed.root, Scalar):
            self._add(parsed.root, -1, "")
        elif parsed.root is not None:
            self._collect(parsed.root, 0)

    # The recursion is bounded: texts that are nested deeper than a limit are refused.
    def _collect(self, node: Sequence | Mapping, number: int) -> None:
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
        self._starts.append(scalar.start)
        self._ends.append(scalar.end)
        self._texts.append(scalar.value)
        self._styles.append(scalar.style)
        self._places.append((number, step))

    def _descend(self, node: Node, number: int, step: str | int) -> None:
        assert not isinstance(node, Scalar)
        self._parents.append((number, step))
        self._collect(node, len(self._parents) - 1)

    def _read(self, data: Data, number: int, placed: PlacedData, places: Iterator[int]) -> None:
        """The same from a list or mapping, and the places of what is in it in :class:`PlacedData`'s order."""
        text = placed.text
        in_brackets = text[next(places)] in "[{"
        steps = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
        keyed = isinstance(data, dict)
        for step, value in steps:
            if keyed:
                start, end = next(places), next(places)
                if text[start] in "\"'":
                    self._quoted_keys.append((start, end))
            if isinstance(value, str):
                start, end = next(places), next(places)
                self._starts.append(start)
                self._ends.append(end)
                self._texts.append(value)
                self._styles.append(style_at(text, start, end))
                self._places.append((number, step))
            else:
                self._parents.append((number, step))
                self._read(value, len(self._parents) - 1, placed, places)
        if in_brackets:
            next(places)

    def at(self, offset: int) -> tuple[int, Scalar] | None:
        """The value that covers ``offset``, with its number; ``None`` in a key, a comment or between."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset >= self._ends[number]:
            return None
        return number, Scalar(self._texts[number], self._starts[number], self._ends[number], self._styles[number])

    def path(self, number: int) -> Path:
        """The path of a value."""
        parent, step = self._places[number]
        if parent < 0:
            return ()
        steps = [step]
        while parent > 0:
            parent, step = self._parents[parent]
            steps.append(step)
        return tuple(reversed(steps))

    def in_quoted_key(self, offset: int) -> bool:
        """Whether a key in quotes covers ``offset``."""
        place = bisect_right(self._quoted_keys, offset, key=lambda key: key[0]) - 1
        return place >= 0 and offset < self._quoted_keys[place][1]
