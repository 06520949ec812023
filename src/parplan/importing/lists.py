"""Plans printed as lists: which of the numbered items are sections, headings and tasks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parplan.importing.blocks import DocumentLine
from parplan.importing.enumerators import Numeral, clean, read_enumerator, without_closing
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundTask
from parplan.importing.item_titles import goes_on, texts_of
from parplan.importing.item_tree import read_items
from parplan.importing.labelled_items import fold_labelled_items, fold_lettered_labels, fold_unknown_labels
from parplan.importing.labels import (
    ALIKE,
    COLUMNS,
    COORDINATING,
    DOING,
    LEAD,
    NOTES,
    TITLE,
    read_labelled,
)
from parplan.importing.list_items import ListField, ListItem
from parplan.importing.numbering import gaps
from parplan.vocabulary.folding import fold

#: Titles of parts that hold no tasks.
_AIMS = re.compile(r"muc dich|yeu cau|muc tieu|quan diem|pham vi|doi tuong|can cu|kinh phi|nguon luc|tinh hinh|bo cuc")
_ARRANGEMENTS = re.compile(
    r"^(?:ve )?(?:cong tac )?to chuc (?:va trien "
    r"khai )?thuc hien$|^phan cong (?:trach nhiem|"
    r"to chuc thuc hien)$|^to chuc trien khai(?: thuc hien)?$"
)


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


def settle(item: ListItem, *, heading: bool = False) -> None:
    """Decide, from the leaves up, whether fields printed after bullets belong to the bullets or to their item.

    Several blocks of fields: each belongs to the bullets before it. One block: it belongs to the item, whose parts
    the bullets are, unless a single bullet stands under a heading and is the task itself.
    heading: whether the item's siblings are headings over several such blocks.
    """
    headings = any(sum(1 for items, _ in _blocks(child) if items) > 1 for child in item.children)
    for child in item.children:
        settle(child, heading=headings)
    blocks = _blocks(item)
    bullets = [run for run in blocks if run[0]]
    if not bullets:
        return
    if len(bullets) == 1 and len(blocks) == 1 and (len(bullets[0][0]) > 1 or _has_own_fields(bullets[0][0])):
        return  # one block for all of them
    beside = any(child.fields for child in item.children)  # bullets before them are tasks already
    if len(bullets) == 1 and not (beside or heading or _is_heading(item)):
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


def _every(item: ListItem) -> Iterator[ListItem]:
    """The items below, at every depth."""
    for child in item.children:
        yield child
        yield from _every(child)


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


def _is_heading(item: ListItem) -> bool:
    """Whether an item with one bullet and one block of fields is a heading over a task rather than the task."""
    if item.enumerator is None:
        return True
    if item.enumerator.style in (Numeral.LETTER, Numeral.PARENTHESIS):
        return False
    return bool(item.lines) and (item.lines[0].bold or item.enumerator.style in (Numeral.ROMAN, Numeral.UPPER))


def _is_task(item: ListItem) -> bool:
    return any(one.labelled.label.field != NOTES for one in item.fields)


def is_arrangement(item: ListItem) -> bool:
    """Whether a part is “Tổ chức thực hiện”."""
    return _is_arrangement(_heading_title(item))


def _is_arrangement(title: FoundField) -> bool:
    return _ARRANGEMENTS.match(fold(title.text)) is not None


def read_list(lines: Sequence[DocumentLine], alike: int = ALIKE) -> tuple[list[FoundSection], ListItem]:
    """The sections and tasks of a plan printed as a list, and the tree they were read from."""
    root = read_items(lines, alike)
    fold_lettered_labels(root)
    fold_labelled_items(root)
    fold_unknown_labels(root)
    settle(root)
    if any(item.is_bullet and item.fields and item.children for item in _every(root)):
        for item in _every(root):  # elsewhere in this document one block of fields made several bullets one task
            bullets = [child for child in item.children if child.is_bullet]
            item.over_bullets = bool(item.fields) and len(bullets) > 1 and not item.is_bullet and _is_heading(item)
    sections: list[FoundSection] = []
    tasks_parts = [child for child in root.children if _has_tasks(child)]
    if not tasks_parts and not any(_is_task(child) for child in root.children):
        return [], root
    if root.fields and not tasks_parts:
        return [], root
    top = [child for child in root.children if _has_tasks(child) or _is_task(child)]
    flat = [child for child in top if _is_task(child) and not _has_tasks(child)]
    if flat and len(flat) * 2 >= len(top):
        section = FoundSection("", FoundField(("",)))
        _fill(section, root, ())
        sections.append(section)
        return _with_duties(sections, root), root
    plan_parts = [part for part in top if not is_arrangement(part)]
    for part in top:
        sections.extend(_sections_of(part, alone=[part] in (top, plan_parts)))
    return _with_duties(sections, root), root


def is_aim(item: ListItem) -> bool:
    """Whether a part states purposes, goals or means, whose items are not tasks."""
    return _AIMS.search(fold(_heading_title(item).text)) is not None


def _has_tasks(item: ListItem) -> bool:
    return any(_is_task(child) or _has_tasks(child) for child in item.children)


def _sections_of(part: ListItem, *, alone: bool) -> list[FoundSection]:
    """A part as one section; if it is the only part and has headings over tasks, each heading as one."""
    inner = [child for child in part.children if _has_tasks(child)]
    direct = [child for child in part.children if _is_task(child) and not _has_tasks(child)]
    if inner and alone and len(inner) >= len(direct):
        sections: list[FoundSection] = []
        for child in part.children:
            if _has_tasks(child):
                sections.append(_section(child))
            elif _is_task(child):
                section = FoundSection(_value(child), _heading_title(child), gap=follows_gap(child))
                task = _task(child, ())
                if (below := texts_of(child).below) and task.title.text == section.title.text:
                    task.title = task.parts.pop(0)  # the heading, and below it the task
                    if len(below) == 1:
                        task.doubts = [one for one in task.doubts if one[0] != "text-below"]
                section.items.append(task)
                sections.append(section)
        return sections
    return [_section(part)]


def follows_gap(item: ListItem) -> bool:
    """Whether the number before an item's own is missing beside it."""
    if item.parent is None or item.enumerator is None or not item.enumerator.printed or item.is_bullet:
        return False
    style = item.enumerator.style
    beside = [one for one in item.parent.children if one.enumerator is not None and one.enumerator.style is style]
    values = [_value(one) for one in beside]
    if style is Numeral.UPPER:  # “I” is no Roman number among letters
        values = [value.lower() for value in values]
    return beside.index(item) in gaps(values, without_d=True)


