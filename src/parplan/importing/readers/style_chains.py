"""Properties that Word's styles inherit from the styles they are based on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_T = TypeVar("_T")


def inherited(own: Mapping[str, _T | None], parents: Mapping[str, str | None], default: _T) -> dict[str, _T]:
    """The value of each style: its own, else that of the nearest style it is based on that has one.

    ``default`` where none has one or the styles go in a circle. Each style is looked at once, however long the chains.
    """
    found: dict[str, _T] = {}
    for name in own:
        chain: dict[str, None] = {}
        named: str | None = name
        while named is not None and named in own and named not in found and named not in chain:
            chain[named] = None
            if own[named] is not None:
                break
            named = parents.get(named)
        value = default
        if named is not None and named in own:
            told = own[named]
            value = found.get(named, default if told is None else told)
        found.update(dict.fromkeys(chain, value))
    return found
