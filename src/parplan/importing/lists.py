"""Plans printed as lists: which of the numbered items are sections, headings and tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parplan.importing.blocks import DocumentLine
from parplan.importing.enumerators import Numeral, clean, without_closing
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundTask
from parplan.importing.item_fields import found_fields, heads_task, settle_fields
from parplan.importing.item_titles import texts_of
from parplan.importing.item_tree import read_items
from parplan.importing.labelled_items import fold_labelled_items, fold_lettered_labels, fold_unknown_labels
from parplan.importing.labels import (
    ALIKE,
    COLUMNS,
    COORDINATING,
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
    settle_fields(root)
    if any(item.is_bullet and item.fields and item.children for item in root.below):
        for item in root.below:  # elsewhere in this document one block of fields made several bullets one task
            bullets = [child for child in item.children if child.is_bullet]
            item.over_bullets = bool(item.fields) and len(bullets) > 1 and not item.is_bullet and heads_task(item)
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
                        task.doubts = [one for one in task.doubts if one[0] not in ("text-below", "task-within")]
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
        again = (
            sum(kind == "label-repeated" for kind, _ in doubts) > 1
        )  # the fields of another task stand below its title
        task.doubts.extend([] if texts.sure else [("text-below", "title")])
        task.doubts.append(("task-within" if again else "text-below", "parts"))
    task.parts.extend(titles_below(item))
    if any(line.may_continue for child in item.below for line in child.lines):
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
