"""Settings files: ``parplan.toml``, or ``[tool.parplan]`` in ``pyproject.toml``, from a folder upwards."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parplan.diagnostics import N_, Message, message
from parplan.errors import FileError, RequestError
from parplan.files.reading import open_at_once, read_at_once
from parplan.files.upwards import places_upwards

#: In the same folder the first takes precedence.
_OWN, _SHARED = _NAMES = ("parplan.toml", "pyproject.toml")
#: Matches every spelling of [tool.parplan] in TOML, and more; without a match the file need not be parsed.
_PERHAPS_OURS = re.compile(r"""\btool["']?\s*(?:\.\s*["']?parplan\b|\]|=)""")
#: The largest settings file, in bytes; settings are a few lines.
_SIZE_LIMIT = 1024 * 1024


def settings_files(start: Path, top: Path | None = None) -> Iterator[Path]:
    """Yield the possible settings files, nearest first, up to the folder ``top`` if given."""
    for file in places_upwards(start, *_NAMES):
        if top is not None and top not in file.parents:
            return
        yield file


#: A key may have a part behind each dot.
_MOST_DOTS = 1000


def read_settings(file: Path) -> dict[str, Any] | None:
    """Return a file's settings for parplan; ``None`` if it does not exist or has none.

    Raises ``RequestError`` for invalid settings, ``FileError`` for an unreadable file.
    """
    text = _text(file)
    if text is None or (file.name == _SHARED and _PERHAPS_OURS.search(text) is None):
        return None  # missing, or only about other tools
    import tomllib  # imported here, because most folders have no settings

    try:
        if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):  # the library takes their square in time
            raise ValueError("a line with too many dots")
        written = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        raise _not_toml(file, str(error)) from None
    if file.name == _OWN:
        return written
    tool = written.get("tool")
    own = tool.get("parplan") if isinstance(tool, dict) else None
    if own is not None and not isinstance(own, dict):
        raise RequestError(message(N_("{path}: tool.parplan is not a table"), path=file.as_posix()))
    return own


def configured_language(start: Path) -> tuple[str, str] | None:
    """Return the language in the nearest settings, as written, and the file.

    Unreadable files and an invalid ``pyproject.toml`` are skipped, because no query should fail on another tool's file;
    ``validate`` reports them. Raises ``RequestError`` for an invalid ``parplan.toml``.
    """
    for file in settings_files(start):
        try:
            written = read_settings(file)
        except FileError:
            continue
        except RequestError:
            if file.name == _SHARED:
                continue
            raise
        if written is not None and "lang" in written:
            return str(written["lang"]), f"{file.name}: lang"
    return None


def _text(file: Path) -> str | None:
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileError(message(N_("{path} is a folder, not a file"), path=file.as_posix()), help=_RENAME)
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe or a device could block for ever, so it is not tried.
            raise FileError(message(N_("{path} is a pipe or a device, not a file"), path=file.as_posix()), help=_RENAME)
        with open_at_once(file) as opened:  # a pipe may have taken its place
            data = read_at_once(opened, _SIZE_LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FileError(
            message(N_("{path} cannot be read: {reason}"), path=file.as_posix(), reason=error.strerror or str(error))
        ) from None
    if len(data) > _SIZE_LIMIT:
        raise FileError(
            message(N_("{path} is too large: the limit for settings is {limit} MiB"), path=file.as_posix(), limit=1)
        )
    try:
        return data.decode("utf-8-sig")  # Notepad may add a byte order mark
    except UnicodeDecodeError as error:
        raise _not_toml(file, str(error)) from None


_RENAME: Message = message(N_("this name is reserved for a settings file; rename what is there"))


def _not_toml(file: Path, detail: str) -> RequestError:
    return RequestError(message(N_("{path} is not valid TOML: {detail}"), path=file.as_posix(), detail=detail))
