"""P419: a word is repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, islice, pairwise
from operator import eq

from parplan.diagnostics import N_, Fix, Remark, Severity, Splice, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.memory import LONGEST_LINE, Memory, Search
from parplan.linting.rule import Needs, quotes_print, remark, rule, shown
from parplan.linting.words import WORD, words_of

RULE = rule(
    "P419",
    "double-word",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_("A word is repeated by mistake: “và và”, “thủ tục hành hành chính”."),
    why=N_("It is a typing slip, often at a line break, and appears in every report."),
    instead=N_("Delete one of the two; if both are printed, keep them and add an ignore comment."),
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
#: A word with letters or digits in it, and the same again.
_TWICE = re.compile(r"(?<!\w)(\w+)\s+((?i:\1))(?![\w-])")
#: The distance, in characters, within which a word's neighbours are looked for.
_NEAR = 40


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for doubled words, and for what stands around them elsewhere."""
    text = checked.source.text
    doubled = _doubled(checked)
    runs: set[tuple[str, str, str]] | None = None

    def wrong(match: re.Match[str]) -> bool:
        nonlocal runs
        if match[1] not in doubled:
            return False
        word = match[1].lower()
        if word in _NEVER_DOUBLED:
            return True
        if runs is None:
            runs = _neighbours(text, {word.lower() for word in doubled})
        before = WORD.findall(text[max(match.start() - _NEAR, 0) : match.start()].lower())
        after = WORD.findall(text[match.end() : match.end() + _NEAR].lower())
        return bool(before and after) and (before[-1], word, after[0]) in runs

    for path, match in checked.occurrences(_TWICE, wrong) if doubled else ():
        if quotes_print(path):
            continue
        yield remark(
            RULE,
            path,
            message(N_("“{word}” is repeated"), word=shown(match[2])),
            message(N_("delete one of the two")),
            stretch=match.span(),
            fix=Fix((Splice(match.end(1), match.end(2), ""),), changes=(path,), safe=False),
        )


def _doubled(checked: CheckedPlan) -> set[str]:
    """The words that stand next to themselves anywhere, in a line or across the end of one."""
    lines = [line for line in checked.source.text.split("\n") if line and not line.isspace()]
    across = compress(lines, map(eq, map(_LAST.__getitem__, lines), islice(map(_FIRST.__getitem__, lines), 1, None)))
    words = {words_of(line)[-1] for line in across}.union(*_INSIDE.among(checked.lines).values())
    return {word for word in words if len(word) > 1}


def _begin(piece: str) -> str | None:
    """The word a piece begins with, in small letters; ``None`` where it begins with none."""
    words = words_of(piece)
    return words[0].lower() if words and piece.startswith(words[0]) else None


def _end(piece: str) -> str:
    """The word a piece ends with; what equals no beginning where it does not end with one."""
    words = words_of(piece)
    return words[-1].lower() if words and piece.endswith(words[-1]) else ""


_BEGIN, _END = Memory(_begin), Memory(_end)
#: The same of the first and the last piece of a line.
_FIRST = Memory(lambda line: _BEGIN[line.split(None, 1)[0]], LONGEST_LINE)
_LAST = Memory(lambda line: _END[line.rsplit(None, 1)[-1]], LONGEST_LINE)


def _in_line(line: str) -> list[str]:
    """The words that stand next to themselves in a line."""
    return [words_of(piece)[-1] for piece, after in pairwise(line.split()) if _END[piece] == _BEGIN[after]]


_INSIDE = Search(_in_line, LONGEST_LINE)


def _neighbours(text: str, of: set[str]) -> set[tuple[str, str, str]]:
    """The words around each of some words, wherever they stand; all in small letters.

    One after the other: a list of all words of a large plan takes more memory than the plan.
    """
    runs: set[tuple[str, str, str]] = set()
    before = word = ""
    for match in WORD.finditer(text):
        after = match[0].lower()
        if word in of:
            runs.add((before, word, after))
        before, word = word, after
    return runs
