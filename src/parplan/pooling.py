"""Work distributed over a pool of processes, which end quietly on Ctrl-C."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
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
    size = max(1, min(_LARGEST_CHUNK, len(pieces) // (4 * processes)))
    chunks = [pieces[k : k + size] for k in range(0, len(pieces), size)]
    done = 0
    workers: list[_Worker] = []
    try:
        with uninterrupted(), suppress(OSError):  # where the system starts no more of them, fewer do
            for _ in range(processes):
                workers.append(_Worker())
        if not workers:
            raise _LostError
        made: dict[int, tuple[bool, Any]] = {}
        given = 0
        for number in range(len(chunks)):
            while given < min(number + _AHEAD * processes, len(chunks)):
                min(workers, key=lambda worker: len(worker.numbers)).give(given, (work, chunks[given]))
                given += 1
            while number not in made:
                made.update(answer for worker in _answering(workers) for answer in worker.take())
            succeeded, results = made.pop(number)
            if not succeeded:
                raise results
            for result in results:
                done += 1
                yield result
        return
    except _LostError:
        pass  # a process was killed, perhaps for lack of memory, or none was started: do the rest in this process
    finally:
        _end(workers)
    for piece in pieces[done:]:
        yield work(*piece)


class _LostError(Exception):
    """A process of the pool has ended in the middle of its work."""


class _Worker:
    """A process that works on one chunk after another; it always takes what it is given, so giving never waits long."""

    def __init__(self) -> None:
        import multiprocessing  # imported here, because few runs need it

        context = multiprocessing.get_context()
        chunks, self._chunks = context.Pipe(duplex=False)
        self.answers, answers = context.Pipe(duplex=False)
        self.process = context.Process(target=_serve, args=(chunks, answers), daemon=True)
        self.process.start()
        chunks.close()
        answers.close()
        #: The chunks it was given and has not answered, by number.
        self.numbers: deque[int] = deque()

    def give(self, number: int, chunk: object) -> None:
        """Hand out a chunk. Raises ``_LostError``."""
        with _losing():
            self._chunks.send(chunk)
        self.numbers.append(number)

    def take(self) -> Iterator[tuple[int, tuple[bool, Any]]]:
        """Yield the one answer that has come, with the number of its chunk. Raises ``_LostError``."""
        with _losing():
            answer = self.answers.recv()
        yield self.numbers.popleft(), answer

    def end(self) -> None:
        """End it at once, even in the middle of its work."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self._chunks.close()
        self.answers.close()


def _answering(workers: Sequence[_Worker]) -> list[_Worker]:
    """Wait for an answer, and return the workers that have sent one, or have ended."""
    from multiprocessing.connection import wait

    ready = wait([worker.answers for worker in workers])
    return [worker for worker in workers if worker.answers in ready]


@contextmanager
def _losing() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError):
        raise _LostError from None


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Defer interrupts: one that arrives while a process is being started would be lost."""
    import multiprocessing
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows, where new processes inherit no signal mask
        yield
        return
    if multiprocessing.get_start_method() != "fork":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # starting it later, with the first process, would allow interrupts again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(chunks: Connection, answers: Connection) -> None:
    """In a process of the pool: work on what comes, and send what was made of it.

    Both are done by threads: a process that waits until its answer is taken would take no chunk, while its parent may
    wait until its chunk is taken.
    """
    from multiprocessing.reduction import ForkingPickler
    from queue import SimpleQueue
    from threading import Thread

    begin_process()
    received: SimpleQueue[bytes] = SimpleQueue()
    made: SimpleQueue[object] = SimpleQueue()

    def receive() -> None:
        with suppress(EOFError, OSError):
            while True:
                received.put(chunks.recv_bytes())
        os._exit(1)  # nobody is there to give more

    def send() -> None:
        with suppress(OSError):
            while True:
                answers.send_bytes(made.get())  # type: ignore[arg-type]  # a buffer

    with _ending():
        for step in receive, send:
            Thread(target=step, daemon=True).start()
        while True:
            work, pieces = ForkingPickler.loads(received.get())
            try:
                made.put(ForkingPickler.dumps((True, [work(*piece) for piece in pieces])))
            except Exception as error:
                made.put(ForkingPickler.dumps((False, _told(error))))


@contextmanager
def _ending() -> Iterator[None]:
    """End this process without a word where it cannot go on, for lack of threads or memory; its parent notices."""
    try:
        yield
    except Exception:
        os._exit(1)


def _told(error: Exception) -> Exception:
    """The error, if it can be sent between processes, else one that says the same; with its traceback as a note."""
    import pickle
    from traceback import format_exception

    told = "".join(format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(told)
    error.add_note(told)
    return error


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

        with _ending():
            Thread(target=watch, daemon=True).start()


def _end(workers: Sequence[_Worker]) -> None:
    """End the processes at once, without being interrupted."""
    import signal
    from threading import current_thread, main_thread

    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if current_thread() is main_thread() else None
    try:
        for worker in workers:
            worker.end()
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
