"""The cache folder: files by key, bounded in size; its failures are never errors."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from parplan.files.reading import SIZE_LIMIT

_PLAN = ".plan.json"
_UNFINISHED = ".plan.json.tmp"
#: Names of cache files: the key of a plan or calendar, or what is not yet written whole; parplan 0.3 left findings too.
#: Nothing else in the folder is touched: the user may have named one with other files (``PARPLAN_CACHE``).
_NAME = r"(?:[0-9a-f]{64}|calendar-[0-9a-f]{32}|tmp\w{8})\.(?:plan|findings)\.json(?:\.tmp)?"

#: Limits of the folder; the least recently used files are deleted first.
LARGEST_SIZE = 512 * 1024 * 1024
LARGEST_COUNT = 20_000
#: The largest file written or read, the same as for a plan file.
LARGEST_FILE = SIZE_LIMIT

#: Reading marks a file as used, at most once in so many seconds.
_MARK_AFTER = 24 * 60 * 60


class CacheFile(Struct, frozen=True):
    """A cache file: ``size`` in bytes, ``used`` the time of its last use (Unix seconds, accurate to a day)."""

    path: Path
    size: int
    used: float


class CacheFolder(Struct, frozen=True):
    """The cache folder. Files that are missing, damaged or refused count as absent."""

    path: Path

    @property
    def trusted(self) -> bool:
        """Whether only the user can write to the folder. A missing one is trusted: it will be made for the user."""
        try:
            status = os.stat(self.path)  # noqa: PTH116 - a path costs more than the reading
        except (OSError, ValueError):
            return True
        return not stat.S_ISDIR(status.st_mode) or _is_own(status)

    def read(self, key: str, on_foreign: Callable[[str], None]) -> bytes | None:
        """The file with this key, or ``None``; ``on_foreign`` gets the path of a file others could have written."""
        file = self._file(key)
        try:
            with open(file, "rb", opener=_open_at_once) as stream:
                status = os.fstat(stream.fileno())
                if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
                    return None
                if not _is_own(status):
                    on_foreign(file)
                    return None
                data = stream.read(status.st_size)
        except (OSError, ValueError):
            return None
        self._mark_used(file, status)
        return data

    def write(self, key: str, data: bytes) -> None:
        """Write a file atomically, or not at all."""
        import tempfile

        if len(data) > LARGEST_FILE:
            return
        temporary = None
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)  # plans may be confidential
            descriptor, temporary = tempfile.mkstemp(dir=self.path, suffix=_UNFINISHED)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            os.replace(temporary, self._file(key))  # noqa: PTH105
        except (OSError, ValueError):
            if temporary is not None:
                with suppress(OSError):
                    os.unlink(temporary)  # noqa: PTH108

    def files(self) -> Iterator[CacheFile]:
        """Yield the cache files."""
        with suppress(OSError, ValueError), os.scandir(self.path) as entries:
            for entry in entries:
                if re.fullmatch(_NAME, entry.name):
                    with suppress(OSError):
                        if entry.is_file(follow_symlinks=False):
                            status = entry.stat(follow_symlinks=False)
                            yield CacheFile(Path(entry.path), status.st_size, status.st_mtime)

    def prune(self) -> None:
        """Delete files beyond the limits, least recently used first."""
        files = sorted(self.files(), key=lambda file: file.used, reverse=True)
        kept = 0
        for count, file in enumerate(files, 1):
            kept += file.size
            if count > LARGEST_COUNT or kept > LARGEST_SIZE:
                _delete(file)
                kept -= file.size

    def clear(self) -> tuple[CacheFile, ...]:
        """Delete all cache files; return those that could not be deleted."""
        return tuple(file for file in list(self.files()) if not _delete(file))

    def _file(self, key: str) -> str:
        return os.path.join(self.path, key + _PLAN)  # noqa: PTH118

    def _mark_used(self, file: str, status: os.stat_result) -> None:
        import time

        if time.time() - status.st_mtime > _MARK_AFTER:
            with suppress(OSError):
                os.utime(file)


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # opening a pipe could block for ever


def _is_own(status: os.stat_result) -> bool:
    """Whether a file is the user's and not writable for all; on Windows, users' folders are separate anyway."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & stat.S_IWOTH


def _delete(file: CacheFile) -> bool:
    try:
        file.path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def find_folder(environment: Mapping[str, str]) -> CacheFolder | None:
    """The folder in ``PARPLAN_CACHE``, else the user's cache folder; ``None`` if it is ``off`` or there is none."""
    named = environment.get("PARPLAN_CACHE", "").strip()
    if named.lower() == "off":
        return None
    if named:
        return CacheFolder(Path(named))
    caches = _plain_user_folder(environment)
    if caches is not None:
        return CacheFolder(Path(caches, "parplan", "plans"))
    from platformdirs import user_cache_path  # imported here: it takes longer than reading the cache

    try:
        return CacheFolder(user_cache_path("parplan", appauthor=False) / "plans")
    except (OSError, RuntimeError):  # no home folder
        return None


def _plain_user_folder(environment: Mapping[str, str]) -> str | None:
    """The user's cache folder on Linux, without importing platformdirs; ``None`` on other systems.

    Source: XDG Base Directory Specification, ``XDG_CACHE_HOME`` (a relative path is ignored).
    """
    if sys.platform != "linux" or "ANDROID_DATA" in environment:
        return None
    named, home = environment.get("XDG_CACHE_HOME", ""), environment.get("HOME", "")
    if named.startswith("/"):
        return named
    return os.path.join(home, ".cache") if home.startswith("/") and not named else None  # noqa: PTH118
