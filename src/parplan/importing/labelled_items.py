"""Items that are labels: “2. Cơ quan chủ trì” over bullets, beside “3. Thời gian thực hiện: Quý II”.

They stand below the task whose fields they are, so they are folded into it. So are bullets among the fields of a task
whose label is not known (“- Lưu ý: …”): they are none of its parts.
"""

from __future__ import annotations

import re
from collections import Counter

from parplan.importing.blocks import DocumentLine
from parplan.importing.enumerators import CAPITALS, Enumerator, ordinal
from parplan.importing.labels import (
    OF_TASKS,
    PRODUCTS,
    TIME,
    TITLE,
    UNKNOWN_LABEL,
    Label,
    Labelled,
    find_label,
)
from parplan.importing.list_items import ListField, ListItem
from parplan.importing.party_names import names_party
from parplan.importing.unknown_labels import COLUMN, as_column

#: A name and its value; the name of a label that is known to be one by its place may hold commas and brackets.
_PRINTED = re.compile(rf"(?P<name>[{CAPITALS}][^:.;]{{2,60}}):\s+(?P<value>\S.*)", re.DOTALL)


def label_of(item: ListItem) -> Label | None:
    """The label an item's whole title is; ``None`` if it is none, or one only by likeness."""
    if item.enumerator is None or item.is_bullet:
        return None
    label = find_label(item.title().text)
    return label if label is not None and label.sure else None


def fold_labelled_items(item: ListItem) -> None:
    """Make fields of the items that are labels, from the leaves up; those below “Nội dung” become the item's own."""
    for child in item.children:
        fold_labelled_items(child)
    labels = {id(child): label for child in item.children if (label := label_of(child)) is not None}
    if item.enumerator is None or not any(label.field in OF_TASKS for label in labels.values()):
        return
    events: list[ListItem | ListField] = []
    for event in item.events:
        label = labels.get(id(event))
        if label is None or not isinstance(event, ListItem):
            events.append(event)
        elif label.field in OF_TASKS and not event.fields:
            lines = [*event.lines, *(line for child in event.children for line in _lines(child))]
            if _are_values(label, event):
                events.append(ListField(Labelled(label, ""), lines))
            else:  # “a) Chủ trì” over the duties of a unit
                events.append(event)
        elif label.field == TITLE or (label.field in OF_TASKS and not event.children):
            # a heading over the contents, or over several labels; “Các cơ quan liên quan” over duties is none
            for inner in event.events:
                if isinstance(inner, ListItem):
                    inner.parent = item
                events.append(inner)
        else:
            events.append(event)
    item.events = events


def fold_lettered_labels(root: ListItem) -> None:
    """Make fields of numbered lines in the series of an item's labels whose own label is not known.

    “a) Cấp thực hiện: …” before “b) Đơn vị phối hợp: …”: the labels after it stand beside it, not below it.
    """
    _fold_lettered(root, Counter(match["name"] for item in root.below if (match := _printed_label(item)) is not None))


def _fold_lettered(item: ListItem, names: Counter[str]) -> None:
    for child in item.children:
        _fold_lettered(child, names)
    while (
        found := next(((one, label) for one in item.children if (label := _lettered(one, names))), None)
    ) is not None:
        child, label = found
        place = item.events.index(child)
        item.events[place : place + 1] = [ListField(label, child.lines, number=child.enumerator), *child.events]


def _printed_label(item: ListItem) -> re.Match[str] | None:
    return _PRINTED.fullmatch(item.enumerator.rest) if item.enumerator is not None else None


def _lettered(item: ListItem, names: Counter[str]) -> Labelled | None:
    """The unknown label of a numbered line whose labels continue its series, or that continues theirs.

    names: how often each stands in the document. Between two labels, or if it comes again, a label may hold any sign:
    “c) Địa điểm, quy mô: …”.
    """
    if item.enumerator is None or item.is_bullet or item.children or item.parent is None:
        return None
    sides = [
        any(one.number is not None and _is_beside(item.enumerator, one.number) for one in fields)
        for fields in (item.parent.fields, item.fields)
    ]
    match = _printed_label(item)
    if match is None or find_label(match["name"]) is not None or not any(sides):
        return None
    if not all(sides) and names[match["name"]] < 2 and UNKNOWN_LABEL.fullmatch(item.enumerator.rest) is None:
        return None
    return as_column(match)


def _is_beside(one: Enumerator, other: Enumerator) -> bool:
    """Whether two numbers are neighbours of one series."""
    first, second = ordinal(one.value), ordinal(other.value)
    if one.style is not other.style or first is None or second is None:
        return False
    return abs(first - second) == 1 or (abs(first - second) == 2 and {one.value, other.value} == {"d", "e"})


def fold_unknown_labels(item: ListItem) -> None:
    """Make columns of the bullets among an item's bulleted fields that begin with a label that is not known.

    A bullet that fields of its own follow is a task: “- Xây dựng văn bản: …” before another “- Đơn vị chủ trì: …”.
    """
    for child in item.children:
        fold_unknown_labels(child)
    left = Counter(event.labelled.label.field for event in item.fields)  # the fields that follow
    before: set[str] = set()
    bullet = ""
    events: list[ListItem | ListField] = []
    for event in item.events:
        if isinstance(event, ListField):
            name = event.labelled.label.field
            left[name] -= 1
            before.add(name)
            bullet = event.bullet
        elif (
            bullet
            and event.is_bullet
            and not event.events
            and (match := COLUMN.match(event.lines[0].whole)) is not None
            and not any(left[name] for name in before & OF_TASKS)
        ):
            events.append(ListField(as_column(match), event.lines, bullet))
            continue
        events.append(event)
    item.events = events


def _are_values(label: Label, item: ListItem) -> bool:
    """Whether what stands below a label is its value: half of it or more names bodies, where bodies are asked for."""
    below = [*(line.whole for line in item.lines[1:]), *(child.title().text for child in item.children)]
    if label.field in (TIME, PRODUCTS):
        return bool(below)
    return bool(below) and sum(names_party(text) for text in below) * 2 >= len(below)


def _lines(item: ListItem) -> list[DocumentLine]:
    return [*item.lines, *(line for child in item.children for line in _lines(child))]
