"""Locks, so that one command at a time works on a plan file, even from several machines on a shared folder."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.files.leftovers import companion, delete_beside
from parplan.files.paths import displayed, unwritten

#: Seconds a command waits for another one to release the file.
LONGEST_WAIT = 60.0

#: Seconds of waiting after which the user is told.
_PATIENCE = 1.0

#: The error numbers for a share without locks.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})


@contextmanager
def held(path: Path, on_wait: Callable[[], None], longest_wait: float = LONGEST_WAIT) -> Iterator[None]:
    """Hold a lock on the file at ``path``; ``on_wait`` is called once if it takes long to get it.

    The system releases the lock when a process ends, however it ends; the last holder deletes the lock file, and each
    what killed commands left beside ``path``.
    Raises :class:`FileError` if another command holds it longer than ``longest_wait`` seconds, or the folder cannot be
    written to.
    """
    from filelock import FileLock, Timeout  # imported here, because only writing needs it

    lock_path = companion(path.resolve(), "lock")
    if not lock_path.parent.is_dir():  # the library would create it
        raise unwritten(path, FileNotFoundError())
    _check_place(path, lock_path)
    lock = FileLock(lock_path, mode=0o666)
    started = time.monotonic()
    told = False
    while True:
        waited = time.monotonic() - started
        limit = longest_wait if told else min(_PATIENCE, longest_wait)
        try:
            lock.acquire(timeout=max(limit - waited, 0), poll_interval=0.02)
            break
        except Timeout:
            if told or longest_wait <= _PATIENCE:
                raise FileError(
                    message(
                        N_("{path} has been locked by another command for over {seconds} seconds; nothing was written"),
                        path=displayed(path),
                        seconds=round(longest_wait),
                    ),
                    help=message(
                        N_("wait for it and run the command again; if none is running, delete {lock}"),
                        lock=displayed(lock_path),
                    ),
                ) from None
            told = True
            on_wait()
        except (OSError, NotImplementedError) as error:
            if isinstance(error, NotImplementedError) or error.errno in _NO_LOCKS:
                raise _without_locks(path) from None
            raise unwritten(path, error) from None
    try:
        delete_beside(path.resolve())
        yield
    finally:
        if os.name == "posix":
            # Delete it while holding the lock: a waiting command notices and makes a new one.
            _quietly(lock_path.unlink, lock.release)
        else:
            _quietly(lock.release, lock_path.unlink)  # Windows does not delete open files


def _without_locks(path: Path) -> FileError:
    return FileError(
        message(N_("{path} is on a network share without file locks; nothing was written"), path=displayed(path)),
        help=message(N_("copy the plan to this computer, record in the copy and copy it back, one person at a time")),
    )


def _check_place(path: Path, lock_path: Path) -> None:
    """Refuse anything that is not parplan's lock file: opening it could block, or empty somebody's file."""
    try:
        status = lock_path.lstat()
    except OSError:
        return  # nothing is there; what the system refuses now, it will refuse again
    if stat.S_ISLNK(status.st_mode):
        template = N_("{lock}, the lock file of {path}, is a link; nothing was written")
    elif stat.S_ISDIR(status.st_mode):
        template = N_("{lock}, the lock file of {path}, is a folder; nothing was written")
    elif not stat.S_ISREG(status.st_mode):
        template = N_("{lock}, the lock file of {path}, is a pipe or a device; nothing was written")
    elif status.st_nlink > 1:
        template = N_("{lock}, the lock file of {path}, is a hard link to another file; nothing was written")
    else:
        return
    raise FileError(
        message(template, lock=displayed(lock_path), path=displayed(path)),
        help=message(
            N_("delete {lock}, which parplan did not make, and run the command again"), lock=displayed(lock_path)
        ),
    )


def _quietly(*steps: Callable[[], object]) -> None:
    """Run cleaning steps; their failure does not undo what was done under the lock."""
    for step in steps:
        with suppress(OSError):
            step()
