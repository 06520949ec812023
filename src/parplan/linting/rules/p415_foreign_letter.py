"""P415: a word mixes letters of two scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, remark, rule

RULE = rule(
    "P415",
    "foreign-letter",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_("A word has Latin letters together with look-alikes from the Cyrillic or Greek script or of full width."),
    why=N_("The word looks right and is never found; a code or number written so is another one."),
    instead=N_("Type the word again on the Vietnamese keyboard."),
    right=N_("A word wholly in another script is left alone, and so are signs of measure such as µ and Ω."),
    bad="title: Kế h\u043eạch cải cách hành chính",
    good="title: Kế hoạch cải cách hành chính",
)

_FOREIGN = "\u0370-\u03a8\u03b1-\u03bb\u03bd-\u03ff\u0400-\u052f\uff21-\uff3a\uff41-\uff5a\ua78f\u0269\u0251"
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_MIXED = re.compile(
    rf"(?:[{_LATIN}]\w*[{_FOREIGN}]|[{_FOREIGN}]\w*[{_LATIN}])\w*",
)
_ANY = re.compile(f"[{_FOREIGN}]")


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for mixed words, if the file has any such letter."""
    if not any(map(_ANY.match, checked.characters)):
        return
    for path, match in checked.occurrences(_MIXED):
        letter = _ANY.search(match[0])
        code = f"U+{ord(letter[0]):04X}" if letter is not None else ""
        yield remark(
            RULE,
            path,
            message(N_("“{word}” has a letter of another script ({code})"), word=match[0], code=code),
            message(N_("type the word again on the Vietnamese keyboard")),
            stretch=match.span(),
        )
