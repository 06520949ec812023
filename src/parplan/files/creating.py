"""Making new files, never by chance over one that is there."""

from __future__ import annotations

from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.files.paths import displayed


def create_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a new file, and the folders it is to stand in. ``force``: also over one that is there.

    Raises ``RequestError`` for a file that is there, ``FileError`` for what the system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError:
        if not path.exists():  # a file stands where a folder is needed, or a link leads nowhere
            raise _refused(path, "") from None
        raise RequestError(
            message(N_("{path} is there already"), path=displayed(path)),
            help=message(N_("name another file; --force writes over it")),
        ) from None
    except (OSError, ValueError) as error:
        raise _refused(path, getattr(error, "strerror", None) or str(error)) from None


def _refused(path: Path, reason: str) -> FileError:
    if reason:
        return FileError(message(N_("{path} cannot be written: {reason}"), path=displayed(path), reason=reason))
    return FileError(
        message(N_("{path} cannot be written: a file stands where a folder is needed"), path=displayed(path))
    )
