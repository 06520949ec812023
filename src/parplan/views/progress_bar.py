"""A progress bar on the error stream of a terminal, which leaves no trace."""

from __future__ import annotations

from typing import Any


class ProgressBar:
    """A started progress bar. Its title must be parplan's own text, never a plan's."""

    def __init__(self, text: str, of: int) -> None:
        from rich.console import Console  # imported here, because few runs take so long that they show a bar
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._progress: Any = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(text, total=of)
        self._progress.start()

    def show(self, done: int) -> None:
        """Show the number done."""
        self._progress.update(self._task, completed=done)

    def close(self) -> None:
        """Remove the bar."""
        self._progress.stop()
