"""The edges of a field's text: a text that was cut begins or ends in the middle of a sentence, bracket or quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parplan.importing.line_ends import JOINING

_OPENING = frozenset({*JOINING, "hoặc", "nhằm", "bằng", "mọi", "gồm", "như", "khi", "sẽ", "bởi", "giữa", "thuộc"})
#: Words that end with one of them: “kèm theo”, “trở về”, “tồn tại”.
_CLOSED = frozenset(
    {
        *(("kèm", "theo"), ("tiếp", "theo"), ("trở", "về"), ("quay", "về"), ("và", "về"), ("hiện", "tại")),
        *(("trực", "thuộc"), ("phụ", "thuộc"), ("lệ", "thuộc"), ("liên", "thuộc"), ("quen", "thuộc")),
        *(("tồn", "tại"), ("văn", "bằng"), ("cân", "bằng"), ("công", "bằng"), ("mặt", "bằng")),
    }
)
_BRACKETS = {"(": ")", "[": "]", "“": "”"}
#: The fewest texts beside one by which their beginnings are a rule, and the percentage of them that must keep it.
_SIBLINGS, _ALIKE = 4, 80


def odd_edge(text: str) -> str:
    """The sign or word with which a text cannot begin or end; empty for a whole text."""
    if first := re.match(r"\s*([,;.:)\]”%?!])", text):
        return first[1]
    if last := re.search(r"([,(\[“/&:])\s*$", text):
        return last[1]
    for opening, closing in _BRACKETS.items():
        if text.count(opening) > text.count(closing):
            return opening
    words: list[str] = re.findall(r"\w+", text[-40:])
    if words and words[-1] in _OPENING and (words[-2:] == words[-1:] or (words[-2].lower(), words[-1]) not in _CLOSED):
        return words[-1]
    return ""


def assigning_words(title: str) -> str:
    """The words behind a title that tell who leads it (“… Giao Văn phòng chủ trì”); empty where there are none."""
    told = re.search(
        r"[.;(,–-]\s*((?:giao|do)\s[^.;()]{3,80}\s(?:chủ trì|phụ trách|đảm nhiệm))(?!\w)", title, re.IGNORECASE
    )
    return told[1] if told else ""


def small_beginnings(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the places of texts in lower case among others that begin with capitals or digits, with their first words.

    texts: those of the same field of the tasks of a section.
    """
    small = sum(text[:1].islower() for text in texts)
    others = len(texts) - 1
    if others < _SIBLINGS or (len(texts) - small) * 100 < _ALIKE * others:
        return
    for place, text in enumerate(texts):
        if text[:1].islower() and (first := re.match(r"[^\W\d_]+", text)) is not None:
            yield place, first[0]
