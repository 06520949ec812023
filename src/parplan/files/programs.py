"""Search for installed programs; the current folder is never searched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from parplan.files.paths import WINDOWS


def find_program(name: str, places: Sequence[str] = ()) -> str | None:
    """The path of a program in PATH, else the first of ``places`` that exists; ``None`` if it is not installed."""
    # Not `shutil.which`: on Windows it looks into the current folder first, whatever path it is given.
    installed = (str(folder / f"{name}{ending}") for folder in _folders() for ending in _endings())
    return next((path for path in (*installed, *places) if _can_be_run(path)), None)


def _folders() -> Iterator[Path]:
    """The folders of PATH without relative ones, which could lead into a document's own folder."""
    for part in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if part and Path(part).is_absolute():
            yield Path(part)


def _endings() -> tuple[str, ...]:
    """The endings of programs. On Windows scripts do not count: their arguments would be read by cmd.exe again."""
    return (".exe", ".com") if WINDOWS else ("",)


def _can_be_run(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)  # noqa: PTH113 - pathlib fails where it may not look
