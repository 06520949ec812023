"""Creation of new files: never over an existing file by accident, never over a plan, never half a file.

Each file is written under a temporary name in its folder and then renamed. Several files are all written before the
first is renamed, so that most failures happen while nothing has changed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.finding import is_plan_name
from parplan.files.folder import Folder, Identity, identity, is_lockable, made_folder, write_new
from parplan.files.leftovers import delete_files, temporary_name
from parplan.files.paths import (
    WINDOWS,
    check_no_device,
    check_possible_name,
    displayed,
    own_target,
    status_of,
    unwritten,
)
from parplan.files.reading import SIZE_LIMIT, read_file
from parplan.files.recognizing import has_progress, is_plan, is_record
from parplan.files.writing import attributes_of, changed, check_writable, swapped

#: The usual mode of new files, because documents are for colleagues; and the mode of one that takes another's rights.
_MODE, _CLOSED = 0o666, 0o600


def create_file(path: Path, data: bytes, *, force: bool = False, begins_plan: bool = False) -> None:
    """Create a file and its missing folders. ``force``: overwrite an existing file.

    A plan is never overwritten, except by another plan (``begins_plan``) while it has no recorded progress.
    Raises ``RequestError`` for an existing file and ``FileError`` for what the system refuses; then nothing is left,
    and an existing file is unchanged.
    """
    _create([_check_place(path, force=force, begins_plan=begins_plan)], [data])


def create_files(contents: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Create several files, all or none if the system allows; see :func:`create_file`."""
    _create([_check_place(path, force=force) for path in contents], list(contents.values()))


def write_record(path: Path, data: bytes, plan: Path) -> None:
    """Write the record at ``path`` that belongs to a plan, whose lock is held; one that is there is overwritten.

    Its rights are the plan's: it tells of the plan, and whoever may record in the plan must be able to write it.
    Raises ``FileError`` for what the system refuses; the record is then as it was.
    """
    _create([_check_record(path, plan)], [data])


def create_plan(path: Path, plan: bytes, beside: Path, record: bytes, *, force: bool = False) -> None:
    """Create a plan and what belongs beside it, its record or schema, both or none.

    ``force``: overwrite a plan without progress. An existing file at ``beside`` is overwritten; the caller has checked
    that it is of this kind. The plan gets its name last: a command killed between them leaves no plan without doubts.
    """
    if not is_plan_name(path):
        raise RequestError(
            message(N_("{path}: a plan has the ending .yaml or .yml"), path=displayed(path)),
            help=message(N_("name a file such as {name}"), name=displayed(path.with_suffix(".yaml"))),
        )
    plan_place = _check_place(path, force=force, begins_plan=True)
    _create([plan_place, _check_record(beside, plan_place.model)], [plan, record])


