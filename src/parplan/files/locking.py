"""One command at a time on a plan file, also from several machines on a shared folder."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.files.paths import displayed, unwritten

#: How long a command waits for another one to finish with the file, in seconds.
LONGEST_WAIT = 60.0

#: After how many seconds of waiting the user is told.
_PATIENCE = 1.0


def companion(path: Path, ending: str) -> Path:
    """The hidden file beside ``path`` that serves it; of a name too long for two, one made from its hash."""
    name = path.name if len(os.fsencode(path.name)) <= 180 else sha256(os.fsencode(path.name)).hexdigest()[:24]
    return path.with_name(f".{name}.{ending}")


@contextmanager
def held(path: Path, on_wait: Callable[[], None], longest_wait: float = LONGEST_WAIT) -> Iterator[None]:
    """Hold the file at ``path`` against other commands; ``on_wait`` is called once when it takes long.

    The system gives the lock back when a process ends, however it ends; its file is deleted by whoever held it last.
    Raises :class:`FileError` when the file is held for longer, or the folder cannot be written to.
    """
    from filelock import FileLock, Timeout  # here, because only what writes needs it

    lock_path = companion(path.resolve(), "lock")
    if not lock_path.parent.is_dir():  # which the library would make
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
                        N_("{path} is held by another command for more than {seconds} seconds; nothing was written"),
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
            raise unwritten(path, error) from None
    try:
        yield
    finally:
        if os.name == "posix":
            # While it is held: one who waits for the deleted file notices and takes a new one.
            _quietly(lock_path.unlink, lock.release)
        else:
            _quietly(lock.release, lock_path.unlink)  # Windows lets no file be deleted that somebody has open


def _check_place(path: Path, lock_path: Path) -> None:
    """Refuse what cannot be a lock of ours: opening it would wait, or empty a file that is somebody's."""
    try:
        status = lock_path.lstat()
    except OSError:
        return  # nothing is there; what the system refuses, it refuses again
    if stat.S_ISLNK(status.st_mode):
        template = N_("{lock}, where {path} is held, is a link; nothing was written")
    elif stat.S_ISDIR(status.st_mode):
        template = N_("{lock}, where {path} is held, is a folder; nothing was written")
    elif not stat.S_ISREG(status.st_mode):
        template = N_("{lock}, where {path} is held, is a pipe or a device; nothing was written")
    elif status.st_nlink > 1:
        template = N_("{lock}, where {path} is held, is another name of some file; nothing was written")
    else:
        return
    raise FileError(
        message(template, lock=displayed(lock_path), path=displayed(path)),
        help=message(N_("delete {lock} and run the command again; parplan did not make it"), lock=displayed(lock_path)),
    )


def _quietly(*steps: Callable[[], object]) -> None:
    """Do what is left to do; what was done while the file was held is not undone by a failure of it."""
    for step in steps:
        with suppress(OSError):
            step()
