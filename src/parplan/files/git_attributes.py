"""Adding and removing parplan's lines in ``.gitattributes``; all other bytes stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BOM = b"\xef\xbb\xbf"
_COMMENT = "# parplan git-setup"


def with_drivers(data: bytes, patterns: Sequence[str], driver: str) -> bytes:
    """The file with a line for each pattern at its top, so that the author's own lines below take precedence.

    Lines for other folders stay: plans of several folders are set up one after the other.
    """
    rest = without_drivers(data, driver)
    end = b"\r\n" if b"\r\n" in rest else b"\n"
    there = [line.rstrip() for line in _lines(data) if _ours(driver).fullmatch(line.rstrip())]
    lines = [_COMMENT.encode(), *there, *(f"{pattern} {_values(driver)}".encode() for pattern in patterns)]
    added = b"".join(line + end for line in dict.fromkeys(lines))
    return _BOM + added + rest.removeprefix(_BOM) if rest.startswith(_BOM) else added + rest


def without_drivers(data: bytes, driver: str) -> bytes:
    """The file without the lines of :func:`with_drivers`."""
    kept = [line for line in _lines(data) if not _ours(driver).fullmatch(line.rstrip())]
    return _BOM * data.startswith(_BOM) + b"".join(kept)


def _lines(data: bytes) -> list[bytes]:
    return data.removeprefix(_BOM).splitlines(keepends=True)


def _ours(driver: str) -> re.Pattern[bytes]:
    """A pattern and these values alone: a line with another attribute beside them is the author's own."""
    return re.compile(rf'{_COMMENT}|(?:/\S*|"/(?:[^"\\]|\\.)*") {_values(driver)}'.encode())


def _values(driver: str) -> str:
    return f"diff={driver} merge={driver}"