@contextmanager
def built_file(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Give the block a new file beside ``path``, open for writing, which is moved to ``path`` when the block ends.

    For what is too large to be held; else see :func:`create_file`.
    """
    with _built(path, force=force) as (folder, temporary, mode):
        descriptor = folder.create(temporary, mode)
        delete_files(folder, temporary)
        is_lockable(descriptor)
        with os.fdopen(descriptor, "wb") as file:
            yield file


@contextmanager
def built_path(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give the block the path of a new, empty file, for a library that wants a path; see :func:`built_file`.

    Whoever may write to the folder can put another file there: then nothing is moved to ``path``.
    """
    with _built(path, force=force) as (folder, temporary, mode):
        descriptor = folder.create(temporary, mode)
        delete_files(folder, temporary)
        try:  # not locked, as libraries such as SQLite lock it
            yield folder.path / temporary
            if not folder.holds(temporary, identity(os.fstat(descriptor))):
                raise swapped(path, written=False)
        finally:
            os.close(descriptor)


@contextmanager
def _built(path: Path, *, force: bool) -> Iterator[tuple[Folder, str, int]]:
    """Give the block an open folder, and name and mode of a file to write there, which gets its own name afterwards."""
    place = _check_place(path, force=force)
    with _folder_of(place) as folder:
        temporary = temporary_name()
        try:
            try:
                yield folder, temporary, _mode(place)
                made = folder.flush_file(temporary, _rights(place))
            except OSError as error:
                raise _refused(path, error) from None
            _put_in_place(folder, place, temporary, made)
        except BaseException:
            with suppress(OSError):
                folder.unlink(temporary)
            raise


class _Place(Struct, frozen=True):
    """The destination of a file: ``path`` as typed, ``real`` with links resolved, and the file to replace, if any.

    model: the file whose rights the new one takes.
    """

    path: Path
    real: Path
    replaced: Identity | None = None
    model: Path | None = None


def _create(places: Sequence[_Place], contents: Sequence[bytes]) -> None:
    """Create files, all or none if the system allows; the first one is the last to get its name."""
    written: list[tuple[_Place, str, Identity]] = []
    new: list[tuple[_Place, Identity]] = []
    folders: dict[Path, Folder] = {}
    with ExitStack() as stack:
        try:
            for place, data in zip(places, contents, strict=True):
                parent = place.real.parent
                if parent not in folders:
                    folders[parent] = stack.enter_context(_folder_of(place))
                written.append((place, *_write_beside(folders[parent], place, data)))
                if len(written) == 1:
                    delete_files(folders[parent], written[0][1])
            while written:
                place, temporary, made = written[-1]
                _put_in_place(folders[place.real.parent], place, temporary, made)
                if place.replaced is None:
                    new.append((place, made))
                del written[-1]
        except BaseException:
            for place, made in new:
                with suppress(OSError):
                    if folders[place.real.parent].holds(place.real.name, made, renamed=True):
                        folders[place.real.parent].unlink(place.real.name)
            for place, temporary, _ in written:
                with suppress(OSError):
                    folders[place.real.parent].unlink(temporary)
            raise


def _check_record(path: Path, plan: Path | None) -> _Place:
    """Refuse a link too: whoever may write to the folder could have the record of another plan overwritten."""
    if path.is_symlink():
        raise FileError(
            message(N_("{path} is a link, which is not written to"), path=displayed(path)),
            help=message(N_("put the file it leads to in its place")),
        )
    return _check_place(path, force=True, owner=plan, records=True)


def _check_place(
    path: Path, *, force: bool, begins_plan: bool = False, owner: Path | None = None, records: bool = False
) -> _Place:
    """Refuse a destination that cannot be written to, before anything is written.

    records: a record is to be written; owner: the plan it belongs to, if that exists.
    """
    model = None if owner is None else owner.resolve()
    check_no_device(path)
    try:
        there = os.path.lexists(path)
    except ValueError as error:  # a zero character in the name
        raise _refused(path, error) from None
    if not there:
        check_possible_name(path)
        _check_name(path)
        if owner is not None or WINDOWS:  # a record is where its plan is
            return _Place(path, path, model=model)
        try:
            return _Place(path, own_target(path))  # a folder above may be a link
        except OSError as error:
            raise _refused(path, error) from None
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
    real = own_target(path)  # a link means the file it leads to
    _check_no_plan(path, real, status, begins_plan=begins_plan, records=records)
    if not force:
        raise _there_already(path)
    check_writable(owner or path)
    # A record beside a new plan has the rights of a new file: that of somebody else may be there, and open to all.
    return _Place(path, real, identity(status), model if records else model or real)


def _check_name(path: Path) -> None:
    """Refuse a name the system does not support."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None


def _check_no_plan(path: Path, real: Path, status: os.stat_result, *, begins_plan: bool, records: bool) -> None:
    """Refuse to overwrite a plan or its record, by whatever path: it may be the office's only copy.

    A file named like a plan counts as one even if it cannot be read as a plan. A plan overwrites plans alone, no signed
    document. records: it is its own record that is to be written.
    """
    data = read_file(path) if status.st_size <= SIZE_LIMIT else b""
    if begins_plan:
        if has_progress(data):
            raise RequestError(
                message(N_("{path} is a plan with recorded progress and is never overwritten"), path=displayed(path)),
                help=message(N_("name another file, or move the plan away first")),
            )
        if not (is_plan(data) or is_plan_name(real)):
            raise RequestError(
                message(N_("{path} is no plan, and is never overwritten by one"), path=displayed(path)),
                help=message(N_("name a file with the ending .yaml")),
            )
    elif is_plan(data) or is_plan_name(path) or is_plan_name(real):
        raise RequestError(
            message(N_("{path} is a plan and is never overwritten by another file"), path=displayed(path)),
            help=message(N_("name another file")),
        )
    elif is_record(data) and not records:
        raise RequestError(
            message(
                N_("{path} is the record of a plan and is never overwritten by another file"), path=displayed(path)
            ),
            help=message(N_("name another file")),
        )


def _there_already(path: Path) -> RequestError:
    return RequestError(
        message(N_("{path} already exists"), path=displayed(path)),
        help=message(N_("name another file, or add --force to overwrite it")),
    )


@contextmanager
def _folder_of(place: _Place) -> Iterator[Folder]:
    """Open the folder of a file, made with its missing parents; after an error in the block those are deleted."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(made_folder(place.real.parent))
        except (OSError, ValueError) as error:
            raise _refused(place.path, error) from None
        yield folder


def _write_beside(folder: Folder, place: _Place, data: bytes) -> tuple[str, Identity]:
    """Write ``data`` to a temporary file beside its destination; return its name and identity."""
    name = temporary_name()
    try:
        return name, write_new(folder, name, data, _mode(place), _rights(place))
    except (OSError, ValueError) as error:
        raise _refused(place.path, error) from None


def _mode(place: _Place) -> int:
    return _MODE if place.model is None else _CLOSED


def _rights(place: _Place) -> Callable[[int], None]:
    """Function that gives an open file its rights: those of the file it replaces, else the usual ones, which it has."""
    if place.model is None:
        return lambda _descriptor: None
    with Folder(place.model.parent) as folder:
        return attributes_of(folder, place.model.name)[1].give


def _put_in_place(folder: Folder, place: _Place, temporary: str, made: Identity) -> None:
    """Rename the temporary file to its name: a free one, or that of the file it replaces."""
    name = place.real.name
    try:
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
    if isinstance(error, FileExistsError | NotADirectoryError) or _stands_in_the_way(path.parent):
        return FileError(
            message(N_("{path} cannot be written: a file stands where a folder is needed"), path=displayed(path))
        )
    return unwritten(path, error)


def _stands_in_the_way(folder: Path) -> bool:
    """Whether a folder of the path, or one above it, is a file; Windows then reports that the path does not exist."""
    with suppress(OSError, ValueError):
        return any(one.exists() and not one.is_dir() for one in (folder, *folder.parents))
    return False
