"""What a cell shows that its value does not say: scaled numbers, words around them, days left out, letters struck out.

A person goes by what the cell shows. Where that may be another answer than the value, the cell is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from parplan.diagnostics import N_, Message, message
from parplan.vocabulary.hidden_characters import TURNING

#: A part of a number format that is shown as it is, or says how; else one sign.
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<sign>.)|[_*].|\[\$(?P<money>[^\]-]*)[^\]]*\]?|\[(?P<told>[^\]]*)\]?|.', re.S
)
_PLAIN = frozenset(("general", "@", ""))
#: A comma behind the last digit leaves out three of them: ``#,##0,,`` shows millions.
_SCALED = re.compile(r"[0#?],+(?![0#?,])")


class NumberShown(Struct, frozen=True):
    """How a number format shows a number: as a percentage, the words around it; ``otherwise``: as another number."""

    percent: bool = False
    words: str = ""
    otherwise: bool = False


def number_shown(value: float, format: str) -> NumberShown:
    """How a cell with this number format shows a number."""
    sections, conditional = _sections(format)
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    code, words = sections[place]
    percent, words = "%" in code, words.strip()
    if format.strip().lower() in _PLAIN:
        return NumberShown()
    signed = "-" in re.sub("[eE]-", "", code) + words
    minus = place == 0 and value > 0 and signed
    lost = place == 1 and not signed and "(" not in code + words
    digits = any(sign.isdigit() for sign in words)
    unshown = value != 0 and "general" not in code.lower() and not re.search("[0#?]", code)
    otherwise = conditional or minus or lost or digits or unshown or _SCALED.search(code) is not None
    significant = any(sign.isalnum() or sign in "%‰₫$€" for sign in words)
    return NumberShown(percent, words if significant else "", otherwise)


def _sections(format: str) -> tuple[list[tuple[str, str]], bool]:
    """The code and the words of each section of a number format, and whether conditions choose among them."""
    sections: list[tuple[str, str]] = [("", "")]
    conditional = False
    for part in _PART.finditer(format):
        code, words = sections[-1]
        shown = next((one for one in part.group("quoted", "sign", "money") if one is not None), None)
        if shown is not None:
            sections[-1] = code, words + shown
        elif (told := part["told"]) is not None:
            conditional = conditional or told[:1] in ("<", ">", "=")
        elif part[0] == ";":
            sections.append(("", ""))
        elif len(part[0]) == 1:
            sections[-1] = code + part[0], words
    return sections, conditional


def doubt_about(cell: Any, value: object, runs: Any) -> Message | None:
    """Why what a cell shows may be another answer than its value. runs: its texts in several styles, if it has them."""
    if value is None:
        return None
    format = str(getattr(cell, "number_format", "") or "")
    if isinstance(value, date):
        code = "".join(code for code, _ in _sections(format)[0]).lower()
        if code.strip() not in _PLAIN and "d" not in code:
            return message(N_("the cell shows no day of the month ({format}); type it as 15/03/2021"), format=format)
    elif isinstance(value, int | float) and not isinstance(value, bool) and number_shown(value, format).otherwise:
        return message(N_("the cell shows its number as another one ({format}); type what is meant"), format=format)
    elif isinstance(value, str) and TURNING.search(value):
        return message(N_("signs in the cell turn letters and figures around; type it anew"))
    if getattr(getattr(cell, "font", None), "strike", False) or any(font.strike for font, _, _ in _runs(runs)):
        return message(N_("letters are struck out: delete them, or take the line away"))
    if any(font.vertAlign == "superscript" and _power(before, text) for font, text, before in _runs(runs)):
        return message(N_("raised figures stand behind a number; write it out"))
    return None


def _power(before: str, text: str) -> bool:
    return before[-1:].isdigit() and text.strip()[:1].isdigit()


def _runs(runs: Any) -> Iterator[tuple[Any, str, str]]:
    """The font and the letters of each text with a font of its own, and the letters before it."""
    before = ""
    for run in runs or ():
        if not isinstance(run, str) and run.text.strip() and run.font is not None:
            yield run.font, run.text, before
        before = run if isinstance(run, str) else run.text
