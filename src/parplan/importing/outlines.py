"""Plans grouped by unit: a heading names the unit (“2.1. Sở Tài chính”), and the items below are its tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parplan.importing.enumerators import without_closing
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundTask
from parplan.importing.labels import LEAD
from parplan.importing.list_items import ListItem
from parplan.importing.lists import is_aim, is_arrangement
from parplan.importing.party_names import is_strange_group
from parplan.importing.unit_headings import (
    assigns,
    is_bare,
    may_head,
    names_units,
    parted,
    read_unit_heading,
)
from parplan.importing.unit_sections import (
    begins_with_verb,
    duty_subject,
    is_unnumbered,
    run_of,
    section_of,
    spoken_task,
    subject_of,
)
from parplan.vocabulary.folding import fold

#: The most words of a name that begins like none of a unit.
_LONGEST_NAME = 20


def read_outline(root: ListItem, words: str) -> list[FoundSection]:
    """A section, with its tasks, for each heading that names a unit, and for each run of duties that name theirs."""
    _group(root)
    sections: list[FoundSection] = []
    above: ListItem | None = None  # the heading over a run of bullets that name their units
    for item in _outside_arrangements(_within_assigning(list(_headings(root, words)))) or _subjects(root):
        spoken = item.is_bullet and not _is_unit(item, words)
        if spoken and above is not None and item.parent is above:
            sections[-1].items.append(spoken_task(item))
            continue
        section = run_of(item) if spoken else section_of(item, words)
        above = item.parent if spoken else None
        if section is not None:
            sections.append(section)
    return sections


def _outside_arrangements(found: list[ListItem]) -> list[ListItem]:
    """The headings without duties in “Tổ chức thực hiện”, where the plan's own tasks stand before it."""
    within = [any(is_arrangement(part) for part in _above(item)) for item in found]
    if all(within) or any(item.children and inside for item, inside in zip(found, within, strict=True)):
        return found
    return [item for item, inside in zip(found, within, strict=True) if not inside]


def _within_assigning(found: list[ListItem]) -> list[ListItem]:
    """The headings without names before a colon (“b) Giáo viên: chế độ …”) outside the parts that assign duties."""
    if not any(assigns(item.parent) for item in found):
        return found
    return [item for item in found if assigns(item.parent) or item.children or not _has_rest(item)]


def _has_rest(item: ListItem) -> bool:
    return item.enumerator is not None and bool(parted(item.enumerator.rest)[1].strip())


def _above(item: ListItem) -> Iterator[ListItem]:
    while item.parent is not None:
        item = item.parent
        yield item


def _group(item: ListItem) -> None:
    """Put bullets below the bullets beside them that are headings: Word's own bullets often are of one level."""
    children = item.children
    heads = {id(child) for child in children if child.is_bullet and not child.children and is_bare(child)}
    if heads and not all(id(child) in heads for child in children) and any(map(may_head, children)):
        above: ListItem | None = None
        for child in children:
            if id(child) in heads:
                above = child
            elif not child.is_bullet or _is_other_subject(child, above):
                above = None
            elif above is not None:
                item.events.remove(child)
                child.parent = above
                above.events.append(child)
    for child in item.children:
        _group(child)


def _is_other_subject(item: ListItem, above: ListItem | None) -> bool:
    """Whether a bullet below a heading names a unit of its own as its subject."""
    subject = subject_of(item)
    if subject is None or not subject.sure or above is None or above.enumerator is None:
        return False
    return not any(name in above.enumerator.rest for name in subject.names)


def _subjects(item: ListItem) -> list[ListItem]:
    """The duties of a document whose numbered items each name their units: “2. Bộ Tài chính chủ trì, …”."""
    numbered = [child for child in item.children if not child.is_bullet]
    found = [child for child in numbered if not child.children and subject_of(child)]
    if len(found) > 2 and len(found) == len(numbered):
        return found
    return [duty for child in numbered if not is_aim(child) for duty in _subjects(child)]


