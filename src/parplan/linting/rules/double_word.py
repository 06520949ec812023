"""P419: a word stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, islice
from operator import eq

from parplan.diagnostics import Remark, Severity
from parplan.linting.judging import remembered
from parplan.linting.subject import N_, WORD, Subject, message, quotes_print, remark, rule, words_of

EXPLANATION = rule(
    "P419",
    "double-word",
    Severity.WARNING,
    what=N_("A word stands twice in a row where once was meant: “và và”, “thủ tục hành hành chính”."),
    why=N_("It is a slip of typing or of a line break, and is printed in every report."),
    instead=N_("Delete one of the two; where the print has both, keep them and say so."),
    right=N_(
        "Vietnamese doubles words on purpose (luôn luôn), and words that end and begin alike meet (quy định "
        "định kỳ, tổ "
        "chức chức năng). So only words that are never doubled count (và, của, các …), and any word where "
        "the plan itself "
        "has the same neighbours elsewhere without the doubling."
    ),
    bad="title: Bảo đảm chất lượng và và tiến độ",
    good="title: Bảo đảm chất lượng và tiến độ",
)

_FUNCTION_WORDS = """
    và của các những được trong bởi dưới khi nếu thì mà đã sẽ đang này là hoặc cùng
    """
_NEVER_DOUBLED = frozenset(_FUNCTION_WORDS.split())
#: So many doubled words are searched for one by one, each by its letters, which is fast; more of them all at once.
_ONE_BY_ONE = 30


def check(subject: Subject) -> Iterator[Remark]:
    """Look for doubled words, and for what stands around them elsewhere."""
    text = subject.source.text
    doubled = _doubled(subject)
    runs: set[tuple[str, str, str]] | None = None

    def wrong(match: re.Match[str]) -> bool:
        nonlocal runs
        word = match[1].lower()
        if word in _NEVER_DOUBLED:
            return True
        if runs is None:
            runs = _neighbours(subject, {word.lower() for word in doubled})
        before = WORD.findall(text[max(match.start() - 40, 0) : match.start()].lower())
        after = WORD.findall(text[match.end() : match.end() + 40].lower())
        return bool(before and after) and (before[-1], word, after[0]) in runs

    for pattern in _patterns(doubled):
        for path, match in subject.occurrences(pattern, wrong):
            if quotes_print(path):
                continue
            yield remark(
                EXPLANATION,
                path,
                message(N_("“{word}” stands here twice in a row"), word=match[2]),
                message(N_("delete one of the two")),
                stretch=match.span(),
            )


def _doubled(subject: Subject) -> list[str]:
    """The words that stand next to themselves anywhere; comparing all pieces is faster than a search."""
    pieces = subject.pieces
    ends: dict[str, str] = {}
    begins: dict[str, str | None] = {}
    for piece in subject.words_in:
        begins[piece], ends[piece] = _edges(piece)
    same = compress(pieces, map(eq, map(ends.get, pieces), islice(map(begins.get, pieces), 1, None)))
    return sorted({word for piece in same if len(word := subject.words_in[piece][-1]) > 1})


@remembered
def _edges(piece: str) -> tuple[str | None, str]:
    """The words a piece begins and ends with, in small letters; what equals no word where it does not."""
    words = words_of(piece)
    begins = words[0].lower() if words and piece.startswith(words[0]) else None
    return begins, words[-1].lower() if words and piece.endswith(words[-1]) else ""


def _patterns(words: list[str]) -> Iterator[re.Pattern[str]]:
    if len(words) > _ONE_BY_ONE:
        yield re.compile(rf"(?<!\w)({'|'.join(words)})\s+((?i:\1))(?![\w-])")
        return
    for word in words:
        yield re.compile(rf"({word})(?<!\w{word})\s+((?i:{word}))(?![\w-])")


@remembered
def _small(piece: str) -> list[str]:
    """The words of a piece in small letters; nobody changes the list."""
    return [word.lower() for word in words_of(piece)]


def _neighbours(subject: Subject, of: set[str]) -> set[tuple[str, str, str]]:
    """The words around each of some words, wherever they stand."""
    pieces = subject.pieces
    small = {piece: _small(piece) for piece in subject.words_in}
    holding = {piece for piece, words in small.items() if not of.isdisjoint(words)}
    runs: set[tuple[str, str, str]] = set()
    for place in compress(range(len(pieces)), map(holding.__contains__, pieces)):
        words = small[pieces[place]]
        before = next((small[pieces[k]][-1:] for k in range(place - 1, -1, -1) if small[pieces[k]]), [])
        after = next((small[pieces[k]][:1] for k in range(place + 1, len(pieces)) if small[pieces[k]]), [])
        around = [*before, *words, *after]
        runs.update(run for run in zip(around, around[1:], around[2:], strict=False) if run[1] in of)
    return runs
