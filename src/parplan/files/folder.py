"""An open folder: operations act on this folder even if its path comes to lead elsewhere.

Others may write to a shared folder. So files are created under fresh names, never opened through links, and recognised
by their identity (:func:`identity`), not by their names. On Windows, which lacks these calls, paths are used.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

#: Whether the system can open files relative to an open folder.
_BY_DESCRIPTOR = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
#: So that opening a pipe put in place of a file does not wait.
_OLD = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Identity(NamedTuple):
    """The identity of a file, which differs from that of any file another user could put in its place.

    The owner is part of it, because an inode number is reused after a file is deleted.
    """

    device: int
    number: int
    owner: int
    size: int


def identity(status: os.stat_result) -> Identity:
    """The identity of the file with this status."""
    return Identity(status.st_dev, status.st_ino, status.st_uid, status.st_size)


class Folder:
    """A folder, open inside a ``with`` block. Methods take names of files in it and raise ``OSError``."""

    def __init__(self, path: Path, *, within: Folder | None = None) -> None:
        self.path = path
        self._within = within
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        if self._within is not None and self._within._descriptor is not None:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
            self._descriptor = os.open(self.path.name, flags, dir_fd=self._within._descriptor)
        elif _BY_DESCRIPTOR:
            try:
                self._descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
            except PermissionError:  # a folder that may be written to and entered, but not listed
                self._descriptor = os.open(self.path, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._descriptor is not None:
            with suppress(OSError):  # nothing was written to it
                os.close(self._descriptor)
            self._descriptor = None

    def make(self, name: str) -> bool:
        """Make a folder in this one, and return whether it was missing."""
        try:
            os.mkdir(self._at(name), **self._here("dir_fd"))  # noqa: PTH102
        except FileExistsError:
            return False
        return True

    def inner(self, name: str) -> Folder:
        """A folder in this one, for a ``with`` block within its own.

        A link in its place is not followed: entering it raises ``OSError``.
        """
        return Folder(self.path / name, within=self)

    def remove(self, name: str) -> None:
        """Delete an empty folder in this one."""
        os.rmdir(self._at(name), **self._here("dir_fd"))

    def remove_tree(self, name: str) -> None:
        """Delete a folder in this one with all that is in it, as far as possible; links are not followed."""
        with suppress(OSError):
            with self.inner(name) as inner:
                inner.clear()
            self.remove(name)

    def clear(self) -> None:
        """Delete all that is in the folder, as far as possible; links are not followed."""
        for name in list(self.names()):
            if stat.S_ISDIR(self.status(name).st_mode):
                self.remove_tree(name)
            else:
                with suppress(OSError):
                    self.unlink(name)

    def set_mode(self, mode: int) -> None:
        """Set the permissions of the folder itself, where the system has them."""
        if self._descriptor is not None:
            os.fchmod(self._descriptor, mode)

    def lock(self) -> bool:
        """Mark the folder as in use until it is closed; ``False`` if another process does so, or none can."""
        return self._descriptor is not None and is_lockable(self._descriptor)

    def create(self, name: str, mode: int) -> int:
        """Create a file, which must not exist, and return its descriptor, open for writing."""
        return os.open(self._at(name), _NEW, mode, **self._here("dir_fd"))

    def open(self, name: str) -> int:
        """Open a file, which must not be a link, for reading and return its descriptor."""
        return os.open(self._at(name), _OLD, **self._here("dir_fd"))

    def read(self, name: str, limit: int) -> bytes:
        """Return the first bytes of a file, at most ``limit``."""
        descriptor = self.open(name)
        try:
            content = bytearray()
            while len(content) < limit and (piece := os.read(descriptor, limit - len(content))):
                content += piece
            return bytes(content)
        finally:
            os.close(descriptor)

    def own_status(self) -> os.stat_result:
        """The status of the folder itself."""
        return os.stat(self.path if self._descriptor is None else self._descriptor)  # noqa: PTH116

    def status(self, name: str) -> os.stat_result:
        """The status of the name, without following a link."""
        return os.stat(self._at(name), follow_symlinks=False, **self._here("dir_fd"))  # noqa: PTH116

    def has(self, name: str) -> bool:
        """Whether the name is taken, if only by a link."""
        try:
            self.status(name)
        except FileNotFoundError:
            return False
        return True

    def is_regular(self, name: str) -> bool:
        """Whether the name is that of a regular file, not of a link, folder or pipe."""
        try:
            return stat.S_ISREG(self.status(name).st_mode)
        except OSError:
            return False

    def holds(self, name: str, file: Identity, *, renamed: bool = False) -> bool:
        """Whether the name still belongs to ``file``.

        renamed: it was renamed just now. Some network shares then give it a new number, so only owner and size count.
        """
        if not _BY_DESCRIPTOR:
            return True  # Windows protects open files, and does not keep their numbers
        try:
            found = identity(self.status(name))
        except FileNotFoundError:
            return False
        return found == file or (renamed and found[2:] == file[2:])

    def replace(self, name: str, new_name: str) -> None:
        """Rename a file, replacing what has the new name."""
        os.replace(self._at(name), self._at(new_name), **self._here("src_dir_fd", "dst_dir_fd"))  # noqa: PTH105

    def rename(self, name: str, new_name: str) -> None:
        """Rename a file to a free name. Raises ``FileExistsError`` if it is taken."""
        if os.name == "nt":
            os.rename(self._at(name), self._at(new_name))  # noqa: PTH104 - refuses a name that is taken
            return
        try:
            os.link(self._at(name), self._at(new_name), follow_symlinks=False, **self._here("src_dir_fd", "dst_dir_fd"))
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # no hard links, as on a USB stick or a share: check first, then rename
            with suppress(FileNotFoundError):
                self.status(new_name)
                raise FileExistsError from None
            self.replace(name, new_name)
        else:
            self.unlink(name)

    def unlink(self, name: str) -> None:
        """Delete a file, or a link without its target."""
        os.unlink(self._at(name), **self._here("dir_fd"))

    def delete_unused(self, name: str) -> None:
        """Delete a file that no process has locked; on Windows, one that none has open, as no other can be deleted."""
        if os.name == "nt":
            self.unlink(name)
            return
        descriptor = self.open(name)
        try:
            if is_lockable(descriptor):
                self.unlink(name)
        finally:
            os.close(descriptor)

    def flush_file(self, name: str, finish: Callable[[int], None]) -> Identity:
        """Flush the file of this name to the disk, and return its :func:`identity`.

        ``finish`` is called with the descriptor before flushing.
        """
        flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)  # Windows flushes no other
        descriptor = os.open(self._at(name), flags, **self._here("dir_fd"))
        try:
            finish(descriptor)
            os.fsync(descriptor)
            return identity(os.fstat(descriptor))
        finally:
            os.close(descriptor)

    def names(self) -> Iterator[str]:
        """The names in the folder."""
        with os.scandir(self.path if self._descriptor is None else self._descriptor) as entries:
            for entry in entries:
                yield entry.name

    def flush(self) -> None:
        """Flush the folder, so that new names survive a power cut, if the system can."""
        if self._descriptor is not None:
            os.fsync(self._descriptor)

    def _at(self, name: str) -> str:
        return os.path.join(self.path, name) if self._descriptor is None else name  # noqa: PTH118

    def _here(self, *arguments: str) -> dict[str, Any]:
        return {} if self._descriptor is None else dict.fromkeys(arguments, self._descriptor)


def write_new(
    folder: Folder, name: str, data: bytes, mode: int, finish: Callable[[int], None] = lambda _descriptor: None
) -> Identity:
    """Write and flush a new file and return its identity; after a failure nothing is left.

    ``finish`` is called with the descriptor before flushing.
    """
    descriptor = folder.create(name, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            finish(descriptor)
            os.fsync(descriptor)
            made = identity(os.fstat(descriptor))
    except BaseException:
        with suppress(OSError):
            folder.unlink(name)
        raise
    return made


@contextmanager
def made_folder(path: Path) -> Iterator[Folder]:
    """Open the folder at ``path``, made with its missing parents; after an error in the block those are deleted.

    A link that others put in the place of a missing folder is not followed: that raises ``OSError``.
    """
    there = next((one for one in (path, *path.parents) if one.exists()), None)
    if there is None:  # a drive of Windows
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    with ExitStack() as stack:
        folder = stack.enter_context(Folder(there))
        for name in path.relative_to(there).parts:
            if folder.make(name):
                stack.push(partial(_unmake, folder, name))
            folder = stack.enter_context(folder.inner(name))
        if not path.is_dir():
            raise NotADirectoryError
        yield folder


def _unmake(folder: Folder, name: str, kind: type[BaseException] | None, *_: object) -> None:
    if kind is not None:
        with suppress(OSError):  # a folder that is no longer empty stays
            folder.remove(name)


def is_lockable(descriptor: int) -> bool:
    """Lock an open file or folder until it is closed; ``False`` if another process does so, or the system cannot."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def fresh_name(before: str, after: str) -> str:
    """A file name with an unpredictable middle part."""
    return f"{before}{secrets.token_hex(8)}{after}"
