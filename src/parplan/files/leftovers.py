"""Temporary files and folders left by killed commands: a later command deletes its own, and no other's.

A command works under a fresh name and ends by renaming or deleting it. What stands beside a plan is deleted by the next
command that holds the plan's lock. Nothing locks the place of a document: so a temporary file or folder there is
deleted only if it is an hour older than the present one, belongs to the same user, and no process has it open as its
own. A folder must hold nothing but what an export writes, and be as closed to others as one in the making, so that
nobody can have a folder deleted by renaming it.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePath, PurePosixPath

from parplan.files.folder import Folder, fresh_name

_MARK = "parplan-"
#: The mode of a folder in the making.
CLOSED = 0o700
#: Seconds. Between making a file and locking it a command takes a moment; on shares without locks this must do.
_OLD = 3600.0
_TEMPORARY = re.compile(r"\.parplan-[0-9a-f]{16}\.tmp")
# Those of parplan before 0.4 have eight random characters.
_BESIDE_PLAN = r"([0-9a-f]{16}|[a-z0-9_]{8})\.tmp"
#: On some systems the lock library leaves a file, with which it tests the folder.
_PROBE = re.compile(r"\.filelock-probe-[0-9a-f]{32}")


def companion(path: Path, ending: str) -> Path:
    """The hidden file beside ``path`` with this ending; its name is made of a hash if it would be too long."""
    name = path.name if len(os.fsencode(path.name)) <= 180 else sha256(os.fsencode(path.name)).hexdigest()[:24]
    return path.with_name(f".{name}.{ending}")


def name_beside(plan: Path) -> str:
    """A fresh name for the file that will replace a plan."""
    return fresh_name(companion(plan, _MARK).name, ".tmp")


def temporary_name() -> str:
    """A fresh name for a new document or folder."""
    return fresh_name(".parplan-", ".tmp")


def delete_beside(plan: Path) -> None:
    """Delete what commands left beside a plan (``path`` without links). Its lock is held, so none is at work."""
    ours = re.compile(re.escape(companion(plan, _MARK).name) + _BESIDE_PLAN)
    with suppress(OSError), Folder(plan.parent) as folder:
        for name in list(folder.names()):
            if ours.fullmatch(name) or _PROBE.fullmatch(name):
                with suppress(OSError):
                    folder.unlink(name)


def delete_files(folder: Folder, present: str) -> None:
    """Delete the old temporary files in a folder. present: the temporary name the command itself uses there."""
    for name, status in _old(folder, present):
        if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
            with suppress(OSError):
                folder.delete_unused(name)


def delete_folders(folder: Folder, present: str, is_own: Callable[[PurePath], bool]) -> None:
    """Delete the old temporary folders in a folder. is_own: whether an export writes a file of this path in it."""
    for name, status in _old(folder, present):
        if stat.S_ISDIR(status.st_mode) and stat.S_IMODE(status.st_mode) == CLOSED:
            with suppress(OSError), folder.inner(name) as inner:
                if inner.lock() and all(map(is_own, _files(inner, PurePosixPath()))):
                    inner.clear()  # what was looked at, whatever has the name by now
                    folder.remove(name)


def _files(folder: Folder, before: PurePosixPath) -> Iterator[PurePosixPath]:
    """The paths of all that is in a folder but folders; links are not followed."""
    for name in list(folder.names()):
        if stat.S_ISDIR(folder.status(name).st_mode):
            with folder.inner(name) as inner:
                yield from _files(inner, before / name)
        else:
            yield before / name


def _old(folder: Folder, present: str) -> Iterator[tuple[str, os.stat_result]]:
    """The user's own temporary names that were last changed an hour before the present one."""
    with suppress(OSError):
        now = folder.status(present)
        for name in [name for name in folder.names() if _TEMPORARY.fullmatch(name) and name != present]:
            with suppress(OSError):
                status = folder.status(name)
                if status.st_uid == now.st_uid and status.st_mtime < now.st_mtime - _OLD:
                    yield name, status
