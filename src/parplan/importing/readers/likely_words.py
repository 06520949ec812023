"""Words a scan's reader is known to confuse, read as they are likely meant; each is told as unsure all the same."""

from __future__ import annotations

import re

#: A quarter in Roman numerals, of which strokes are read as other letters: “Quý II1/2025”, “Quý 1V”, “Quý ï”.
_QUARTER = re.compile(r"[I1l|!ïÏíìi]{1,3}V?(?=[/.,;]|$)")


def likely_word(text: str, before: str) -> str:
    """The word meant by ``text`` behind the folded word ``before``."""
    if before in ("quy", "-", "–") and (match := _QUARTER.match(text)) is not None:
        strokes = match[0].rstrip("V")
        if (before == "quy" or re.search(r"/20\d\d", text)) and not (strokes == "l" and before != "quy"):
            return "I" * len(strokes) + "V" * match[0].endswith("V") + text[match.end() :]
    letters = text.strip(".,;:()“”")
    if letters[:1].islower() and not letters.islower() and letters.isalpha():
        return text.lower()  # “nƯớc”: no word has capitals within
    return text
