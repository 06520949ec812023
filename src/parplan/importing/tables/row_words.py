"""The words in the cells of a row: its number, its title, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.blocks import DocumentCell, DocumentLine
from parplan.importing.enumerators import Numeral, clean, read_enumerator


def number_of(text: str) -> str:
    """The value of a number cell: ``1``, ``1.1``, ``III``, ``a`` of ``1.``, ``(1)``, ``a)``."""
    stripped = clean(text)
    enumerator = read_enumerator(stripped) or (read_enumerator(f"{stripped}.") if len(stripped) < 12 else None)
    if enumerator is None or enumerator.style is Numeral.BULLET or enumerator.rest:
        return ""
    return enumerator.value


def counts_columns(row: Sequence[DocumentCell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3) or A B 1 2."""
    texts = [clean(cell.text).strip("()[]") for cell in row]
    filled = [text for text in texts if text]
    if len(filled) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-H]", text) for text in filled):
        return False
    digits = [int(text) for text in filled if text.isdecimal()]
    return len(digits) >= 2 and digits == list(range(digits[0], digits[0] + len(digits)))


def is_bullet(lines: Sequence[DocumentLine]) -> bool:
    """Whether the lines begin with a bullet."""
    enumerator = read_enumerator(lines[0].whole) if lines else None
    return enumerator is not None and enumerator.style is Numeral.BULLET


def without_bullet(line: DocumentLine) -> DocumentLine:
    """A line without its bullet."""
    enumerator = read_enumerator(line.whole)
    if enumerator is not None and enumerator.style is Numeral.BULLET:
        return DocumentLine(enumerator.rest, line.place, "", line.bold, unsure=line.unsure)
    return line
