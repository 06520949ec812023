"""``python -m parplan``."""

import sys

if __name__ == "__main__" and sys.path and not sys.flags.safe_path:
    # The folder a command runs in is looked at first by `-m`. It may be anybody's, and hold a signal.py: so it is taken
    # away before anything is imported, even `__future__`. (What Python itself imports before this, only `-P` helps.)
    try:
        _here = sys.modules["os"].getcwd()
    except OSError:  # the folder is gone
        _here = ""
    if sys.path[0] in ("", _here):
        del sys.path[0]

import gc
import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

#: What a shell expects of a program that was interrupted.
_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with its code."""
    # A command makes many objects, hardly any circles of them, and ends soon: look for circles less often than usual.
    gc.set_threshold(100_000, 20, 20)
    code = _INTERRUPTED
    try:
        if getattr(sys, "frozen", False):
            from multiprocessing import freeze_support  # a process of a pool is this program once more, which says so

            freeze_support()
        from parplan.cli.app import main as run  # here, so that an interruption ends quietly from the first moment

        code = run()
        _be_quiet()
    except KeyboardInterrupt:
        _be_quiet()
    _leave(code)


def _be_quiet() -> None:
    """Be interrupted no more, as all is over; people press twice, and the second one may come here."""
    while True:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            return
        except KeyboardInterrupt:
            continue


def _leave(code: int) -> "NoReturn":
    """End with an exit code, without taking apart first what the system takes back whole.

    That takes as long as a tenth of a question, and a sixth of a record. The rest of the interpreter's own ending is
    needed where something waits to be called then (a pool of processes, say), for a thread that still works, and where
    what was written is not all out.
    """
    gc.freeze()  # else all objects are looked through for circles, twice
    threading = sys.modules.get("threading")
    if "atexit" in sys.modules or (threading is not None and threading.active_count() > 1):
        sys.exit(code)
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
