"""The words in the cells of a row: its number, its title, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.blocks import DocumentCell, DocumentLine
from parplan.importing.enumerators import Numeral, clean, read_enumerator
from parplan.vocabulary.folding import fold


def number_of(text: str) -> str:
    """The value of a number cell: ``1``, ``1.1``, ``III``, ``a`` of ``1.``, ``(1)``, ``a)``; ``A1`` as it is."""
    stripped = unbroken(text)
    enumerator = read_enumerator(stripped) or (read_enumerator(f"{stripped}.") if len(stripped) < 12 else None)
    if enumerator is None or enumerator.style is Numeral.BULLET or enumerator.rest:
        return stripped if _CODE.fullmatch(stripped) else ""
    return enumerator.value


#: A code of letters and figures, as criteria have.
_CODE = re.compile(r"[A-ZĐ]{1,4}[-.]?\d{1,3}(?:\.\d{1,3})*")


def unbroken(text: str) -> str:
    """A short text without blanks: a narrow column may break a number in two."""
    text = clean(text)
    return text.replace(" ", "") if len(text) < 8 else text


#: Marks that stand for nothing in a cell.
NOTHING = " \u00a0-–…."


def is_blank(row: Sequence[DocumentCell]) -> bool:
    """Whether no cell says anything."""
    return not any(cell.text.strip(NOTHING) for cell in row)


_SUM = re.compile(
    r"(?:tong(?: (?:cong|so|kinh phi|chi phi|du toan|nhu cau|von))*|cong)(?: (?:muc|phan|nhom|trang) \w+)?"
    r"(?: ?\([^)]*\))? ?:?"
)


def is_sum(row: Sequence[DocumentCell]) -> bool:
    """Whether a row only sums up the ones above it: “Tổng cộng”."""
    first = next((clean(cell.text) for cell in row if cell.text.strip(NOTHING)), "")
    return _SUM.fullmatch(fold(first)) is not None


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


def begins_item(line: DocumentLine) -> bool:
    """Whether a line begins with a bullet, a letter or a number of its own: “- Rà soát”, “a) Rà soát”."""
    return is_bullet([line]) or re.match(r"(?:[a-zđ]|\d{1,2})[.)]\s", line.whole) is not None


def without_bullet(line: DocumentLine) -> DocumentLine:
    """A line without its bullet."""
    enumerator = read_enumerator(line.whole)
    if enumerator is not None and enumerator.style is Numeral.BULLET:
        return DocumentLine(enumerator.rest, line.place, "", line.bold, unsure=line.unsure)
    return line
