"""A progress bar on a terminal while many plans are read, from the first second on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from parplan.languages import Language

#: Called with how many plans are read, of how many.
OnProgress = Callable[[int, int], None]

#: What takes less than this many seconds needs no bar.
_SHOWN_AFTER = 1.0


@contextmanager
def loading_shown(language: Language) -> Iterator[OnProgress]:
    """Show how far the reading is, where somebody looks at the error stream and it takes longer than a second."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    started = time.monotonic()
    bars: list[tuple[Any, Any]] = []

    def on_progress(done: int, of: int) -> None:
        if not bars:
            if time.monotonic() - started < _SHOWN_AFTER or done == of:
                return
            bars.append(_start(language, of))
        bar, task = bars[0]
        bar.update(task, completed=done)

    try:
        yield on_progress
    finally:
        for bar, _task in bars:
            bar.stop()


def _start(language: Language, of: int) -> tuple[Any, Any]:
    from rich.console import Console  # here: hardly a run takes so long
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(language.gettext("Reading the plans"), total=of)
    bar.start()
    return bar, task
