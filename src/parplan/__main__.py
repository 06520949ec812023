"""``python -m parplan``."""

import sys

if __name__ == "__main__" and sys.path and not sys.flags.safe_path:
    # `python -m` puts the current folder first in the import path. That folder may hold anybody's signal.py, so it is
    # removed before anything is imported, even `__future__`. (Only `-P` covers what Python imports before this line.)
    try:
        _here = sys.modules["os"].getcwd()
    except OSError:  # the folder was deleted
        _here = ""
    if sys.path[0] in ("", _here):
        del sys.path[0]

import gc
import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

#: The exit code shells expect of an interrupted program.
_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with its code."""
    # The processes that Python itself starts, where it cannot fork, else import from the current folder first.
    os.environ["PYTHONSAFEPATH"] = "1"
    # A command makes many objects but hardly any cycles, and ends soon: collect garbage less often.
    gc.set_threshold(100_000, 20, 20)
    if hasattr(signal, "SIGCHLD") and signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        # Inherited from a service that ignores its children: git's failure would count as success, pools would fail.
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    code = _INTERRUPTED
    try:
        if getattr(sys, "frozen", False):
            from multiprocessing import freeze_support  # in a frozen program, pool processes run this file too

            freeze_support()
        from parplan.cli.app import main as run  # imported here, so that Ctrl-C is handled from the first moment

        code = run()
        _be_quiet()
    except KeyboardInterrupt:
        _be_quiet()
    _leave(code)


def _be_quiet() -> None:
    """Ignore further interrupts: people press Ctrl-C twice, and the second one may arrive during the exit."""
    while True:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            return
        except KeyboardInterrupt:
            continue


def _leave(code: int) -> "NoReturn":
    """Skip interpreter shutdown (saves 10 ms) unless an exit handler, a thread or unflushed output needs it."""
    gc.freeze()  # else the shutdown collects garbage twice
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
