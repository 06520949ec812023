"""What made a stored plan: a cache filled by other code, or with other libraries, is not read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from parplan import __version__

#: The form of the files of the cache.
FORMAT = 3

#: The rooms whose code decides what a compiled plan is, and the modules beside them.
_ROOMS = ("caching", "compiling", "document", "plan", "source", "vocabulary")
_MODULES = ("diagnostics.py", "loading.py")

#: How the folders begin in which installers note the versions of the libraries that decide it too.
_LIBRARY = re.compile(
    r"(?:pyyaml|pydantic|pydantic_core|msgspec|python_dateutil|holidays)-[^-]+\.dist-info", re.IGNORECASE
)


def code_fingerprint(path: Sequence[str]) -> bytes:
    """What changes with the version, with every edit of the code, with Python and with the libraries on its ``path``.

    Raises ``OSError`` where the code is not to be seen.
    """
    code = _program() if getattr(sys, "frozen", False) else _code(Path(__file__).parent.parent)
    return "\n".join([__version__, str(FORMAT), sys.version, *sorted(code), *_libraries(path)]).encode()


def _code(package: Path) -> Iterator[str]:
    """Name, size and time of each file: between two releases it is edited."""
    for room in _ROOMS:
        with os.scandir(package / room) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".txt")):  # the words of times are data
                    yield _file(entry.name, entry.stat())
    for name in _MODULES:
        yield _file(name, (package / name).stat())


def _program() -> Iterator[str]:
    """The same of a program that brings Python and all code in itself, and has no files of code."""
    yield _file(sys.executable, os.stat(sys.executable))  # noqa: PTH116 - a path costs more than this


def _file(name: str, status: os.stat_result) -> str:
    return f"{name} {status.st_size} {status.st_mtime_ns}"


def _libraries(path: Sequence[str]) -> Iterator[str]:
    """The libraries with their versions, by the names of folders: to read what is in them takes much longer."""
    for folder in dict.fromkeys(path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - as above
        except OSError:  # an archive, or nothing
            continue
        yield from sorted(filter(_LIBRARY.fullmatch, names))