def _section(item: ListItem) -> FoundSection:
    title = _heading_title(item)
    duties = _is_arrangement(title)
    shown = _as_duties(title) if duties else title
    section = FoundSection(_value(item), shown, duties=duties, gap=follows_gap(item))
    _fill(section, item, ())
    if not duties and section.tasks:
        share_fields(item, section.tasks)
    return section


def share_fields(item: ListItem, tasks: Sequence[FoundTask]) -> None:
    """Give the tasks the fields of their heading: “1. Sở Y tế; đơn vị phối hợp: Công an tỉnh”."""
    own = found_fields([one for one in item.fields if one.after < 2])[0]
    inside = {one.labelled.label.field for one in item.fields if one.inside}
    for name, value in own.items():
        for task in tasks:
            doubts = () if name in inside else ("from-heading",)
            task.fields.setdefault(name, replace(value, doubts=(*value.doubts, *doubts)))


def _as_duties(title: FoundField) -> FoundField:
    """The title “TỔ CHỨC THỰC HIỆN” in sentence case: it is not a name, and capitals only mark a heading."""
    return FoundField((title.text.capitalize(),), title.place) if title.text.isupper() else title


def _heading_title(item: ListItem) -> FoundField:
    """The title of a heading: its first line. Further lines are text below it."""
    title = item.title()
    if len(item.lines) > 1 and item.enumerator is not None:
        first = [item.enumerator.rest]
        for line in item.lines[1:]:
            if not (line.bold and item.lines[0].bold) and not line.text.isupper():
                break
            first.append(line.whole)
        title = FoundField((without_closing(" ".join(first)),), item.place, unsure=title.unsure)
    return title


def _value(item: ListItem) -> str:
    return item.enumerator.value if item.enumerator is not None and not item.is_bullet else ""


def _fill(section: FoundSection, item: ListItem, steps: tuple[str, ...]) -> None:
    """Add the tasks and headings below ``item``; an item beside tasks is a task even without fields."""
    children = item.children
    numbered = any(_is_task(child) and not child.is_bullet for child in children)
    for child in children:
        own = (*steps, _value(child)) if _value(child) else steps
        if _has_tasks(child) and (not _is_task(child) or _names_leads(child)):
            section.items.append(FoundHeading(own, _heading_title(child)))
            above = len(section.tasks)
            _fill(section, child, own)
            share_fields(child, section.tasks[above:])
        elif _has_tasks(child) and _is_task(child):
            section.items.append(_merged_task(child, own))
        elif _is_task(child) or (numbered and not child.is_bullet):
            section.items.append(_task(child, own))


