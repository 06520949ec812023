"""Writing folders of many files whole: made beside their place, and moved there when complete."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePath

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.folder import Folder, fresh_name, made_folder
from parplan.files.leftovers import CLOSED, delete_folders, temporary_name
from parplan.files.paths import check_no_device, displayed, own_target, unwritten
from parplan.files.writing import swapped


class NewFolder:
    """A folder that is being made. Whoever may write beside it may put another in its place: it stays this one."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def write(self, path: str, data: bytes) -> None:
        """Write a new file by its path in the folder (with ``/``), with the folders it needs. Raises ``OSError``."""
        *folders, name = path.split("/")
        with ExitStack() as stack:
            folder = self._folder
            for one in folders:
                folder.make(one)
                folder = stack.enter_context(folder.inner(one))
            with os.fdopen(folder.create(name, 0o666), "wb") as file:
                file.write(data)


@contextmanager
def built_folder(path: Path, is_own: Callable[[PurePath], bool], *, force: bool = False) -> Iterator[NewFolder]:
    """Give the block a new folder beside ``path``, which is moved to ``path`` when the block ends.

    An empty folder is taken. One that is there is replaced with ``force`` where ``is_own`` holds of every file in it,
    by its path in the folder. Anything else is refused with ``RequestError``, before the block begins.
    """
    check_no_device(path)
    real = own_target(path)
    _check_free(path, real, is_own, force=force)
    try:
        with made_folder(real.parent) as beside:
            made = temporary_name()
            try:
                with _closed_folder(beside, made, real) as folder:
                    delete_folders(beside, made, is_own)
                    yield NewFolder(folder)
                    _check_free(path, real, is_own, force=force)  # others may have put something there meanwhile
                    if not _is_same(beside.status(made), folder.own_status()):
                        raise swapped(path, written=False)
                _put_in_place(beside, made, real.name)
            except BaseException:
                beside.remove_tree(made)
                raise
    except OSError as error:
        raise unwritten(path, error) from None


@contextmanager
def _closed_folder(beside: Folder, name: str, replaced: Path) -> Iterator[Folder]:
    """A new folder, closed to others and marked as in use until it is complete; then it has the usual mode.

    It never allows others more than the folder it replaces, if there is one.
    """
    beside.make(name)
    with beside.inner(name) as folder:
        mode = stat.S_IMODE(folder.own_status().st_mode)
        folder.set_mode(CLOSED)
        folder.lock()
        yield folder
        folder.set_mode(mode & stat.S_IMODE(replaced.stat().st_mode) if replaced.is_dir() else mode)


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def _check_free(path: Path, real: Path, is_own: Callable[[PurePath], bool], *, force: bool) -> None:
    try:
        if not os.path.lexists(real):
            return
        if not real.is_dir():
            raise RequestError(
                message(N_("{path} is a file, and a folder is needed"), path=displayed(path)),
                help=message(N_("name a folder")),
            )
        files = list(_files(real))
        foreign = next((file for file in files if file.is_symlink() or not is_own(file.relative_to(real))), None)
        if foreign is not None:
            raise RequestError(
                message(
                    N_("{path} holds other files, such as {file}; nothing was written"),
                    path=displayed(path),
                    file=displayed(foreign.relative_to(real)),
                ),
                help=message(N_("name a new folder, or an empty one")),
            )
        if files and not force:
            raise RequestError(
                message(N_("{path} already exists"), path=displayed(path)),
                help=message(N_("name another folder; --force replaces what was exported there")),
            )
    except (OSError, ValueError) as error:
        raise unwritten(path, error) from None


def _files(folder: Path) -> Iterator[Path]:
    """All files in a folder and its subfolders; links are not followed."""
    for parent, folders, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)
        yield from (link for name in folders if (link := Path(parent, name)).is_symlink())


def _put_in_place(beside: Folder, made: str, name: str) -> None:
    if not beside.has(name):
        beside.replace(made, name)
        return
    old = fresh_name(".parplan-", ".old")
    beside.replace(name, old)
    try:
        beside.replace(made, name)
    except BaseException:
        beside.replace(old, name)
        raise
    # Closed and named as one in the making: if this command is killed now, a later one deletes the rest of it.
    with suppress(OSError), beside.inner(old) as replaced:
        replaced.set_mode(CLOSED)
        replaced.lock()
        beside.replace(old, last := temporary_name())
        replaced.clear()
        beside.remove(last)
