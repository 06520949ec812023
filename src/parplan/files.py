"""Plan files on disk: reading them without ever hanging, and finding them.

Whatever can go wrong becomes one of two errors: :class:`RequestError` when the path names nothing, :class:`FileError`
when what it names cannot be read.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError

#: The largest file that is read, in bytes: about 300,000 tasks.
SIZE_LIMIT = 256 * 1024 * 1024

_SUFFIXES = frozenset({".yaml", ".yml"})

_WILDCARD = re.compile(r"[*?\[]")

# Another process has the file, or a part of it, for itself (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
_HELD_ON_WINDOWS = frozenset({32, 33})

# A name the system cannot even look for (123 and 161: ERROR_INVALID_NAME, ERROR_BAD_PATHNAME).
_IMPOSSIBLE_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})
_IMPOSSIBLE_NAME_ON_WINDOWS = frozenset({123, 161})


def displayed(path: Path) -> str:
    """Return ``path`` as messages show it: with ``/`` everywhere, and nothing a terminal would obey or choke on."""
    text = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return re.sub("[\x00-\x1f\x7f-\x9f]", lambda match: f"\\x{ord(match[0]):02x}", text)


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file of at most :data:`SIZE_LIMIT`.

    Raises :class:`RequestError` when there is no such file, else :class:`FileError`.
    """
    status = _status(path)
    if stat.S_ISDIR(status.st_mode):
        raise FileError(
            message(N_("{path} is a folder, not a file"), path=displayed(path)),
            help=message(N_("name a plan file in it")),
        )
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe or a device can wait for ever, so it is not even tried.
        raise FileError(message(N_("{path} is a pipe or a device, not a file"), path=displayed(path)))
    if status.st_size > SIZE_LIMIT:
        raise _too_large(path, status.st_size)
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise FileError(
            message(N_("{path} has just been moved or deleted"), path=displayed(path)),
            help=message(N_("run the command again")),
        ) from None
    except OSError as error:
        raise _unreadable(path, error) from None
    if len(data) > SIZE_LIMIT:
        raise _too_large(path, len(data))
    return data


def is_plan_name(path: Path) -> bool:
    """Whether a file of this name is taken for a plan: ``*.yaml`` or ``*.yml``."""
    return path.suffix.lower() in _SUFFIXES


def find_plan_files(folder: Path) -> list[Path]:
    """Return the files named as plans below ``folder``, sorted; hidden ones and linked folders are left out.

    A link that leads nowhere is in the list, as a pipe is: reading it says so, where leaving it out would hide a plan.
    Raises :class:`FileError` when a folder cannot be read.
    """

    def refuse(error: OSError) -> None:
        raise _unreadable(Path(error.filename or folder), error)

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
    if not stat.S_ISDIR(_status(path).st_mode):
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
        if _is_folder(candidate) and find_plan_files(candidate):
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
        if _is_folder(path):
            found.update([] if path.is_symlink() else find_plan_files(path))
        elif is_plan_name(path):
            found.add(path)
    if not found:
        raise RequestError(
            message(N_("{pattern} matches no plan file (*.yaml, *.yml)"), pattern=_shortened(displayed(Path(pattern)))),
            help=message(N_("name a file or a folder; “*” stands for any part of a name, “**” for any folders")),
        )
    return sorted(found)


def _status(path: Path) -> os.stat_result:
    """Return what the system says of the file, following links, without opening it."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise FileError(
                message(N_("{path} is a link to a file that is not there"), path=displayed(path)),
                help=message(N_("name the file itself, or delete the link")),
            ) from None
        raise _missing(path) from None
    except ValueError:  # A zero character, or one the system's file names cannot hold.
        raise _missing(path) from None
    except OSError as error:
        if error.errno in _IMPOSSIBLE_NAME or getattr(error, "winerror", None) in _IMPOSSIBLE_NAME_ON_WINDOWS:
            raise _missing(path) from None
        raise _unreadable(path, error) from None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # What may not even be asked about is not a folder to look into.
        return False


def _missing(path: Path) -> RequestError:
    sibling = _similar_sibling(path)
    return RequestError(
        message(N_("{path} does not exist"), path=_shortened(displayed(path))),
        help=message(N_("did you mean {path}?"), path=displayed(sibling)) if sibling else None,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= 200 else "…" + text[-199:]


def _similar_sibling(path: Path) -> Path | None:
    """Return what stands in the same folder under the most similar name, if it is similar at all."""
    from rapidfuzz import fuzz, process  # Here, because only a mistake needs it.

    try:
        names = sorted(sibling.name for sibling in path.parent.iterdir())
    except (OSError, ValueError):
        return None
    choices = {name: name.casefold() for name in names}
    found = process.extractOne(path.name.casefold(), choices, scorer=fuzz.ratio, score_cutoff=70)
    return path.with_name(found[2]) if found else None


def _too_large(path: Path, size: int) -> FileError:
    mebibyte = 1024 * 1024
    return FileError(
        message(
            N_("{path} has {size} MiB; files of up to {limit} MiB are read"),
            path=displayed(path),
            size=-(-size // mebibyte),
            limit=SIZE_LIMIT // mebibyte,
        ),
        help=message(N_("check that it is the plan, or split it into several files")),
    )


def _unreadable(path: Path, error: OSError) -> FileError:
    """Make the error for what the system said, in our words where they are known."""
    name = displayed(path)
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return FileError(
            message(N_("{path} is in use by another program"), path=name),
            help=message(N_("close it there and run the command again")),
        )
    if isinstance(error, PermissionError):
        return FileError(
            message(N_("there is no permission to read {path}"), path=name),
            help=message(N_("ask whoever owns it for the right to read it")),
        )
    if error.errno == errno.ELOOP:
        return FileError(
            message(N_("{path} is a link that leads back to itself"), path=name),
            help=message(N_("name the file itself, or delete the link")),
        )
    return FileError(message(N_("{path} cannot be read: {reason}"), path=name, reason=error.strerror or str(error)))
