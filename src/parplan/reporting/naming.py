"""Names of sheets and files made from units' names and codes: valid everywhere and unique."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from parplan.device_names import is_device_name
from parplan.views.blocks import safe

#: Excel's rules for the name of a sheet: the most UTF-16 units, and the characters it must not contain.
_SHEET_LENGTH = 31
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\]")
#: A sheet name Excel reserves.
_RESERVED_SHEETS = frozenset({"history"})

_NOT_IN_FILES = re.compile(r'[\\/:*?"<>|]')


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Names for sheets, as near to those ``wanted`` as Excel allows; equal ones are numbered."""
    return tuple(_unique((_sheet_name(name) for name in wanted), _SHEET_LENGTH))


def file_names(codes: Iterable[str], ending: str) -> tuple[str, ...]:
    """File names, one for each code, without characters a file system refuses; equal ones are numbered."""
    return tuple(f"{name}.{ending}" for name in _unique(map(_file_name, codes), 100))


def plain_code(code: str) -> str:
    """A code in ASCII letters, digits and hyphens, for files sent to other people."""
    decomposed = unicodedata.normalize("NFD", code.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-") or "x"


def _sheet_name(wanted: str) -> str:
    name = " ".join(_NOT_IN_SHEETS.sub(" ", safe(wanted)).split()).strip("' ")
    name = _cut(name, _SHEET_LENGTH).strip("' ")
    return f"{name} –" if name.lower() in _RESERVED_SHEETS else name or "–"


def _file_name(code: str) -> str:
    name = _NOT_IN_FILES.sub("_", safe(code)).strip(". ") or "_"
    return f"_{name}" if is_device_name(name) else name


def _unique(names: Iterable[str], length: int) -> Iterator[str]:
    """The names; one that equals an earlier one, ignoring case, gets a number."""
    taken: set[str] = set()
    for name in names:
        found, count = name, 1
        while found.casefold() in taken:
            count += 1
            end = f" ({count})"
            found = _cut(name, length - len(end)).rstrip() + end
        taken.add(found.casefold())
        yield found


def _cut(name: str, length: int) -> str:
    """A name cut to ``length`` UTF-16 units, the units Windows counts in."""
    while len(name.encode("utf-16-le")) > 2 * length:
        name = name[:-1]
    return name
