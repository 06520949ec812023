"""Comparing text as people type it: Unicode form, case, diacritics and kind of dash do not count."""

from __future__ import annotations

import re
import unicodedata

from parplan.vocabulary.hidden_characters import INVISIBLE
from parplan.vocabulary.lookalikes import LOOKALIKES


def _plain(letter: str) -> str:
    """The letter in small, without diacritics."""
    return {"đ": "d"}.get(small := letter.lower(), unicodedata.normalize("NFD", small)[0])


#: đ has no canonical decomposition, so stripping marks leaves it; typists without a Vietnamese keyboard write d.
_SAME: dict[int, str] = {ord("đ"): "d"}
_SAME |= dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SAME |= dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
_SAME |= dict.fromkeys(map(ord, "‘’‚‛′`´＇"), "'")
#: Letters of other alphabets that look Vietnamese count as the Vietnamese letter: “Chi cục Lƣu trữ”.
_SAME |= {ord(folded): _plain(meant) for letter, meant in LOOKALIKES.items() if len(folded := letter.casefold()) == 1}


class _Folded(dict[int, int | str | None]):
    """The folded form of each character, by its code: empty for marks and invisible ones. Each is computed once."""

    def __missing__(self, code: int) -> int | str | None:
        sign = chr(code)
        kept = None if unicodedata.category(sign) in ("Mn", "Cf") or INVISIBLE.match(sign) else code
        self[code] = kept
        return kept


_FOLDED = _Folded(_SAME)


def nfc(text: str) -> str:
    """Return ``text`` in Unicode's composed form (NFC), the form plans are written in."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return a form of ``text`` that is equal for all the ways people type it.

    Case, diacritics, đ/d, the Unicode form, the kind of dash or quotation mark, invisible characters and the
    number of spaces do not count: ``fold("van phong so") == fold("Văn  phòng Sở")``. For matching, never for showing.
    """
    if not text.isascii():
        # Folding the case can bring new marks (İ) and marks can fold to letters (ͅ), hence the two decompositions.
        folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
        text = folded.translate(_FOLDED)
    return " ".join(text.casefold().replace("`", "'").split())


def fold_words(text: str) -> str:
    """The words of a text, folded: signs between them do not count either, as programs and people change them."""
    return " ".join(re.findall(r"\w+", fold(text)))
