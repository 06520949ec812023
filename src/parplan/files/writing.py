"""Replacing a plan file whole: at every moment, and after every way to fail, it is the old one or the new one."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.locking import companion
from parplan.files.paths import displayed, status_of, unwritten
from parplan.files.reading import read_file

#: On Windows a scanner may have the file open for a moment: how often, and after how many seconds, to try again.
_TRIES, _PAUSE = 20, 0.1

#: What a folder answers on a system or share that cannot flush one.
_NO_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM})


def check_writable(path: Path) -> None:
    """Refuse a file that is read-only, before anybody is asked anything. Raises ``FileError``."""
    try:
        status = status_of(path)
    except RequestError:
        raise unwritten(path, FileNotFoundError()) from None
    # A file can be replaced in spite of its mode, and root may write everything: who set it read-only meant it.
    if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise FileError(
            message(N_("{path} is read-only; nothing was written"), path=displayed(path)),
            help=message(N_("ask whoever keeps it, or take the read-only mark off in the file's properties")),
        )


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put ``new`` in place of ``old``, the bytes the change was made from.

    The caller holds the file (:func:`parplan.files.locking.held`). Mode, owner and extended attributes stay; the path
    of a link stands for the file it leads to. Raises ``FileError`` when the file no longer is ``old``, cannot be
    written, or the disk is full: then it is as it was.
    """
    real = path.resolve()
    check_writable(real)
    _delete_leftovers(real)
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(dir=real.parent, prefix=companion(real, "").name, suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(new)
            file.flush()
            _keep_attributes(real, file.fileno(), temporary)
            os.fsync(file.fileno())
        _check_unchanged(real, old)
        _put_in_place(temporary, real)
        temporary = None
    except OSError as error:
        raise unwritten(real, error) from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
    _flush_folder(real)


def _delete_leftovers(real: Path) -> None:
    """Delete what a command that was killed left behind; nobody writes one now, as the file is held."""
    prefix = companion(real, "").name
    with suppress(OSError):
        for entry in os.scandir(real.parent):
            if entry.name.startswith(prefix) and entry.name.endswith(".tmp"):
                Path(entry).unlink()


def _keep_attributes(real: Path, descriptor: int, temporary: Path) -> None:
    """Give the new file the mode, owner and extended attributes of the old one, as far as the user may."""
    status = real.stat()
    if hasattr(os, "fchown"):
        made = os.fstat(descriptor)
        if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
            try:
                os.fchown(descriptor, status.st_uid, status.st_gid)
            except PermissionError:
                # In a folder shared by a group the file may be a colleague's; the group is what gives both access.
                with suppress(PermissionError):
                    os.fchown(descriptor, -1, status.st_gid)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(real):
                with suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(real, name))
    temporary.chmod(stat.S_IMODE(status.st_mode))  # last, as a change of owner takes special bits away


def _check_unchanged(real: Path, old: bytes) -> None:
    try:
        now = read_file(real)
    except ParplanError:
        now = None
    if now != old:
        raise FileError(
            message(N_("{path} was changed by another program meanwhile; nothing was written"), path=displayed(real)),
            help=message(N_("run the command again; it starts from what the file holds then")),
        )


def _put_in_place(temporary: Path, real: Path) -> None:
    for tries_left in reversed(range(_TRIES)):
        try:
            temporary.replace(real)
            return
        except PermissionError as error:
            if os.name != "nt" or not tries_left or not real.exists():
                raise error
            time.sleep(_PAUSE)


def _flush_folder(real: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        descriptor = os.open(real.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise FileError(
                message(
                    N_("{path} was written, but the system does not confirm that it is on the disk: {reason}"),
                    path=displayed(real),
                    reason=error.strerror or str(error),
                ),
                help=message(N_("look at the file, and at the disk; `parplan log` shows what was recorded")),
            ) from None
