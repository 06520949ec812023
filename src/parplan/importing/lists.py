"""Plans printed as lists: a tree of numbered items, the labelled fields of each, and which items are tasks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from parplan.importing.blocks import DocumentLine
from parplan.importing.enumerators import CAPITALS, Enumerator, Numeral, clean, read_enumerator, without_closing
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundTask
from parplan.importing.labels import (
    ALIKE,
    COLUMNS,
    COORDINATING,
    DOING,
    LEAD,
    NOTES,
    TIME,
    TITLE,
    Label,
    Labelled,
    find_label,
    read_labelled,
    split_inside,
)
from parplan.provenance.doubts import Place
from parplan.vocabulary.folding import fold

#: Titles of parts that hold no tasks.
_AIMS = re.compile(r"muc dich|yeu cau|muc tieu|quan diem|pham vi|doi tuong|can cu|kinh phi|nguon luc|tinh hinh|bo cuc")
_ARRANGEMENTS = re.compile(
    r"^(?:ve )?(?:cong tac )?to chuc (?:va trien "
    r"khai )?thuc hien$|^phan cong (?:trach nhiem|"
    r"to chuc thuc hien)$|^to chuc trien khai(?: thuc hien)?$"
)


class ListItem(Struct, eq=False):
    """One numbered item of the text, or the root. ``events``: its sub-items and fields in order."""

    enumerator: Enumerator | None
    lines: list[DocumentLine] = field(default_factory=list)
    events: list[ListItem | ListField] = field(default_factory=list)
    parent: ListItem | None = None

    @property
    def children(self) -> list[ListItem]:
        """The items directly below."""
        return [event for event in self.events if isinstance(event, ListItem)]

    @property
    def fields(self) -> list[ListField]:
        """The item's own fields."""
        return [event for event in self.events if isinstance(event, ListField)]

    @property
    def is_bullet(self) -> bool:
        """Whether it is a bullet, without a number."""
        return self.enumerator is not None and self.enumerator.style is Numeral.BULLET

    @property
    def place(self) -> Place:
        """The place of its first line."""
        return self.lines[0].place if self.lines else Place()

    def title(self) -> FoundField:
        """Its text as one field."""
        first = self.enumerator.rest if self.enumerator is not None else ""
        texts = (
            [first, *(line.whole for line in self.lines[1:])]
            if self.enumerator is not None
            else [line.whole for line in self.lines]
        )
        unsure = tuple(word for line in self.lines for word in line.unsure)
        return FoundField((without_closing(" ".join(text for text in texts if text)),), self.place, unsure=unsure)


class ListField(Struct, eq=False):
    """A labelled line with its continuation lines; ``bullet`` is the sign before the label."""

    labelled: Labelled
    lines: list[DocumentLine]
    bullet: str = ""
    inside: bool = False
    #: The number of lines its item had by then, which tells the paragraph it belongs to.
    after: int = 0