def _task(item: ListItem, steps: tuple[str, ...]) -> FoundTask:
    fields, title, doubts = found_fields(item.fields)
    if item.may_go_on or any(line.may_continue for line in item.lines):
        doubts.append(("may-continue", "title"))
    texts = texts_of(item)
    own = texts.title
    task = FoundTask(steps, own, fields, doubts=doubts, bullet=item.is_bullet)
    if title is not None:
        task.title = (
            FoundField((without_closing(title.text),), title.place, title.label)
            if not own.text or own.text.startswith(title.label)
            else own
        )
        if own.text and not own.text.startswith(title.label) and title.text:
            task.parts.append(FoundField((without_closing(title.text),), title.place, title.label))
    labelled = read_labelled(own.text)
    if labelled is not None and labelled.label.field == TITLE and labelled.value:
        task.title = FoundField(
            (without_closing(labelled.value),), own.place, labelled.label.printed, unsure=own.unsure
        )
    for name in [name for name in task.fields if name.startswith(COLUMNS)]:
        task.columns[name.removeprefix(COLUMNS)] = task.fields.pop(name)
    if texts.below:
        task.parts.extend(texts.below)
        task.doubts.extend(("text-below", name) for name in ("title", "parts") if not texts.sure or name == "parts")
    task.parts.extend(titles_below(item))
    if any(line.may_continue for child in _every(item) for line in child.lines):
        task.doubts.append(("may-continue", "parts"))
    if item.children and (item.is_bullet or item.over_bullets):
        task.doubts.append(("block-for-several", "parts"))
    if _has_parts_among_fields(item):
        task.doubts.append(("among-fields", "parts"))
    return task


def _has_parts_among_fields(item: ListItem) -> bool:
    """Whether a part follows a labelled line with a bullet: it may go on with that field."""
    bulleted = False
    for event in item.events:
        if isinstance(event, ListField):
            bulleted = bool(event.bullet)
        elif bulleted and event.is_bullet and not event.fields:
            return True
    return False


def titles_below(item: ListItem) -> Iterator[FoundField]:
    """The titles of all items below, in the order of the print: the parts of a task."""
    for child in item.children:
        title = child.title()
        if title.text:
            yield title
        yield from titles_below(child)


def _names_leads(item: ListItem) -> bool:
    """Whether the line of an item itself names units alone, which lead the tasks below it."""
    fields = item.fields
    return all(one.inside and one.labelled.label.field in (LEAD, COORDINATING) for one in fields)


def _merged_task(item: ListItem, steps: tuple[str, ...]) -> FoundTask:
    """Merge an item whose parts have fields of their own (such as units) into one task with parts."""
    fields: list[ListField] = []
    for child in item.children:
        fields.extend(child.fields)
    own_names = {one.labelled.label.field for one in item.fields}
    shared = [one for one in fields if one.labelled.label.field not in own_names]
    task = _task(item, steps)
    inherited, _, _ = found_fields(shared)
    for name, value in inherited.items():
        task.fields.setdefault(name, value)
        if len(value.texts) > 1:  # the parts differ
            task.doubts.append(("label-repeated", name))
    task.doubts.append(("parts-merged", "parts"))
    return task


def _with_duties(sections: list[FoundSection], root: ListItem) -> list[FoundSection]:
    section = find_duties(root)
    if section is not None and sections:
        sections.append(section)
    return sections


def find_duties(root: ListItem) -> FoundSection | None:
    """The part “Tổ chức thực hiện” as a section of duties, one for each numbered item; ``None`` if there is none."""
    for item in root.children:
        if not _is_arrangement(_heading_title(item)) or _has_tasks(item):
            continue
        shown = _as_duties(_heading_title(item))
        section = FoundSection(_value(item) or "III", shown, duties=True, gap=follows_gap(item))
        for child in item.children:
            title = child.title()
            if not title.text:
                continue
            task = FoundTask((_value(child),) if _value(child) else (), title, bullet=child.is_bullet)
            task.parts.extend(titles_below(child))
            section.items.append(task)
        if not section.items and len(item.lines) > 1:
            continue
        return section if section.items else None
    return None


def introduction_of(root: ListItem) -> list[tuple[str, list[str]]]:
    """The texts of “Mục đích, yêu cầu”: blocks of a title and paragraphs."""
    blocks: list[tuple[str, list[str]]] = []
    for item in root.children:
        title = _heading_title(item).text
        if not re.search(r"muc dich|yeu cau", fold(title)) or _has_tasks(item):
            continue
        own = [clean(line.whole) for line in item.lines[1:] if not line.text.isupper()]
        plain = [without_closing(text) for text in own]
        for child in item.children:
            if child.children or (not child.is_bullet and len(child.lines) > 1):
                head = child.enumerator.rest if child.enumerator else ""
                texts = [without_closing(line.whole) for line in child.lines[1:]]
                texts += [grand.title().text for grand in child.children]
                if ":" in head and not child.children:
                    head, _, first = head.partition(":")
                    texts.insert(0, without_closing(first))
                blocks.append((without_closing(head), [text for text in texts if text]))
            elif (told := re.match(r"(Mục đích|Yêu cầu|Mục tiêu):\s+(.+)", child.title().text)) is not None:
                blocks.append((told[1], [told[2]]))
            else:
                plain.append(child.title().text)
        if plain:
            blocks.insert(0, ("", [text for text in plain if text]))
        break
    return [(title, texts) for title, texts in blocks if texts]
