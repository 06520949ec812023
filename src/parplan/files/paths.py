"""Paths in messages, their status, and the errors of reading and writing them.

Every failure becomes one of two errors: :class:`RequestError` if the path names nothing, :class:`FileError` if what it
names cannot be read.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path, PureWindowsPath

from parplan.device_names import is_device_path
from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError, RequestError
from parplan.vocabulary.hidden_characters import escaped

#: Whether the system reserves some names for devices.
WINDOWS = os.name == "nt"

# Another process has locked the file or a part of it (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
_HELD_ON_WINDOWS = frozenset({32, 33})

# The system cannot look up such a name (123 and 161: ERROR_INVALID_NAME, ERROR_BAD_PATHNAME).
_IMPOSSIBLE_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})
_IMPOSSIBLE_NAME_ON_WINDOWS = frozenset({123, 161})

# A link that leads back to itself (ERROR_CANT_RESOLVE_FILENAME).
_CIRCLE_ON_WINDOWS = 1921
# OneDrive and similar programs keep the file elsewhere and cannot fetch it (ERROR_CLOUD_FILE_…).
_IN_THE_CLOUD = range(362, 399)

# The most characters of a path on Windows, unless long paths are enabled (MAX_PATH without its last one).
_LONGEST_ON_WINDOWS = 259
# The additional characters of the temporary name under which a file is written.
_MORE_IN_TEMPORARY_NAMES = len(".") + len(".parplan-") + 16 + len(".tmp")

#: The links that a path may lead through, as in Linux.
_MOST_LINKS = 40

#: Characters that no shell shows or takes as they are.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_IN_NAMES = re.compile('[<>:"|?*]')


def displayed(path: Path) -> str:
    """Return ``path`` for messages: with ``/`` on every system, and with hidden characters escaped."""
    return escaped(path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8"))


def written_name(path: Path) -> str:
    """Return the name of a file as a record can hold it: what is no UTF-8 in it is escaped."""
    return path.name.encode("utf-8", "backslashreplace").decode("utf-8")


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


def check_possible_name(path: Path) -> None:
    """Refuse a name nobody can type again, and on Windows one that a file cannot have. Raises ``RequestError``.

    ``bao-cao: q1.docx`` would be an invisible stream of an empty file ``bao-cao``; ``C:x.docx`` is a file of drive C.
    """
    if _CONTROL.search(str(path)):
        raise RequestError(
            message(N_("{path} has a line break or a control character in its name"), path=shortened(displayed(path))),
            help=message(N_("leave it out: no command could name the file")),
        )
    names = PureWindowsPath(path)
    if WINDOWS and any(_NOT_IN_NAMES.search(part) for part in names.parts if part != names.anchor):
        raise RequestError(
            message(N_("{path} cannot be the name of a file on Windows"), path=shortened(displayed(path))),
            help=message(N_("leave out the signs {signs}"), signs='< > : " | ? *'),
        )


def _is_too_long(path: Path, more: int = 0) -> bool:
    """Whether Windows may not find a path only because it is too long; ``more`` characters are added to its name."""
    return WINDOWS and len(os.path.abspath(path)) + more > _LONGEST_ON_WINDOWS  # noqa: PTH100 - pathlib keeps `..`


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
        winerror = getattr(error, "winerror", None)  # more specific than errno, where it is known
        if error.errno in _IMPOSSIBLE_NAME if winerror is None else winerror in _IMPOSSIBLE_NAME_ON_WINDOWS:
            raise _missing(path) from None
        raise unreadable(path, error) from None


def own_target(path: Path) -> Path:
    """Return the file that a path means, links followed: it is to be written.

    Raises ``FileError`` for a link of another user but root: who may write to a shared folder must not choose which of
    the user's files becomes a document, or in which of their folders a new one is. A folder above may be a link of who
    has the folder that link is in. The system itself asks so only in folders like ``/tmp``.
    """
    if not hasattr(os, "geteuid"):
        return path.resolve()
    path = path.absolute()
    here, names, links = Path(path.anchor), [*reversed(path.parts[1:])], 0
    while names:
        name = names.pop()
        one = here.parent if name == ".." else here / name
        try:
            target, owner = one.readlink(), one.lstat().st_uid
            trusted = {os.geteuid(), 0} | ({here.stat().st_uid} if names else set())
        except OSError:  # no link
            here = one
            continue
        links += 1
        if owner not in trusted:
            raise FileError(
                message(N_("{path} is a link of another user; nothing was written"), path=displayed(one)),
                help=message(N_("name the file it leads to, {file}, if that is meant"), file=displayed(target)),
            )
        if links > _MOST_LINKS:
            raise unreadable(path, OSError(errno.ELOOP, os.strerror(errno.ELOOP)))
        here = Path(target.anchor) if target.anchor else here
        names += reversed(target.parts[bool(target.anchor) :])
    return here


def is_folder(path: Path) -> bool:
    """Whether the path is a folder."""
    try:
        return path.is_dir()
    except OSError:  # A path without permission is no folder to look into.
        return False


def _missing(path: Path) -> RequestError:
    sibling = _similar_sibling(path)
    help = message(N_("did you mean {path}?"), path=displayed(sibling)) if sibling else _looked_for(path)
    if sibling is None and _is_too_long(path):
        help = _shorter()
    return RequestError(message(N_("{path} does not exist"), path=shortened(displayed(path))), help=help)


def _looked_for(path: Path) -> Message | None:
    """Folder in which a name without one was looked for: in a window, people do not see the current folder."""
    if path.name != str(path):
        return None
    try:
        folder = Path.cwd()
    except OSError:
        return None
    return message(N_("it was looked for in the folder {folder}"), folder=shortened(displayed(folder)))


def _shorter() -> Message:
    return message(
        N_("if it exists: Windows accepts paths of up to {limit} characters; move the folder nearer to the drive"),
        limit=_LONGEST_ON_WINDOWS,
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
    winerror = getattr(error, "winerror", None)
    if WINDOWS and winerror is None:
        winerror = why_unopened(path)
    if winerror in _HELD_ON_WINDOWS:
        return FileError(
            message(N_("{path} is in use by another program"), path=name),
            help=message(N_("close it there and run the command again")),
        )
    if winerror in _IN_THE_CLOUD:
        return FileError(
            message(N_("{path} is stored in OneDrive and cannot be fetched now"), path=name),
            help=message(N_("connect to the network, or have the folder always kept on this device")),
        )
    if isinstance(error, PermissionError):
        return FileError(
            message(N_("there is no permission to read {path}"), path=name),
            help=message(N_("ask its owner for permission to read it")),
        )
    if error.errno == errno.ELOOP or winerror == _CIRCLE_ON_WINDOWS:
        return FileError(
            message(N_("{path} is a link to itself"), path=name),
            help=message(N_("name the file itself, or delete the link")),
        )
    return FileError(message(N_("{path} cannot be read: {reason}"), path=name, reason=error.strerror or str(error)))


def why_unopened(path: Path) -> int | None:
    """Errors of Windows on opening a file for reading: of its numbers Python is told a few, and none of ``open``.

    Returns ``None`` where it can be opened, and on other systems.
    """
    if sys.platform != "win32":
        return None
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(path), 0x80000000, 7, None, 3, 0, None)  # to read what all may use, if it is there
    if handle == ctypes.c_void_p(-1).value:
        return ctypes.get_last_error()
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return None


def unwritten(path: Path, error: Exception) -> FileError:
    """The error for a file that could not be locked or replaced."""
    name, number = shortened(displayed(path)), getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return FileError(
            message(N_("the disk of {path} is full; nothing was written"), path=name),
            help=message(N_("free some space and run the command again; the file is unchanged")),
        )
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return FileError(
            message(N_("{path} is in use by another program; nothing was written"), path=name),
            help=message(N_("close it there and run the command again")),
        )
    if WINDOWS and isinstance(error, PermissionError) and error.filename2 is not None:
        # When a file cannot be replaced, Windows does not say whether it is open, as in Excel, or protected.
        return FileError(
            message(N_("{path} is open in another program or protected; nothing was written"), path=name),
            help=message(N_("close it there and run the command again; otherwise ask who may write there")),
        )
    if isinstance(error, PermissionError):
        return FileError(
            message(N_("there is no permission to write in the folder of {path}; nothing was written"), path=name),
            help=message(N_("ask its owner for permission to write there")),
        )
    if isinstance(error, FileNotFoundError) and _is_too_long(path, _MORE_IN_TEMPORARY_NAMES):
        return FileError(
            message(
                N_("{path} cannot be written: Windows takes paths of {limit} characters, a temporary name included"),
                path=name,
                limit=_LONGEST_ON_WINDOWS,
            ),
            help=message(N_("name a shorter path, nearer to the drive; nothing was written")),
        )
    if WINDOWS and isinstance(error, FileNotFoundError) and path.drive and not Path(path.drive + "\\").exists():
        return FileError(message(N_("{path}: there is no drive {drive}"), path=name, drive=path.drive))
    if isinstance(error, FileNotFoundError):
        return FileError(
            message(N_("{path} or its folder has just been moved or deleted; nothing was written"), path=name),
            help=message(N_("find out where it is now, and run the command there")),
        )
    reason = getattr(error, "strerror", None) or str(error)
    return FileError(message(N_("{path} cannot be written: {reason}"), path=name, reason=reason))
