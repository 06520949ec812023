"""Reading of plan files, without ever blocking on a pipe or device."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.files.paths import displayed, status_of, unreadable

#: The largest plan file, in bytes: about 300,000 tasks.
SIZE_LIMIT = 256 * 1024 * 1024
_MEBIBYTE = 1024 * 1024
#: Bytes read at a time if the size is unknown, because Python allocates all it asks for.
_PART = 1024 * 1024

_IS_IT_THE_PLAN = message(N_("check that it is the plan, or split it into several files"))


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file of at most :data:`SIZE_LIMIT`.

    Raises :class:`RequestError` if it does not exist, and :class:`FileError` if it cannot be read.
    """
    status = status_of(path)
    if stat.S_ISDIR(status.st_mode):
        raise FileError(
            message(N_("{path} is a folder, not a file"), path=displayed(path)),
            help=message(N_("name a plan file in it")),
        )
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe or a device could block for ever, so it is not tried.
        raise _no_file(path)
    if status.st_size > SIZE_LIMIT:
        raise _too_large(path, status.st_size)
    try:
        with open_at_once(path) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # replaced since the check
                raise _no_file(path)
            data = read_at_once(file, status.st_size + 1)  # no more, because Python allocates all it asks for
            if len(data) > status.st_size:
                data += read_at_once(file, SIZE_LIMIT + 1 - len(data))
    except FileNotFoundError:
        raise FileError(
            message(N_("{path} has just been moved or deleted"), path=displayed(path)),
            help=message(N_("run the command again")),
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None
    if len(data) > SIZE_LIMIT:
        raise _too_large(path, len(data))
    return data


def open_at_once(path: Path) -> BinaryIO:
    """Open a file for reading without blocking if a pipe has taken its place."""

    def without_waiting(name: str, flags: int) -> int:
        return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))

    return open(path, "rb", opener=without_waiting)


def read_at_once(file: BinaryIO, count: int) -> bytes:
    """Read up to ``count`` bytes of a file opened at once. Raises ``OSError`` where it has none yet."""
    data: bytes | None = file.read(count)
    if data is None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return data


def _no_file(path: Path) -> FileError:
    return FileError(message(N_("{path} is a pipe or a device, not a file"), path=displayed(path)))


def read_standard_input(stream: BinaryIO) -> bytes:
    """Return all of standard input, at most :data:`SIZE_LIMIT` bytes. Raises :class:`FileError`."""
    parts: list[bytes] = []
    left = SIZE_LIMIT
    try:
        while left >= 0 and (part := stream.read(_PART)):
            parts.append(part)
            left -= len(part)
    except OSError as error:
        raise FileError(
            message(N_("standard input cannot be read: {detail}"), detail=error.strerror or str(error))
        ) from None
    if left < 0:
        raise FileError(
            message(N_("standard input has more than {limit} MiB"), limit=SIZE_LIMIT // _MEBIBYTE), help=_IS_IT_THE_PLAN
        )
    return b"".join(parts)


def _too_large(path: Path, size: int) -> FileError:
    return FileError(
        message(
            N_("{path} has {size} MiB; the limit is {limit} MiB"),
            path=displayed(path),
            size=-(-size // _MEBIBYTE),
            limit=SIZE_LIMIT // _MEBIBYTE,
        ),
        help=_IS_IT_THE_PLAN,
    )
