"""Plans grouped by unit: a heading names the unit (“2.1. Sở Tài chính”), and the items below are its tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from parplan.importing.enumerators import CAPITALS, clean, without_closing
from parplan.importing.found import FoundField, FoundSection, FoundTask
from parplan.importing.item_tree import ListItem
from parplan.importing.labels import COORDINATING, LEAD, TIME
from parplan.importing.layout import as_written
from parplan.importing.lists import follows_gap, found_fields, is_aim, is_arrangement, titles_below
from parplan.importing.parties import VERBS, begins_as_party, split_parties, split_roles, split_sentence
from parplan.vocabulary.folding import fold

#: Words before and after the unit in a heading that are not part of its name.
_BEFORE = re.compile(
    r"^(?:(?:Các\s+)?(?:Nhiệm vụ|Trách nhiệm|Phân "
    r"công)(?:\s+cụ thể)?\s+(?:của|cho|đối với)|"
    r"Giao(?:\s+cho)?|Đối với|Đề nghị|Yêu cầu)\s+",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+[-–]\s+(?:[Cc]ơ quan|[Đđ]ơn vị)\s.*$|\s*\([^()]*\)\s*$|\s+(?:có trách nhiệm|chịu trách nhiệm)$"
)
_LEADS = re.compile(
    r"^(?:cac )?(?:nhiem vu )?(?:do (?:don vi|co quan) )?(?:chu tri|truc tiep thuc hien)(?: thuc hien| tham muu)?$"
)
_OTHERS = r"(?:co quan|don vi|to chuc|so|ban|nganh|dia phuong|doan the)"
_COORDINATES = re.compile(
    rf"^(?:cac )?(?:nhiem vu )?phoi hop(?: thuc hien| voi (?:cac )?{_OTHERS}(?:[,;]? (?:va )?{_OTHERS})*"
    r"(?: (?:co )?lien quan| khac)?)?$"
)


class UnitHeading(Struct, frozen=True):
    """The units a heading names. ``plain``: it consists of them and of who leads and who coordinates."""

    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    plain: bool
    rest: str = ""


def read_unit_heading(item: ListItem, words: str = "") -> UnitHeading | None:
    """The units a heading names, with the text after its colon as ``rest``; ``None`` if it names none.

    words: the text of the document, which shows how a name in capitals is usually spelled.
    """
    if item.enumerator is None or item.is_bullet:
        return None
    head, rest = _parted(item.enumerator.rest)
    name = without_closing(head)
    if name.isupper():
        name = as_written(name, words)
    if not name or len(name) > 300 or is_arrangement(item):
        return None
    bare = _BEHIND.sub("", _BEFORE.sub("", _BEHIND.sub("", name)))
    if _is_duty(bare, head):
        return None
    announced = re.match(r"(?:Các\s+)?(?:Nhiệm vụ|Trách nhiệm)(?:\s+cụ thể)?\s+của\s", name) is not None
    both = split_roles([_BEFORE.sub("", name)]) or split_sentence(bare)
    lead_words, coordinating_words = both if both is not None else (bare, "")
    lead = split_parties([lead_words])
    sentence = VERBS.search(f" {lead_words}") or re.search(r"\schủ trì|\sphối hợp", lead_words)
    if not lead or (sentence and not announced):
        return None
    if not announced and not all(mention.sure and begins_as_party(mention.name) for mention in lead):
        return None
    if len(bare) > 160 or (announced and len(lead) == 1 and re.search(r"thành viên", bare)):
        return None
    coordinating = split_parties([coordinating_words]) if coordinating_words else ()
    return UnitHeading(
        tuple(mention.name for mention in lead),
        tuple(mention.name for mention in coordinating),
        all(mention.sure and begins_as_party(mention.name) for mention in (*lead, *coordinating))
        and VERBS.search(f" {coordinating_words}") is None,
        clean(rest),
    )


#: Bodies of which several are meant; a list of places or fields of work may follow: “UBND các xã: Gia Thuận, …”.
_SEVERAL = re.compile(
    r"(?:cac|\d+) (?:xa|phuong|dac khu|huyen|thi xa|thanh pho|quan|so|ban|phong|co quan|don vi|truong|hoi)$"
)


def _is_duty(bare: str, printed: str) -> bool:
    """Whether a line is a whole sentence: “Giao Sở A chủ trì, phối hợp với Sở B tổ chức thực hiện Kế hoạch này.”"""
    behind = re.search(r"\schủ trì\b.*?\sphối hợp\b(?P<rest>.*)", bare, re.DOTALL)
    if behind is None or not printed.rstrip().endswith((".", ";", "./")):
        return False
    return VERBS.search(re.sub(r"\s(?:(?:tổ chức|triển khai) )?thực hiện$", "", behind["rest"])) is not None


def _parted(text: str) -> tuple[str, str]:
    """A heading split at its colon; a colon in brackets, or before a list of names, does not count."""
    depth = 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == ":" and depth <= 0 and not (_SEVERAL.search(fold(text[:i])) and _are_names(text[i + 1 :])):
            return text[:i], text[i + 1 :]
    return text, ""


def _are_names(text: str) -> bool:
    """Whether the words up to the next colon are two short names or more, each with a capital."""
    pieces = [piece.strip(" .;") for piece in re.split(r",|;", text.split(":")[0])]
    return len(pieces) > 1 and all(
        re.match(rf"(?:và )?[{CAPITALS}]", piece) and len(piece.split()) <= 6 for piece in pieces
    )


def read_outline(root: ListItem, words: str) -> list[FoundSection]:
    """A section, with its tasks, for each heading that names a unit."""
    return [section for item in _headings(root, words) if (section := _section(item, words)) is not None]


def _headings(item: ListItem, words: str) -> Iterator[ListItem]:
    """The outermost headings below ``item`` that name units and have tasks."""
    for child in item.children:
        if child.parent is item and item.parent is None and is_aim(child):
            continue
        own = child.enumerator is not None and _parted(child.enumerator.rest)[1]
        if read_unit_heading(child, words) is not None and (child.children or len(child.lines) > 1 or own):
            yield child
        else:
            yield from _headings(child, words)


def _section(item: ListItem, words: str) -> FoundSection | None:
    heading = read_unit_heading(item, words)
    assert heading is not None
    assert item.enumerator is not None
    title = FoundField((without_closing(_parted(item.enumerator.rest)[0]),), item.place)
    section = FoundSection(item.enumerator.value, title, units=True, gap=follows_gap(item))
    if heading.rest:
        section.items.append(
            _made(FoundTask((), FoundField((without_closing(heading.rest),), item.place), bullet=True), heading, LEAD)
        )
    for k, line in enumerate(item.lines[1:], 2):
        if item.children and line.text.endswith(":"):
            continue  # it leads to the items below
        fields, _, doubts = found_fields([one for one in item.fields if one.after == k])
        if line.may_continue and k > 2:
            doubts.append(("may-continue", "title"))
            before = section.items[-1]
            if isinstance(before, FoundTask):
                before.doubts.append(("may-continue", "title"))
        title = FoundField((without_closing(line.whole),), line.place, unsure=line.unsure)
        section.items.append(_made(FoundTask((), title, fields, doubts=doubts, bullet=True), heading, LEAD))
    section.items.extend(_tasks(item, heading, LEAD, ()))
    return section if section.items else None


def _tasks(item: ListItem, heading: UnitHeading, role: str, steps: tuple[str, ...]) -> Iterator[FoundTask]:
    for child in item.children:
        words = fold(child.title().text)
        own = (*steps, child.enumerator.value) if child.enumerator is not None and not child.is_bullet else steps
        if _LEADS.match(words) and child.children:
            yield from _tasks(child, heading, LEAD, own)
        elif _COORDINATES.match(words) and child.children:
            yield from _tasks(child, heading, COORDINATING, own)
        elif words:
            yield _made(_task(child, own), heading, role)


def _task(item: ListItem, steps: tuple[str, ...]) -> FoundTask:
    fields, _, doubts = found_fields(item.fields)
    if any(line.may_continue for line in item.lines[1:]):
        doubts.append(("may-continue", "title"))
    task = FoundTask(steps, item.title(), fields, doubts=doubts, bullet=item.is_bullet)
    task.parts.extend(titles_below(item))
    for child in item.children:
        time = found_fields(child.fields)[0].get(TIME)
        if time is not None:
            task.fields.setdefault(TIME, time)
    return task


def _made(task: FoundTask, heading: UnitHeading, role: str) -> FoundTask:
    """Give a task the units of its heading in ``role``; a label of the task's own takes precedence."""
    doubts = () if heading.plain else ("from-heading",)
    if role == LEAD:
        task.fields.setdefault(LEAD, FoundField(("; ".join(heading.lead),), task.title.place, doubts=doubts))
        if heading.coordinating:
            names = "; ".join(heading.coordinating)
            task.fields.setdefault(COORDINATING, FoundField((names,), task.title.place, doubts=doubts))
    else:
        task.fields.setdefault(COORDINATING, FoundField(("; ".join(heading.lead),), task.title.place, doubts=doubts))
    return task
