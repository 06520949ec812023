"""Adding and removing parplan's lines in ``.gitattributes``; all other bytes stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BOM = b"\xef\xbb\xbf"
_COMMENT = "# parplan git-setup"


def with_drivers(data: bytes, patterns: Sequence[str], driver: str) -> bytes:
    """The file with a line for each pattern at its top, so that the author's own lines below take precedence."""
    rest = without_drivers(data, driver)
    end = "\r\n" if b"\r\n" in rest else "\n"
    lines = [_COMMENT, *(f"{pattern} {_values(driver)}" for pattern in patterns)]
    added = "".join(line + end for line in lines).encode()
    return _BOM + added + rest.removeprefix(_BOM) if rest.startswith(_BOM) else added + rest


def without_drivers(data: bytes, driver: str) -> bytes:
    """The file without the lines of :func:`with_drivers`."""
    # A pattern and these values alone: a line with another attribute beside them is the author's own.
    ours = re.compile(rf'{_COMMENT}|(?:/\S*|"/(?:[^"\\]|\\.)*") {_values(driver)}'.encode())
    lines = data.removeprefix(_BOM).splitlines(keepends=True)
    kept = [line for line in lines if not ours.fullmatch(line.rstrip())]
    return _BOM * data.startswith(_BOM) + b"".join(kept)


def _values(driver: str) -> str:
    return f"diff={driver} merge={driver}"
