"""Which code made what is kept: a cache filled by other code is not read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from parplan import __version__
from parplan.caching.sealing import FORMAT

#: The rooms whose code decides what a compiled plan is, and the modules beside them.
_ROOMS = ("caching", "compiling", "document", "plan", "source", "vocabulary")
_MODULES = ("diagnostics.py", "loading.py")


def code_stamp() -> str:
    """What changes with the version, with every edit of the code (between releases it is edited), and with Python."""
    package = Path(__file__).parent.parent
    stamps: list[str] = [__version__, str(FORMAT), sys.version]
    for room in _ROOMS:
        with os.scandir(package / room) as entries:
            stamps += [_stamp(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    stamps += [_stamp(name, (package / name).stat()) for name in _MODULES]
    return "\n".join(sorted(stamps))


def _stamp(name: str, status: os.stat_result) -> str:
    return f"{name} {status.st_size} {status.st_mtime_ns}"