def read_items(lines: Sequence[DocumentLine], alike: int = ALIKE) -> ListItem:
    """The tree of a text's items; ``alike`` is the least similarity to a known label (see ``labels.ALIKE``)."""
    root = ListItem(None)
    columns = _column_names(lines)
    stack: list[tuple[str, ListItem]] = [("", root)]
    current: ListField | None = None
    for line in lines:
        text = line.whole
        labelled = read_labelled(text, alike)
        enumerator = read_enumerator(text) or _unnumbered_heading(text)
        if labelled is None and current is not None and enumerator is not None:
            labelled = _column(text, columns)
        if labelled is not None and not _is_item(labelled, enumerator, stack):
            sign = enumerator.value if enumerator is not None and enumerator.style is Numeral.BULLET else ""
            if sign:
                while any(kind == f"bullet {sign}" for kind, _ in stack):
                    stack.pop()
            owner = stack[-1][1]
            if not sign and owner.is_bullet and owner.parent is not None:
                owner = owner.parent
                # The bullet stays on the stack: the next line may still be an item beside it.
            value, others = split_inside(labelled.value)
            current = ListField(Labelled(labelled.label, value), [line], sign, after=len(owner.lines))
            owner.events.append(current)
            for one in others:  # several labels on one line
                part = DocumentLine(one.value, line.place, unsure=line.unsure)
                current = ListField(one, [part], sign, after=len(owner.lines))
                owner.events.append(current)
            continue
        if enumerator is None or (enumerator.style is Numeral.NAMED and not enumerator.rest and current is not None):
            if current is not None and _continues(current, line):
                current.lines.append(line)
            else:
                head, inside = split_inside(text)
                stack[-1][1].lines.append(replace(line, text=head, number="") if inside else line)
                for one in inside:
                    after = len(stack[-1][1].lines)
                    stack[-1][1].events.append(ListField(one, [line], inside=True, after=after))
            continue
        if (
            current is not None
            and enumerator.style is Numeral.BULLET
            and not current.labelled.value
            and len(current.lines) < 12
            and _is_list_of_values(current)
            and _rank(enumerator) not in [kind for kind, _ in stack]
        ):
            current.lines.append(line)
            continue
        current = None
        rank = _rank(enumerator)
        while any(kind == rank for kind, _ in stack):
            stack.pop()
        if enumerator.style in (Numeral.ROMAN, Numeral.UPPER):
            while len(stack) > 1 and not stack[-1][0].startswith(("upper", "named", "roman")):
                stack.pop()
        if enumerator.style is Numeral.NUMBER:
            while len(stack) > 1 and stack[-1][0].startswith(("bullet", "dotted")):
                stack.pop()
        if enumerator.style in (Numeral.DOTTED, Numeral.MIXED):
            while len(stack) > 1 and stack[-1][0].startswith(("bullet", "letter", "parenthesis")):
                stack.pop()
        if enumerator.style is Numeral.NAMED:
            while len(stack) > 1 and stack[-1][0].startswith(("bullet", "letter", "parenthesis", "dotted")):
                stack.pop()
        if enumerator.style is Numeral.LETTER:
            while len(stack) > 1 and stack[-1][0].startswith("bullet"):
                stack.pop()
        head, inside = split_inside(enumerator.rest)
        if inside:
            enumerator = Enumerator(enumerator.style, enumerator.printed, enumerator.value, head)
        item = ListItem(enumerator, [line], parent=stack[-1][1])
        stack[-1][1].events.append(item)
        for one in inside:
            item.events.append(ListField(one, [line], inside=True))
        stack.append((rank, item))
    return root


#: A label the format has no key for: “- Nguồn kinh phí: Ngân sách tỉnh”.
_COLUMN = re.compile(rf"[-–+*]\s*(?P<name>[{CAPITALS}][^:.;,]{{2,40}}):\s+(?P<value>\S.*)")


def _column_names(lines: Sequence[DocumentLine]) -> frozenset[str]:
    """Unknown labels that several tasks have: each becomes one of the tasks' ``columns``."""
    counts = Counter(match["name"] for line in lines if (match := _COLUMN.match(line.whole)) is not None)
    return frozenset(name for name, count in counts.items() if count > 1 and find_label(name) is None)


def _column(text: str, names: frozenset[str]) -> Labelled | None:
    match = _COLUMN.match(text)
    if match is None or match["name"] not in names:
        return None
    return Labelled(Label(f"{COLUMNS}{match['name']}", match["name"]), match["value"])


def _unnumbered_heading(text: str) -> Enumerator | None:
    """The enumerator to assume for a heading without a number, such as “MỤC ĐÍCH, YÊU CẦU”; else ``None``."""
    if text.isupper() and re.match(r"MỤC ĐÍCH|YÊU CẦU|TỔ CHỨC THỰC HIỆN", text) and len(text) < 60:
        return Enumerator(Numeral.ROMAN, "", "", text)
    return None


def _rank(enumerator: Enumerator) -> str:
    """The rank of an item, made of its style and the depth of a dotted number; equal ranks are siblings."""
    if enumerator.style is Numeral.BULLET:
        sign = "-" if enumerator.value in "-–—−" else enumerator.value
        return f"bullet {sign}"
    if enumerator.style in (Numeral.DOTTED, Numeral.MIXED):
        return f"dotted {enumerator.value.count('.')}"
    return str(enumerator.style)


