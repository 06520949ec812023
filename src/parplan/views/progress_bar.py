"""A bar on the error stream of a terminal, which leaves no trace when it ends."""

from __future__ import annotations

from typing import Any


class ProgressBar:
    """A bar that has been started: what is going on (a text of ours, not a plan's), and of how many."""

    def __init__(self, text: str, of: int) -> None:
        from rich.console import Console  # here: hardly a run takes so long that it shows one
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._progress: Any = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(text, total=of)
        self._progress.start()

    def show(self, done: int) -> None:
        """Show how many are done."""
        self._progress.update(self._task, completed=done)

    def close(self) -> None:
        """Take the bar away."""
        self._progress.stop()
