"""Fields of Word's old forms: a list and a box keep what was chosen in the field itself, not in the text."""

from __future__ import annotations

from typing import Any

from parplan.importing.readers.word_numbering import W, number_of
from parplan.importing.readers.word_styles import is_on


def chosen_in(begin: Any) -> str:
    """The words that the field beginning with this mark shows: the chosen entry of its list, or its box; else none."""
    entries = begin.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    if entries:
        told = (number_of(begin.find(f"{W}ffData/{W}ddList/{W}{name}")) for name in ("result", "default"))
        place = next((one for one in told if one is not None), 0)
        return entries[place].get(f"{W}val") or "" if 0 <= place < len(entries) else ""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    marks = (box.find(f"{W}{name}") for name in ("checked", "default"))
    return "☒" if is_on(next((one for one in marks if one is not None), None)) else "☐"
