"""Search for installed programs; the current folder is never searched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path


def find_program(name: str, places: Sequence[str] = ()) -> str | None:
    """The path of a program in PATH, else the first of ``places`` that exists; ``None`` if it is not installed."""
    found = shutil.which(name, path=_search_path())
    return found or next((place for place in places if Path(place).is_file()), None)


def _search_path() -> str:
    """PATH without relative entries, which could lead into a document's own folder."""
    parts = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(part for part in parts if part and Path(part).is_absolute())
