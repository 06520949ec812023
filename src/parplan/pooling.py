"""Work shared out to a pool of processes, which end quietly when the person at the keyboard interrupts them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_A = TypeVar("_A")
_B = TypeVar("_B")
_T = TypeVar("_T")

#: From this many bytes of plans on, a pool is faster than the time it takes to start one.
_WORTH_A_POOL = 512 * 1024
#: At most so many processes, whatever the machine has: each holds its own libraries.
_MOST_PROCESSES = 16
#: Each process takes so many pieces at a time, at most: fewer and they wait for each other at the end.
_LARGEST_CHUNK = 16
#: So many chunks a process are given out at once: what is made of more would wait in memory for a slower reader.
_AHEAD = 4


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes_for(sizes: Sequence[int]) -> int:
    """How many processes to share work out to, by the sizes of its pieces in bytes; one where that is quicker."""
    return min(processors(), len(sizes), _MOST_PROCESSES) if sum(sizes) >= _WORTH_A_POOL else 1


def pooled(work: Callable[[_A, _B], _T], pieces: Sequence[tuple[_A, _B]], processes: int) -> Generator[_T]:
    """Yield what ``work`` makes of each piece, in their order; only so much is made ahead of what is taken.

    Close the generator when no more is wanted. Whether it ends, is closed or interrupted, no process is left behind.
    """
    with uninterrupted():
        from concurrent.futures import ProcessPoolExecutor  # here: hardly a run needs it
        from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(_LARGEST_CHUNK, len(pieces) // (4 * processes)))
    pool = ProcessPoolExecutor(processes, initializer=begin_process)
    chunks = (pieces[k : k + chunk] for k in range(0, len(pieces), chunk))
    done = 0
    try:
        # Not its `map`, which cancels what is left when it is interrupted: on a cancelled piece Python 3.11 falls over.
        with uninterrupted():
            waiting = deque(pool.submit(_work, work, one) for one in islice(chunks, _AHEAD * processes))
        while waiting:
            finished = waiting.popleft().result()
            with uninterrupted():
                waiting.extend(pool.submit(_work, work, one) for one in islice(chunks, 1))
            for made in finished:
                done += 1
                yield made
        pool.shutdown()
        return
    except BrokenProcessPool:
        pass  # one of them was killed, perhaps for want of memory: the rest is done here
    finally:
        _end(pool)
    for piece in pieces[done:]:
        yield work(*piece)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let an interruption wait: one that comes while a process is begun is lost in what Python does on the side."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows, where a new process begins without any of that
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(work: Callable[[_A, _B], _T], pieces: Sequence[tuple[_A, _B]]) -> list[_T]:
    return [work(*piece) for piece in pieces]


def begin_process() -> None:
    """In a new process: leave interrupts to the parent, and end when it has ended, however that came."""
    import signal
    from multiprocessing import connection, parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def watch() -> None:
            connection.wait([sentinel])
            os._exit(1)

        Thread(target=watch, daemon=True).start()


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes at once, also in the middle of their work, and not be interrupted at that."""
    import signal
    from threading import current_thread, main_thread

    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if current_thread() is main_thread() else None
    try:
        # Before Python 3.14 the pool has no way of its own to stop what has been begun.
        for process in list((pool._processes or {}).values()):
            process.kill()
        # Close our copies of the killed processes' ends of both pipes: else the rest of a half-sent result, or room for
        # a piece of work, would be waited for forever (Python before 3.12.3).
        if pool._result_queue is not None:
            pool._result_queue._writer.close()  # type: ignore[attr-defined]
        call_queue = getattr(pool, "_call_queue", None)  # the stubs do not know it
        if call_queue is not None:
            call_queue._reader.close()
        pool.shutdown()
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
