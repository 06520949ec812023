"""Paths in messages, their status, and the errors of reading and writing them.

Every failure becomes one of two errors: :class:`RequestError` if the path names nothing, :class:`FileError` if what it
names cannot be read.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from parplan.device_names import is_device_path
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError

#: Whether the system reserves some names for devices.
WINDOWS = os.name == "nt"

# Another process has locked the file or a part of it (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
_HELD_ON_WINDOWS = frozenset({32, 33})

# The system cannot look up such a name (123 and 161: ERROR_INVALID_NAME, ERROR_BAD_PATHNAME).
_IMPOSSIBLE_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})
_IMPOSSIBLE_NAME_ON_WINDOWS = frozenset({123, 161})


def displayed(path: Path) -> str:
    """Return ``path`` for messages: with ``/`` on every system, and without characters a terminal would obey."""
    text = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda match: _escape(ord(match[0])), text)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def shortened(text: str) -> str:
    """Return the end of a text that is too long for a message."""
    return text if len(text) <= 200 else "…" + text[-199:]


def check_no_device(path: Path) -> None:
    """Refuse, on Windows, a name reserved for a device. Raises ``RequestError``."""
    if WINDOWS and is_device_path(str(path)):
        raise RequestError(
            message(N_("{path} is a Windows device name, not a file"), path=shortened(displayed(path))),
            help=message(N_("name a file; CON, PRN, AUX, NUL, COM1 and LPT1 are reserved, with any extension")),
        )


def status_of(path: Path) -> os.stat_result:
    """Return the status of a file, following links, without opening it."""
    check_no_device(path)
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise FileError(
                message(N_("{path} is a link to a file that does not exist"), path=displayed(path)),
                help=message(N_("name the file itself, or delete the link")),
            ) from None
        raise _missing(path) from None
    except ValueError:  # A null character, or one that file names cannot contain.
        raise _missing(path) from None
    except OSError as error:
        if error.errno in _IMPOSSIBLE_NAME or getattr(error, "winerror", None) in _IMPOSSIBLE_NAME_ON_WINDOWS:
            raise _missing(path) from None
        raise unreadable(path, error) from None


def is_folder(path: Path) -> bool:
    """Whether the path is a folder."""
    try:
        return path.is_dir()
    except OSError:  # A path without permission is no folder to look into.
        return False


def _missing(path: Path) -> RequestError:
    sibling = _similar_sibling(path)
    return RequestError(
        message(N_("{path} does not exist"), path=shortened(displayed(path))),
        help=message(N_("did you mean {path}?"), path=displayed(sibling)) if sibling else None,
    )


def _similar_sibling(path: Path) -> Path | None:
    """Return the path in the same folder with the most similar name, if one is similar."""
    from rapidfuzz import fuzz, process  # Imported here, because only mistakes need it.

    try:
        names = sorted(sibling.name for sibling in path.parent.iterdir())
    except (OSError, ValueError):
        return None
    choices = {name: name.casefold() for name in names}
    found = process.extractOne(path.name.casefold(), choices, scorer=fuzz.ratio, score_cutoff=70)
    return path.with_name(found[2]) if found else None


def unreadable(path: Path, error: OSError) -> FileError:
    """The error for a failed read."""
    name = shortened(displayed(path))
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return FileError(
            message(N_("{path} is in use by another program"), path=name),
            help=message(N_("close it there and run the command again")),
        )
    if isinstance(error, PermissionError):
        return FileError(
            message(N_("there is no permission to read {path}"), path=name),
            help=message(N_("ask its owner for permission to read it")),
        )
    if error.errno == errno.ELOOP:
        return FileError(
            message(N_("{path} is a link to itself"), path=name),
            help=message(N_("name the file itself, or delete the link")),
        )
    return FileError(message(N_("{path} cannot be read: {reason}"), path=name, reason=error.strerror or str(error)))


def unwritten(path: Path, error: Exception) -> FileError:
    """The error for a file that could not be locked or replaced."""
    name, number = shortened(displayed(path)), getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return FileError(
            message(N_("the disk of {path} is full; nothing was written"), path=name),
            help=message(N_("free some space and run the command again; the file is unchanged")),
        )
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS or (os.name == "nt" and isinstance(error, PermissionError)):
        return FileError(
            message(N_("{path} is in use by another program; nothing was written"), path=name),
            help=message(N_("close it there and run the command again")),
        )
    if isinstance(error, PermissionError):
        return FileError(
            message(N_("there is no permission to write in the folder of {path}; nothing was written"), path=name),
            help=message(N_("ask its owner for permission to write there")),
        )
    if isinstance(error, FileNotFoundError):
        return FileError(
            message(N_("{path} or its folder has just been moved or deleted; nothing was written"), path=name),
            help=message(N_("find out where it is now, and run the command there")),
        )
    reason = getattr(error, "strerror", None) or str(error)
    return FileError(message(N_("{path} cannot be written: {reason}"), path=name, reason=reason))
