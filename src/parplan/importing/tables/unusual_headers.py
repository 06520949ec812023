"""Fields of columns under unusual headers: by a word that gives the field away, or by what stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.blocks import DocumentCell
from parplan.importing.labels import COORDINATING, DOING, LEAD, PERSON, PRODUCTS, TELLING, TIME
from parplan.importing.party_names import names_party
from parplan.importing.tables.row_words import NOTHING
from parplan.vocabulary.folding import fold
from parplan.vocabulary.time_words import Problem, read_time

#: More words that tell the field only where what stands below is of it: bodies, not the number of those who take part.
_HINTS = {
    COORDINATING: r"ho tro|tham du|lien quan|cung (?:thuc hien|lam)",
    LEAD: r"thuc hien|phu trach|trach nhiem|phan cong|tham muu",
    PRODUCTS: r"(?:can|phai) dat|minh chung",
}
#: Bodies under these have another part in the work.
_OTHER_PARTS = re.compile(
    r"\b(?:nhan|trinh|duyet|tham dinh|kiem tra|giam sat|theo doi|chi dao|thu huong|dia (?:diem|ban))\b"
)
#: The share of the filled cells, in percent, that must be bodies or times for the column to be of them.
_MOST = 70


def field_by_words(header: str, cells: Sequence[str], known: frozenset[str]) -> str | None:
    """The field that a word of ``header`` gives away, of those that no other column holds (``known``)."""
    words = fold(header)
    for field, telling, _ in TELLING:
        if field not in known and re.search(rf"\b(?:{telling})\b", words):
            return field
    weaker = {field: weak for field, _, weak in TELLING if weak}
    for field, hint in _HINTS.items():
        hints = "|".join((hint, *filter(None, (weaker.get(field),))))
        if field not in known and re.search(rf"\b(?:{hints})\b", words) and _are(field, cells):
            return field
    return None


def field_by_contents(header: str, cells: Sequence[str], known: frozenset[str]) -> str | None:
    """The field whose values stand in ``cells``: bodies are the lead, where nobody else is, and times the time."""
    if not known & {LEAD, DOING, PERSON} and not _OTHER_PARTS.search(fold(header)) and _are(LEAD, cells):
        return LEAD
    return TIME if TIME not in known and _are(TIME, cells) else None


def are_of_another(cells: Sequence[str]) -> bool:
    """Whether most filled cells are bodies or times, so that they are no titles."""
    return _are(LEAD, cells) or _are(TIME, cells)


def are_bodies(cells: Sequence[str]) -> bool:
    """Whether most filled cells name bodies."""
    return _are(LEAD, cells)


def are_words(cells: Sequence[str]) -> bool:
    """Whether most filled cells hold words, not figures, marks or times."""
    return _are(PRODUCTS, cells)


def _are(field: str, cells: Sequence[str]) -> bool:
    filled = [text for cell in cells if (text := cell.strip(NOTHING))]
    like = sum(_is(field, text) for text in filled)
    return len(filled) > 1 and like * 100 >= _MOST * len(filled)


def _is(field: str, text: str) -> bool:
    if field in (LEAD, COORDINATING):
        return names_party(re.sub(r"^[-+*•]\s*", "", text)) and len(text) < 200
    timed = len(text) < _LONGEST_TIME and Problem.UNREADABLE not in read_time(text, _ANY_YEAR).problems
    return timed if field == TIME else not timed and re.search(r"[^\W\d_]{2}", text) is not None


_LONGEST_TIME = 60
#: A time is read as one in every year.
_ANY_YEAR = 2000


def texts_below(rows: Sequence[Sequence[DocumentCell]], column: int) -> list[str]:
    """The texts of a column, of a cell merged down once; headings across the columns are not of it."""
    cells = {id(row[column]): row[column] for row in rows if column < len(row) and row[column].columns == 1}
    return [cell.text for cell in cells.values()]
