"""From a text to its data: line by line where it is simple, else by the events of the YAML parser.

Nodes with their places are made when they are asked for, and YAML is imported when it is needed.
"""

from __future__ import annotations

from parplan.diagnostics import Finding
from parplan.source.collecting import garbage_collection_paused
from parplan.source.nodes import Data, Node, to_data
from parplan.source.places import PlacedData
from parplan.source.scanning import scan
from parplan.source.text import SourceText


class Parsed:
    """What a text says: its ``data``, what was found wrong with it, and its tree of nodes.

    Data and tree are there when the document could be read to its end; where something in it was refused, an empty
    scalar stands for an alias, and refused keys are left out.
    """

    __slots__ = ("_root", "data", "findings", "placed")

    def __init__(
        self, data: Data | None, findings: tuple[Finding, ...], root: Node | None, placed: PlacedData | None = None
    ) -> None:
        self.data = data
        self.findings = findings
        self._root = root
        #: The data with their places, where the text was read line by line.
        self.placed = placed

    @property
    def root(self) -> Node | None:
        """The tree of nodes, made when it is first asked for."""
        if self._root is None and self.placed is not None:
            with garbage_collection_paused():
                self._root = self.placed.nodes()
        return self._root


def parse(source: SourceText) -> Parsed:
    """Return what a text says that :func:`parplan.source.text.decode` found nothing wrong with."""
    with garbage_collection_paused():
        placed = scan(source.text)
        if placed is not None:
            return Parsed(placed.data, (), None, placed)
        from parplan.source.composing import compose  # here: most plans do not need it

        root, findings = compose(source)
        return Parsed(None if root is None else to_data(root), findings, root)