def _is_item(labelled: Labelled, enumerator: Enumerator | None, stack: Sequence[tuple[str, ListItem]]) -> bool:
    """Whether a line that reads as a label is really a numbered item, such as “1. Nhiệm vụ: …”."""
    outer = (
        Numeral.ROMAN,
        Numeral.UPPER,
        Numeral.NUMBER,
        Numeral.DOTTED,
        Numeral.MIXED,
    )
    if enumerator is not None and enumerator.style in outer and not labelled.value:
        return True  # “2.8. Các cơ quan, đơn vị liên quan:” is a heading
    if enumerator is not None and enumerator.style is Numeral.LETTER and not labelled.value:
        # “a) Chủ trì:” below a unit is a heading over its duties
        return fold(labelled.label.printed) in ("chu tri", "phoi hop", "nhiem vu chu tri", "nhiem vu phoi hop")
    if labelled.label.field == TITLE:
        return enumerator is not None and enumerator.style is not Numeral.BULLET
    return False


def _continues(current: ListField, line: DocumentLine) -> bool:
    """Whether an unnumbered line continues a field: as the rest of a sentence, or as its value."""
    last = current.lines[-1].text
    if current.inside:
        return False
    if not current.labelled.value and len(current.lines) == 1:
        return True
    if line.text[:1].islower():
        return True
    listed = last.rstrip().endswith((";", ",")) and current.labelled.label.field != TIME
    ended = last.rstrip().endswith((".", ";", ":"))
    return not line.bold and len(line.text) < 200 and (listed or not ended)


def _is_list_of_values(current: ListField) -> bool:
    return current.labelled.label.field not in (TIME,)


def found_fields(fields: Sequence[ListField]) -> tuple[dict[str, FoundField], FoundField | None, list[tuple[str, str]]]:
    """The fields by name, the title if a label gives it, and doubts. A repeated label adds to the first field."""
    found: dict[str, FoundField] = {}
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
        if name in found:
            known = found[name]
            doubts.append(("label-repeated", name))
            if known.text == value.text:
                continue
            value = FoundField((*known.texts, *value.texts), known.place, known.label, unsure=(*known.unsure, *unsure))
        found[name] = value
    return found, title, doubts


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
    if len(bullets) == 1 and not heading and not _is_heading(item):
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
            if runs[-1][1]:
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
    settle(root)
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
    for part in top:
        sections.extend(_sections_of(part, alone=len(top) == 1))
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
                section = FoundSection(_value(child), _heading_title(child))
                task = _task(child, ())
                below = without_closing(" ".join(line.whole for line in child.lines[1:]))
                if below and task.title.text == f"{section.title.text} {below}":
                    task.title = FoundField((below,), child.lines[1].place)  # the heading, and below it the task
                section.items.append(task)
                sections.append(section)
        return sections
    return [_section(part)]


def _section(item: ListItem) -> FoundSection:
    title = _heading_title(item)
    duties = _is_arrangement(title)
    section = FoundSection(_value(item), _as_duties(title) if duties else title, duties=duties)
    _fill(section, item, ())
    return section


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
        if _has_tasks(child) and not _is_task(child):
            section.items.append(FoundHeading(own, _heading_title(child)))
            _fill(section, child, own)
        elif _has_tasks(child) and _is_task(child):
            section.items.append(_merged_task(child, own))
        elif _is_task(child) or (numbered and not child.is_bullet):
            section.items.append(_task(child, own))


def _task(item: ListItem, steps: tuple[str, ...]) -> FoundTask:
    fields, title, doubts = found_fields(item.fields)
    own = item.title()
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
    task.parts.extend(titles_below(item))
    if item.children and item.is_bullet:
        task.doubts.append(("block-for-several", "parts"))
    return task


def titles_below(item: ListItem) -> Iterator[FoundField]:
    """The titles of all items below, in the order of the print: the parts of a task."""
    for child in item.children:
        title = child.title()
        if title.text:
            yield title
        yield from titles_below(child)


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
        section = FoundSection(_value(item) or "III", _as_duties(_heading_title(item)), duties=True)
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
            else:
                plain.append(child.title().text)
        if plain:
            blocks.insert(0, ("", [text for text in plain if text]))
        break
    return [(title, texts) for title, texts in blocks if texts]
