"""P420: a text has an invisible character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Fix, Remark, Severity, Splice, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, remark, rule
from parplan.source.nodes import Scalar
from parplan.vocabulary.hidden_characters import FILLERS, INVISIBLE, is_hidden

RULE = rule(
    "P420",
    "invisible-character",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_("A text has a character that does not show: U+200B, U+00AD, U+202E, U+3164 and the like."),
    why=N_(
        "It comes with text copied from web pages and PDFs; words with it are not found, and a "
        "text may look different from what it is."
    ),
    instead=N_("Delete it: type the word it stands in again."),
    right=N_(
        "No-break spaces are right, and the joiners and selectors that emoji and other scripts need after their "
        "signs are left alone."
    ),
    bad='title: "Kế hoạch\\u200B cải cách"',
    good="title: Kế hoạch cải cách",
)

#: The escapes of a text in double quotes by number, and that of a backslash, which begins none.
_ESCAPE = re.compile(r"\\(?:\\|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
#: The characters around one that decide whether it is needed, and as many as they may take when escaped.
_NEAR = 100


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for such characters, written or escaped in double quotes."""
    written = any(map(INVISIBLE.match, checked.characters))
    for pattern in (INVISIBLE, _ESCAPE) if written else (_ESCAPE,):
        for path, match in checked.occurrences(pattern, _is_invisible):
            found = checked.values.at(match.start())
            if found is None or (pattern is _ESCAPE and found[1].style != '"') or _is_needed(checked, found[1], match):
                continue
            character = _character(match)
            # A filler may stand for a blank, so that deleting it joins two words.
            fix = None if character in FILLERS else Fix((Splice(*match.span(), ""),), changes=(path,))
            yield remark(
                RULE,
                path,
                message(N_("invisible character {code}"), code=f"U+{ord(character):04X}"),
                message(N_("delete it: type the word it stands in again")),
                stretch=match.span(),
                fix=fix,
            )


def _character(match: re.Match[str]) -> str:
    """The character that is written or escaped."""
    if len(match[0]) < 3:
        return match[0][-1]
    code = int(match[0][2:], 16)
    return chr(code) if code < 0x110000 else "\\"


def _is_invisible(match: re.Match[str]) -> bool:
    return INVISIBLE.match(_character(match)) is not None


def _is_needed(checked: CheckedPlan, scalar: Scalar, match: re.Match[str]) -> bool:
    """Whether the character belongs to an emoji or another script; the characters around it may be escaped too."""
    text, (start, end) = checked.source.text, match.span()
    before, after = text[max(scalar.start, start - _NEAR) : start], text[end : min(scalar.end, end + _NEAR)]
    if scalar.style == '"':
        before, after = _ESCAPE.sub(_character, before), _ESCAPE.sub(_character, after)
    return not is_hidden(before + _character(match) + after, len(before))
