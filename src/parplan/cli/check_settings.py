"""The settings of checks: those of each file's own folder, from the nearest file upwards that has any."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from parplan.cli.settings_files import read_settings, settings_files
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.linting.selection import OTHERS, Selection, SelectionError, parse_settings


class CheckSettings(Struct, frozen=True):
    """What is looked for, and the ``file`` that says so, ``None`` where none does."""

    selection: Selection = Selection()
    file: Path | None = None


class FolderSettings:
    """The settings of folders, each read once; those above ``top`` do not count where it is given."""

    def __init__(self, top: Path | None = None) -> None:
        self._top = top
        self._known: dict[Path, CheckSettings] = {}

    def of_folder(self, folder: Path) -> CheckSettings:
        """The settings that hold in a folder. Raises what :func:`load_settings` raises."""
        if folder not in self._known:
            self._known[folder] = load_settings(folder, self._top)
        return self._known[folder]

    def of_file(self, file: Path) -> Selection:
        """What is looked for in a file."""
        path = Path(os.path.abspath(file))  # noqa: PTH100 - without links, and without “..”, which has no folders above
        settings = self.of_folder(path.parent)
        if settings.file is None or not settings.selection.per_file:
            return settings.selection
        return settings.selection.of_file(path.relative_to(settings.file.parent).as_posix())


def load_settings(start: Path, top: Path | None = None) -> CheckSettings:
    """Return what the nearest settings say, up to ``top``; in a folder ``parplan.toml`` goes before ``pyproject.toml``.

    Raises ``RequestError`` for settings that are wrong and ``FileError`` for a file that cannot be read.
    """
    for file in settings_files(start, top):
        written = read_settings(file)
        if written is None or written.keys() <= set(OTHERS):
            continue  # one with the language alone says nothing about checks: the next settings do
        from parplan.linting.registry import EXPLANATIONS  # here, as most folders have no settings

        try:
            return CheckSettings(parse_settings(written, EXPLANATIONS), file)
        except SelectionError as error:
            raise RequestError(
                message(N_("{path}: {problem}"), path=file.as_posix(), problem=error.message), help=error.help
            ) from None
    return CheckSettings()


def typed_codes(options: Sequence[str]) -> list[str]:
    """The codes of an option that may be repeated and may hold several with commas between them."""
    return [code.strip().upper() for typed in options for code in typed.split(",")]
