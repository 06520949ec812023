"""Plans grouped by unit: a heading names the unit (“2.1. Sở Tài chính”), and the items below are its tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parplan.importing.duty_verbs import VERB, in_sentence
from parplan.importing.enumerators import Numeral, clean, without_closing
from parplan.importing.found import FoundField, FoundHeading, FoundSection, FoundTask
from parplan.importing.item_fields import found_fields
from parplan.importing.labels import COORDINATING, LEAD, TIME
from parplan.importing.list_items import ListItem
from parplan.importing.lists import follows_gap, is_aim, is_arrangement, share_fields, titles_below
from parplan.importing.parties import split_parties
from parplan.importing.party_names import is_strange_group
from parplan.importing.party_roles import TOGETHER, WITH
from parplan.importing.subjects import (
    Subject,
    guess_subject,
    names_partners,
    read_companions,
    read_partners,
    read_subject,
    works_with,
)
from parplan.importing.unit_headings import (
    UnitHeading,
    assigns,
    is_bare,
    may_head,
    names_units,
    parted,
    read_unit_heading,
)
from parplan.vocabulary.folding import fold

_LEADS = re.compile(
    r"^(?:cac )?(?:nhiem vu )?(?:do (?:don vi|co quan) )?(?:chu tri|truc tiep thuc hien)(?: thuc hien| tham muu)?$"
)
#: The most words of a name that begins like none of a unit.
_LONGEST_NAME = 20
_OTHERS = r"(?:co quan|don vi|to chuc|so|ban|nganh|dia phuong|doan the)"
_COORDINATES = re.compile(
    rf"^(?:cac )?(?:nhiem vu )?phoi hop(?: thuc hien| voi (?:cac )?{_OTHERS}(?:[,;]? (?:va )?{_OTHERS})*"
    r"(?: (?:co )?lien quan| khac)?)?$"
)


def read_outline(root: ListItem, words: str) -> list[FoundSection]:
    """A section, with its tasks, for each heading that names a unit, and for each run of duties that name theirs."""
    _group(root)
    sections: list[FoundSection] = []
    above: ListItem | None = None  # the heading over a run of bullets that name their units
    for item in _outside_arrangements(_within_assigning(list(_headings(root, words)))) or _subjects(root):
        spoken = item.is_bullet and not _is_unit(item, words)
        if spoken and above is not None and item.parent is above:
            sections[-1].items.append(_spoken(item))
            continue
        section = _run_of(item) if spoken else _section(item, words)
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
    subject = _subject_of(item)
    if subject is None or not subject.sure or above is None or above.enumerator is None:
        return False
    return not any(name in above.enumerator.rest for name in subject.names)


def _subject_of(item: ListItem) -> Subject | None:
    """The units an item names as its subject, with words behind them."""
    if item.enumerator is None:
        return None
    subject = read_subject(item.enumerator.rest)
    return subject if subject is not None and without_closing(item.enumerator.rest[subject.verb :]) else None


def _subjects(item: ListItem) -> list[ListItem]:
    """The duties of a document whose numbered items each name their units: “2. Bộ Tài chính chủ trì, …”."""
    numbered = [child for child in item.children if not child.is_bullet]
    found = [child for child in numbered if not child.children and _subject_of(child)]
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
        and (assigning or _is_unnumbered(child) or _is_leaf_beside(child, units))
        and _subject_of(child) is not None
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
        and (_begins_with_verb(child) or (not child.children and _duty_subject(child) is not None))
    ]
    return others if len(named) >= 2 * len(others) and len(named) > 1 else []


def _is_unnumbered(item: ListItem) -> bool:
    return item.enumerator is not None and item.enumerator.style is Numeral.HEADING


def _is_leaf_beside(item: ListItem, units: list[ListItem]) -> bool:
    return not item.is_bullet and not item.children and _is_beside(item, units)


def _begins_with_verb(item: ListItem) -> bool:
    return item.enumerator is not None and VERB.match(in_sentence(item.enumerator.rest), 1) is not None


def _duty_subject(item: ListItem) -> Subject | None:
    """The units an item names as its subject, or words that may name one, among items that do."""
    found = _subject_of(item)
    return found if found is not None or item.enumerator is None else guess_subject(item.enumerator.rest)


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
    if any(_subject_of(child) is not None for child in item.children):
        return False  # “1. Cấp tỉnh” over bullets that name their units
    name = without_closing(item.enumerator.rest)
    return not _begins_with_verb(item) and len(name.split()) <= _LONGEST_NAME and _NO_UNITS.match(fold(name)) is None


def _holds_units(item: ListItem, words: str) -> bool:
    """Whether most items below one are units, or headings over units: “Nhiệm vụ của các đơn vị” over “1. Khối …”."""
    inner = [child for child in item.children if _is_unit(child, words) or _holds_units(child, words)]
    return len(inner) > 1 and len(inner) * 2 > len(item.children)


def _is_beside(item: ListItem, units: list[ListItem]) -> bool:
    """Whether an item is numbered in the manner of headings of units."""
    return item.enumerator is not None and any(
        one.enumerator is not None and one.enumerator.style is item.enumerator.style for one in units
    )


def _number(item: ListItem) -> str:
    """The number of a heading; a letter is told apart by the number above it: “1.a”."""
    assert item.enumerator is not None
    above = item.parent.enumerator if item.parent is not None else None
    if item.is_bullet:
        return ""
    lettered = item.enumerator.style is Numeral.LETTER
    if lettered and above is not None and above.style in (Numeral.NUMBER, Numeral.DOTTED):
        return f"{above.value}.{item.enumerator.value}"
    return item.enumerator.value


def _section(item: ListItem, words: str) -> FoundSection | None:
    assert item.enumerator is not None
    heading = read_unit_heading(item, words)
    if heading is None:
        heading = _joint(item)
    if heading is None:
        if not item.children or _subject_of(item) is not None or _begins_with_verb(item):
            return _sentence(item)
        heading = UnitHeading((without_closing(item.enumerator.rest),), (), plain=False)
    heading = replace(heading, unsure=item.lines[0].unsure)
    title = FoundField((without_closing(parted(item.enumerator.rest)[0]),), item.place)
    section = FoundSection(_number(item), title, units=True, gap=follows_gap(item))
    if heading.rest:
        section.items.append(
            _made(
                _with_partners(FoundTask((), FoundField((without_closing(heading.rest),), item.place), bullet=True)),
                heading,
                LEAD,
            )
        )
    for k, line in enumerate(item.lines[1:], 2):
        if line.text.endswith(":") and (item.children or k == len(item.lines)):
            continue  # it leads to the items or the table below
        fields, _, doubts = found_fields([one for one in item.fields if one.after == k])
        if line.may_continue and k > 2:
            doubts.append(("may-continue", "title"))
            before = section.items[-1]
            if isinstance(before, FoundTask):
                before.doubts.append(("may-continue", "title"))
        title = FoundField((without_closing(line.whole),), line.place, unsure=line.unsure)
        section.items.append(
            _made(_with_partners(FoundTask((), title, fields, doubts=doubts, bullet=True)), heading, LEAD)
        )
    section.items.extend(_tasks(item, heading, LEAD, ()))
    share_fields(item, section.tasks)
    return section if section.items else _sentence(item)


#: Words of a heading about those who take part: “Các Vụ phối hợp với hệ thống Thương vụ”.
_TOGETHER = re.compile(rf"(?:chủ trì\s*[,;]?\s*(?:và\s+)?)?{TOGETHER}\s+{WITH}\s+(?P<who>.+)")


def _joint(item: ListItem) -> UnitHeading | None:
    """A heading over duties that tells who takes part, whose names are not known for sure."""
    subject = _subject_of(item)
    over = item.children or len(item.lines) > 1
    if item.enumerator is None or subject is None or not over or item.lines[0].text.endswith((".", ";")):
        return None
    together = _TOGETHER.fullmatch(without_closing(clean(item.enumerator.rest)[subject.verb :]))
    return UnitHeading(subject.names, (together["who"],), plain=False) if together is not None else None


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


def _sentence(item: ListItem) -> FoundSection | None:
    """A duty that names its units itself, as the only task of their section."""
    subject = _duty_subject(item)
    if subject is None and not _begins_with_verb(item):
        return None
    title = FoundField(("; ".join(subject.names),), item.place) if subject is not None else item.title()
    section = FoundSection(_number(item), title, units=True, gap=follows_gap(item))
    section.items.append(_spoken(item))
    return section


def _run_of(item: ListItem) -> FoundSection:
    """The section of the first of several bullets that name their units, under the heading above them."""
    above = item.parent
    title = above.title() if above is not None and above.enumerator is not None else FoundField(("",), item.place)
    number = _number(above) if above is not None and above.enumerator is not None else ""
    return FoundSection(number, title, [_spoken(item)], units=True)


def _spoken(item: ListItem) -> FoundTask:
    """A duty whose lead is the subject of its sentence, or stands before its colon."""
    task = _task(item, ())
    task.bullet = True
    subject = _duty_subject(item)
    if subject is not None:
        doubts = () if subject.sure else _told(subject.names, "from-sentence")
        task.fields.setdefault(LEAD, FoundField(("; ".join(subject.names),), item.place, doubts=doubts))
        _give_companions(task, subject.verb)
    return task


def _give_companions(task: FoundTask, at: int) -> None:
    """Give a task those with whom it is done: “phối hợp với Sở B …” at a place of its title may mean that they lead."""
    _coordinate(task, read_companions(task.title.text, at), told=works_with(task.title.text, at))


def _coordinate(task: FoundTask, found: Subject | None, *, told: bool) -> None:
    """Give a task the units ``found`` in its title as coordinating; a label of the task's own takes precedence.

    told: whether the title tells of such units, though the end of their names may not be known.
    """
    if COORDINATING in task.fields:
        return
    if found is not None:
        doubts = () if found.sure else _told(found.names, "sentence-split")
        task.fields[COORDINATING] = FoundField(("; ".join(found.names),), task.title.place, doubts=doubts)
    elif told:
        task.doubts.append(("missing", COORDINATING))


def _tasks(item: ListItem, heading: UnitHeading, role: str, steps: tuple[str, ...]) -> Iterator[FoundTask]:
    for child in item.children:
        words = fold(child.title().text)
        own = (*steps, child.enumerator.value) if child.enumerator is not None and not child.is_bullet else steps
        if _is_unnumbered(child) and _subject_of(child):
            yield _spoken(child)  # “Đề nghị Hội Nông dân …” below the duties of another unit
        elif _LEADS.match(words) and child.children:
            yield from _tasks(child, heading, LEAD, own)
        elif _COORDINATES.match(words) and child.children:
            yield from _tasks(child, heading, COORDINATING, own)
        elif words:
            yield _made(_task(child, own), heading, role)


def _task(item: ListItem, steps: tuple[str, ...]) -> FoundTask:
    fields, _, doubts = found_fields(item.fields)
    title, more = _first_paragraph(item)
    if more is not None or any(line.may_continue for line in item.lines[1:]):
        doubts.append(("may-continue", "title"))
    task = _with_partners(FoundTask(steps, title, fields, doubts=doubts, bullet=item.is_bullet))
    task.parts.extend([more] if more is not None else [])
    task.parts.extend(titles_below(item))
    for child in item.children:
        time = found_fields(child.fields)[0].get(TIME)
        if time is not None:
            task.fields.setdefault(TIME, time)
    return task


def _with_partners(task: FoundTask) -> FoundTask:
    """Give a task those with whom its title says it is to be done, and return it."""
    _coordinate(task, read_partners(task.title.text), told=names_partners(task.title.text))
    return task


def _first_paragraph(item: ListItem) -> tuple[FoundField, FoundField | None]:
    """The title of a duty, and the paragraphs after the one that ends it, which may be no part of it."""
    if item.enumerator is None:
        return item.title(), None
    for k, line in enumerate(item.lines[1:], 1):
        if item.lines[k - 1].text.rstrip().endswith((".", ";")) and not line.may_continue:
            own = (item.enumerator.rest, *(one.whole for one in item.lines[1:k]))
            title = FoundField((without_closing(" ".join(own)),), item.place, unsure=item.title().unsure)
            more = " ".join(one.whole for one in item.lines[k:])
            return title, FoundField((without_closing(more),), line.place)
    return item.title(), None


def _told(names: Sequence[str], kind: str) -> tuple[str, ...]:
    """A doubt about names, where none arises because they look like no names or may be split otherwise."""
    return (kind,) if all(one.sure for one in split_parties(names)) else ()


def _made(task: FoundTask, heading: UnitHeading, role: str) -> FoundTask:
    """Give a task the units of its heading in ``role``; a label of the task's own takes precedence."""
    task.fields.setdefault(role, _of_heading(heading, heading.lead, task))
    if role == LEAD:
        if heading.coordinating:
            task.fields.setdefault(COORDINATING, _of_heading(heading, heading.coordinating, task))
        _give_companions(task, 0)
    return task


def _of_heading(heading: UnitHeading, names: Sequence[str], task: FoundTask) -> FoundField:
    """Units that a heading names, as a field of a duty below it."""
    text = "; ".join(names)
    doubts = () if heading.plain else _told(heading.lead, "from-heading")
    unsure = tuple(word for word in heading.unsure if word.text in text)
    return FoundField((text,), task.title.place, doubts=doubts, unsure=unsure)
