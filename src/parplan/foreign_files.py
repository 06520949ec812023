"""Reading a stranger's file by libraries: all the errors that they raise for damage become one."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from parplan.errors import ParplanError

#: Exceptions of the zip reader for a damaged archive, its own sums included: it checks few of the numbers in one.
_ARCHIVE_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError),
    *(EOFError, OSError, ValueError, OverflowError),
)


@contextmanager
def damaged_archive_as(damaged: Exception) -> Iterator[None]:
    """A block that opens a zip archive and unpacks its parts; raises ``damaged`` where it cannot."""
    try:
        yield
    except type(damaged):
        raise
    except _ARCHIVE_ERRORS:
        raise damaged from None


@contextmanager
def damage_as(damaged: Exception) -> Iterator[None]:
    """A block in which libraries read a file; raises ``damaged`` for whatever they raise.

    They tell damage in many ways, faults of their own among them, and any of them means the same to who has the file.
    Errors of parplan and a lack of memory, which Python sometimes turns into a ``SystemError``, are raised as they are.
    """
    try:
        yield
    except (ParplanError, type(damaged), MemoryError, SystemError):
        raise
    except Exception:
        raise damaged from None
