"""Labels that the format has no key for: those of several tasks become ``columns`` of the tasks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from parplan.importing.blocks import DocumentLine
from parplan.importing.enumerators import CAPITALS, SIGN, Numeral, read_enumerator
from parplan.importing.labels import COLUMNS, TIME, UNKNOWN_LABEL, Label, Labelled, find_label, read_labelled
from parplan.importing.list_items import ListField
from parplan.importing.party_names import begins_as_party
from parplan.importing.time_marks import TIME_WORDS
from parplan.vocabulary.folding import fold

#: A label the format has no key for: “- Nguồn kinh phí: Ngân sách tỉnh”.
COLUMN = re.compile(rf"{SIGN}\s*(?P<name>[{CAPITALS}][^:.;]{{2,40}}):\s+(?P<value>\S.*)")


def as_column(match: re.Match[str]) -> Labelled:
    """A label that is not known and its value, as one of the ``columns`` of a task."""
    return Labelled(Label(f"{COLUMNS}{match['name']}", match["name"]), match["value"])


def column_names(lines: Sequence[DocumentLine]) -> frozenset[str]:
    """Unknown labels that several tasks have: each becomes one of the tasks' ``columns``."""
    counts = Counter(match["name"] for line in lines if (match := COLUMN.match(line.whole)) is not None)
    return frozenset(name for name, count in counts.items() if count > 1 and find_label(name) is None)


def leading_labels(lines: Sequence[DocumentLine], names: frozenset[str], alike: int) -> frozenset[int]:
    """The ids of lines with an unknown label that is the first below every item that has it.

    “- Đối tượng: …” between “1. Kiểm tra …” and “- Đơn vị chủ trì: …”; a name of work is not the same in several items.
    """
    if not names:
        return frozenset()
    printed = [(line, read_enumerator(line.whole)) for line in lines]
    numbered = [(line, enumerator) for line, enumerator in printed if enumerator is not None]
    found: dict[str, list[int]] = {}
    others: set[str] = set()
    for k, (line, enumerator) in enumerate(numbered):
        match = COLUMN.match(line.whole)
        if match is None or match["name"] not in names:
            continue
        above = numbered[k - 1][1].style if k else Numeral.BULLET
        below = numbered[k + 1] if k + 1 < len(numbered) else None
        beside = below is not None and below[1].value == enumerator.value and read_labelled(below[0].whole, alike)
        if above is not Numeral.BULLET and beside:
            found.setdefault(match["name"], []).append(id(line))
        else:
            others.add(match["name"])
    return frozenset(one for name, ids in found.items() if name not in others and len(ids) > 1 for one in ids)


def find_column(text: str, names: frozenset[str]) -> Labelled | None:
    """The label of ``names`` that a line begins with, and its value."""
    match = COLUMN.match(text)
    if match is None or match["name"] not in names:
        return None
    return as_column(match)


def find_unknown(text: str, current: ListField) -> Labelled | None:
    """A line below a field as a label that is not known; ``None`` where it may go on with the value of the field."""
    match = UNKNOWN_LABEL.fullmatch(text)
    name = current.labelled.label.field
    last = current.lines[-1].text.rstrip()
    if match is None or not current.labelled.value or current.inside or last.endswith((";", ",", ":")):
        return None
    if begins_as_party(match["name"]) or len(match["name"].split()) > 6:
        return None
    if name == TIME and TIME_WORDS.search(fold(text)):  # “Quý I: ban hành”, “Báo cáo: 15/12”
        return None
    return as_column(match)
