"""Splitting of text into words."""

from __future__ import annotations

import re

#: A word: letters only.
WORD = re.compile(r"[^\W\d_]+")


def words_of(piece: str) -> list[str]:
    """The words in a piece of text."""
    return WORD.findall(piece)
