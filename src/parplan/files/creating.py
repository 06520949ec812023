"""Making new files, never by chance over one that is there, never over a plan, and never half of one.

Each file is written under another name beside its place and put there when it is whole; of several files all are
written before the first is put in its place, so that what can fail fails while nothing is there yet.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.finding import is_plan_name
from parplan.files.folder import Folder, Identity, fresh_name, identity, write_new
from parplan.files.paths import check_no_device, displayed, status_of, unwritten
from parplan.files.reading import SIZE_LIMIT, read_file
from parplan.files.recognizing import has_progress, is_plan
from parplan.files.writing import changed, check_writable, swapped


def create_file(path: Path, data: bytes, *, force: bool = False, begins_plan: bool = False) -> None:
    """Write a new file whole, and the folders it is to stand in. ``force``: also over one that is there.

    Over a plan nothing is written; but ``begins_plan``, what is itself a plan, over one in which nothing is recorded.
    Raises ``RequestError`` for a file that is there, ``FileError`` for what the system refuses; then nothing is left
    behind, and a file that was there is as it was.
    """
    _create([_check_place(path, force=force, begins_plan=begins_plan)], [data])


def create_files(contents: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write several new files, all or none where the system allows: see :func:`create_file`."""
    _create([_check_place(path, force=force) for path in contents], list(contents.values()))


def create_plan(path: Path, plan: bytes, beside: Path, record: bytes, *, force: bool = False) -> None:
    """Write a new plan and the record beside it, both or none; ``force``: also over a plan without progress.

    An older record at ``beside`` is written over; the caller knows that it is one.
    """
    places = [_check_place(path, force=force, begins_plan=True), _check_place(beside, force=True)]
    _create(places, [plan, record])


@contextmanager
def built_file(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give the block the path of a new file beside ``path`` to write, which is put in its place when the block ends.

    For what is too large to be held, or written by a library that wants a path; else see :func:`create_file`.
    """
    place = _check_place(path, force=force)
    folders = _make_folders(place.real)
    temporary = fresh_name(".parplan-", ".tmp")
    written = place.real.with_name(temporary)
    try:
        try:
            yield written
            with Folder(place.real.parent) as folder:
                made = folder.flush_file(temporary)
        except OSError as error:
            raise _refused(path, error) from None
        _put_in_place(place, temporary, made)
    except BaseException:
        with suppress(OSError):
            written.unlink(missing_ok=True)
        for folder_made in reversed(folders):
            with suppress(OSError):
                folder_made.rmdir()
        raise


class _Place(Struct, frozen=True):
    """Where a file goes: the ``path`` as typed, the ``real`` one behind a link, and the file there to replace."""

    path: Path
    real: Path
    replaced: Identity | None = None


def _create(places: Sequence[_Place], contents: Sequence[bytes]) -> None:
    written: list[tuple[_Place, str, Identity]] = []
    folders: list[Path] = []
    try:
        for place, data in zip(places, contents, strict=True):
            folders += _make_folders(place.real)
            written.append((place, *_write_beside(place, data)))
        while written:
            _put_in_place(*written[0])
            del written[0]
    except BaseException:
        for place, temporary, _ in written:
            with suppress(OSError), Folder(place.real.parent) as folder:
                folder.unlink(temporary)
        for made in reversed(folders):
            with suppress(OSError):  # one that is not empty any more stays
                made.rmdir()
        raise


def _check_place(path: Path, *, force: bool, begins_plan: bool = False) -> _Place:
    """Refuse what stands in the way, before anything is written."""
    check_no_device(path)
    try:
        there = os.path.lexists(path)
    except ValueError as error:  # a zero character in the name
        raise _refused(path, error) from None
    if not there:
        _check_name(path)
        return _Place(path, path)
    status = status_of(path)
    if stat.S_ISDIR(status.st_mode):
        raise RequestError(
            message(N_("{path} is a folder"), path=displayed(path)), help=message(N_("name a file in it"))
        )
    if not stat.S_ISREG(status.st_mode):
        raise RequestError(
            message(N_("{path} is a pipe or a device, not a file"), path=displayed(path)),
            help=message(N_("name a file, or - for standard output")),
        )
    real = path.resolve()  # the path of a link stands for the file it leads to
    if begins_plan and not force:
        raise _there_already(path)
    _check_no_plan(path, real, status, begins_plan=begins_plan)
    if not force:
        raise _there_already(path)
    check_writable(path)
    return _Place(path, real, identity(status))


def _check_name(path: Path) -> None:
    """Refuse a name the system cannot hold, or that it cannot look for."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None


def _check_no_plan(path: Path, real: Path, status: os.stat_result, *, begins_plan: bool) -> None:
    """Refuse a plan, by whatever name it is reached; an office trusts its only copy to this program.

    A file that is called as plans are is taken for one also where it cannot be read as a plan (yet).
    """
    data = read_file(path) if status.st_size <= SIZE_LIMIT else b""
    if begins_plan:
        if has_progress(data):
            raise RequestError(
                message(N_("{path} is a plan in which work is recorded; it is not written over"), path=displayed(path)),
                help=message(N_("name another file, or move that plan away yourself")),
            )
    elif is_plan(data) or is_plan_name(path) or is_plan_name(real):
        raise RequestError(
            message(N_("{path} is a plan; nothing else is written over one"), path=displayed(path)),
            help=message(N_("name another file")),
        )


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


def _write_beside(place: _Place, data: bytes) -> tuple[str, Identity]:
    """Write ``data`` under a name nobody has beside its place; return the name and what tells the file from others."""
    name = fresh_name(".parplan-", ".tmp")
    try:
        with Folder(place.real.parent) as folder:
            # With the mode new files get there: a document is for colleagues.
            return name, write_new(folder, name, data, 0o666)
    except (OSError, ValueError) as error:
        raise _refused(place.path, error) from None


def _put_in_place(place: _Place, temporary: str, made: Identity) -> None:
    """Give the written file its name: a free one, or that of the file that was to be replaced."""
    name = place.real.name
    try:
        with Folder(place.real.parent) as folder:
            if not folder.holds(temporary, made):
                raise swapped(place.path, written=False)
            if place.replaced is None:
                folder.rename(temporary, name)
            elif folder.holds(name, place.replaced):
                folder.replace(temporary, name)
            else:
                raise changed(place.path)
            if not folder.holds(name, made, renamed=True):
                raise swapped(place.path, written=True)
    except FileExistsError:
        raise _there_already(place.path) from None
    except ParplanError:
        raise
    except (OSError, ValueError) as error:
        raise _refused(place.path, error) from None


def _refused(path: Path, error: Exception) -> FileError:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return FileError(
            message(N_("{path} cannot be written: a file stands where a folder is needed"), path=displayed(path))
        )
    return unwritten(path, error)
