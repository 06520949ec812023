"""The answer of ``parplan cache``: a screen, or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from parplan.languages import Language
from parplan.views.blocks import Block, Line, line
from parplan.views.json_view import Json, envelope

_MEBIBYTE = 1024 * 1024


class CacheState(Struct, frozen=True):
    """The cache: its folder (``None``: it is off), its files and bytes, and their limits."""

    folder: str | None
    files: int
    size: int
    largest: int


def cache_screen(language: Language, state: CacheState, *, cleared: bool) -> Iterator[Block]:
    """Yield the screen."""
    _ = language.gettext
    if state.folder is None:
        yield line(_("The cache is off: PARPLAN_CACHE is set to off, or there is no folder for it."))
        return
    if cleared:
        yield line(_("The cache was cleared; the next command reads each plan file again."))
    yield Line(state.folder, verbatim=True)
    yield line(
        _("{files}, {size} MiB of at most {largest} MiB").format(
            files=language.ngettext("{count} file", "{count} files", state.files),
            size=_mebibytes(language, state.size),
            largest=state.largest // _MEBIBYTE,
        )
    )


def _mebibytes(language: Language, size: int) -> str:
    return language.number(round(Decimal(size) / _MEBIBYTE, 1))


def cache_json(state: CacheState, as_of: date) -> Json:
    """The answer as one object."""
    return envelope(
        "cache",
        as_of,
        [{"folder": state.folder, "files": state.files, "size": state.size, "largest": state.largest}],
    )
