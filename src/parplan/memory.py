"""A limit of the memory of this process, enforced by the system where possible, else watched."""

from __future__ import annotations

import sys
from collections.abc import Callable


def limit_memory(more: int) -> None:
    """Let this process use ``more`` bytes than now; beyond that comes ``MemoryError``, or it ends at once.

    For a process that was begun for one piece of work: the bound is never taken back.
    """
    if sys.platform == "win32":
        if not _limit_job(more):
            _watch(_committed, more)
    elif sys.platform == "linux":
        import resource
        from pathlib import Path

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = min([used + more, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)])
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    else:  # macOS accepts such a limit but does not enforce it
        _watch(_largest_resident, more)


def _watch(used: Callable[[], int], more: int) -> None:
    """End this process soon after it uses ``more`` bytes than now."""
    import os
    import time
    from threading import Thread

    most = used() + more

    def watch() -> None:
        while used() < most:
            time.sleep(0.05)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _largest_resident() -> int:
    """The most memory this process has had at a time, in bytes."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _committed() -> int:
    """The memory promised to this process by Windows, in bytes."""
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = (("size", wintypes.DWORD), ("faults", wintypes.DWORD), ("numbers", ctypes.c_size_t * 8))

    counters = Counters(size=ctypes.sizeof(Counters))
    kernel = ctypes.WinDLL("kernel32")
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo(
        wintypes.HANDLE(kernel.GetCurrentProcess()), ctypes.byref(counters), wintypes.DWORD(counters.size)
    )
    return int(counters.numbers[6])  # PagefileUsage


def _limit_job(more: int) -> bool:
    """Put this process into a job with a memory limit; return whether the system enforces it.

    Windows does. Its imitations take the limit and forget it; so all of it is asked for at once, which is too much.
    """
    if sys.platform != "win32":
        return False
    import ctypes
    from ctypes import wintypes

    class Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; what is not named stays nought."""

        _fields_ = (
            ("times", ctypes.c_int64 * 2),
            ("flags", wintypes.DWORD),
            ("sizes", ctypes.c_size_t * 2),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("classes", wintypes.DWORD * 2),
            ("counts", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 3),
        )

    kernel = ctypes.WinDLL("kernel32")
    kernel.GetCurrentProcess.restype = kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.VirtualAlloc.restype = wintypes.LPVOID
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    limits = Limits(flags=0x100, process_memory=_committed() + more)  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
    kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), wintypes.DWORD(ctypes.sizeof(limits)))
    kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
    commit, to_be_written = wintypes.DWORD(0x3000), wintypes.DWORD(4)
    piece = kernel.VirtualAlloc(None, ctypes.c_size_t(limits.process_memory), commit, to_be_written)
    if piece is None:
        return True
    kernel.VirtualFree(wintypes.LPVOID(piece), ctypes.c_size_t(0), wintypes.DWORD(0x8000))
    return False
