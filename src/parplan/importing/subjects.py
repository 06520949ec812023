"""The units a duty names itself, as the subject of its sentence: “Giao Sở Y tế chủ trì, …”, “Sở Y tế: …”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from parplan.importing.duty_verbs import VERB
from parplan.importing.enumerators import clean
from parplan.importing.parties import NOBODY, KnownNames, PrintedParty, split_parties
from parplan.importing.party_names import begins_as_party, has_verb, is_called, is_group
from parplan.importing.party_roles import TOGETHER, WITH
from parplan.vocabulary.body_kinds import kinds_pattern
from parplan.vocabulary.folding import fold

#: Words before the unit that is given a duty.
GIVING = r"(?:(?:Trân trọng|Kính)\s+)?(?:Giao|Đề nghị|Yêu cầu|Phân công|Kiến nghị|Ủy quyền|Mời)(?:\s+cho)?"
_OPENING = re.compile(rf"{GIVING}(?:\s*:)?\s+", re.IGNORECASE)
#: Kinds of bodies that are no names by themselves: a verb behind them belongs to the name (“Phòng quản lý đô thị”).
_KIND = re.compile(
    rf"các|những|(?:{kinds_pattern('unnamed')})|tổ công tác|ban chỉ đạo|viên chức|cán bộ|tổ chức|địa phương|cá nhân"
    r"|(?:cơ quan|đơn vị) (?:chủ trì|thực hiện|phối hợp|được giao|soạn thảo|nào)",
    re.IGNORECASE,
)
#: Verbs that are the end of a name where another verb follows: “Phòng Kế hoạch tổng hợp theo dõi …”.
_IN_NAMES = frozenset(
    ("tổng hợp", "đào tạo", "quản lý", "kiểm tra", "thanh tra", "giám sát", "hỗ trợ", "thông tin", "truyền thông")
)
#: The most words of a name, and of a group, that are no doubt a name alone.
_LONG, _LONG_GROUP = 7, 14
#: “Tổ chức lễ ra quân”: a verb, where no body follows.
_ORGANIZE = re.compile(r"Tổ chức (?!chính trị|cơ sở|[Đđ]ảng|[Đđ]oàn|[Cc]ông đoàn|[Hh]ội)")
#: “Các phòng được giao chủ trì thực hiện những nội dung này có trách nhiệm …”: the clause tells who is meant.
_GIVEN = re.compile(
    r"(?P<who>[^.:;]{4,60}?\sđược (?:giao|phân công)\s[^.:;]{2,80}?)\s+(?:(?:có|chịu) trách nhiệm|căn cứ|chủ động)\b"
)
#: Words behind which a verb is the end of a noun: “Phòng Giám sát, kiểm tra và xử lý sau thanh tra”.
_GOES_ON = re.compile(r"\s(?:và|hoặc|sau|trước|về|của|cho|với|trong|theo|để|tại|từ)$")
#: The farthest word at which a subject may end.
_FARTHEST = 220


class Subject(Struct, frozen=True):
    """The units before the verb of a duty.

    sure: the words tell it without doubt. verb: the place of the verb in the text.
    """

    names: tuple[str, ...]
    sure: bool
    verb: int


def read_subject(text: str, known: KnownNames = NOBODY) -> Subject | None:
    """The units that are the subject of a duty; ``None`` if it names none before its verb or colon."""
    text = clean(text)
    opening = _OPENING.match(text)
    start = opening.end() if opening is not None else 0
    if _ORGANIZE.match(text, start):
        return None
    colon = text.find(":", start, start + _FARTHEST)
    if colon >= 0 and not has_verb(text[start:colon]) and (names := _named(text[start:colon], known)):
        return Subject(tuple(one.name for one in names), all(one.sure for one in names), colon + 1)
    end = re.compile(r"[:;]|\.\s").search(text, start)
    if (clause := _GIVEN.match(text, start)) is not None and (names := _named(clause["who"], known)):
        return Subject(tuple(one.name for one in names), True, clause.end("who"))
    for verb in VERB.finditer(text, start, min(end.start() if end is not None else len(text), start + _FARTHEST)):
        who = text[start : verb.start()].rstrip()
        if who.endswith(",") and verb["role"] is None and not verb[0].startswith(("tùy", "tuỳ")):
            continue  # “các cơ quan, tổ chức …”
        if _GOES_ON.search(who):
            continue
        if (names := _named(who, known)) is None:
            continue
        return Subject(tuple(one.name for one in names), _is_certain(text, verb, names), verb.start())
    return None


#: First words that begin no name of a body.
_NO_NAME = re.compile(
    r"(?:trong|tren|neu|khi|dinh ky|hang|can cu|truoc|sau|doi voi|kinh phi|nguon|ke hoach|viec|cac noi dung|noi dung|"
    r"thoi gian|moi|ket qua|qua trinh|ngoai|de|theo|day|bao gom)\b"
)
#: The most words of a name that begins like none.
_GUESSED = 7


def guess_subject(text: str) -> Subject | None:
    """The words before the first verb of a duty among others that name units, if they may be a name."""
    text = clean(text)
    verb = VERB.search(text, 0, _FARTHEST)
    who = text[: verb.start()].rstrip() if verb is not None else ""
    if verb is None or not who[:1].isupper() or re.search(r"[,.:;]", who) or len(who.split()) > _GUESSED:
        return None
    return None if _NO_NAME.match(fold(who)) else Subject((who,), False, verb.start())


def is_giving(text: str) -> bool:
    """Whether a text begins with giving a duty to somebody: “Đề nghị Hội Nông dân …”."""
    return _OPENING.match(clean(text)) is not None


#: Words before those who take part; their names end at the next verb, or stand between both roles.
_WITH = re.compile(
    rf"chủ trì\s*[,;]?\s*(?:và\s+)?(?:{TOGETHER}\s+(?P<with>{WITH}\s+)?|cùng(?: với)?\s+)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\schủ trì\s*[,;]\s*(?:và\s+)?(?P<who>[^.;:]{4,150}?)\s+(?:cùng\s+)?phối hợp(?!\s+(?:với|cùng))")


def read_partners(text: str) -> Subject | None:
    """The units with which a duty is to be done, where it tells that another leads: “chủ trì, phối hợp với Sở B lập …”.

    They are sure where the words tell without doubt where the names end.
    """
    text = clean(text)
    beside = _BESIDE.search(text, 0, _FARTHEST)
    if beside is not None:
        names = _named(beside["who"])
        return Subject(tuple(one.name for one in names), True, beside.end("who")) if names else None
    begins = _before_partners(text)
    return _names_from(text, begins.end()) if begins is not None else None


def _names_from(text: str, start: int) -> Subject | None:
    """The units between a place in a text and the verb that tells what is done with them."""
    end = re.compile(r"[:;]|\.\s|$").search(text, start)
    for verb in VERB.finditer(text, start, min(end.start() if end is not None else len(text), 2 * _FARTHEST)):
        who = text[start : verb.start()].rstrip()
        if who.endswith(",") or _GOES_ON.search(who):
            continue
        if names := _named(who):
            return Subject(tuple(one.name for one in names), _is_certain(text, verb, names), verb.start())
    return None


def names_partners(text: str) -> bool:
    """Whether a duty tells with whom it is to be done: “Chủ trì, phối hợp với …”."""
    return _before_partners(clean(text)) is not None


def _before_partners(text: str) -> re.Match[str] | None:
    """The words before those who take part; without “với”, the name of a body must follow: “chủ trì, phối hợp Sở B”."""
    return _if_bodies_follow(_WITH.search(text, 0, _FARTHEST))


#: Words before those with whom a body does something, none of them said to lead.
_TOGETHER = re.compile(
    rf"\s*(?:(?:chủ động|tích cực|thường xuyên)\s+)?{TOGETHER}\s+(?P<with>{WITH}\s+)?",
    re.IGNORECASE,
)


def _before_companions(text: str, at: int) -> re.Match[str] | None:
    return _if_bodies_follow(_TOGETHER.match(text, at))


def _if_bodies_follow(found: re.Match[str] | None) -> re.Match[str] | None:
    return found if found is not None and (found["with"] or begins_as_party(found.string[found.end() :])) else None


def works_with(text: str, at: int = 0) -> bool:
    """Whether a duty is done with others, none said to lead: “phối hợp với Khoa B …” at a place of its text."""
    return _before_companions(clean(text), at) is not None


def read_companions(text: str, at: int = 0) -> Subject | None:
    """The units with which a duty is done, where none is said to lead; never sure, as they may."""
    text = clean(text)
    begins = _before_companions(text, at)
    found = _names_from(text, begins.end()) if begins is not None else None
    return replace(found, sure=False) if found is not None else None


#: Verbs that may tell what the bodies of a group do, and so belong to its name: “các đơn vị quản lý công trình”.
_OF_GROUPS = frozenset(
    ("cung cấp", "cung ứng", "quản lý", "sử dụng", "khai thác", "thực hiện", "tham gia", "vận hành", "hỗ trợ")
)


def _is_certain(text: str, verb: re.Match[str], names: Sequence[PrintedParty]) -> bool:
    """Whether the names before a verb are whole, and nothing else."""
    if not all(one.sure for one in names) or (verb[0] == "tổ chức" and text[: verb.start()].endswith("ban ")):
        return False
    if verb[0] in _OF_GROUPS and is_group(names[-1].name):
        return False
    behind = VERB.match(text, verb.end() + 1)
    if verb[0] in _IN_NAMES and behind is not None and behind["role"] is None:
        return False
    if verb["role"] is not None and all(len(one.name.split()) <= _LONG_GROUP for one in names):
        return True
    long = (_LONG_GROUP if is_group(one.name) else _LONG for one in names)
    inner = any(VERB.search(f" {one.name}", 1) is not None for one in names)
    return not inner and all(len(one.name.split()) <= most for one, most in zip(names, long, strict=True))


def _named(who: str, known: KnownNames = NOBODY) -> tuple[PrintedParty, ...] | None:
    """The units that some words name, if they name nothing else."""
    names = split_parties([who], known)
    if not names or not all(is_called(one.name) and not _KIND.fullmatch(one.name) for one in names):
        return None
    return names
