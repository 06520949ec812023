"""The limit of errors shown; the rest are only counted, as nobody reads more and hostile files have millions."""

from __future__ import annotations

#: The number of findings shown when a file is loaded.
LOADING_LIMIT = 500


class ErrorLimit:
    """Counts the errors of one file while it is checked: how many may still be shown, and how many ``more``."""

    def __init__(self) -> None:
        self.left = LOADING_LIMIT
        self.more = 0

    def take(self) -> bool:
        """Count an error; return whether it is shown."""
        if self.left > 0:
            self.left -= 1
            return True
        self.more += 1
        return False