def _headings(item: ListItem, words: str) -> Iterator[ListItem]:
    """The headings below ``item`` that name units and have tasks, and the duties beside them that name theirs.

    The outermost, but for a heading over units: “Trách nhiệm của các bộ, ngành” over “a) Bộ Xây dựng”.
    """
    units = [child for child in item.children if _is_unit(child, words)]
    assigning = assigns(item) and not is_aim(item)
    spoken = [
        child
        for child in item.children
        if child not in units
        and (assigning or is_unnumbered(child) or _is_leaf_beside(child, units))
        and subject_of(child) is not None
    ]
    over_units = [one for one in item.children if sum(1 for child in one.children if _is_unit(child, words)) > 1]
    named = [one for one in {id(one): one for one in (*units, *spoken, *over_units)}.values() if not one.is_bullet]
    units += [child for child in item.children if child not in (*units, *spoken) and _may_be_unit(child, named)]
    spoken += _beside_those(item, units, spoken) if assigning else []
    for child in item.children:
        if child in spoken or (child in units and not _holds_units(child, words)):
            yield child
        elif child in units or item.parent is not None or not is_aim(child):
            yield from _headings(child, words)


def _beside_those(item: ListItem, units: list[ListItem], spoken: list[ListItem]) -> list[ListItem]:
    """The few duties without a known subject among many items of a series that name their units."""
    named = [one for one in (*units, *spoken) if not one.is_bullet]
    others = [
        child
        for child in item.children
        if child not in units
        and child not in spoken
        and not child.is_bullet
        and _is_beside(child, named[:1])
        and not is_aim(child)
        and (begins_with_verb(child) or (not child.children and duty_subject(child) is not None))
    ]
    return others if len(named) >= 2 * len(others) and len(named) > 1 else []


def _is_leaf_beside(item: ListItem, units: list[ListItem]) -> bool:
    return not item.is_bullet and not item.children and _is_beside(item, units)


def _is_unit(item: ListItem, words: str) -> bool:
    """Whether an item is a heading that names units, with something below or behind it."""
    heading = read_unit_heading(item, words)
    if heading is None or (any(map(is_strange_group, heading.lead)) and not assigns(item.parent)):
        return False  # “B. CÁC TÌNH HUỐNG”
    own = item.enumerator is not None and parted(item.enumerator.rest)[1]
    return bool(item.children or len(item.lines) > 1 or own)


#: Titles of headings that stand beside units and name none.
_NO_UNITS = re.compile(
    r"^(?:ve |cong tac |nhiem vu|giai phap|trach nhiem|yeu cau|mot so |thoi gian|tien do|"
    r"cac (?:buoc|moc|noi dung|giai phap|hoat dong|chi tieu|nhiem vu)|che do|noi dung|hinh thuc|phuong phap|quy trinh|"
    r"luu y|tham quyen|bao cao|thong tin|khen thuong|kiem tra|giam sat|"
    r"hoat dong)"
)


def _may_be_unit(item: ListItem, named: list[ListItem]) -> bool:
    """Whether an item is a short heading over duties beside units of the same kind, whose name begins like none."""
    if len(named) < 2 or item.is_bullet or not item.children or is_aim(item) or is_arrangement(item):
        return False
    if item.enumerator is None or not _is_beside(item, named[:1]) or len(item.lines) > 1:
        return False
    if any(subject_of(child) is not None for child in item.children):
        return False  # “1. Cấp tỉnh” over bullets that name their units
    name = without_closing(item.enumerator.rest)
    return not begins_with_verb(item) and len(name.split()) <= _LONGEST_NAME and _NO_UNITS.match(fold(name)) is None


def _holds_units(item: ListItem, words: str) -> bool:
    """Whether most items below one are units, or headings over units: “Nhiệm vụ của các đơn vị” over “1. Khối …”."""
    inner = [child for child in item.children if _is_unit(child, words) or _holds_units(child, words)]
    return len(inner) > 1 and len(inner) * 2 > len(item.children)


def _is_beside(item: ListItem, units: list[ListItem]) -> bool:
    """Whether an item is numbered in the manner of headings of units."""
    return item.enumerator is not None and any(
        one.enumerator is not None and one.enumerator.style is item.enumerator.style for one in units
    )


def give_leads(sections: Sequence[FoundSection]) -> bool:
    """Give tasks of tables without leads the units that the headings above them name; whether they were given."""
    tasks = [task for section in sections for task in section.tasks]
    if any(LEAD in task.fields for task in tasks):
        return False
    named: list[tuple[FoundTask, FoundField]] = []
    for section in sections:
        above = section.title
        for item in section.items:
            if isinstance(item, FoundHeading):
                above = item.title if names_units(item.title.text) else section.title
            elif names_units(above.text):
                named.append((item, above))
    if len({id(above) for _, above in named}) < 2 or len(named) * 2 <= len(tasks):
        return False
    for task, above in named:
        task.fields[LEAD] = FoundField((above.text,), above.place)
    return True
