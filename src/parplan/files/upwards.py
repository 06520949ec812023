"""The search for a name in a folder and in those above it.

In a folder like ``/tmp``, where everybody may put a file and only its owner take it away (the sticky bit), what another
user has put there is passed over: it must not speak for whoever works below. On Windows every user may make folders
in the root of the system drive, and whose they are is not asked: it counts only for who works in it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath


def places_upwards(start: Path, *names: str) -> Iterator[Path]:
    """Yield the paths of ``names`` in ``start`` and in each folder above it, whether there is something or not.

    What another user has put into a folder for all is left out.
    """
    drive = os.environ.get("SYSTEMDRIVE", "C:") if os.name == "nt" else ""
    for folder in (start, *(above for above in start.parents if not is_system_root(above, drive))):
        shared = _everybodys(folder)
        for name in names:
            place = folder / name
            if shared is None or not _is_foreign(place, shared):
                yield place


def is_system_root(folder: PurePath, drive: str) -> bool:
    """Whether a folder is the root of Windows' own ``drive`` (``C:``; empty where there is none)."""
    return bool(drive) and folder.drive.casefold() == drive.casefold() and not folder.name


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
