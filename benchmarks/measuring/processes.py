"""One process from start to end: how long it took and how much memory it needed at most."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took. ``seconds`` is wall time from before it is started until it has ended.

    ``peak_bytes`` is the largest resident memory of the process, or of one of its own children where that is larger,
    not their sum. On Linux a new process first shares its parent's memory, so it is never less than what the runner
    itself has needed (about 20 MB). ``cpu_seconds`` are those of all cores together, its children included: what else
    the machine does changes them less. Both are ``None`` where the system does not tell. ``code`` is ``None`` for a
    process that was ended at the time limit.
    """

    seconds: float
    peak_bytes: int | None
    cpu_seconds: float | None
    code: int | None


@contextmanager
def one_core() -> Iterator[None]:
    """Let processes started within use a single core, where the system can be told so; see :func:`can_pin`."""
    if sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})  # not the first core, which serves most interrupts
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def can_pin() -> bool:
    """Whether :func:`one_core` does anything."""
    return sys.platform == "linux"


def has_terminals() -> bool:
    """Whether a process can be given a terminal of its own here."""
    return hasattr(os, "openpty")


@contextmanager
def _terminal(sink: BinaryIO) -> Iterator[int]:
    """A terminal for a process to write on; what it shows goes to ``sink``."""
    ours, theirs = os.openpty()

    def read() -> None:
        with suppress(OSError):  # Linux says so where the terminal is closed
            while said := os.read(ours, 65536):
                sink.write(said)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield theirs
    finally:
        os.close(theirs)
        reader.join()
        os.close(ours)


def run_process(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    limit: float,
    output: Path | None = None,
    *,
    on_terminal: bool = False,
) -> Run:
    """Run a command to its end, or for ``limit`` seconds. Its output goes to ``output``, else nowhere.

    Raises ``OSError`` where it cannot be started.
    """
    with Path(output or os.devnull).open("wb") as sink, _terminal(sink) if on_terminal else nullcontext(sink) as screen:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=screen,
            stderr=subprocess.STDOUT,
            start_new_session=sys.platform != "win32",
        )
        overdue = threading.Event()

        def stop() -> None:
            overdue.set()
            _kill(process)

        watch = threading.Timer(limit, stop)
        watch.daemon = True
        watch.start()
        try:
            code, peak, cpu = _wait(process)
        except BaseException:  # interrupted: the process has a session of its own, and would run on
            _kill(process)
            raise
        finally:
            watch.cancel()
        seconds = time.perf_counter() - started
    return Run(seconds, peak, cpu, None if overdue.is_set() else code)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _MemoryCounters(ctypes.Structure):
        """``PROCESS_MEMORY_COUNTERS`` of psapi.h."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    def _wait(process: subprocess.Popen[bytes]) -> tuple[int, int | None, float | None]:
        code = process.wait()
        counters = _MemoryCounters()
        counters.cb = ctypes.sizeof(counters)
        # The handle stays open until the object is gone, also after the process has ended. A launcher such as
        # parplan.exe waits for the interpreter it starts, whose memory is then not counted.
        handle = wintypes.HANDLE(int(vars(process)["_handle"]))
        told = ctypes.windll.kernel32.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
        return code, int(counters.PeakWorkingSetSize) if told else None, None

    def _kill(process: subprocess.Popen[bytes]) -> None:
        process.kill()

else:
    import signal

    def _wait(process: subprocess.Popen[bytes]) -> tuple[int, int | None, float | None]:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)  # so that nobody waits for it again
        # Kilobytes on Linux and the BSDs, bytes on macOS.
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return process.returncode, peak, usage.ru_utime + usage.ru_stime

    def _kill(process: subprocess.Popen[bytes]) -> None:
        # The whole session: a validator may have started processes of its own.
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
