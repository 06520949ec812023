"""Reading a plan file without ever hanging."""

from __future__ import annotations

import stat
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.files.paths import displayed, status_of, unreadable

#: The largest file that is read, in bytes: about 300,000 tasks.
SIZE_LIMIT = 256 * 1024 * 1024


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file of at most :data:`SIZE_LIMIT`.

    Raises :class:`RequestError` when there is no such file, else :class:`FileError`.
    """
    status = status_of(path)
    if stat.S_ISDIR(status.st_mode):
        raise FileError(
            message(N_("{path} is a folder, not a file"), path=displayed(path)),
            help=message(N_("name a plan file in it")),
        )
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe or a device can wait for ever, so it is not even tried.
        raise FileError(message(N_("{path} is a pipe or a device, not a file"), path=displayed(path)))
    if status.st_size > SIZE_LIMIT:
        raise _too_large(path, status.st_size)
    try:
        with path.open("rb") as file:
            data = file.read(status.st_size + 1)  # asked for more, Python makes room for all of that first
            if len(data) > status.st_size:
                data += file.read(SIZE_LIMIT + 1 - len(data))
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


def _too_large(path: Path, size: int) -> FileError:
    mebibyte = 1024 * 1024
    return FileError(
        message(
            N_("{path} has {size} MiB; files of up to {limit} MiB are read"),
            path=displayed(path),
            size=-(-size // mebibyte),
            limit=SIZE_LIMIT // mebibyte,
        ),
        help=message(N_("check that it is the plan, or split it into several files")),
    )
