"""A limit of the memory of this process, enforced by the system where possible, else watched."""

from __future__ import annotations

import sys


def limit_memory(more: int) -> None:
    """Let this process use ``more`` bytes than now; beyond that comes ``MemoryError``, or it ends at once.

    For a process that was begun for one piece of work: the bound is never taken back.
    """
    if sys.platform == "win32":
        _limit_job(more)
    elif sys.platform == "linux":
        import resource
        from pathlib import Path

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = min([used + more, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)])
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    else:  # macOS accepts such a limit but does not enforce it
        _watch(more)


def _watch(more: int) -> None:
    import os
    import resource
    import time
    from threading import Thread

    unit = 1 if sys.platform == "darwin" else 1024
    wanted = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit + more

    def watch() -> None:
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < wanted:
            time.sleep(0.05)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _limit_job(more: int) -> None:
    """Put this process into a job with a memory limit, which Windows enforces."""
    if sys.platform != "win32":
        return
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

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = (("size", wintypes.DWORD), ("faults", wintypes.DWORD), ("numbers", ctypes.c_size_t * 8))

    kernel = ctypes.WinDLL("kernel32")
    kernel.GetCurrentProcess.restype = kernel.CreateJobObjectW.restype = wintypes.HANDLE
    this = wintypes.HANDLE(kernel.GetCurrentProcess())
    used = Counters(size=ctypes.sizeof(Counters))
    kernel.K32GetProcessMemoryInfo(this, ctypes.byref(used), used.size)
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    limits = Limits(
        flags=0x100, process_memory=used.numbers[6] + more
    )  # JOB_OBJECT_LIMIT_PROCESS_MEMORY, PagefileUsage
    kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, this)
