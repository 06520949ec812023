"""The abbreviations of the field with their full forms, from ``abbreviations.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from types import MappingProxyType


@cache
def known_abbreviations() -> Mapping[str, str]:
    """The full form of each abbreviation: ``TTHC`` → “thủ tục hành chính”; the file is read once."""
    data = get_data("parplan.vocabulary", "abbreviations.txt")
    assert data is not None
    lines = (line for line in data.decode("utf-8").splitlines() if line and not line.startswith("#"))
    pairs = (line.split(" = ", 1) for line in lines)
    return MappingProxyType({one[0]: one[1] for one in pairs})
