"""Pausing the garbage collector while many objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

#: Pauses after which the old objects are looked through: an editor or a program reads texts all day, and Python would
#: never collect what waits there (0.15 MB for each letter typed in the plan of 2021, 1.25 MB with 1,000 tasks).
_PAUSES = 64
_pauses = count(1)


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Make many objects at once without the collector looking through all of them again and again.

    Nor does it look through them as soon as the pause ends, which would cost a quarter of loading: they are put among
    the old objects at once, and collected with all others after some pauses. Pauses within a pause do nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if next(_pauses) % _PAUSES == 0:
                gc.collect()
            elif gc.get_freeze_count() == 0:  # else somebody froze objects, and they stay so
                gc.freeze()
                gc.unfreeze()  # puts all that was frozen into the oldest generation
            gc.enable()
