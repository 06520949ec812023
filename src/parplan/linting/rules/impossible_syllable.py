"""P417: a word with Vietnamese marks is no Vietnamese syllable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.subject import N_, Subject, message, quotes_print, remark, rule
from parplan.vocabulary.syllables import Placement, placement

EXPLANATION = rule(
    "P417",
    "impossible-syllable",
    Severity.WARNING,
    what=N_(
        "A word in small letters has Vietnamese marks and cannot be a Vietnamese syllable: “nhiệmm”, "
        "“thựchiện”, “hướg”."
    ),
    why=N_("It is mistyped, misread by a scanner, or two words without their space; searching does not find it."),
    instead=N_("Write the word as it is printed, or with its space."),
    right=N_(
        "Names are left alone (any word with a capital: Đắk Lắk, Krông), and so are words without marks and all that "
        "spelling allows; notes may quote damaged words."
    ),
    bad="title: Việc thựchiện nhiệmm vụ",
    good="title: Việc thực hiện nhiệm vụ",
)

_MARKS = re.compile(r"[ăâđêôơưà-ỹ]")


def check(subject: Subject) -> Iterator[Remark]:
    """Judge each word of the file once, then look for the wrong ones."""
    wrong = sorted(
        word
        for word in subject.words
        if not word.isascii() and word.islower() and _impossible(unicodedata.normalize("NFC", word))
    )
    if not wrong:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wrong))})(?!\w)")
    for path, match in subject.occurrences(pattern):
        if not quotes_print(path):
            yield remark(
                EXPLANATION,
                path,
                message(N_("“{word}” cannot be a Vietnamese word"), word=match[0]),
                message(N_("write it as it is printed; two words need a space between")),
                stretch=match.span(),
            )


def _impossible(word: str) -> bool:
    return bool(_MARKS.search(word)) and len(word) > 1 and placement(word) is Placement.NONE
