"""Two readings of one picture by OCR, at two sizes, compared word by word.

OCR errs in other places when a picture is enlarged, so that words read alike are seldom wrong, whatever its own
estimate of them is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from parplan.importing.enumerators import CAPITALS, SMALL
from parplan.importing.readers.printed_page import PrintedWord
from parplan.vocabulary.syllables import Placement, placement

#: A word with OCR's estimate of it, from 0 to 100.
Read = tuple[PrintedWord, float]

#: A word that only the second reading has is taken from this estimate on.
_PLAIN = 60
#: Marks that are specks of dirt, or rules, unless both readings have them.
_SPECKS = re.compile(r"[_|~`´'‘’.,:;°]+")
#: A speck in the blank of a tab: no punctuation stands alone before a word.
_SPECK = re.compile(r"[_.|~`´'‘’°·]|_[.:,]")
#: The least blank between two words, in parts of their height.
_GAP = 0.15
#: Within one word: small letters before a capital, punctuation before a letter, or a bullet before a name.
_GLUED = re.compile(rf"[{SMALL}][{CAPITALS}]|[^\W\d_][;,!|)][^\W\d_]|^[-–+*•][{CAPITALS}][{SMALL}]")
_LETTERS = re.compile(r"[^\W\d_]+")


class WordReading(Struct, frozen=True):
    """A word as the first reading has it, with OCR's estimate ``sure``.

    other: what the second has in its place (empty: nothing), with its estimate; ``None`` where they agree.
    """

    word: PrintedWord
    sure: float
    other: str | None = None
    other_sure: float = 0


def compared(first: Sequence[Read], second: Sequence[Read]) -> list[WordReading]:
    """The words of a first reading, in its order; those that only the second has stand in their lines."""
    partners, alone = _partners(first, second)
    found: list[WordReading] = []
    done: set[int] = set()
    for i in range(len(first)):
        if i not in done:
            ones, twos = partners[i]
            done.update(ones)
            found.extend(_of_group([first[k] for k in ones], [second[k] for k in twos]))
    for k in alone:
        word, sure = second[k]
        if sure >= _PLAIN and (any(c.isalnum() for c in word.text) or word.text in ("-", "–")):
            beside = [i for i, one in enumerate(found) if _on_one_line(one.word, word)]
            before = [i for i in beside if found[i].word.x0 < word.x0]
            at = max(before, key=lambda i: found[i].word.x0) + 1 if before else min(beside, default=len(found))
            if word.text not in [one.word.text for one in found[max(at - 1, 0) : at + 1]]:  # else its box is inexact
                found.insert(at, WordReading(word, sure, ""))
    return [reading for reading in found if not _SPECK.fullmatch(reading.word.text)]


def _partners(first: Sequence[Read], second: Sequence[Read]) -> tuple[list[tuple[list[int], list[int]]], list[int]]:
    """For each word of the first reading its group, the words of both at one place; then the second's others."""
    order = sorted(range(len(second)), key=lambda k: second[k][0].top)
    tops = [second[k][0].top for k in order]
    group: list[tuple[list[int], list[int]]] = [([i], []) for i in range(len(first))]
    owner: dict[int, int] = {}
    for i, (word, _) in enumerate(first):
        high = word.bottom - word.top
        for k in order[bisect_left(tops, word.top - 2 * high) : bisect_left(tops, word.bottom)]:
            if not _at_one_place(word, second[k][0]):
                continue
            if k in owner and group[owner[k]] is not group[i]:  # one word is two in the other reading
                ones, twos = group[owner[k]]
                ones.extend(group[i][0])
                twos.extend(group[i][1])
                for j in group[i][0]:
                    group[j] = group[owner[k]]
            elif k not in owner:
                group[i][1].append(k)
            owner[k] = i
    return group, [k for k in range(len(second)) if k not in owner]


def _at_one_place(one: PrintedWord, two: PrintedWord) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    return across > 0.3 * min(one.x1 - one.x0, two.x1 - two.x0) and _on_one_line(one, two)


def _on_one_line(one: PrintedWord, two: PrintedWord) -> bool:
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    return down > 0.5 * min(one.bottom - one.top, two.bottom - two.top)


def _of_group(ones: list[Read], twos: list[Read]) -> Iterator[WordReading]:
    ones.sort(key=lambda read: read[0].x0)
    twos.sort(key=lambda read: read[0].x0)
    if not twos:
        yield from (WordReading(word, sure, "") for word, sure in ones if not _SPECKS.fullmatch(word.text))
        return
    texts, others = ([_without_specks(word.text) for word, _ in reads] for reads in (ones, twos))
    if len(ones) == len(twos):
        for (word, sure), (_, sure_too), text, other in zip(ones, twos, texts, others, strict=True):
            if text == other:
                yield WordReading(replace(word, text=text), max(sure, sure_too))
            else:
                yield WordReading(replace(word, text=text), sure, other, sure_too)
        return
    if _letters_of(texts) == _letters_of(others):
        fewer, more = sorted((ones, twos), key=len)
        apart = _stands_apart([word.text for word, _ in fewer], [word for word, _ in more])
        for word, sure in ones if apart is None else more if apart else fewer:
            yield WordReading(word, sure, *(() if apart is not None else (" ".join(others), sure)))
        return
    low = min(sure for _, sure in twos)
    yield from (
        WordReading(replace(word, text=text), sure, " ".join(others), low)
        for (word, sure), text in zip(ones, texts, strict=True)
    )


def _without_specks(text: str) -> str:
    """A word without a line under it or a rule beside it."""
    return text.strip("_|") or text


def _letters_of(texts: Sequence[str]) -> str:
    """The texts together, without what a gap between words is sometimes read as."""
    return re.sub(r"[!|]", "", "".join(texts))


def _stands_apart(fewer: Sequence[str], more: Sequence[PrintedWord]) -> bool | None:
    """Whether the words of the reading that has more of them stand apart; ``None`` where it cannot be told."""
    if any(_GLUED.search(word) for word in fewer):
        return True
    parts, wholes = (
        all(_is_syllable(part) for text in texts for part in _LETTERS.findall(text))
        for texts in ([word.text for word in more], fewer)
    )
    if parts != wholes:
        return parts
    high = max(word.bottom - word.top for word in more)
    gap = max(two.x0 - one.x1 for one, two in pairwise(more))
    return gap > _GAP * high if abs(gap - _GAP * high) > 0.05 * high else None


def _is_syllable(text: str) -> bool:
    return placement(text) is not Placement.NONE
