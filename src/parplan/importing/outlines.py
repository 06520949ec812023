"""Plans grouped by unit: a heading names the unit (“2.1. Sở Tài chính”), and the items below are its tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from parplan.importing.capitals import as_written
from parplan.importing.enumerators import CAPITALS, Numeral, clean, without_closing
from parplan.importing.found import FoundField, FoundSection, FoundTask
from parplan.importing.item_tree import ListItem
from parplan.importing.labels import COORDINATING, LEAD, TIME
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
    if item.enumerator is None:
        return None
    head, rest = _parted(item.enumerator.rest)
    if item.is_bullet and not (_is_assignment(item.parent) and len(head) < len(item.enumerator.rest)):
        return None
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
    plain = (
        all(mention.sure and begins_as_party(mention.name) for mention in (*lead, *coordinating))
        and VERBS.search(f" {coordinating_words}") is None
    )
    if item.is_bullet and not plain:
        return None
    return UnitHeading(
        tuple(mention.name for mention in lead),
        tuple(mention.name for mention in coordinating),
        plain,
        clean(rest),
    )


def _is_assignment(item: ListItem | None) -> bool:
    """Whether a part assigns duties (“Phân công trách nhiệm”), so that bullets in it may be headed by units."""
    return item is not None and bool(re.search(r"phan cong|to chuc thuc hien|trach nhiem", fold(item.title().text)))


#: The subject of a duty, up to its verb: “Bộ Tài chính có trách nhiệm bố trí …”.
_SUBJECT = re.compile(
    r"(?:Giao\s+|Đề nghị\s+)?(?P<who>[^:]{3,160}?)\s+(?:(?:có|chịu) trách nhiệm|chủ trì|chủ động|phối hợp|chỉ đạo|"
    r"theo chức năng|(?<![Cc]ác )(?<!Ban )tổ chức|theo dõi|(?<!quan )tham mưu|thực hiện|triển khai|bố trí|hướng dẫn|"
    r"xây dựng|rà soát|khẩn trương|tăng cường|căn cứ)(?=[\s,])"
)


def read_subject(item: ListItem) -> UnitHeading | None:
    """The units that are the subject of a duty printed as a sentence beside headings of units; ``None`` if unsure."""
    if item.enumerator is None or item.is_bullet or (match := _SUBJECT.match(item.enumerator.rest)) is None:
        return None
    if not item.enumerator.rest.rstrip(" /").endswith((".", ";")):
        return None  # a heading: “Sở Y tế chủ trì, phối hợp với Sở Xây dựng”
    names = split_parties([match["who"]])
    if not names or not all(mention.sure and begins_as_party(mention.name) for mention in names):
        return None
    return UnitHeading(tuple(mention.name for mention in names), (), True)


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
    headings = list(_headings(root, words)) or _subjects(root)
    return [section for item in headings if (section := _section(item, words)) is not None]


def _subjects(item: ListItem) -> list[ListItem]:
    """The duties of a document whose numbered items each name their units: “2. Bộ Tài chính chủ trì, …”."""
    numbered = [child for child in item.children if not child.is_bullet]
    found = [child for child in numbered if not child.children and read_subject(child)]
    if len(found) > 2 and len(found) == len(numbered):
        return found
    return [duty for child in numbered if not is_aim(child) for duty in _subjects(child)]


def _headings(item: ListItem, words: str) -> Iterator[ListItem]:
    """The headings below ``item`` that name units and have tasks, and the duties beside them that name theirs.

    The outermost, but for a heading over units: “Trách nhiệm của các bộ, ngành” over “a) Bộ Xây dựng”.
    """
    units = [child for child in item.children if _is_unit(child, words)]
    for child in item.children:
        spoken = not child.children and _is_beside(child, units) and read_subject(child) is not None
        if child not in units and not spoken and item.parent is None and is_aim(child):
            continue
        if (child in units and not _holds_units(child, words)) or (child not in units and spoken):
            yield child
        else:
            yield from _headings(child, words)


def _is_unit(item: ListItem, words: str) -> bool:
    """Whether an item is a heading that names units, with something below or behind it."""
    if read_unit_heading(item, words) is None:
        return False
    own = item.enumerator is not None and _parted(item.enumerator.rest)[1]
    return bool(item.children or len(item.lines) > 1 or own)


def _holds_units(item: ListItem, words: str) -> bool:
    inner = [child for child in item.children if not child.is_bullet and _is_unit(child, words)]
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
        return _sentence(item)
    title = FoundField((without_closing(_parted(item.enumerator.rest)[0]),), item.place)
    section = FoundSection(_number(item), title, units=True, gap=follows_gap(item))
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
    return section if section.items else _sentence(item)


def _sentence(item: ListItem) -> FoundSection | None:
    """A duty that names its units itself, as the only task of their section."""
    subject = read_subject(item)
    if subject is None:
        return None
    names = "; ".join(subject.lead)
    section = FoundSection(_number(item), FoundField((names,), item.place), units=True, gap=follows_gap(item))
    task = _task(item, ())
    task.bullet = True
    task.fields.setdefault(LEAD, FoundField((names,), item.place, doubts=("from-sentence",)))
    section.items.append(task)
    return section


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
    title, more = _first_paragraph(item)
    if more is not None or any(line.may_continue for line in item.lines[1:]):
        doubts.append(("may-continue", "title"))
    task = FoundTask(steps, title, fields, doubts=doubts, bullet=item.is_bullet)
    task.parts.extend([more] if more is not None else [])
    task.parts.extend(titles_below(item))
    for child in item.children:
        time = found_fields(child.fields)[0].get(TIME)
        if time is not None:
            task.fields.setdefault(TIME, time)
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
