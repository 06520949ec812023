"""Work shared out to a pool of processes, which end quietly when the person at the keyboard interrupts them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_A = TypeVar("_A")
_B = TypeVar("_B")
_T = TypeVar("_T")

#: From this many bytes of plans on, a pool is faster than the time it takes to start one.
_WORTH_A_POOL = 512 * 1024
#: At most so many processes, whatever the machine has: each holds its own libraries.
_MOST_PROCESSES = 16
#: Each process takes so many pieces at a time, at most: fewer and they wait for each other at the end.
_LARGEST_CHUNK = 16


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes_for(sizes: Sequence[int]) -> int:
    """How many processes to share work out to, by the sizes of its pieces in bytes; one where that is quicker."""
    return min(processors(), len(sizes), _MOST_PROCESSES) if sum(sizes) >= _WORTH_A_POOL else 1


def pooled(work: Callable[[_A, _B], _T], pieces: Sequence[tuple[_A, _B]], processes: int) -> Iterator[_T]:
    """Yield what ``work`` makes of each piece, in their order."""
    from concurrent.futures import ProcessPoolExecutor  # here: hardly a run needs it

    chunk = max(1, min(_LARGEST_CHUNK, len(pieces) // (4 * processes)))
    pool = ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_the_parent)
    try:
        firsts, seconds = zip(*pieces, strict=True)
        yield from pool.map(work, firsts, seconds, chunksize=chunk)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
