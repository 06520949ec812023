"""The known names that a typed one means, and those nearest to an unknown one, for suggestions in messages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from parplan.vocabulary.folding import fold, nfc

_Named = TypeVar("_Named")

#: From this ratio (0 to 100) on, two words are alike as a whole.
_WHOLE = 70
#: Hundreds of unknown names are compared with the same known ones.
_folded = lru_cache(maxsize=1 << 16)(fold)


def those_called(typed: str, named: Iterable[tuple[str, _Named]]) -> list[_Named]:
    """Return what has the typed name: exactly, else but for case, else but for diacritics and đ/d; then maybe several.

    Lists are lettered a, b, c, d, đ, so d and đ may both be there.
    """
    pairs = list(named)
    for form in (nfc, lambda name: nfc(name).casefold(), fold):
        wanted = form(typed.strip())
        found = [one for name, one in pairs if form(name) == wanted]
        if found:
            return list({id(one): one for one in found}.values())
    return []


def nearest(typed: str, known: Iterable[str], limit: int = 3, least: int = 55) -> tuple[str, ...]:
    """Return up to ``limit`` of ``known``, the most alike first; case, diacritics and đ/d do not count.

    Words less alike than ``least`` (0 to 100) are left out, so the answer may be empty. What is alike as a whole comes
    before what is alike in part: of “van phong xa” Văn phòng Sở before a unit called Phòng.
    """
    from rapidfuzz import fuzz, process  # here, because only a mistake needs it

    choices = {word: _folded(word) for word in known}
    wanted = fold(typed)
    whole = process.extract(wanted, choices, scorer=fuzz.ratio, limit=limit, score_cutoff=max(least, _WHOLE))
    found = [word for _, _, word in whole]
    if len(found) < limit:
        in_part = process.extract(wanted, choices, scorer=fuzz.WRatio, limit=limit, score_cutoff=least)
        found += [word for _, _, word in in_part if word not in found]
    return tuple(found[:limit])


def meant(typed: str, known: Iterable[str], limit: int = 2) -> tuple[str, ...]:
    """Return up to ``limit`` of ``known`` that a typing error may have made into ``typed``, the likeliest first.

    Alike as a whole, or begun by ``typed``; mostly none. For “did you mean”, which misleads where it is a guess.
    """
    from rapidfuzz import fuzz, process  # here, because only a mistake needs it

    choices = {word: _folded(word) for word in known}
    wanted = fold(typed)
    found = [
        word for _, _, word in process.extract(wanted, choices, scorer=fuzz.ratio, limit=limit, score_cutoff=_WHOLE)
    ]
    if len(wanted) > 1:
        found += [word for word, folded in choices.items() if folded.startswith(wanted) and word not in found]
    return tuple(found[:limit])
