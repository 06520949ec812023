"""P420: a text has an invisible character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Fix, Remark, Severity, Splice, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, remark, rule

RULE = rule(
    "P420",
    "invisible-character",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_("A text has a character without width or of hidden direction: U+200B, U+00AD, U+202E and the like."),
    why=N_(
        "It comes with text copied from web pages and PDFs; words with it are not found, and a "
        "text may look different from what it is."
    ),
    instead=N_("Delete it: type the word it stands in again."),
    right=N_(
        "No-break spaces are right, and the joiners that emoji and other scripts need between their signs "
        "are left alone."
    ),
    bad='title: "Kế hoạch\\u200B cải cách"',
    good="title: Kế hoạch cải cách",
)

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_ESCAPED = re.compile(r"\\(?:u(?:00[aA][dD]|200[b-fB-F]|202[a-eA-E]|2060|206[6-9])|x[aA][dD])")
#: Joiners are needed in emoji and some scripts, but have no use between Latin letters.
_JOINERS = "\u200c\u200d"
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for such characters, written or escaped in double quotes."""
    text = checked.source.text
    written = any(map(_INVISIBLE.match, checked.characters))
    for pattern in (_INVISIBLE, _ESCAPED) if written else (_ESCAPED,):
        for path, match in checked.occurrences(pattern):
            escaped = pattern is _ESCAPED
            if escaped and (found := checked.values.at(match.start())) is not None and found[1].style != '"':
                continue
            code = int(match[0][2:], 16) if escaped else ord(match[0])
            if chr(code) in _JOINERS and not _LATIN.match(text, max(match.start() - 1, 0)):
                continue
            yield remark(
                RULE,
                path,
                message(N_("invisible character {code}"), code=f"U+{code:04X}"),
                message(N_("delete it: type the word it stands in again")),
                stretch=match.span(),
                fix=Fix((Splice(*match.span(), ""),), changes=(path,)),
            )
