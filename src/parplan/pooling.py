"""Work distributed over a pool of processes, which end quietly on Ctrl-C."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.connection import Connection

_A = TypeVar("_A")
_B = TypeVar("_B")
_T = TypeVar("_T")

#: From this many bytes of plans on, a pool saves more time than starting it costs.
_WORTH_A_POOL = 512 * 1024
#: The most processes, whatever the machine has, because each loads its own libraries.
_MOST_PROCESSES = 16
#: The most pieces a process takes at a time; with more, processes wait for each other at the end.
_LARGEST_CHUNK = 16
#: The chunks per process handed out at once: the results of more would wait in memory for a slower reader.
_AHEAD = 4


def processors() -> int:
    """The number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes_for(sizes: Sequence[int]) -> int:
    """The number of processes to use for pieces of these sizes (in bytes); 1 if that is fastest."""
    return min(processors(), len(sizes), _MOST_PROCESSES) if sum(sizes) >= _WORTH_A_POOL else 1


def pooled(work: Callable[[_A, _B], _T], pieces: Sequence[tuple[_A, _B]], processes: int) -> Generator[_T]:
    """Yield the result of ``work`` for each piece, in order; few pieces are processed ahead of the consumer.

    However the generator ends (exhausted, closed or interrupted), no process is left behind.
    """
    with uninterrupted():
        from concurrent.futures import ProcessPoolExecutor  # imported here, because few runs need it
        from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, min(_LARGEST_CHUNK, len(pieces) // (4 * processes)))
    pool = ProcessPoolExecutor(processes, initializer=begin_process)
    chunks = (pieces[k : k + chunk] for k in range(0, len(pieces), chunk))
    done = 0
    try:
        # Not its `map`, which cancels the rest when interrupted: Python 3.11 fails on cancelled pieces.
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
        pass  # a process was killed, perhaps for lack of memory: do the rest in this process
    finally:
        _end(pool)
    for piece in pieces[done:]:
        yield work(*piece)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Defer interrupts: one that arrives while a process is being started would be lost."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows, where new processes inherit no signal mask
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
    """Prepare a new process: leave interrupts to the parent, and end when the parent ends for any reason."""
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
    """End the processes at once, even in the middle of their work, without being interrupted."""
    import signal
    from threading import current_thread, main_thread

    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if current_thread() is main_thread() else None
    try:
        # Hang up our copies of the processes' ends of both pipes: else Python before 3.12.3 waits for ever for the rest
        # of a half-sent result, or for room to send work.
        if pool._result_queue is not None:
            _hang_up(pool._result_queue._writer)  # type: ignore[attr-defined]
        call_queue = getattr(pool, "_call_queue", None)  # not in the type stubs
        if call_queue is not None:
            _hang_up(call_queue._reader)
        # Before Python 3.14 the pool cannot stop work that has begun.
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown()
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


def _hang_up(end: Connection) -> None:
    """Close our copy of an end of a pipe, but keep its number in use.

    A thread of the pool closes it, too. If both closed it at once, that thread would fail and the pool wait for ever.
    """
    if os.name == "nt":
        end.close()
        return
    with suppress(OSError):  # that thread was first
        nothing = os.open(os.devnull, os.O_RDWR)
        try:
            os.dup2(nothing, end.fileno(), inheritable=False)
        finally:
            os.close(nothing)
