"""The fields of a list's items: which item those printed after bullets belong to, and what each field says."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec.structs import replace

from parplan.importing.enumerators import Numeral, read_enumerator
from parplan.importing.found import FoundField
from parplan.importing.item_titles import goes_on
from parplan.importing.labels import COORDINATING, DOING, LEAD, TITLE
from parplan.importing.list_items import ListField, ListItem


def settle_fields(item: ListItem, *, heading: bool = False) -> None:
    """Decide, from the leaves up, whether fields printed after bullets belong to the bullets or to their item.

    Several blocks of fields: each belongs to the bullets before it. One block: it belongs to the item, whose parts
    the bullets are, unless a single bullet stands under a heading and is the task itself.
    heading: whether the item's siblings are headings over several such blocks.
    """
    headings = any(sum(1 for items, _ in _blocks(child) if items) > 1 for child in item.children)
    for child in item.children:
        settle_fields(child, heading=headings)
    blocks = _blocks(item)
    bullets = [run for run in blocks if run[0]]
    if not bullets:
        return
    if len(bullets) == 1 and len(blocks) == 1 and (len(bullets[0][0]) > 1 or _has_own_fields(bullets[0][0])):
        return  # one block for all of them
    beside = any(child.fields for child in item.children)  # bullets before them are tasks already
    if len(bullets) == 1 and not (beside or heading or heads_task(item)):
        return
    for items, fields in bullets:
        if _has_own_fields(items):
            continue
        first = items[0]
        for one in fields:
            item.events.remove(one)
            first.events.append(one)
        for extra in items[1:]:
            item.events.remove(extra)
            extra.parent = first
            first.events.insert(0, extra)


def _blocks(item: ListItem) -> list[tuple[list[ListItem], list[ListField]]]:
    """The blocks of fields directly below an item, each with the bullets before it; none if sub-items are numbered."""
    runs: list[tuple[list[ListItem], list[ListField]]] = [([], [])]
    for event in item.events:
        if isinstance(event, ListField):
            runs[-1][1].append(event)
        elif not event.is_bullet:
            return []
        else:
            if runs[-1][1] or (_has_own_fields(runs[-1][0]) and not event.fields):
                runs.append(([], []))
            runs[-1][0].append(event)
    return [run for run in runs if run[1]]


def _has_own_fields(items: Sequence[ListItem]) -> bool:
    return any(item.fields for item in items)


def heads_task(item: ListItem) -> bool:
    """Whether an item with one bullet and one block of fields is a heading over a task rather than the task."""
    if item.enumerator is None:
        return True
    if item.enumerator.style in (Numeral.LETTER, Numeral.PARENTHESIS):
        return False
    return bool(item.lines) and (item.lines[0].bold or item.enumerator.style in (Numeral.ROMAN, Numeral.UPPER))


def found_fields(fields: Sequence[ListField]) -> tuple[dict[str, FoundField], FoundField | None, list[tuple[str, str]]]:
    """The fields by name, the title if a label gives it, and doubts. A repeated label adds to the first field."""
    found: dict[str, FoundField] = {}
    every: dict[str, list[FoundField]] = {}
    title: FoundField | None = None
    doubts: list[tuple[str, str]] = []
    names = {one.labelled.label.field for one in fields}
    for one in fields:
        label = one.labelled.label
        name = label.field
        texts = (
            [one.labelled.value, *(line.whole for line in one.lines[1:])] if not one.inside else [one.labelled.value]
        )
        texts = [text for text in texts if text.strip()]
        if name == DOING:
            if not texts:
                continue  # a heading over two labels
            name = COORDINATING if LEAD in names else LEAD
        unsure = tuple(word for line in one.lines for word in line.unsure)
        value = FoundField(tuple(texts), one.lines[0].place, label.printed, unsure=unsure)
        if name == TITLE:
            title = value
            continue
        if not texts:
            doubts.append(("empty-label", name))
            continue
        if not label.sure:
            doubts.append(("label-unsure", name))
        if one.may_go_on or _has_paragraph_of_its_own(one):
            doubts.append(("may-continue", name))
        every.setdefault(name, []).append(value)
    for name, values in every.items():
        found[name] = values[0]
        if len(values) > 1:
            doubts.append(("label-repeated", name))
            told = {value.text: value for value in values}
            found[name] = replace(
                values[0],
                texts=tuple(text for value in told.values() for text in value.texts),
                unsure=tuple(word for value in told.values() for word in value.unsure),
            )
    return found, title, doubts


def _has_paragraph_of_its_own(field: ListField) -> bool:
    """Whether a paragraph below a field with its value begins as a new one does: it may be no part of the field."""
    if not field.labelled.value or field.inside:
        return False
    return any(
        line.text[:1].isupper() and read_enumerator(line.whole) is None and not goes_on(above.text)
        for above, line in itertools.pairwise(field.lines)
    )
