"""Judgements on pieces of text, remembered: the same few thousand words stand in every plan, and in all plans."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Generic, TypeVar

_T = TypeVar("_T")

#: Longer ones are no words of a language, and not kept.
_LONGEST = 40
#: So many are kept; a file may have any number of them.
_MOST = 1 << 16


class Remembered(dict[str, _T]):
    """What a function says of a text, which depends on nothing else; asked with ``[text]``."""

    def __init__(self, judge: Callable[[str], _T]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, text: str) -> _T:
        found = self._judge(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = found
        return found


class Search(Generic[_T]):
    """What is found in pieces of text, each looked at once in a run: of the next plan only its new ones are."""

    def __init__(self, look: Callable[[str], _T]) -> None:
        self._look = look
        self._known: set[str] = set()
        self._found: dict[str, _T] = {}

    def among(self, pieces: Set[str]) -> dict[str, _T]:
        """What is found in each of ``pieces`` in which anything is."""
        new = pieces - self._known
        if not new:
            return {piece: self._found[piece] for piece in pieces & self._found.keys()}
        found = {piece: what for piece in new if (what := self._look(piece))}
        found.update((piece, self._found[piece]) for piece in pieces & self._found.keys())
        if len(self._known) >= _MOST:
            self._known.clear()
            self._found.clear()
        kept = {piece for piece in new if len(piece) <= _LONGEST}
        self._known |= kept
        self._found.update((piece, what) for piece, what in found.items() if piece in kept)
        return found
