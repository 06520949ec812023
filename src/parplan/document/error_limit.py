"""How many errors of a plan are told; the rest is counted, as nobody reads more and hostile files have millions."""

from __future__ import annotations

#: So many findings of loading a file are told.
LOADING_LIMIT = 500


class ErrorLimit:
    """The errors of one file while it is checked: how many may still be told, and how many ``more`` there are."""

    def __init__(self) -> None:
        self.left = LOADING_LIMIT
        self.more = 0

    def take(self) -> bool:
        """Count an error; return whether it is told."""
        if self.left > 0:
            self.left -= 1
            return True
        self.more += 1
        return False
