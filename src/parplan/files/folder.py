"""A folder held open: what is done in it is done there, whatever its path or a name in it has come to lead to.

Others may write to the folder of a plan that is shared. Files are therefore made under names nobody has, never through
a link, and known by themselves (:func:`identity`) and not by their names. Where the system has no such ways (Windows),
all is done by paths.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

#: Whether files can be named relative to an open folder.
_BY_DESCRIPTOR = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
#: A pipe put in the place of a file must not be waited for.
_OLD = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Identity(NamedTuple):
    """What tells a file from every other one that another user could put in its place.

    A number on the disk may be given again once a file is deleted; the owner is then another.
    """

    device: int
    number: int
    owner: int
    size: int


def identity(status: os.stat_result) -> Identity:
    """The identity of the file the system says this of."""
    return Identity(status.st_dev, status.st_ino, status.st_uid, status.st_size)


class Folder:
    """The folder at a path, open while it is entered. Its methods raise ``OSError``; names are of files in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        if _BY_DESCRIPTOR:
            try:
                self._descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
            except PermissionError:  # one that may be written to and gone through, and not listed
                self._descriptor = os.open(self.path, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._descriptor is not None:
            with suppress(OSError):  # nothing was written to it
                os.close(self._descriptor)
            self._descriptor = None

    def create(self, name: str, mode: int) -> int:
        """Make a file under a name nobody has, and return it open for writing."""
        return os.open(self._at(name), _NEW, mode, **self._here("dir_fd"))

    def open(self, name: str) -> int:
        """Return the file of this name, which is no link, open for reading."""
        return os.open(self._at(name), _OLD, **self._here("dir_fd"))

    def read(self, name: str, limit: int) -> bytes:
        """Return the beginning of the file of this name, at most ``limit`` bytes."""
        descriptor = self.open(name)
        try:
            content = bytearray()
            while len(content) < limit and (piece := os.read(descriptor, limit - len(content))):
                content += piece
            return bytes(content)
        finally:
            os.close(descriptor)

    def status(self, name: str) -> os.stat_result:
        """What the system says of what has this name, a link or else."""
        return os.stat(self._at(name), follow_symlinks=False, **self._here("dir_fd"))  # noqa: PTH116

    def is_regular(self, name: str) -> bool:
        """Whether a file, and no link, folder or pipe, has this name."""
        try:
            return stat.S_ISREG(self.status(name).st_mode)
        except OSError:
            return False

    def holds(self, name: str, file: Identity, *, renamed: bool = False) -> bool:
        """Whether this name still is that of a file.

        ``renamed``: it was given this name just now; some shares number a file anew then, and owner and size must do.
        """
        if not _BY_DESCRIPTOR:
            return True  # where files are held by whoever has them open, and numbered anew now and then
        try:
            found = identity(self.status(name))
        except FileNotFoundError:
            return False
        return found == file or (renamed and found[2:] == file[2:])

    def replace(self, name: str, new_name: str) -> None:
        """Give a file another name, in place of what has that name."""
        os.replace(self._at(name), self._at(new_name), **self._here("src_dir_fd", "dst_dir_fd"))  # noqa: PTH105

    def rename(self, name: str, new_name: str) -> None:
        """Give a file a name that is free. Raises ``FileExistsError`` for one that is not."""
        if os.name == "nt":
            os.rename(self._at(name), self._at(new_name))  # noqa: PTH104 - refuses a name that is taken
            return
        try:
            os.link(self._at(name), self._at(new_name), follow_symlinks=False, **self._here("src_dir_fd", "dst_dir_fd"))
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a disk without links, such as a stick or a share: by looking first
            with suppress(FileNotFoundError):
                self.status(new_name)
                raise FileExistsError from None
            self.replace(name, new_name)
        else:
            self.unlink(name)

    def unlink(self, name: str) -> None:
        """Delete a file, or a link and not what it leads to."""
        os.unlink(self._at(name), **self._here("dir_fd"))

    def flush_file(self, name: str) -> Identity:
        """Make what was written under this name lasting, and return its :func:`identity`."""
        flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)  # Windows flushes no other
        descriptor = os.open(self._at(name), flags, **self._here("dir_fd"))
        try:
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
        """Make new names last through a power cut, where the system can."""
        if self._descriptor is not None:
            os.fsync(self._descriptor)

    def _at(self, name: str) -> str:
        return os.path.join(self.path, name) if self._descriptor is None else name  # noqa: PTH118

    def _here(self, *arguments: str) -> dict[str, Any]:
        return {} if self._descriptor is None else dict.fromkeys(arguments, self._descriptor)


def write_new(
    folder: Folder, name: str, data: bytes, mode: int, finish: Callable[[int], None] = lambda _descriptor: None
) -> Identity:
    """Write a file under a name nobody has, lasting, and return its :func:`identity`; nothing is left of a failure.

    ``finish`` is given the open file, before it is made lasting.
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


def fresh_name(before: str, after: str) -> str:
    """A name that nobody can guess."""
    return f"{before}{secrets.token_hex(8)}{after}"
