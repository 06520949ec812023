"""Comparing text the way people type it: whatever the Unicode form, case, diacritics or kind of dash."""

from __future__ import annotations

import unicodedata

#: đ has no canonical decomposition, so stripping marks leaves it; typists without a Vietnamese keyboard write d.
_SAME = {ord("đ"): "d"}
_SAME |= dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SAME |= dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
_SAME |= dict.fromkeys(map(ord, "‘’‚‛′`´＇"), "'")


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
        text = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Cf")).translate(_SAME)
    return " ".join(text.casefold().replace("`", "'").split())
