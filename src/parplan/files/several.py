"""Making several new files at once: all of them, or none where one of them is there already."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.errors import ParplanError, RequestError
from parplan.files.creating import create_file
from parplan.files.paths import displayed


def create_files(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> tuple[Path, ...]:
    """Write ``files`` by name into ``folder``, which is made where it is not there, and return their paths.

    Raises ``RequestError`` before anything is written where one of them is there and ``force`` is not given, and
    ``FileError`` for what the system refuses; the new files made until then are taken away again.
    """
    paths = tuple(folder / name for name in files)
    there = [path for path in paths if _is_there(path)]
    if there and not force:
        raise RequestError(
            message(N_("{path} is there already; nothing was written"), path=displayed(there[0])),
            help=message(N_("name another folder; --force writes over the files in it")),
        )
    made: list[Path] = []
    try:
        for path, data in zip(paths, files.values(), strict=True):
            create_file(path, data, force=force)
            made.append(path)
    except ParplanError:
        for path in made:
            if path not in there:
                with suppress(OSError):
                    path.unlink()
        raise
    return paths


def _is_there(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):  # whoever writes it will hear what is wrong with it
        return False
