"""What can be read of a text that is no YAML yet: lines in the way are left out, all others keep their place."""

from __future__ import annotations

from parplan.source.composing import compose
from parplan.source.nodes import Node
from parplan.source.text import SourceText

#: While one types, a line or two are in the way; of a text with more, nothing is told.
_MOST_LINES = 4


def readable_root(text: str, keep: int | None = None) -> Node | None:
    """The tree of a text without the lines that cannot be read; ``None`` where too many cannot.

    keep: an offset; the line it stands in must be read.
    """
    for _ in range(_MOST_LINES):
        root, findings = compose(SourceText(text))
        if root is not None:
            return root
        if not findings:
            return None
        start, end = _line_in_the_way(text, findings[0].span.line)
        if start == end or (keep is not None and start <= keep <= end):
            return None
        text = text[:start] + " " * (end - start) + text[end:]
    return None


def _line_in_the_way(text: str, number: int) -> tuple[int, int]:
    """Where the line with this number, or the last one before it in which anything stands, begins and ends."""
    lines = text.split("\n")
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    start = sum(len(line) + 1 for line in lines[: number - 1])
    return start, start + len(lines[number - 1].rstrip("\r"))
