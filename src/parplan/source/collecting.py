"""Pausing the garbage collector while many objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

#: Pauses of a command that ends soon. A process that makes more of them, such as an editor's, reads texts all day: what
#: waits among the old objects is hardly ever collected (0.15 MB for each letter typed in the plan of 2021).
_PAUSES = 32
_pauses = count(1)


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Make many objects at once without the collector looking through all of them again and again.

    Nor does it look through them as soon as the pause ends, which would cost a quarter of loading: they are put among
    the old objects at once, by a command that ends soon. Pauses within a pause do nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # Else somebody froze objects, and they stay so.
            if next(_pauses) <= _PAUSES and gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()  # puts all that was frozen into the oldest generation
            gc.enable()
