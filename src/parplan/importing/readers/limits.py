"""Bounds for a library that follows whatever a document tells it: a form that draws itself, a bomb of packed streams.

Where the system has such limits (POSIX), reading ends with an error instead of the machine's memory or the user's day.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

#: What reading one document may take; 60 pages of text take 2 s and less than 200 MB.
SECONDS, BYTES = 90, 1 << 30


class LimitReachedError(Exception):
    """A document takes more time or memory to read than any plan does."""


@contextmanager
def bounded() -> Iterator[None]:
    """Raise ``LimitReachedError`` where the block takes longer than ``SECONDS`` or ``BYTES`` more than there is now."""
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
    if sys.platform != "linux":  # elsewhere the limit is not kept, or what is used now is not told
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
