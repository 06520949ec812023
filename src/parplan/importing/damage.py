"""Detection of damaged Vietnamese: text that lost its diacritics, as when it was scanned without Vietnamese."""

from __future__ import annotations

import re

from msgspec.structs import replace

from parplan.importing.blocks import Block, DocumentLine, SourceDocument
from parplan.vocabulary.folding import fold
from parplan.vocabulary.syllables import Placement, placement

#: Percent of words with a diacritic. Sound texts have 85 to 90; the worst of 39 plans (many symbols) had 78.
_LEAST_MARKED = 60
#: Percent of lower-case words that are no Vietnamese syllable. Sound texts have fewer than 2.
_MOST_IMPOSSIBLE = 12
#: A text with fewer words is too short to judge; one without any diacritic is told by fewer.
_ENOUGH, _ENOUGH_BARE = 60, 15

_WORDS = re.compile(r"[^\W\d_]{2,}")
#: Words of a Vietnamese plan without diacritics: a text in another language is not a damaged one.
_VIETNAMESE = re.compile(r"\b(?:ke hoach|nhiem vu|thuc hien|don vi|co quan|van phong|quyet dinh|uy ban)\b")


def is_damaged(text: str) -> bool:
    """Whether so many diacritics are missing, or so many words impossible, that no field can be trusted."""
    words = [word for word in _WORDS.findall(text) if not word.isupper()]
    marked = sum(not word.isascii() for word in words)
    if len(words) < (_ENOUGH if marked else _ENOUGH_BARE) or len(_VIETNAMESE.findall(fold(text))) < 3:
        return False
    small = [word for word in words if word.islower()]
    impossible = sum(placement(word) is Placement.NONE for word in small)
    return marked * 100 < _LEAST_MARKED * len(words) or impossible * 100 > _MOST_IMPOSSIBLE * max(len(small), 1)


def impossible_words(text: str) -> tuple[str, ...]:
    """The lower-case words that have Vietnamese diacritics but are no Vietnamese syllable."""
    return tuple(
        word
        for word in _WORDS.findall(text)
        if word.islower() and not word.isascii() and placement(word) is Placement.NONE
    )


#: Enumerators as an OCR program without Vietnamese misreads them.
_ENUMERATORS = {"¢)": "c)", "1)": "l)", "I)": "l)", "đ)": "đ)", "ø)": "g)", "ở)": "đ)", "¡)": "i)", "])": "l)"}


def with_likely_enumerators(document: SourceDocument) -> SourceDocument:
    """Return the document with misread enumerators at the beginning of lines corrected."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, DocumentLine):
            text = re.sub(r"^[,.‘’`'~_ ]+(?=\S)", "", block.text)
            text = _ENUMERATORS.get(text[:2], text[:2]) + text[2:]
            block = replace(block, text=text)
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))
