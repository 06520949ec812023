"""Fingerprint of parplan's code and libraries, part of every cache key, so a new version never reads an old cache."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from parplan import __version__

#: The version of the cache files' form.
FORMAT = 3

#: The packages and modules whose code determines a compiled plan.
_ROOMS = ("caching", "compiling", "document", "plan", "source", "vocabulary")
_MODULES = ("diagnostics.py", "loading.py")

#: Prefixes of the folders in which installers record the versions of libraries that determine it too.
_LIBRARY = re.compile(
    r"(?:pyyaml|pydantic|pydantic_core|msgspec|python_dateutil|holidays)-[^-]+\.dist-info", re.IGNORECASE
)


def code_fingerprint(path: Sequence[str]) -> bytes:
    """A digest that changes with the version, the code, Python, and the libraries on ``path``.

    Raises ``OSError`` if the code cannot be found.
    """
    code = _program() if getattr(sys, "frozen", False) else _code(Path(__file__).parent.parent)
    return "\n".join([__version__, str(FORMAT), sys.version, *sorted(code), *_libraries(path)]).encode()


def _code(package: Path) -> Iterator[str]:
    """The name, size and time of each code file, which may be edited between releases."""
    for room in _ROOMS:
        with os.scandir(package / room) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".txt")):  # time words are data files
                    yield _file(entry.name, entry.stat())
    for name in _MODULES:
        yield _file(name, (package / name).stat())


def _program() -> Iterator[str]:
    """The same for a frozen program, which contains Python and all code in one file."""
    yield _file(sys.executable, os.stat(sys.executable))  # noqa: PTH116 - a path costs more than this


def _file(name: str, status: os.stat_result) -> str:
    return f"{name} {status.st_size} {status.st_mtime_ns}"


def _libraries(path: Sequence[str]) -> Iterator[str]:
    """The libraries and their versions, by folder name, because reading the metadata takes much longer."""
    for folder in dict.fromkeys(path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - as above
        except OSError:  # an archive, or missing
            continue
        yield from sorted(filter(_LIBRARY.fullmatch, names))
