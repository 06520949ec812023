"""Titles by which something is known again that was moved or given another id, though its title may be corrected.

All titles are folded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

#: The least share of two titles that is equal where one is the other corrected.
_ALIKE = 0.6


def find_corrected(title: str, titles: Iterable[str]) -> str | None:
    """The most alike of ``titles``, if it may be ``title`` corrected."""
    from difflib import get_close_matches  # here, because most titles stay as they are

    return next(iter(get_close_matches(title, list(titles), n=1, cutoff=_ALIKE)), None)


def is_corrected(before: str, after: str, old: Collection[str], new: Collection[str]) -> bool:
    """Whether ``after`` is the title ``before`` corrected.

    The old words are nowhere in ``new``, the new ones nowhere in ``old``, and no other title that is new is more alike.
    """
    if before in new or after in old:
        return False
    return find_corrected(before, (title for title in dict.fromkeys(new) if title not in old)) == after
