"""Replacing a plan file whole: at every moment, and after every way to fail, it is the old one or the new one."""

from __future__ import annotations

import errno
import os
import re
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

#: How the names of temporary files end, so that no other program's file is taken for one of ours.
_MARK, _SUFFIX = "parplan-", ".tmp"
_PROBE = re.compile(r"\.filelock-probe-[0-9a-f]{32}")

#: What a folder answers on a system or share that cannot flush one.
_NO_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM})


def check_writable(path: Path) -> None:
    """Refuse a file that is read-only, before anybody is asked anything. Raises ``FileError``."""
    # A file can be replaced in spite of its mode, and root may write everything: who set it read-only meant it.
    writable = _status(path).st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) and os.access(path, os.W_OK)
    if not writable and _status(path):
        raise FileError(
            message(N_("{path} is read-only; nothing was written"), path=displayed(path)),
            help=message(N_("ask whoever keeps it, or take the read-only mark off in the file's properties")),
        )


def _status(path: Path) -> os.stat_result:
    """What the system says of a file that was there a moment ago."""
    try:
        return status_of(path)
    except RequestError:
        raise unwritten(path, FileNotFoundError()) from None


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put ``new`` in place of ``old``, the bytes the change was made from.

    The caller holds the file (:func:`parplan.files.locking.held`). Mode, owner and extended attributes stay; the path
    of a link stands for the file it leads to. Raises ``FileError`` when the file no longer is ``old``, cannot be
    written, or the disk is full: then it is as it was.
    """
    check_writable(path)
    real = path.resolve()
    _delete_leftovers(real)
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(dir=real.parent, prefix=companion(real, _MARK).name, suffix=_SUFFIX)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(new)
            file.flush()
            _keep_attributes(real, file.fileno(), temporary)
            os.fsync(file.fileno())
        _check_unchanged(path, old)
        _put_in_place(temporary, real, new)
        temporary = None
    except OSError as error:
        raise unwritten(path, error) from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
    _flush_folder(path, real)


def _delete_leftovers(real: Path) -> None:
    """Delete what a command that was killed left behind; nobody writes one now, as the file is held.

    On some systems the lock's library leaves a file too, with which it tries out what the folder can do.
    """
    ours = re.compile(re.escape(companion(real, _MARK).name) + "[a-z0-9_]{8}" + re.escape(_SUFFIX))
    with suppress(OSError), os.scandir(real.parent) as entries:
        for entry in entries:
            if ours.fullmatch(entry.name) or _PROBE.fullmatch(entry.name):
                with suppress(OSError):
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


def _check_unchanged(path: Path, old: bytes) -> None:
    try:
        now = read_file(path)
    except ParplanError:
        now = None
    if now != old:
        raise FileError(
            message(N_("{path} was changed by another program meanwhile; nothing was written"), path=displayed(path)),
            help=message(N_("run the command again; it starts from what the file holds then")),
        )


def _put_in_place(temporary: Path, real: Path, new: bytes) -> None:
    for tries_left in reversed(range(_TRIES)):
        try:
            temporary.replace(real)
            return
        except OSError as error:
            if not temporary.exists() and _holds(real, new):
                return  # done, although the answer of a share was lost
            if os.name != "nt" or not isinstance(error, PermissionError) or not tries_left or not real.exists():
                raise
            time.sleep(_PAUSE)


def _holds(real: Path, new: bytes) -> bool:
    try:
        return read_file(real) == new
    except ParplanError:
        return False


def _flush_folder(path: Path, real: Path) -> None:
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
                    path=displayed(path),
                    reason=error.strerror or str(error),
                ),
                help=message(N_("look at the file, and at the disk; `parplan log` shows what was recorded")),
            ) from None
