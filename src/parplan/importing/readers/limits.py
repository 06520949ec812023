"""Bounds on time and memory for libraries that trust a document: one that draws itself, or a decompression bomb.

The operating system enforces them where it can (POSIX), so that reading ends with an error.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

#: Seconds and bytes for reading one document; 60 pages of text take 2 s and less than 200 MB.
SECONDS, BYTES = 90, 1 << 30


class LimitReachedError(Exception):
    """Reading a document takes more time or memory than any plan needs."""


@contextmanager
def bounded() -> Iterator[None]:
    """Raise ``LimitReachedError`` if the block takes longer than ``SECONDS`` or ``BYTES`` more memory than now."""
    with _seconds(SECONDS), _memory(BYTES):  # read here, so that a test can lower them
        try:
            yield
        except MemoryError:
            raise LimitReachedError from None


@contextmanager
def _seconds(limit: int) -> Iterator[None]:
    if sys.platform == "win32" or current_thread() is not main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise LimitReachedError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory(limit: int) -> Iterator[None]:
    if sys.platform != "linux":  # elsewhere the limit is not enforced, or current use is not reported
        yield
        return
    import resource
    from pathlib import Path

    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + limit
    if resource.RLIM_INFINITY not in (soft, hard):
        wanted = min(wanted, soft)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
