"""What stands at a path: how messages show it, what the system says of it, and why it cannot be read.

Whatever can go wrong becomes one of two errors: :class:`RequestError` when the path names nothing, :class:`FileError`
when what it names cannot be read.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from parplan.device_names import is_device_path
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError

#: Whether the system keeps some names for devices.
WINDOWS = os.name == "nt"

# Another process has the file, or a part of it, for itself (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
_HELD_ON_WINDOWS = frozenset({32, 33})

# A name the system cannot even look for (123 and 161: ERROR_INVALID_NAME, ERROR_BAD_PATHNAME).
_IMPOSSIBLE_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})
_IMPOSSIBLE_NAME_ON_WINDOWS = frozenset({123, 161})


def displayed(path: Path) -> str:
    """Return ``path`` as messages show it: with ``/`` everywhere, and nothing a terminal would obey or choke on."""
    text = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda match: _escape(ord(match[0])), text)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def shortened(text: str) -> str:
    """Return the end of a text too long to stand in a message."""
    return text if len(text) <= 200 else "…" + text[-199:]


def check_no_device(path: Path) -> None:
    """Refuse a name that Windows keeps for a device, where it does. Raises ``RequestError``."""
    if WINDOWS and is_device_path(str(path)):
        raise RequestError(
            message(N_("{path} is the name of a device of Windows, not of a file"), path=shortened(displayed(path))),
            help=message(
                N_("name a file; its name must not be CON, PRN, AUX, NUL, COM1 or LPT1, whatever follows a point")
            ),
        )


def status_of(path: Path) -> os.stat_result:
    """Return what the system says of the file, following links, without opening it."""
    check_no_device(path)
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
        raise unreadable(path, error) from None


def is_folder(path: Path) -> bool:
    """Whether a folder is there."""
    try:
        return path.is_dir()
    except OSError:  # What may not even be asked about is not a folder to look into.
        return False


def _missing(path: Path) -> RequestError:
    sibling = _similar_sibling(path)
    return RequestError(
        message(N_("{path} does not exist"), path=shortened(displayed(path))),
        help=message(N_("did you mean {path}?"), path=displayed(sibling)) if sibling else None,
    )


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


def unreadable(path: Path, error: OSError) -> FileError:
    """Make the error for what the system said, in our words where they are known."""
    name = shortened(displayed(path))
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


def unwritten(path: Path, error: Exception) -> FileError:
    """Make the error for a file that could not be replaced, or held for it, for what the system said."""
    name, number = shortened(displayed(path)), getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return FileError(
            message(N_("there is no room left on the disk of {path}; nothing was written"), path=name),
            help=message(N_("make room and run the command again; the file is as it was")),
        )
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS or (os.name == "nt" and isinstance(error, PermissionError)):
        return FileError(
            message(N_("{path} is in use by another program; nothing was written"), path=name),
            help=message(N_("close it there and run the command again")),
        )
    if isinstance(error, PermissionError):
        return FileError(
            message(N_("there is no permission to write in the folder of {path}; nothing was written"), path=name),
            help=message(N_("ask whoever owns it for the right to write there")),
        )
    if isinstance(error, FileNotFoundError):
        return FileError(
            message(N_("{path} or its folder has just been moved or deleted; nothing was written"), path=name),
            help=message(N_("look for where it is now, and run the command there")),
        )
    reason = getattr(error, "strerror", None) or str(error)
    return FileError(message(N_("{path} cannot be written: {reason}"), path=name, reason=reason))
