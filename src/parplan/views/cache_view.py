"""The screen of ``parplan cache``, and its JSON."""

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
    """What is kept: the folder (``None`` where nothing is), how many files of how many bytes, and how many at most."""

    folder: str | None
    files: int
    size: int
    largest: int


def cache_screen(language: Language, state: CacheState, *, cleared: bool) -> Iterator[Block]:
    """Yield the screen."""
    _ = language.gettext
    if state.folder is None:
        yield line(_("Nothing is kept: PARPLAN_CACHE says off, or there is no folder for it."))
        return
    if cleared:
        yield line(_("All of it was deleted; the next question about each plan reads its file anew."))
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
