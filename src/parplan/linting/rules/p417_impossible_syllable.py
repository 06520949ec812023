"""P417: a word with Vietnamese diacritics is not a Vietnamese syllable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Path, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, quotes_print, remark, rule, shown
from parplan.linting.rules.spelling import spellings
from parplan.linting.words import WORD

RULE = rule(
    "P417",
    "impossible-syllable",
    Severity.ADVICE,
    needs=Needs.WORDS_ONLY,
    what=N_("A word has Vietnamese diacritics but cannot be a Vietnamese syllable: “nhiệmm”, “thựchiện”, “hướg”."),
    why=N_("It is mistyped, misread by OCR, or two words without a space; a search does not find it."),
    instead=N_("Write the word as it is printed, or with its space."),
    right=N_(
        "Names are not reported (Đắk Lắk, Krông): a capitalised word counts only at the beginning "
        "of a printed text, and not if it ends in k. Words without diacritics, words with letters "
        "that Vietnamese lacks, and all spellings that Vietnamese allows are not reported either; "
        "notes may quote damaged words."
    ),
    bad="title: Việc thựchiện nhiệmm vụ",
    good="title: Việc thực hiện nhiệm vụ",
)

#: Keys of printed texts.
_PRINTED = frozenset({"title", "parts", "products", "time", "texts", "closing"})


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for the words that are none, if the file has any."""
    wrong = {word for word, how in spellings(checked).items() if how.impossible}
    if not wrong:
        return
    for path, match in checked.words(wrong):
        if not quotes_print(path) and (match[0].islower() or _begins_text(checked, path, match)):
            yield remark(
                RULE,
                path,
                message(N_("“{word}” cannot be a Vietnamese word"), word=shown(match[0])),
                message(N_("write it as it is printed; two words need a space between")),
                stretch=match.span(),
            )


def _begins_text(checked: CheckedPlan, path: Path, match: re.Match[str]) -> bool:
    """Whether the word is the first of a printed text, where a capital does not make it a name."""
    found = checked.values.at(match.start())
    if found is None or _PRINTED.isdisjoint(step for step in path if isinstance(step, str)):
        return False
    return not WORD.search(checked.source.text, found[1].start, match.start())
