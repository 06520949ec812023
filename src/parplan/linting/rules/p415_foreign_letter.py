"""P415: a word has a letter that is not Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Fix, Message, Remark, Severity, Splice, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.memory import Memory
from parplan.linting.rule import Needs, remark, rule, shown
from parplan.vocabulary.lookalikes import LOOKALIKES, VIETNAMESE, meant_by
from parplan.vocabulary.syllables import Placement, placement

RULE = rule(
    "P415",
    "foreign-letter",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_(
        "A Vietnamese word has a letter that is not Vietnamese: ƣ for ư, Ð for Đ, a look-alike from the Cyrillic or "
        "Greek script or of full width."
    ),
    why=N_("The word looks right but is never found; a code, number or deadline written so is a different one."),
    instead=N_("Type the word again with a Vietnamese input method."),
    right=N_(
        "Words wholly in another script, foreign names (Müller, Curaçao) and symbols such as µ and Ω are not reported."
    ),
    bad="title: Kế h\u043eạch cải cách hành chính",
    good="title: Kế hoạch cải cách hành chính",
)

#: Letters of the alphabet alone: no other language writes them.
_OWN = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
#: Signs of measure, ordinals, and the ligatures and debris of P416.
_LEFT_ALONE = frozenset("µμΩΩªº\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")
#: A letter that only old fonts and other keyboards have, and no foreign word in a plan.
_NEVER_RIGHT = frozenset("ƣƢÐðƉɖ")


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look for such letters, if the file has any, in values and in the codes of units and groups."""
    foreign = sorted(c for c in checked.characters if c.isalpha() and c not in VIETNAMESE and c not in _LEFT_ALONE)
    if not foreign:
        return
    # Anchored at the beginning of a word, because otherwise a word of a million letters would take for ever.
    pattern = re.compile(f"(?<![^\\W_])[^\\W_]*[{''.join(foreign)}][^\\W_]*")
    for path, match in checked.occurrences(pattern, lambda found: _LETTERS[found[0]] is not None):
        if (letter := _LETTERS[match[0]]) is not None:
            rewritten = _rewritten(match[0])
            fix = (
                Fix((Splice(*match.span(), rewritten),), changes=(path,), safe=False) if _is_right(rewritten) else None
            )
            yield remark(RULE, path, _what(match[0], letter), _help(rewritten), stretch=match.span(), fix=fix)
    for key, codes in (("units", checked.document.units), ("groups", checked.document.groups or {})):
        for code in codes:
            if (letter := _foreign_letter(code)) is not None:
                yield remark(RULE, (key, code), _what(code, letter), _help(_rewritten(code)), at_key=True)


def _foreign_letter(word: str) -> str | None:
    """The first letter that is not Vietnamese in a word that is; ``None`` in a right or a foreign word."""
    foreign = [c for c in word if c.isalpha() and c not in VIETNAMESE and c not in _LEFT_ALONE]
    if not foreign:
        return None
    if not _NEVER_RIGHT.isdisjoint(foreign):
        return next(letter for letter in foreign if letter in _NEVER_RIGHT)
    others = [c for c in word if c not in foreign]
    mixed = any(map(_LATIN.match, others))
    if mixed and any(letter in LOOKALIKES for letter in foreign):
        return foreign[0]  # two scripts in one word
    if _OWN.search(word) or (mixed and _is_syllable(_rewritten(word))):
        return foreign[0]
    return None


_LETTERS = Memory(_foreign_letter)


def _is_syllable(word: str) -> bool:
    return all(c in VIETNAMESE for c in word) and placement(word) is not Placement.NONE


def _rewritten(word: str) -> str:
    return "".join((c if c in VIETNAMESE else meant_by(c) or c) for c in word)


def _what(word: str, letter: str) -> Message:
    return message(
        N_("“{word}” has the letter {letter} ({code}), which is not Vietnamese"),
        word=shown(word),
        letter=letter,
        code=f"U+{ord(letter):04X}",
    )


def _is_right(word: str) -> bool:
    return all(c in VIETNAMESE or not c.isalpha() for c in word)


def _help(rewritten: str) -> Message:
    if _is_right(rewritten):
        return message(N_("write “{word}”"), word=shown(rewritten))
    return message(N_("type the word again with a Vietnamese input method"))
