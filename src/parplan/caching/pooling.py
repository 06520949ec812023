"""Work shared out to a pool of processes, which end quietly when the person at the keyboard interrupts them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

_A = TypeVar("_A")
_B = TypeVar("_B")
_T = TypeVar("_T")

#: Each process takes so many pieces at a time, at most: fewer and they wait for each other at the end.
_LARGEST_CHUNK = 16


def pooled(work: Callable[[_A, _B], _T], pieces: Sequence[tuple[_A, _B]], processes: int) -> Iterator[_T]:
    """Yield what ``work`` makes of each piece, in their order."""
    chunk = max(1, min(_LARGEST_CHUNK, len(pieces) // (4 * processes)))
    pool = ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_the_parent)
    try:
        firsts, seconds = zip(*pieces, strict=True)
        yield from pool.map(work, firsts, seconds, chunksize=chunk)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
