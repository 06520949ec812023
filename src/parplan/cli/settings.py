"""The settings of checks: ``parplan.toml``, or ``[tool.parplan]`` of ``pyproject.toml``, the nearest upwards."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from parplan.diagnostics import N_, Explanation, message
from parplan.errors import FileError, RequestError
from parplan.linting.selection import Selection, SelectionError, parse_settings

#: Keys of parplan.toml that are no settings of checks.
_OTHERS = {"lang"}


def load_selection(start: Path, rules: Mapping[str, Explanation]) -> Selection:
    """Return what the nearest settings say; in one folder ``parplan.toml`` goes before ``pyproject.toml``.

    Raises ``RequestError`` for settings that are wrong and ``FileError`` for a file that cannot be read.
    """
    for folder in (start, *start.parents):
        for name in ("parplan.toml", "pyproject.toml"):
            file = folder / name
            written = _settings(file)
            if written is None:
                continue
            try:
                return parse_settings(written, rules)
            except SelectionError as error:
                raise RequestError(
                    message(N_("{path}: {problem}"), path=file.as_posix(), problem=error.message), help=error.help
                ) from None
    return Selection()


def _settings(file: Path) -> dict[str, Any] | None:
    """The settings of a file; ``None`` where it is not there or has none."""
    try:
        text = file.read_text(encoding="utf-8-sig")  # Notepad may begin it with a byte order mark
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise _not_toml(file, str(error)) from None
    except OSError as error:
        raise FileError(
            message(N_("{path} cannot be read: {reason}"), path=file.as_posix(), reason=error.strerror or str(error))
        ) from None
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if file.name == "pyproject.toml" and "parplan" not in text:
            return None  # another tool's trouble
        raise _not_toml(file, str(error)) from None
    if file.name == "parplan.toml":
        # One with the language alone says nothing about checks: the next settings do.
        return {key: value for key, value in written.items() if key not in _OTHERS} or None
    tool = written.get("tool")
    own = tool.get("parplan") if isinstance(tool, dict) else None
    if own is not None and not isinstance(own, dict):
        raise RequestError(message(N_("{path}: tool.parplan is not a table"), path=file.as_posix()))
    return own


def _not_toml(file: Path, detail: str) -> RequestError:
    return RequestError(message(N_("{path} is not valid TOML: {detail}"), path=file.as_posix(), detail=detail))
