"""Search for plan files: by path, in folders, by pattern, in the nearest ``plans/``."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.files.paths import displayed, is_folder, shortened, status_of, unreadable
from parplan.files.upwards import places_upwards

_SUFFIXES = frozenset({".yaml", ".yml"})

_WILDCARD = re.compile(r"[*?\[]")


def is_plan_name(path: Path) -> bool:
    """Whether the name is that of a plan: ``*.yaml`` or ``*.yml``."""
    return path.suffix.lower() in _SUFFIXES


def find_plan_files(folder: Path, *, below: bool = True) -> list[Path]:
    """Return the files named like plans in ``folder``, sorted, without hidden files and linked folders.

    below: those of the folders in it too. Broken links and pipes are in the list: leaving them out could hide a plan,
    and reading them reports the problem.
    Raises :class:`FileError` if a folder cannot be read.
    """

    found: list[Path] = []
    waiting = [os.fspath(folder)]
    while waiting:  # not `os.walk`, which is recursive before Python 3.12
        parent = waiting.pop()
        try:
            with os.scandir(parent) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if _is_own_folder(entry):
                        waiting += [entry.path] if below else []
                    elif not _is_linked_folder(entry) and is_plan_name(Path(entry.name)):
                        found.append(Path(entry.path))
        except OSError as error:
            raise _unsearchable(Path(parent), error) from None
    return sorted(found)


def _is_own_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_linked_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself
        return False


def _unsearchable(folder: Path, error: OSError) -> FileError:
    return too_deep(folder) if error.errno == errno.ENAMETOOLONG else unreadable(folder, error)


def too_deep(folder: Path) -> FileError:
    """The error for folders nested so deeply that the paths become too long for the system."""
    return FileError(
        message(N_("{path}: the folders are nested too deeply to be searched"), path=shortened(displayed(folder))),
        help=message(N_("name the file or a folder further down, or move the plans further up")),
    )


def expand(argument: str) -> list[Path]:
    """Return the files an argument names: a file, the plans of a folder, or the matches of a pattern (``*``, ``**``).

    A file named explicitly may have any suffix; a pattern yields only plans, and the plans of matching folders. Where a
    file is named like the pattern, both are meant: such a file, put there by somebody, must not stand for the others.
    Raises :class:`RequestError` if there are none.
    """
    if not argument:
        raise RequestError(message(N_("the path is empty")), help=message(N_("name a file or a folder")))
    path = Path(argument)
    is_pattern = _WILDCARD.search(argument) is not None
    matched = _matches(argument) if is_pattern else []
    if is_pattern and not os.path.lexists(path):
        if not matched:
            raise RequestError(
                message(N_("{pattern} matches no plan file (*.yaml, *.yml)"), pattern=shortened(displayed(path))),
                help=message(N_("name a file or a folder; “*” stands for any part of a name, “**” for any folders")),
            )
        return matched
    if not stat.S_ISDIR(status_of(path).st_mode):
        return sorted({path, *matched})
    found = sorted({*find_plan_files(path), *matched})
    if not found:
        raise RequestError(
            message(N_("the folder {path} holds no plan file (*.yaml, *.yml)"), path=displayed(path)),
            help=message(N_("name another folder, or a plan file")),
        )
    return found


def find_nearest_plans_folder(start: Path) -> Path | None:
    """Return the nearest ``plans`` folder with a plan file, in ``start`` or a folder above it; else ``None``."""
    found = (place for place in places_upwards(start.absolute(), "plans") if is_folder(place))
    return next((folder for folder in found if find_plan_files(folder)), None)


def find_misnamed_plan(start: Path) -> Path | None:
    """Return a file of a ``plans`` folder here or above that an editor named ``*.yaml.txt``, which Explorer hides."""
    for folder in places_upwards(start.absolute(), "plans"):
        try:
            names = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt")
        except OSError:  # there is no such folder
            continue
        misnamed = next((path for path in names if is_plan_name(path.with_suffix(""))), None)
        if misnamed is not None:
            return misnamed
    return None


def _matches(pattern: str) -> list[Path]:
    """Return the plan files that a pattern matches, and those in matching folders, without hidden ones."""
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if _WILDCARD.search(part))
    base = Path(*parts[:fixed])
    try:
        matched = sorted(base.glob(str(Path(*parts[fixed:]))))
    except RecursionError:  # before Python 3.13
        raise too_deep(base) from None
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == errno.ENAMETOOLONG and all(len(part) < 256 for part in parts):
            raise too_deep(base) from None
        matched = []  # a name too long, or `a**b` (before Python 3.13): it matches no file
    found: set[Path] = set()
    for path in matched:
        if any(part.startswith(".") and part != ".." for part in path.relative_to(base).parts):
            continue
        if is_folder(path):
            found.update([] if path.is_symlink() else find_plan_files(path))
        elif is_plan_name(path):
            found.add(path)
    return sorted(found)
