"""The one spelling of a word that the reader of times uses, for all spellings in use."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Other spellings in use. hàng/hằng and quí/quý are both accepted orthography; the rest are common slips of typing.
_VARIANTS = {
    "hàng": "hằng", "quí": "quý", "qúy": "quý", "kì": "kỳ", "truớc": "trước", "trứơc": "trước", "trưóc": "trước",
}  # fmt: skip
#: Before hàng these make another word of it: ngân hàng (a bank), khách hàng (a customer).
_GOODS = frozenset({"ngân", "khách", "mặt", "nhà", "cửa", "đơn", "bán", "mua", "giao", "ngành"})
_DASHES = frozenset("‐‑‒–—―−")
#: The newer place of the tone mark, on the second of two open vowels: hoà, uỷ.
_NEW_TONE = re.compile(r"(?<!q)([ou])([àáảãạèéẻẽẹỳýỷỹỵ])$")


@lru_cache(maxsize=8192)
def usual_word(word: str) -> str:
    """Return a word in lower case, its tone mark in the older place (hòa, ủy); every dash is the same one."""
    if len(word) == 1 and not word.isalpha():
        return "-" if word in _DASHES else word
    usual = unicodedata.normalize("NFC", word.lower())
    usual = _VARIANTS.get(usual, usual)
    if not usual.isascii() and (new := _NEW_TONE.search(usual)) is not None:
        vowel = unicodedata.normalize("NFD", new[2])
        usual = usual[: new.start()] + unicodedata.normalize("NFC", new[1] + vowel[1:]) + vowel[0]
    return usual


def correct_goods(words: list[str]) -> list[str]:
    """Give hàng back where the word before it says that goods are meant, not "every" (hằng)."""
    if "hằng" not in words:
        return words
    for i in range(1, len(words)):
        if words[i] == "hằng" and words[i - 1] in _GOODS:
            words[i] = "hàng"
    return words
