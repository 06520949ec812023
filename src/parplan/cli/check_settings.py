"""The settings of checks for each file: from the nearest settings file in its folder or above."""

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
    """The selection of findings, and the settings ``file`` it comes from, if any."""

    selection: Selection = Selection()
    file: Path | None = None


class FolderSettings:
    """The settings by folder, each read once; those above ``top`` are ignored, if it is given."""

    def __init__(self, top: Path | None = None) -> None:
        self._top = top
        self._known: dict[Path, CheckSettings] = {}

    def of_folder(self, folder: Path) -> CheckSettings:
        """The settings for a folder. Raises what :func:`load_settings` raises."""
        if folder not in self._known:
            self._known[folder] = load_settings(folder, self._top)
        return self._known[folder]

    def of_file(self, file: Path) -> Selection:
        """The selection of findings for a file."""
        path = Path(os.path.abspath(file))  # noqa: PTH100 - without links, and without “..”, which has no folders above
        settings = self.of_folder(path.parent)
        if settings.file is None or not settings.selection.per_file:
            return settings.selection
        return settings.selection.of_file(path.relative_to(settings.file.parent).as_posix())


def load_settings(start: Path, top: Path | None = None) -> CheckSettings:
    """Return the nearest settings, up to ``top``; in a folder ``parplan.toml`` precedes ``pyproject.toml``.

    Raises ``RequestError`` for wrong settings and ``FileError`` for an unreadable file.
    """
    for file in settings_files(start, top):
        written = read_settings(file)
        if written is None or written.keys() <= set(OTHERS):
            continue  # a file with only the language says nothing about checks, so look further
        from parplan.linting.registry import EXPLANATIONS  # imported here, because most folders have no settings

        try:
            return CheckSettings(parse_settings(written, EXPLANATIONS), file)
        except SelectionError as error:
            raise RequestError(
                message(N_("{path}: {problem}"), path=file.as_posix(), problem=error.message), help=error.help
            ) from None
    return CheckSettings()


def typed_codes(options: Sequence[str]) -> list[str]:
    """The codes of an option that may be repeated and may contain several, separated by commas."""
    return [code.strip().upper() for typed in options for code in typed.split(",")]
