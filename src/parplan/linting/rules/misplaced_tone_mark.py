"""P414: a tone mark stands on the wrong vowel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import Remark, Severity
from parplan.linting.rules.spelling import spellings
from parplan.linting.subject import N_, Subject, message, quotes_print, remark, rule
from parplan.vocabulary.syllables import corrected

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
    """Look for the words with a misplaced mark, if the file has any."""
    wrong = sorted(word for word, how in spellings(subject).items() if how.misplaced)
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
