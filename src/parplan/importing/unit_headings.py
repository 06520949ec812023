"""Headings that name units: “2.1. Sở Tài chính”, “Sở Y tế (chủ trì), Công an tỉnh (phối hợp):”, “- Văn phòng: …”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from parplan.importing.blocks import DocumentLine, Unsure
from parplan.importing.capitals import spell_name
from parplan.importing.duty_verbs import VERB, in_sentence
from parplan.importing.enumerators import CAPITALS, Numeral, clean, read_enumerator, without_closing
from parplan.importing.list_items import ListItem
from parplan.importing.lists import is_arrangement
from parplan.importing.parties import PrintedParty, split_parties
from parplan.importing.party_names import VERBS, begins_as_party, has_verb, is_called, names_party
from parplan.importing.party_roles import split_roles, split_sentence
from parplan.importing.subjects import GIVING, is_giving, read_subject
from parplan.vocabulary.folding import fold

#: Words before and after the unit in a heading that are not part of its name.
_BEFORE = re.compile(
    r"^(?:(?:Các\s+)?(?:Nhiệm vụ|Trách nhiệm|Phân công)(?:\s+(?:cụ thể|chung))?\s+(?:của|cho|đối với)|"
    rf"Đối với|Tại|{GIVING})\s+",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+[-–]\s+(?:[Cc]ơ quan|[Đđ]ơn vị)\s.*$|\s*\([^()]*\)\s*$|\s+(?:có trách nhiệm|chịu trách nhiệm)$"
)


def unnumbered_headings(lines: Sequence[DocumentLine]) -> frozenset[int]:
    """The ids of the lines without a number that are headings naming units, or duties that name theirs.

    Headings are in bold, end with a colon, or stand above a numbered line or a bullet, and there are several of them.
    """
    headings: list[int] = []
    duties: list[int] = []
    assigning = False  # whether the last line with a number, or the last that leads to others, assigns duties
    for line, below in zip(lines, [*lines, None][1:], strict=True):
        enumerator = read_enumerator(line.whole)
        if enumerator is not None:
            assigning = assigning if enumerator.style is Numeral.BULLET else is_assigning(enumerator.rest)
            continue
        if line.text.endswith(":") and _LEADING.search(fold(line.text)):
            assigning = True
            if _GIVING_ALONE.fullmatch(fold(line.text)):
                duties.append(id(line))
            continue
        if line.centered or not line.text[:1].isupper():
            continue
        head, rest = parted(line.text)
        marked = (
            line.bold or line.text.endswith(":") or (below is not None and read_enumerator(below.whole) is not None)
        )
        bare = assigning and not line.text.endswith((".", ";", ","))
        if below is not None and (marked or rest or bare) and names_units(head):
            headings.append(id(line))
        elif not line.text.endswith(":") and (is_giving(line.text) or assigning):
            subject = read_subject(line.text)
            if subject is not None and without_closing(line.text[subject.verb :]):
                duties.append(id(line))
    return frozenset((*(headings if len(headings) > 1 else ()), *duties))


def names_units(text: str) -> bool:
    """Whether a text consists of the names of units and of their roles."""
    text = without_closing(text)
    if not text or len(text) > 200:
        return False
    bare = _BEHIND.sub("", _BEFORE.sub("", _BEHIND.sub("", text)))
    both = split_roles([bare]) or split_sentence(bare) or (_without_announcement(bare),)
    names = [one for words in both if words for one in split_parties([words])]
    return bool(names) and all(names_party(one.name) and is_called(one.name) for one in names)


#: Words behind the unit that only announce the duties below: “trong phạm vi … có trách nhiệm”, “thực hiện các việc”.
_ANNOUNCED = re.compile(
    r"(?:(?:trong pham vi|theo|ngoai|can cu|tren co so|chu dong)\b.*?(?:[ ,]+|$))?"
    r"(?:(?:(?:co|chiu) trach nhiem|co nhiem vu|chu tri|chu dong|tap trung|lam tot|thuc hien(?: tot)?|to chuc|"
    r"trien khai|"
    r"va|cac|nhung|mot so|nhiem vu|noi dung|cong viec|viec|sau day|sau|cu the|chinh|trong tam|chu yeu|nhu)[ ,]*)*"
)


def _without_announcement(text: str) -> str:
    """A heading up to the words behind its units that only announce the duties below."""
    text = clean(text)
    subject = read_subject(text)
    if subject is None or ":" in text or _ANNOUNCED.fullmatch(fold(text[subject.verb :]).strip(" .;:")) is None:
        return text
    return text[: subject.verb].rstrip(" ,")


def only_names_units(title: str) -> bool:
    """Whether a title has no verb at all, and consists of names of units."""
    return VERB.search(in_sentence(title)) is None and names_units(title)


class UnitHeading(Struct, frozen=True):
    """The units a heading names. ``plain``: it consists of them and of who leads and who coordinates.

    unsure: its words that OCR was not sure of; the duties below it have them from it.
    """

    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    plain: bool
    rest: str = ""
    unsure: tuple[Unsure, ...] = ()


def read_unit_heading(item: ListItem, words: str = "") -> UnitHeading | None:
    """The units a heading names, with the text after its colon as ``rest``; ``None`` if it names none.

    words: the text of the document, which shows how a name in capitals is usually spelled.
    """
    if item.enumerator is None:
        return None
    text = item.enumerator.rest
    if (roles := _with_roles(without_closing(text))) is not None:
        return roles
    head, rest = parted(text)
    if item.is_bullet and not ((len(head) < len(text) or item.lines[0].bold or item.children) and may_head(item)):
        return None
    name = without_closing(head)
    spelled = True
    if name.isupper():
        before = _BEFORE.match(name)  # “ĐỐI VỚI SỞ Y TẾ”
        at = before.end() if before is not None else 0
        usual = spell_name(name[at:], words)
        name, spelled = name[:at].capitalize() + usual.text, usual.sure
    if not name or len(name) > 300 or is_arrangement(item):
        return None
    bare = _BEHIND.sub("", _BEFORE.sub("", _BEHIND.sub("", _without_announcement(name))))
    if _is_duty(bare, head):
        return None
    announced = re.match(r"(?:Các\s+)?(?:Nhiệm vụ|Trách nhiệm)(?:\s+(?:cụ thể|chung))?\s+của\s", name) is not None
    both = split_roles([_BEFORE.sub("", name)]) or split_sentence(bare)
    lead_words, coordinating_words = both if both is not None else (bare, "")
    lead = split_parties([lead_words])
    sentence = has_verb(lead_words) or re.search(r"\schủ trì|\sphối hợp", lead_words)
    in_name = sentence and bool(rest.strip()) and _is_name_beside(item, bare)
    if not lead or (sentence and not announced and not in_name):
        return None
    sure = all(mention.sure for mention in lead) or item.children or len(item.lines) > 1
    if not announced and not (sure and all(begins_as_party(mention.name) for mention in lead)):
        return None
    if len(bare) > 160 or (announced and len(lead) == 1 and re.search(r"thành viên", bare)):
        return None
    coordinating = split_parties([coordinating_words]) if coordinating_words else ()
    plain = _are_names((*lead, *coordinating)) and not in_name and not _tells_more(name) and spelled
    plain = plain and not has_verb(coordinating_words)
    if item.is_bullet and not (plain or in_name):
        return None
    return UnitHeading(_names(lead), _names(coordinating), plain, clean(rest))


#: The most words of a name that holds a verb.
_LONGEST_NAME = 10


def _is_name_beside(item: ListItem, name: str) -> bool:
    """Whether words before a colon are a name though they hold a verb: those of all items beside it are names there."""
    if len(name.split()) > _LONGEST_NAME or "," in name or not is_called(name):
        return False
    if any(verb["role"] is not None for verb in VERB.finditer(in_sentence(name))):
        return False
    heads = [
        parted(one.enumerator.rest)
        for one in (item.parent.children if item.parent is not None else [])
        if one is not item and one.enumerator is not None and one.is_bullet is item.is_bullet
    ]
    return len(heads) > 1 and all(rest.strip() and is_called(without_closing(head)) for head, rest in heads)


#: Words of a bracket behind a name that do not say who is meant: a role, a short name.
_ROLE = re.compile(
    r"(?:la |lam )?(?:co quan|don vi|bo phan)?\s*"
    r"(?:thuong truc|chu tri|dau moi|phoi hop|chu cong|tham muu|duoc giao)\b.*|"
    r"(?:sau day |goi|viet)\s*(?:goi |viet )?tat.*|qua .*|[\w&/-]{2,12}|\d+ .*"
)


def _tells_more(name: str) -> bool:
    """Whether brackets behind a name say more than a role or a short name: “Các chủ rừng (Ban Quản lý …)”."""
    brackets = re.search(r"\(([^()]*)\)\s*$", name)
    return brackets is not None and _ROLE.fullmatch(fold(brackets[1]).strip()) is None


def _with_roles(text: str) -> UnitHeading | None:
    """A heading whose every word tells who leads and who coordinates, with colons: “Chủ trì: A; phối hợp: B”."""
    if ":" not in text or len(text) > 300:
        return None
    both = split_sentence(_BEFORE.sub("", text))
    if both is None:
        return None
    lead, coordinating = (split_parties([words]) for words in both)
    if not lead or not coordinating or not all(names_party(one.name) for one in (*lead, *coordinating)):
        return None
    return UnitHeading(_names(lead), _names(coordinating), True) if _are_names((*lead, *coordinating)) else None


def _are_names(mentions: tuple[PrintedParty, ...]) -> bool:
    return all(mention.sure and begins_as_party(mention.name) for mention in mentions)


def _names(mentions: tuple[PrintedParty, ...]) -> tuple[str, ...]:
    return tuple(mention.name for mention in mentions)


def may_head(item: ListItem) -> bool:
    """Whether a bullet may be the heading of others: its part assigns duties, or another bullet beside it is one."""
    if assigns(item.parent):
        return True
    beside = [one for one in (item.parent.children if item.parent is not None else []) if one.is_bullet]
    return sum(1 for one in beside if is_bare(one)) > 1


def is_bare(item: ListItem) -> bool:
    """Whether a bullet consists of names and their roles, in bold or before a colon: “Phòng Nghiệp vụ Y:”."""
    if item.enumerator is None or not (item.lines[0].bold or item.enumerator.rest.endswith(":")):
        return False
    return names_units(item.enumerator.rest)


def assigns(item: ListItem | None) -> bool:
    """Whether a part, or one above it, assigns duties (“Phân công trách nhiệm”)."""
    while item is not None:
        if item.enumerator is not None and is_assigning(item.title().text):
            return not item.is_bullet
        item = item.parent
    return False


#: A line that only gives the duties of the bullets below it: “Giao:”.
_GIVING_ALONE = re.compile(r"(?:giao|phan cong|yeu cau|de nghi)(?: nhiem vu| thuc hien| cu the| nhu sau)*\s*:?")
#: A line that leads to duties: “… yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:”.
_LEADING = re.compile(rf"^{_GIVING_ALONE.pattern}$|\b(?:yeu cau|giao|phan cong|chi thi|de nghi)\b.*:$")


def is_assigning(title: str) -> bool:
    """Whether a part with this title assigns duties."""
    words = fold(title[:200])
    return (
        re.search(r"phan cong|to chuc thuc hien|trach nhiem|giao nhiem vu", words) is not None
        or _GIVING_ALONE.fullmatch(words) is not None
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


def parted(text: str) -> tuple[str, str]:
    """A heading split at its colon; a colon in brackets, or before a list of names, does not count.

    Without one before it, a full stop behind names splits it too: “Sở Tư pháp. Lồng ghép …”.
    """
    stop = re.match(rf"(?P<head>[^:.]{{3,120}})(?<!\s\w)\.\s+(?=[{CAPITALS}])", text)
    if stop is not None and names_units(stop["head"]):
        return stop["head"], text[stop.end() :]
    depth = 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == ":" and depth <= 0 and not (_SEVERAL.search(fold(text[:i])) and _is_list(text[i + 1 :])):
            return text[:i], text[i + 1 :]
    return text, ""


def _is_list(text: str) -> bool:
    """Whether the words up to the next colon are two short names or more, each with a capital."""
    pieces = [piece.strip(" .;") for piece in re.split(r",|;", text.split(":")[0])]
    return len(pieces) > 1 and all(
        re.match(rf"(?:và )?[{CAPITALS}]", piece) and len(piece.split()) <= 6 for piece in pieces
    )
