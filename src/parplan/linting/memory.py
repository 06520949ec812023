"""Caches of judgements on words and lines, because all plans share a few thousand words."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Generic, TypeVar

_T = TypeVar("_T")

#: The longest text cached as a word.
_LONGEST_WORD = 40
#: The longest text cached as a line, which may hold a paragraph.
LONGEST_LINE = 400
#: The most entries; a file may have any number of words.
_MOST = 1 << 16


class Memory(dict[str, _T]):
    """Cache of a pure function of a text: ``memory[text]`` computes it once. Long texts are not cached."""

    def __init__(self, judge: Callable[[str], _T], longest: int = _LONGEST_WORD) -> None:
        super().__init__()
        self._judge = judge
        self._longest = longest

    def __missing__(self, text: str) -> _T:
        found = self._judge(text)
        if len(text) <= self._longest:
            if len(self) >= _MOST:
                self.clear()
            self[text] = found
        return found


class Search(Generic[_T]):
    """A search that examines each distinct piece of text once per run, whatever the number of plans."""

    def __init__(self, look: Callable[[str], _T], longest: int = _LONGEST_WORD) -> None:
        self._look = look
        self._longest = longest
        self._known: set[str] = set()
        self._found: dict[str, _T] = {}

    def among(self, pieces: Set[str]) -> dict[str, _T]:
        """The results for those ``pieces`` that have one."""
        new = pieces - self._known
        found = {piece: self._found[piece] for piece in filter(self._found.__contains__, pieces)}
        if new:
            fresh = {piece: what for piece in new if (what := self._look(piece))}
            self._keep(new, fresh)
            found |= fresh
        return found

    def _keep(self, new: Set[str], fresh: dict[str, _T]) -> None:
        if len(self._known) >= _MOST:
            self._known.clear()
            self._found.clear()
        self._known.update(piece for piece in new if len(piece) <= self._longest)
        self._found.update((piece, what) for piece, what in fresh.items() if len(piece) <= self._longest)
