"""Reading of text that is not valid YAML yet: offending lines and characters are blanked, others keep their offsets."""

from __future__ import annotations

from parplan.source.composing import compose
from parplan.source.nodes import Node
from parplan.source.text import SourceText, blanked

#: The most lines left out. Typing breaks a line or two; a text with more errors is not read.
_MOST_LINES = 4


def readable_root(text: str, keep: int | None = None) -> Node | None:
    """The tree of a text without the lines that cannot be read; ``None`` if there are too many of them.

    keep: an offset; its line must not be left out.
    """
    text = blanked(text)
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
    """The start and end of the line with this number, or of the last non-blank line before it."""
    lines = text.split("\n")
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    start = sum(len(line) + 1 for line in lines[: number - 1])
    return start, start + len(lines[number - 1].rstrip("\r"))
