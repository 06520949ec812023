"""P416: traces of OCR errors or of a wrong character set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parplan.diagnostics import N_, Path, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, quotes_print, remark, rule

RULE = rule(
    "P416",
    "damaged-text",
    Severity.WARNING,
    needs=Needs.WORDS_ONLY,
    what=N_("A text has traces of OCR errors or a wrong character set: “Quý 1V”, “335/0P”, “v€”, “Ã¡”, “Quy /2021”."),
    why=N_("Numbers, symbols and quarters are misread this way, and deadlines with them."),
    instead=N_("Write what is printed."),
    right=N_(
        "Only traces that no correct text has count: a digit inside a Roman numeral or a "
        "document's symbol, signs inside words, letters decoded in a wrong character set, a "
        "quarter without its number. Notes and “printed” may quote them."
    ),
    bad="time: Quý 1V/2021 báo cáo",
    good="time: Quý IV/2021 báo cáo",
)

#: Each pattern begins with rare letters, so that a large plan is searched quickly.
_KINDS = (
    # A one in a Roman numeral: Quý 1V, Quý I1.
    *(re.compile(rf"{q}u(?<!\w{q}u)[yýỷỳ]\s+(?=\w*1)(?=\w*[IVX])[1IVX]{{2,4}}(?!\w)") for q in "Qq"),
    # A quarter without its number: Quy /2021.
    *(re.compile(rf"{q}u(?<!\w{q}u)[yý]\s*/\s*(?:19|20)\d\d") for q in "Qq"),
    # A nought or one in a document's symbol: 335/0P-SKHCN.
    # At the end of a part digits are right: 45/KH-BCĐ138, 99/KH-CAT-PV01.
    re.compile(r"/(?<=\d/)(?=[A-ZĐƯ01-]*(?:[01](?=[A-ZĐƯ])|(?<=[A-ZĐƯ])0(?=-)))[A-ZĐƯ01]{2,}(?:-[A-ZĐƯ01]+)+"),
)
#: These contain characters most plans lack; they are searched only if the file has the character.
_SIGNS = (
    # A sign inside or at a word: v€.
    ("€¢£¥§¤¦", r"(?:(?<=[^\W\d_].)[€¢£¥§¤¦]*|(?<![£§])(?<!\w.)(?=[^\W\d_]))"),
    # UTF-8 read as windows-1252 or Latin-1, ligatures of a PDF, what could not be read at all.
    ("ÃÂÄÆ", r"(?=[\u0080-\u00bf])."),
    ("º»", r"(?<=á.)"),
    ("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06\ufffd", ""),
)
_BEFORE = re.compile(r"[\w/]*$")
_AFTER = re.compile(r"\w*")


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Search the values of the file for all kinds of debris."""
    for kind in (*_KINDS, *_signs(checked)):
        for path, match in checked.occurrences(kind):
            if quotes_print(path) or _is_link(path):
                continue
            start, end = _whole_word(checked, *match.span())
            yield remark(
                RULE,
                path,
                message(
                    N_("“{words}” looks damaged by OCR or a wrong character set"),
                    words=" ".join(checked.source.text[start:end].split()),
                ),
                message(N_("write what is printed")),
                stretch=(start, end),
            )


def _signs(checked: CheckedPlan) -> Iterator[re.Pattern[str]]:
    for signs, rest in _SIGNS:
        if there := "".join(sign for sign in signs if sign in checked.characters):
            yield re.compile(f"[{there}]{rest}")


def _whole_word(checked: CheckedPlan, start: int, end: int) -> tuple[int, int]:
    """The word around a stretch, no longer than a word may be, inside its value."""
    text = checked.source.text
    found = checked.values.at(start)
    first = max(found[1].start if found is not None else 0, start - 40)
    before = _BEFORE.search(text, first, start)
    after = _AFTER.match(text, end, end + 40)
    return before.start() if before is not None else start, after.end() if after is not None else end


def _is_link(path: Path) -> bool:
    return path[-1:] in (("link",), ("file",))
