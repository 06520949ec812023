"""Writing folders of many files whole: made beside their place, and moved there when complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.folder import Folder, fresh_name
from parplan.files.paths import check_no_device, displayed, unwritten
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
                folder = stack.enter_context(folder.inner(one))
            with os.fdopen(folder.create(name, 0o666), "wb") as file:
                file.write(data)


@contextmanager
def built_folder(path: Path, is_own: Callable[[Path], bool], *, force: bool = False) -> Iterator[NewFolder]:
    """Give the block a new folder beside ``path``, which is moved to ``path`` when the block ends.

    An empty folder is taken. One that is there is replaced with ``force`` where ``is_own`` holds of every file in it,
    by its path in the folder. Anything else is refused with ``RequestError``, before the block begins.
    """
    check_no_device(path)
    real = path.resolve()
    _check_free(path, real, is_own, force=force)
    missing = [parent for parent in real.parents if not parent.exists()]
    made: Path | None = None
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        made = real.with_name(fresh_name(".parplan-", ".tmp"))
        made.mkdir()
        with Folder(real.parent) as beside, beside.inner(made.name) as folder:
            yield NewFolder(folder)
            _check_free(path, real, is_own, force=force)  # others may have put something there meanwhile
            if not _is_same(beside.status(made.name), folder.own_status()):
                raise swapped(path, written=False)
        _put_in_place(made, real)
    except BaseException as error:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        for parent in missing:
            with suppress(OSError):
                parent.rmdir()
        if isinstance(error, OSError):
            raise unwritten(path, error) from None
        raise


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def _check_free(path: Path, real: Path, is_own: Callable[[Path], bool], *, force: bool) -> None:
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


def _put_in_place(made: Path, real: Path) -> None:
    if not real.exists():
        made.rename(real)
        return
    old = real.with_name(fresh_name(".parplan-", ".old"))
    real.rename(old)
    try:
        made.rename(real)
    except BaseException:
        old.rename(real)
        raise
    shutil.rmtree(old, ignore_errors=True)
