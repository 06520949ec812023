"""Whether the Vietnamese of a text is damaged: its marks lost, as where it was scanned without Vietnamese."""

from __future__ import annotations

import re

from msgspec.structs import replace

from parplan.importing.blocks import Block, Line, SourceDocument
from parplan.vocabulary.folding import fold
from parplan.vocabulary.syllables import Placement, placement

#: In right texts 85 to 90 of a hundred words have a letter with a mark; in the worst of 39 plans 78 (many symbols).
_LEAST_MARKED = 60
#: In right texts fewer than 2 of a hundred words in small letters are no syllable.
_MOST_IMPOSSIBLE = 12
#: Fewer words tell nothing.
_ENOUGH = 60

_WORDS = re.compile(r"[^\W\d_]{2,}")
#: Without its marks the text still reads as a Vietnamese plan; one in another language is no damaged one.
_VIETNAMESE = re.compile(r"\b(?:ke hoach|nhiem vu|thuc hien|don vi|co quan|van phong|quyet dinh|uy ban)\b")


def is_damaged(text: str) -> bool:
    """Whether so many marks are missing, or so many words impossible, that no field can be trusted."""
    words = [word for word in _WORDS.findall(text) if not word.isupper()]
    if len(words) < _ENOUGH or len(_VIETNAMESE.findall(fold(text))) < 3:
        return False
    marked = sum(not word.isascii() for word in words)
    small = [word for word in words if word.islower()]
    impossible = sum(placement(word) is Placement.NONE for word in small)
    return marked * 100 < _LEAST_MARKED * len(words) or impossible * 100 > _MOST_IMPOSSIBLE * max(len(small), 1)


def impossible_words(text: str) -> tuple[str, ...]:
    """The words in small letters that are no Vietnamese syllable although they bear Vietnamese marks."""
    return tuple(
        word
        for word in _WORDS.findall(text)
        if word.islower() and not word.isascii() and placement(word) is Placement.NONE
    )


#: What a reader without Vietnamese makes of enumerators.
_ENUMERATORS = {"¢)": "c)", "1)": "l)", "I)": "l)", "đ)": "đ)", "ø)": "g)", "ở)": "đ)", "¡)": "i)", "])": "l)"}


def with_likely_enumerators(document: SourceDocument) -> SourceDocument:
    """The document with what stands for an enumerator at the beginning of a line read as it is likely meant."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Line):
            text = re.sub(r"^[,.‘’`'~_ ]+(?=\S)", "", block.text)
            text = _ENUMERATORS.get(text[:2], text[:2]) + text[2:]
            block = replace(block, text=text)
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))
