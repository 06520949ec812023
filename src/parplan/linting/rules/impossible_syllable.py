"""P417: a word with Vietnamese marks is no Vietnamese syllable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from parplan.diagnostics import Path, Remark, Severity
from parplan.linting.judging import Search
from parplan.linting.subject import N_, WORD, Subject, message, quotes_print, remark, rule, words_of
from parplan.vocabulary.syllables import Placement, placement

EXPLANATION = rule(
    "P417",
    "impossible-syllable",
    Severity.ADVICE,
    what=N_("A word has Vietnamese marks and cannot be a Vietnamese syllable: “nhiệmm”, “thựchiện”, “hướg”."),
    why=N_("It is mistyped, misread by a scanner, or two words without their space; searching does not find it."),
    instead=N_("Write the word as it is printed, or with its space."),
    right=N_(
        "Names are left alone (Đắk Lắk, Krông): a word with a capital counts only where it begins a printed text, and "
        "not when it ends in k. Words without marks, words with letters that Vietnamese lacks and all that "
        "its spelling "
        "allows are left alone too; notes may quote damaged words."
    ),
    bad="title: Việc thựchiện nhiệmm vụ",
    good="title: Việc thực hiện nhiệm vụ",
)

#: Keys of printed texts.
_PRINTED = frozenset({"title", "parts", "products", "time", "texts", "closing"})
#: The letters of Vietnamese that English lacks; a word with any other (ö, ç, о) is foreign and not judged here.
_MARKED = "àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ"
_VIETNAMESE = re.compile(rf"[a-z]*[{_MARKED}][a-z{_MARKED}]*")


def check(subject: Subject) -> Iterator[Remark]:
    """Judge each word of the file once, then look for the wrong ones."""
    wrong = sorted({word for words in _WORDS.among(subject.pieces).values() for word in words})
    if not wrong:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wrong))})(?!\w)")
    for path, match in subject.occurrences(pattern):
        if not quotes_print(path) and (match[0].islower() or _begins_text(subject, path, match)):
            yield remark(
                EXPLANATION,
                path,
                message(N_("“{word}” cannot be a Vietnamese word"), word=match[0]),
                message(N_("write it as it is printed; two words need a space between")),
                stretch=match.span(),
            )


#: Words taken from other languages that are usually written together.
_TAKEN_OVER = frozenset(
    (
        *(
            "axít",
            "bêtông",
            "càphê",
            "cácbon",
            "côngtenơ",
            "đôla",
            "êđê",
            "ête",
            "kilôgam",
            "kilômét",
            "lôgíc",
            "mêtan",
        ),
        *("nitơ", "ôtô", "ôxy", "phốtpho", "phôtô", "prôtêin", "rôbốt", "sơmi", "vắcxin", "xêri"),
    )
)
#: How names of other peoples of Vietnam begin: Krông, Brâu.
_CLUSTER = re.compile(r"(?:[bcdđgkp]r|[bckp]l)", re.IGNORECASE)


def _impossible(word: str) -> bool:
    if word.isascii():
        return False
    word = unicodedata.normalize("NFC", word)
    if word.lower() in _TAKEN_OVER or _CLUSTER.match(word):
        return False
    if len(word) < 2 or not word[1:].islower() or (word[0].isupper() and word.endswith("k")):
        return False
    return _VIETNAMESE.fullmatch(word.lower()) is not None and placement(word) is Placement.NONE


#: The words in a piece of text that cannot be any.
_WORDS = Search(lambda piece: [] if piece.isascii() else list(filter(_impossible, words_of(piece))))


def _begins_text(subject: Subject, path: Path, match: re.Match[str]) -> bool:
    """Whether the word is the first of a printed text, where a capital does not make it a name."""
    found = subject.values.at(match.start())
    if found is None or _PRINTED.isdisjoint(step for step in path if isinstance(step, str)):
        return False
    return not WORD.search(subject.source.text, found[1].start, match.start())
