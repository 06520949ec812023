"""Finding plan files: by name, in folders, by pattern, in the nearest ``plans/``."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.paths import displayed, is_folder, shortened, status_of, unreadable

_SUFFIXES = frozenset({".yaml", ".yml"})

_WILDCARD = re.compile(r"[*?\[]")


def is_plan_name(path: Path) -> bool:
    """Whether a file of this name is taken for a plan: ``*.yaml`` or ``*.yml``."""
    return path.suffix.lower() in _SUFFIXES


def find_plan_files(folder: Path) -> list[Path]:
    """Return the files named as plans below ``folder``, sorted; hidden ones and linked folders are left out.

    A link that leads nowhere is in the list, as a pipe is: reading it says so, where leaving it out would hide a plan.
    Raises :class:`FileError` when a folder cannot be read.
    """

    def refuse(error: OSError) -> None:
        raise unreadable(Path(error.filename or folder), error)

    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(parent, name) for name in names if not name.startswith("."))
        found.extend(path for path in paths if is_plan_name(path))
    return sorted(found)


def expand(argument: str) -> list[Path]:
    """Return the files an argument names: a file, the plans of a folder, or those a pattern (``*``, ``**``) matches.

    A file named as it is called is taken whatever its suffix; of what a pattern matches only the plans are, and the
    plans of the folders. Raises :class:`RequestError` when that is nothing.
    """
    if not argument:
        raise RequestError(message(N_("the path is empty")), help=message(N_("name a file or a folder")))
    path = Path(argument)
    if _WILDCARD.search(argument) and not os.path.lexists(path):
        return _matches(argument)
    if not stat.S_ISDIR(status_of(path).st_mode):
        return [path]
    found = find_plan_files(path)
    if not found:
        raise RequestError(
            message(N_("the folder {path} holds no plan file (*.yaml, *.yml)"), path=displayed(path)),
            help=message(N_("name another folder, or a plan file")),
        )
    return found


def find_nearest_plans_folder(start: Path) -> Path | None:
    """Return the nearest ``plans`` folder that holds a plan file, in ``start`` or a folder above it."""
    start = start.absolute()
    for folder in (start, *start.parents):
        candidate = folder / "plans"
        if is_folder(candidate) and find_plan_files(candidate):
            return candidate
    return None


def _matches(pattern: str) -> list[Path]:
    """Return the plan files a pattern matches, and those in the folders it matches; hidden ones are left out."""
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if _WILDCARD.search(part))
    base = Path(*parts[:fixed])
    try:
        matched = sorted(base.glob(str(Path(*parts[fixed:]))))
    except (OSError, ValueError, RecursionError):
        # A name too long, `a**b` (before Python 3.13), or thousands of folders in one pattern: none names a file.
        matched = []
    found: set[Path] = set()
    for path in matched:
        if any(part.startswith(".") and part != ".." for part in path.relative_to(base).parts):
            continue
        if is_folder(path):
            found.update([] if path.is_symlink() else find_plan_files(path))
        elif is_plan_name(path):
            found.add(path)
    if not found:
        raise RequestError(
            message(N_("{pattern} matches no plan file (*.yaml, *.yml)"), pattern=shortened(displayed(Path(pattern)))),
            help=message(N_("name a file or a folder; “*” stands for any part of a name, “**” for any folders")),
        )
    return sorted(found)
