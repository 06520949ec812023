"""Atomic replacement of a plan file: at every moment, and after any failure, it is the old text or the new one."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.folder import Folder, Identity, identity, write_new
from parplan.files.leftovers import name_beside
from parplan.files.paths import displayed, status_of, unwritten
from parplan.files.reading import read_file

#: Number of attempts and seconds between them; on Windows a virus scanner may have the file open for a moment.
_TRIES, _PAUSE = 20, 0.1

#: Errors of systems and shares that cannot flush a folder.
_NO_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM})


def check_writable(path: Path) -> None:
    """Refuse a read-only file, before any question is asked. Raises ``FileError``."""
    # Renaming ignores the file's mode, and root may write anything; but whoever made the file read-only meant it.
    writable = _status(path).st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) and os.access(path, os.W_OK)
    if not writable and _status(path):
        raise FileError(
            message(N_("{path} is read-only; nothing was written"), path=displayed(path)),
            help=message(N_("ask its owner, or clear “read-only” in the file's properties")),
        )


def _status(path: Path) -> os.stat_result:
    """The status of a file that existed a moment ago."""
    try:
        return status_of(path)
    except RequestError:
        raise unwritten(path, FileNotFoundError()) from None


def check_replaceable(path: Path) -> None:
    """Refuse a plan with several hard links, before any question is asked. Raises ``FileError``."""
    check_writable(path)
    status = _status(path)
    names = status.st_nlink
    if names > 1 and stat.S_ISREG(status.st_mode):
        # The file is replaced, not rewritten, so that it is never incomplete; its other names would keep the old text.
        raise FileError(
            message(
                N_(
                    "{path} has {count} names (hard links), and the others would keep the old text; nothing was written"
                ),
                path=displayed(path),
                count=names,
            ),
            help=message(N_("delete the other names, or make them links to {path} (ln -s)"), path=displayed(path)),
        )


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Replace the file's bytes ``old``, from which the change was made, by ``new``.

    The caller holds the lock (:func:`parplan.files.locking.held`). Mode, owner and extended attributes are kept; a link
    means the file it leads to. Raises ``FileError`` if the file is no longer ``old``, cannot be written or the disk is
    full (it is then unchanged), or if another user has put a file in its place.
    """
    check_replaceable(path)
    real = path.resolve()
    temporary = name_beside(real)
    try:
        with Folder(real.parent) as folder:
            before, attributes = attributes_of(folder, real.name)
            made = write_new(folder, temporary, new, stat.S_IRUSR | stat.S_IWUSR, attributes.give)
            try:
                _check_unchanged(path, old)
                if not folder.holds(real.name, before):
                    raise changed(path)
                if not folder.holds(temporary, made):
                    raise swapped(path, written=False)
                _put_in_place(folder, temporary, real, new)
            except BaseException:
                with suppress(OSError):
                    folder.unlink(temporary)
                raise
            try:
                kept = folder.holds(real.name, made, renamed=True) and folder.read(real.name, len(new) + 1) == new
            except OSError as error:
                raise _unconfirmed(path, error) from None
            if not kept:
                raise swapped(path, written=True)
            _flush(folder, path)
    except OSError as error:
        raise unwritten(path, error) from None


class Attributes:
    """Mode, owner and extended attributes of a file."""

    def __init__(self, status: os.stat_result, extended: dict[str, bytes]) -> None:
        self._status = status
        self._extended = extended

    def give(self, descriptor: int) -> None:
        """Apply them to an open file, as far as the user may; the new file never allows others more than the old one.

        By descriptor, because in a shared folder the name may by now be another user's file.
        """
        mode = self._status.st_mode & (stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)
        if hasattr(os, "fchown"):
            owner, group = self._status.st_uid, self._status.st_gid
            made = os.fstat(descriptor)
            if (made.st_uid, made.st_gid) != (owner, group):
                try:
                    os.fchown(descriptor, owner, group)
                except PermissionError:
                    # In a folder shared by a group, the file may be a colleague's; the group gives both access.
                    with suppress(PermissionError):
                        os.fchown(descriptor, -1, group)
                if os.fstat(descriptor).st_gid != group:  # never give one group's rights to another
                    mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
        for name, value in self._extended.items():
            with suppress(OSError):
                os.setxattr(descriptor, name, value)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)


def attributes_of(folder: Folder, name: str) -> tuple[Identity, Attributes]:
    """The identity of a file, and the attributes for its replacement."""
    descriptor = folder.open(name)
    try:
        status = os.fstat(descriptor)
        extended = {}
        if hasattr(os, "listxattr"):
            with suppress(OSError):
                for key in os.listxattr(descriptor):
                    with suppress(OSError):
                        extended[key] = os.getxattr(descriptor, key)
        return identity(status), Attributes(status, extended)
    finally:
        os.close(descriptor)


def _check_unchanged(path: Path, old: bytes) -> None:
    try:
        now = read_file(path)
    except ParplanError:
        now = None
    if now != old:
        raise changed(path)


def changed(path: Path) -> FileError:
    """The error for a file that has changed since the command began."""
    return FileError(
        message(N_("{path} was changed by another program meanwhile; nothing was written"), path=displayed(path)),
        help=message(N_("run the command again; it will start from the present content")),
    )


def swapped(path: Path, *, written: bool) -> FileError:
    """The error for another user's file in the place of parplan's."""
    told = (
        N_("{path}: another user of the folder has replaced the file that was written")
        if written
        else N_("{path}: another user of the folder has replaced the new file; nothing was written")
    )
    return FileError(
        message(told, path=displayed(path)),
        help=message(
            N_("keep the plan where only trusted people can write, and check the file: `parplan log` shows its entries")
        ),
    )


def _put_in_place(folder: Folder, temporary: str, real: Path, new: bytes) -> None:
    for tries_left in reversed(range(_TRIES)):
        try:
            folder.replace(temporary, real.name)
            return
        except OSError as error:
            if not folder.is_regular(temporary) and _holds(real, new):
                return  # it succeeded, although the network share reported an error
            if os.name != "nt" or not isinstance(error, PermissionError) or not tries_left or not real.exists():
                raise
            time.sleep(_PAUSE)


def _holds(real: Path, new: bytes) -> bool:
    """Whether a file has exactly these bytes."""
    try:
        return read_file(real) == new
    except ParplanError:
        return False


def _flush(folder: Folder, path: Path) -> None:
    """Flush the folder, so that the new file survives a power cut, if the system can."""
    try:
        folder.flush()
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise _unconfirmed(path, error) from None


def _unconfirmed(path: Path, error: OSError) -> FileError:
    """The error for a file that was replaced, but not confirmed by the system to be on the disk."""
    return FileError(
        message(
            N_("{path} was written, but the system did not confirm that it is on the disk: {reason}"),
            path=displayed(path),
            reason=error.strerror or str(error),
        ),
        help=message(N_("check the file and the disk; `parplan log` shows what was recorded")),
    )
