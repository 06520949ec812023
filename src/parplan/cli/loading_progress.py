"""A progress bar on a terminal while many plans are read, shown after the first second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from parplan.diagnostics import N_
from parplan.languages import Language
from parplan.views.progress_bar import ProgressBar

#: Called with the number of plans read and the total.
OnProgress = Callable[[int, int], None]

#: Seconds before the bar appears.
_SHOWN_AFTER = 1.0


@contextmanager
def loading_shown(language: Language, title: str = N_("Reading the plans")) -> Iterator[OnProgress]:
    """Show a progress bar on a terminal once reading takes longer than a second.

    title: the title of the bar, a template marked for translation.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    started = time.monotonic()
    bars: list[ProgressBar] = []

    def on_progress(done: int, of: int) -> None:
        if not bars:
            if time.monotonic() - started < _SHOWN_AFTER or done == of:
                return
            bars.append(ProgressBar(language.gettext(title), of))
        bars[0].show(done)

    try:
        yield on_progress
    finally:
        for bar in bars:
            bar.close()
