"""The search for a name in a folder and in those above it.

In a folder like ``/tmp``, where everybody may put a file and only its owner take it away (the sticky bit), what another
user has put there is passed over: it must not speak for whoever works below.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def places_upwards(start: Path, *names: str) -> Iterator[Path]:
    """Yield the paths of ``names`` in ``start`` and in each folder above it, whether there is something or not.

    What another user has put into a folder for all is left out.
    """
    for folder in (start, *start.parents):
        shared = _everybodys(folder)
        for name in names:
            place = folder / name
            if shared is None or not _is_foreign(place, shared):
                yield place


def _everybodys(folder: Path) -> os.stat_result | None:
    """The status of a folder in which each user may put files of their own; ``None`` of any other."""
    if not hasattr(os, "geteuid"):
        return None
    try:
        status = folder.stat()
    except (OSError, ValueError):
        return None
    return status if status.st_mode & stat.S_ISVTX and status.st_mode & stat.S_IWOTH else None


def _is_foreign(place: Path, folder: os.stat_result) -> bool:
    """Whether something, a link too, belongs neither to the user, nor to root, nor to the folder's owner."""
    try:
        owner = place.lstat().st_uid
    except (OSError, ValueError):
        return False
    return owner not in (os.geteuid(), 0, folder.st_uid)
