"""Making new files, never by chance over one that is there, and never half of one.

Each file is written under another name beside its place and put there when it is whole; of several files all are
written before the first is put in its place, so that what can fail fails while nothing is there yet.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.files.paths import displayed, unwritten
from parplan.files.writing import check_writable


def create_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a new file whole, and the folders it is to stand in. ``force``: also over one that is there.

    Raises ``RequestError`` for a file that is there, ``FileError`` for what the system refuses; then nothing is left
    behind, and a file that was there is as it was.
    """
    create_files({path: data}, force=force)


def create_files(contents: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write several new files, all or none where the system allows: see :func:`create_file`."""
    for path in contents:
        _check_place(path, force)
    written: dict[Path, Path] = {}
    folders: list[Path] = []
    try:
        for path, data in contents.items():
            folders += _make_folders(path)
            written[path] = _write_beside(path, data)
        for path in contents:
            _put_in_place(written[path], path, force)
            del written[path]
    except BaseException:
        for temporary in written.values():
            with suppress(OSError):
                temporary.unlink()
        for folder in reversed(folders):
            with suppress(OSError):  # one that is not empty any more stays
                folder.rmdir()
        raise


def _check_place(path: Path, force: bool) -> None:
    """Refuse what stands in the way, before anything is written."""
    try:
        there, folder = path.exists(), path.is_dir()
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None
    if folder:
        raise RequestError(
            message(N_("{path} is a folder"), path=displayed(path)), help=message(N_("name a file in it"))
        )
    if there and not force:
        raise _there_already(path)
    if there:
        check_writable(path)


def _there_already(path: Path) -> RequestError:
    return RequestError(
        message(N_("{path} is there already"), path=displayed(path)),
        help=message(N_("name another file; --force writes over it")),
    )


def _make_folders(path: Path) -> list[Path]:
    """Make the folders a file is to stand in, and return those that were not there."""
    made: list[Path] = []
    try:
        missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            made.append(folder)
        if not path.parent.is_dir():
            raise NotADirectoryError
    except (OSError, ValueError) as error:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise _refused(path, error) from None
    return made


def _write_beside(path: Path, data: bytes) -> Path:
    """Write ``data`` under a name nobody has, in the folder of ``path``, with the mode new files get there."""
    temporary = path.with_name(f".parplan-{secrets.token_hex(8)}.tmp")
    try:
        # Not by `tempfile`, whose files only their maker may read: a document is for colleagues.
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        with suppress(OSError):
            temporary.unlink()
        raise _refused(path, error) from None
    return temporary


def _put_in_place(temporary: Path, path: Path, force: bool) -> None:
    """Give the written file its name; without ``force`` only while nothing else has that name."""
    try:
        if force:
            temporary.replace(path.resolve())  # the path of a link stands for the file it leads to
        elif os.name == "nt":
            temporary.rename(path)  # refuses a name that is taken
        else:
            _link(temporary, path)
    except FileExistsError:
        raise _there_already(path) from None
    except (OSError, ValueError) as error:  # a zero character in the name
        raise _refused(path, error) from None


def _link(temporary: Path, path: Path) -> None:
    """Rename, refusing a name that is taken, on systems whose own renaming writes over it."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, such as a stick or a share: then by looking first
        if os.path.lexists(path):
            raise FileExistsError from None
        temporary.rename(path)
    else:
        temporary.unlink()


def _refused(path: Path, error: Exception) -> FileError:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return FileError(
            message(N_("{path} cannot be written: a file stands where a folder is needed"), path=displayed(path))
        )
    return unwritten(path, error)
