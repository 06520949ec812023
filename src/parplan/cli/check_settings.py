"""The settings of checks, from the nearest file that has any."""

from __future__ import annotations

from pathlib import Path

from parplan.cli.settings_files import read_settings, settings_files
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.linting.selection import OTHERS, Selection, SelectionError, parse_settings


def load_selection(start: Path) -> Selection:
    """Return what the nearest settings say; in one folder ``parplan.toml`` goes before ``pyproject.toml``.

    Raises ``RequestError`` for settings that are wrong and ``FileError`` for a file that cannot be read.
    """
    for file in settings_files(start):
        written = read_settings(file)
        if written is None or written.keys() <= set(OTHERS):
            continue  # one with the language alone says nothing about checks: the next settings do
        from parplan.linting.registry import EXPLANATIONS  # here, as unchanged files need no rule

        try:
            return parse_settings(written, EXPLANATIONS)
        except SelectionError as error:
            raise RequestError(
                message(N_("{path}: {problem}"), path=file.as_posix(), problem=error.message), help=error.help
            ) from None
    return Selection()
