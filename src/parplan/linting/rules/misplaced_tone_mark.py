"""P414: a tone mark stands on the wrong vowel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.judging import Search
from parplan.linting.subject import N_, Subject, message, quotes_print, remark, rule, words_of
from parplan.vocabulary.syllables import Placement, corrected, placement

EXPLANATION = rule(
    "P414",
    "misplaced-tone-mark",
    Severity.WARNING,
    what=N_("A word has its tone mark on a vowel that never bears it: “hóan”, “qúy”, “cuả”."),
    why=N_("It is a slip of the keyboard that looks almost right; searching for the word does not find it."),
    instead=N_("Write the word again: “hoán”, “quý”, “của”."),
    right=N_(
        "Both conventions are right (hòa and hoà, ủy and uỷ); what is no Vietnamese syllable at all is not judged here."
    ),
    bad="title: Báo cáo qúy I",
    good="title: Báo cáo quý I",
)


def check(subject: Subject) -> Iterator[Remark]:
    """Judge each word of the file once, then look for the wrong ones."""
    wrong = sorted({word for words in _WORDS.among(subject.pieces).values() for word in words})
    if not wrong:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wrong))})(?!\w)")
    for path, match in subject.occurrences(pattern):
        if not quotes_print(path):
            yield remark(
                EXPLANATION,
                path,
                message(N_("the tone mark of “{word}” is misplaced"), word=match[0]),
                message(N_("write “{word}”"), word=corrected(match[0])),
                stretch=match.span(),
            )


def _misplaced(word: str) -> bool:
    return not word.isascii() and placement(unicodedata.normalize("NFC", word)) is Placement.WRONG


#: The words with a misplaced mark in a piece of text.
_WORDS = Search(lambda piece: [] if piece.isascii() else list(filter(_misplaced, words_of(piece))))
