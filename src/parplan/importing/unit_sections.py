"""The tasks below a heading that names a unit, or those whose sentence names theirs: who leads them, who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from parplan.importing.duty_verbs import VERB, in_sentence
from parplan.importing.enumerators import Numeral, clean, without_closing
from parplan.importing.found import FoundField, FoundSection, FoundTask
from parplan.importing.item_fields import found_fields
from parplan.importing.labels import COORDINATING, LEAD, TIME
from parplan.importing.list_items import ListItem
from parplan.importing.lists import follows_gap, share_fields, titles_below
from parplan.importing.parties import split_parties
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
    parted,
    read_unit_heading,
)
from parplan.vocabulary.folding import fold

_LEADS = re.compile(
    r"^(?:cac )?(?:nhiem vu )?(?:do (?:don vi|co quan) )?(?:chu tri|truc tiep thuc hien)(?: thuc hien| tham muu)?$"
)
_OTHERS = r"(?:co quan|don vi|to chuc|so|ban|nganh|dia phuong|doan the)"
_COORDINATES = re.compile(
    rf"^(?:cac )?(?:nhiem vu )?phoi hop(?: thuc hien| voi (?:cac )?{_OTHERS}(?:[,;]? (?:va )?{_OTHERS})*"
    r"(?: (?:co )?lien quan| khac)?)?$"
)
#: Words of a heading about those who take part: “Các Vụ phối hợp với hệ thống Thương vụ”.
_TOGETHER = re.compile(rf"(?:chủ trì\s*[,;]?\s*(?:và\s+)?)?{TOGETHER}\s+{WITH}\s+(?P<who>.+)")


def section_of(item: ListItem, words: str) -> FoundSection | None:
    """The section of a heading that names units, or of a duty that does; ``None`` where it names none, or no task.

    words: those of the document, for the spelling of names in capitals.
    """
    assert item.enumerator is not None
    heading = read_unit_heading(item, words)
    if heading is None:
        heading = _joint(item)
    if heading is None:
        if not item.children or subject_of(item) is not None or begins_with_verb(item):
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
            for before in section.tasks[-1:]:  # none where the line above leads to what is below
                before.doubts.append(("may-continue", "title"))
        title = FoundField((without_closing(line.whole),), line.place, unsure=line.unsure)
        section.items.append(
            _made(_with_partners(FoundTask((), title, fields, doubts=doubts, bullet=True)), heading, LEAD)
        )
    section.items.extend(_tasks(item, heading, LEAD, ()))
    share_fields(item, section.tasks)
    return section if section.items else _sentence(item)


def _sentence(item: ListItem) -> FoundSection | None:
    """A duty that names its units itself, as the only task of their section."""
    subject = duty_subject(item)
    if subject is None and not begins_with_verb(item):
        return None
    title = FoundField(("; ".join(subject.names),), item.place) if subject is not None else item.title()
    section = FoundSection(_number(item), title, units=True, gap=follows_gap(item))
    section.items.append(spoken_task(item))
    return section


def run_of(item: ListItem) -> FoundSection:
    """The section of the first of several bullets that name their units, under the heading above them."""
    above = item.parent
    title = above.title() if above is not None and above.enumerator is not None else FoundField(("",), item.place)
    number = _number(above) if above is not None and above.enumerator is not None else ""
    return FoundSection(number, title, [spoken_task(item)], units=True)


def spoken_task(item: ListItem) -> FoundTask:
    """A duty whose lead is the subject of its sentence, or stands before its colon."""
    task = _task(item, ())
    task.bullet = True
    subject = duty_subject(item)
    if subject is not None:
        doubts = () if subject.sure else _told(subject.names, "from-sentence")
        task.fields.setdefault(LEAD, FoundField(("; ".join(subject.names),), item.place, doubts=doubts))
        _give_companions(task, subject.verb)
    return task


def subject_of(item: ListItem) -> Subject | None:
    """The units an item names as its subject, with words behind them."""
    if item.enumerator is None:
        return None
    subject = read_subject(item.enumerator.rest)
    return subject if subject is not None and without_closing(item.enumerator.rest[subject.verb :]) else None


def duty_subject(item: ListItem) -> Subject | None:
    """The units an item names as its subject, or words that may name one, among items that do."""
    found = subject_of(item)
    return found if found is not None or item.enumerator is None else guess_subject(item.enumerator.rest)


def begins_with_verb(item: ListItem) -> bool:
    """Whether an item tells at its beginning what is to be done."""
    return item.enumerator is not None and VERB.match(in_sentence(item.enumerator.rest), 1) is not None


def is_unnumbered(item: ListItem) -> bool:
    """Whether an item is a heading without a number."""
    return item.enumerator is not None and item.enumerator.style is Numeral.HEADING


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


def _joint(item: ListItem) -> UnitHeading | None:
    """A heading over duties that tells who takes part, whose names are not known for sure."""
    subject = subject_of(item)
    over = item.children or len(item.lines) > 1
    if item.enumerator is None or subject is None or not over or item.lines[0].text.endswith((".", ";")):
        return None
    together = _TOGETHER.fullmatch(without_closing(clean(item.enumerator.rest)[subject.verb :]))
    return UnitHeading(subject.names, (together["who"],), plain=False) if together is not None else None


def _tasks(item: ListItem, heading: UnitHeading, role: str, steps: tuple[str, ...]) -> Iterator[FoundTask]:
    for child in item.children:
        words = fold(child.title().text)
        own = (*steps, child.enumerator.value) if child.enumerator is not None and not child.is_bullet else steps
        if is_unnumbered(child) and subject_of(child):
            yield spoken_task(child)  # “Đề nghị Hội Nông dân …” below the duties of another unit
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
