"""P422: the text was typed in TCVN3 or VNI, not in Unicode."""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, remark, rule
from parplan.vocabulary.charsets import find_charset
from parplan.vocabulary.lookalikes import VIETNAMESE

RULE = rule(
    "P422",
    "old-character-set",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    alone=True,
    what=N_("The text is in a character set from before Unicode: TCVN3 (“KÕ ho¹ch”) or VNI (“Keá hoaïch”)."),
    why=N_("It is readable only in its old font: nothing can be found, and no deadline is understood."),
    instead=N_("Convert the whole file to Unicode, with UniKey (Ctrl+Shift+F6) or another keyboard program."),
    right=N_(
        "Only if at least three words are Vietnamese in the old set alone, and more than the "
        "correct words with Western letters. Other warnings wait until the text is converted."
    ),
    bad="title: X©y dùng vµ triÓn khai kÕ ho¹ch",
    good="title: Xây dựng và triển khai kế hoạch",
)

#: Letters and signs that both sets are full of, and Vietnamese is not.
_OLD = frozenset(map(chr, range(0xA1, 0x100))) - VIETNAMESE


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Look at the words, if the file has any letter of the old sets; one finding for all of them."""
    if checked.characters.isdisjoint(_OLD):
        return
    found = find_charset(checked.source.text)
    if found is None:
        return
    value = checked.values.at(found.start)
    yield remark(
        RULE,
        checked.values.path(value[0]) if value is not None else (),
        message(
            N_("the text is typed in {charset}, not in Unicode: “{word}” should be “{meant}”; {count} such words"),
            charset=found.charset.name,
            word=found.first,
            meant=found.charset.converted(found.first),
            count=found.words,
        ),
        message(
            N_(
                "convert the whole file to Unicode: in UniKey press Ctrl+Shift+F6, from {charset} to Unicode; then "
                "check it again, as other warnings wait for that"
            ),
            charset=found.charset.name,
        ),
        stretch=(found.start, found.start + len(found.first)),
    )
