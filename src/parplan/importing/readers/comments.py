"""Comments on a document, which are not read: what is told of them."""

from __future__ import annotations

from collections.abc import Sequence

from parplan.importing.readers.letters import as_printed

#: The most comments and marks that are told, and the most signs of each.
MOST_TOLD, _LENGTH = 20, 80


def comment_text(text: str) -> str:
    """The beginning of a comment, or of the words it is about, on one line."""
    shown = as_printed(text[: 2 * _LENGTH])
    return shown if len(shown) <= _LENGTH else f"{shown[:_LENGTH]}…"


def told_comments(comments: Sequence[str]) -> str:
    """The first comments, in one line."""
    return "; ".join(comments if len(comments) <= MOST_TOLD else [*comments[:MOST_TOLD], "…"])
