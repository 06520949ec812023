"""P414: a tone mark is on the wrong vowel."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Fix, Remark, Severity, Splice, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, quotes_print, remark, rule, shown
from parplan.linting.rules.spelling import spellings
from parplan.vocabulary.syllables import corrected

RULE = rule(
    "P414",
    "misplaced-tone-mark",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_("A word has its tone mark on a vowel that never has it: “hóan”, “qúy”, “cuả”."),
    why=N_("It is a typing slip that looks almost right; a search for the word does not find it."),
    instead=N_("Write the word again: “hoán”, “quý”, “của”."),
    right=N_(
        "Both conventions are right (hòa and hoà, ủy and uỷ); words that are not Vietnamese syllables are not judged."
    ),
    bad="title: Báo cáo qúy I",
    good="title: Báo cáo quý I",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for the words with a misplaced mark, if the file has any."""
    wrong = {word for word, how in spellings(checked).items() if how.misplaced}
    if not wrong:
        return
    for path, match in checked.words(wrong):
        if not quotes_print(path):
            yield remark(
                RULE,
                path,
                message(N_("the tone mark of “{word}” is misplaced"), word=shown(match[0])),
                message(N_("write “{word}”"), word=shown(corrected(match[0]))),
                stretch=match.span(),
                fix=Fix((Splice(*match.span(), corrected(match[0])),), changes=(path,), safe=False),
            )
