"""Splitting of a field into the units and groups it names: “Văn phòng Sở và các phòng, đơn vị liên quan”.

``;`` always separates. ``,`` and “và” separate only before a word that begins the name of a body, because names contain
both themselves (“Sở Văn hóa, Thể thao và Du lịch”, “các sở, ban, ngành”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from parplan.importing.enumerators import CAPITALS, SIGN, SMALL, clean, without_closing
from parplan.importing.party_names import HEADS, NAME_BEGINS, begins_as_party, is_group
from parplan.vocabulary.body_kinds import kinds_pattern
from parplan.vocabulary.folding import fold
from parplan.vocabulary.official_names import official_names
from parplan.vocabulary.places import PLACE_KINDS
from parplan.vocabulary.surnames import USUAL_SURNAMES

_SEPARATOR = re.compile(
    r"\s*,\s*(?:và\s+|cùng\s+|với\s+)?|\s+(?:và|cùng với|cùng|với|&)\s+|\s+[-–]\s+(?=Sở |Phòng |UBND )"
)
_AND = r"\s+(?:và|&|[-–])\s+"
_COUNCIL = r"(?:HĐND|Hội đồng nhân dân)"
_COMMITTEE = r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)"
_DELEGATION = r"Đoàn\s+(?:ĐBQH|đại biểu Quốc hội)"
#: Names that contain “và” or a comma followed by a first word of a name.
_WHOLE = re.compile(
    rf"(?:Văn phòng|VP)\s+(?:{_DELEGATION}{_AND})?{_COUNCIL}(?:{_AND}{_COMMITTEE})?"
    rf"|{_COUNCIL}{_AND}{_COMMITTEE}|HĐND, UBND"
    r"|Báo và (?:Đài )?Phát thanh(?:,| và| -) [Tt]ruyền hình"
    r"|Ban (?:Thường vụ|Chấp hành|Chỉ đạo|Chỉ huy|Quản lý|Tổ chức|Tuyên giáo|Dân vận|Nội chính|Kinh tế|Thi đua)"
    r"|(?:Phòng|Ban|Vụ) (?:Cán bộ|Công chức)(?:(?:,| -) (?:[Cc]ông chức|[Vv]iên chức))+"
)


#: Persons named beside units in a field.
_ROLE = re.compile(r"(?:công chức|viên chức|cán bộ|lãnh đạo|người đứng đầu)\s", re.IGNORECASE)


class PrintedParty(Struct, frozen=True):
    """One unit or group as printed. ``sure``: the split that yielded it leaves no doubt."""

    name: str
    sure: bool = True


class KnownNames:
    """Names and aliases of units and groups, which are never split."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        every = tuple(names)
        self._folded = {fold(name) for name in every}
        self._lengths = sorted({len(name) for name in self._folded if len(name) > 5})
        joined = {name for name in every if len(name) > 8 and re.search(r",| và | & ", name)}
        by_length = sorted(map(re.escape, joined), key=len, reverse=True)
        self._joined = re.compile("|".join(by_length), re.IGNORECASE) if joined else None

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._folded

    def begin(self, text: str) -> bool:
        """Whether ``text`` begins with one of them."""
        longest = self._lengths[-1] if self._lengths else 0
        beginning = fold(text[: 4 * longest + 4])  # a letter has up to three combining marks
        return any(
            beginning[:length] in self._folded and not beginning[length : length + 1].isalnum()
            for length in self._lengths
        )

    def within(self, text: str) -> list[tuple[int, int]]:
        """The places in ``text`` of names that contain a separator."""
        return [match.span() for match in self._joined.finditer(text)] if self._joined is not None else []


#: No known names.
NOBODY = KnownNames()


def split_parties(texts: Iterable[str], known: KnownNames = NOBODY) -> tuple[PrintedParty, ...]:
    """The units and groups a field names, in order, each once."""
    found: dict[str, PrintedParty] = {}
    for text in _lines(texts):
        for piece in re.split(r"\s*;\s*", text):
            piece = without_closing(re.sub(rf"^(?:{SIGN}\s+|(?:\d{{1,2}}|[a-zđ])[.)]\s+)", "", clean(piece)))
            piece = re.sub(r"^(?:và|cùng|với)\s+", "", piece)
            if not piece:
                continue
            for mention in _split(piece, known):
                found.setdefault(mention.name, mention)
    return tuple(found.values())


#: The last word of “Văn phòng Sở” alone in a line: no body is called so.
_KIND_ALONE = re.compile(r"(?:Sở|Bộ|Cục|Ban|Tỉnh|Huyện|Xã|Phường)[.;,]?")


def _lines(texts: Iterable[str]) -> list[str]:
    """The lines of a cell; a name broken across two lines is joined."""
    lines: list[str] = []
    for text in texts:
        text = clean(text)
        if not text:
            continue
        bulleted = re.match(rf"(?:{SIGN}\s*|(?:\d{{1,2}}|[a-zđ])[.)]\s+)[{CAPITALS}]", text) is not None
        alone = _KIND_ALONE.fullmatch(text) is not None and " " in (lines[-1] if lines else "")
        begins = NAME_BEGINS.match(text) is not None and not text[:1].islower() and not alone
        if (
            lines
            and not bulleted
            and not lines[-1].endswith((";", "."))
            and (not begins or lines[-1].endswith((",", " và", "-", " của", " thuộc")))
        ):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
    return lines


#: The most letters looked at on each side of a separator, and of names that ran together: a field may be a book.
_LONGEST_LOOK = 400


def _split(text: str, known: KnownNames) -> list[PrintedParty]:
    if text in known:
        return [PrintedParty(text)]
    protected = bytearray(len(text) + 1)  # 1 for each character at which nothing is split
    for start, end in (*(match.span() for match in _WHOLE.finditer(text)), *known.within(text), *_brackets(text)):
        protected[start:end] = b"\1" * (end - start)
    cuts: list[tuple[int, int]] = []
    for match in _SEPARATOR.finditer(text):
        if any(protected[match.start() : match.end()]):
            continue
        begin = cuts[-1][1] if cuts else 0
        before = text[begin : min(match.start(), begin + _LONGEST_LOOK)]
        after = text[match.end() : match.end() + _LONGEST_LOOK]
        if _begins(after, before, known, re.search(" (?:và|cùng|&)", match[0]) is not None):
            cuts.append((match.start(), match.end()))
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    pieces = [without_closing(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    between = [text[start:end] for start, end in cuts]
    mentions: list[PrintedParty] = []
    bare = any(_BARE_HEAD.match(one) and one not in known and not _WHOLE.match(one) for one in pieces[1:])
    for k, piece in enumerate(pieces):
        names = _apart(piece, known) if len(piece) <= _LONGEST_LOOK and _RUN_TOGETHER.search(piece) else None
        doubtful = (_is_half, _is_governed)
        whole = not bare and (piece in known or not any(one(pieces, k, between) for one in doubtful))
        whole = whole and not _is_of_the_next(pieces, k, between, known)
        mentions.extend(PrintedParty(name, whole and _is_sure(name, known)) for name in names or [piece] if name)
    return mentions


_ELECTED = re.compile(rf"{_COUNCIL}|{_COMMITTEE}")
#: Both ends of what may be one name or two: “Phòng Pháp chế và Thanh tra”, “Văn phòng HĐND, UBND huyện”.
_HALVES = (
    (re.compile(r"(?:Phòng|Ban|Vụ|Trung tâm) "), re.compile(r"Thanh tra$"), ("và", "&")),
    (re.compile(rf"(?:Văn phòng|VP)\s+{_COUNCIL}$"), _ELECTED, (",",)),
    (re.compile(rf"(?:Văn phòng|VP)\s+(?:{_DELEGATION}|Đảng ủy)$"), _ELECTED, (",", "và", "&")),
)


def _is_half(pieces: Sequence[str], k: int, between: Sequence[str]) -> bool:
    """Whether a piece may be half of a name."""
    return any(
        first.match(pieces[i]) and second.match(pieces[i + 1]) and any(sign in between[i] for sign in signs)
        for i in (k - 1, k)
        if 0 <= i < len(between)
        for first, second, signs in _HALVES
    )


#: Several bodies of a kind, none of them named: “Các phòng”, “các phòng, trung tâm”.
_UNNAMED = re.compile(
    r"(?:các|những)\s+{0}(?:(?:,| và)\s+{0})*".format(f"(?:{kinds_pattern('many', 'field')})"), re.IGNORECASE
)
#: Kinds of which there are several beside each other, so that “Các” before others may mean all of them.
_OF_MANY = re.compile(rf"(?:{kinds_pattern('many')})\s")


def _is_governed(pieces: Sequence[str], k: int, between: Sequence[str]) -> bool:
    """Whether a piece and one beside it may be one group: in “Các phòng, Chi cục Thuế”, “Các” may mean both."""
    return any(
        between[i].strip() == "," and _UNNAMED.fullmatch(pieces[i]) and _OF_MANY.match(pieces[i + 1])
        for i in (k - 1, k)
        if 0 <= i < len(between)
    )


#: Bodies, and those they belong to: “Cục Viễn thông, Bộ Khoa học và Công nghệ”, “Phòng Hậu cần, Công an tỉnh”.
_BELONGING = (
    (
        re.compile(
            r"(?:Tổng cục|Cục|Vụ|Viện|Học viện|Trường|Trung tâm|Thanh tra|Văn phòng|Báo|Tạp chí|Nhà xuất bản)\s"
        ),
        re.compile(rf"Bộ (?!Chỉ huy|Tư lệnh)[{CAPITALS}]|(?:Ban|Văn phòng|Thanh tra) .*Chính phủ$|Viện Hàn lâm "),
    ),
    (re.compile(r"(?:Phòng|Đội)\s"), re.compile(rf"Công an (?:tỉnh|thành phố|[{CAPITALS}])")),
    (re.compile(r"(?:Phòng|Chi cục|Trung tâm)\s"), re.compile(rf"Sở [{CAPITALS}]")),
    (re.compile(r"(?:Khoa|Viện|Trung tâm)\s"), re.compile(rf"(?:Trường )?Đại học (?:[{CAPITALS}]|quốc gia)")),
)


def _is_of_the_next(pieces: Sequence[str], k: int, between: Sequence[str], known: KnownNames) -> bool:
    """Whether a piece and one beside it may be one body, with the one it belongs to: the first is not known alone."""
    return any(
        between[i].strip() == ","
        and pieces[i] not in known
        and any(one.match(pieces[i]) and other.match(pieces[i + 1]) for one, other in _BELONGING)
        for i in (k - 1, k)
        if 0 <= i < len(between)
    )


def _apart(piece: str, known: KnownNames) -> list[str] | None:
    """Split names that ran together; ``None`` unless each of them is known."""
    for match in _RUN_TOGETHER.finditer(piece):
        first, rest = piece[: match.start()], piece[match.start() :].strip()
        if first in known:
            behind = [rest] if rest in known else _apart(rest, known)
            if behind is not None:
                return [first, *behind]
    return None


#: “Các tổ chức chính trị - xã hội | và tổ chức, đoàn thể có liên quan”: the first group is whole without the second.
_WHOLE_GROUP = re.compile(r"[Cc]ác .*(?:xã hội|thuộc \S+|tỉnh|cấp \S+)$")
_OTHERS = re.compile(r"(?:cơ quan|đơn vị|tổ chức|đoàn thể|địa phương)\b.*liên quan$")


_PERSON = re.compile(r"(?:Ông|Bà|Đồng chí|Đ/c|Thầy|Cô)\s")
_POST = re.compile(r"(?:\w+ )?(?:Giám đốc|Trưởng|trưởng|Chủ tịch|Chánh|Hiệu trưởng|Bí thư)(?!\w)")


#: Several places of which the first is named: the next names are of places too, however they begin.
_PLACES = re.compile(rf"\scác (?:{'|'.join(PLACE_KINDS)})(?:,? (?:{'|'.join(PLACE_KINDS)}))*:? [{CAPITALS}]")
_PLACE = re.compile(rf"[{CAPITALS}][{SMALL}]+(?: [{CAPITALS}][{SMALL}]+){{1,2}}(?=\s*(?:[,;.)]|$|\svà\s))")


def _begins(after: str, before: str, known: KnownNames, joined_by_and: bool) -> bool:
    """Whether a new name begins with ``after``, given ``before``, the name so far."""
    if known.begin(after):
        return True
    if _PLACES.search(before) and _PLACE.match(after):
        return False  # “UBND các phường Hải Châu, Sơn Trà, Hội An”
    if _PERSON.match(before) and _POST.match(after) and not joined_by_and:
        return False  # “Ông A, Giám đốc Sở”
    match = NAME_BEGINS.match(after)
    if match is None:
        return False
    if re.match(r"(?:các|những|mọi)\s|(?:cơ quan|đơn vị|địa phương|tổ chức)\b", before, re.IGNORECASE) and not re.match(
        r"(?:các|những|mọi|toàn thể|tất cả)\s", after, re.IGNORECASE
    ):
        if joined_by_and and _WHOLE_GROUP.match(before) and _OTHERS.match(after):
            return True
        # “Các phòng, Chi cục, Trung tâm thuộc Sở” is one group: its words name kinds of bodies, not bodies.
        if _ROLE.match(after):
            return joined_by_and
        named = re.match(rf"(?:[^\s,]+\s+){{1,2}}(?:[{CAPITALS}]|tỉnh|cấp|xã|huyện|thành phố)", after)
        return named is not None and not re.match(r"\S+(?:\s+\S+)?\s+(?:thuộc|trực thuộc)", after)
    return True


def _brackets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\([^()]*\)|“[^“”]*”", text)]


#: A first word without a name behind it: “Phòng Tổ chức, Thanh tra và Thi đua” may be one body.
_BARE_HEAD = re.compile(rf"(?:{HEADS})(?:,| và| -)\s")

#: A name directly after another, as when the line break between them was lost (“Văn phòng UBND tỉnh Sở Tư pháp”).
_RUN_TOGETHER = re.compile(
    r"(?<!đốc)(?<!phòng)(?<!tra)(?<!đạo)(?<!thuộc)(?<!của)(?<!trưởng)(?<!tịch)(?<!các)(?<!Các)(?<!vị)(?<!cơ quan)"
    r"(?:(?<!ngành)|(?<=huyên ngành))(?<!tại)(?<!với)(?<!cấp)(?<!đảng)(?<!ủy)(?<!uỷ)(?<!đoàn)(?<!Vụ)(?<!Ban)"
    rf"(?<=[{SMALL}])\s(?:(?:Sở|Phòng|Chi cục|Ban "
    rf"Quản lý|Văn phòng|Trung tâm|Thanh tra|Khoa) [{CAPITALS}]|"
    r"(?:Công an|Thanh tra|UBND) (?:tỉnh|các|cấp)|Các \w)"
)


#: A role, as in “Thanh tra Sở phối hợp”, or words about the unit, as in “Phòng Pháp chế: phần văn bản”.
_MORE_THAN_A_NAME = re.compile(r"\s(?:chủ trì|phối hợp|làm đầu mối)(?: thực hiện)?[).]*$|:\s", re.IGNORECASE)
#: Words about a unit in brackets, which are no part of its name: “(nhiệm vụ 1, 2)”, “(nếu có)”, “(đ/c An)”, “(CT)”;
#: and the number of a second unit.
_REMARK = re.compile(
    rf"\((?:(?:CT|PH|TG|Đ/c|Đồng chí|Ông|Bà)(?!\w)|(?![{CAPITALS}]|gọi tắt|thuộc|trực thuộc|nay là|sau đây))[^()]*\)?"
    rf"|\s(?:\d{{1,2}}|[a-zđ])[.)]\s+[{CAPITALS}]"
)
#: Several units that begin as one: “VP, KT, VHXH”, “Chi bộ 1, 2 và 3”.
_SEVERAL = re.compile(
    rf"[{CAPITALS}][{CAPITALS}&.-]*(?:,\s*[{CAPITALS}][{CAPITALS}&.-]*)+|.*\s\d+(?:,\s*\d+)*(?:,|\s+và)\s*\d+"
)
#: The work of a unit, behind its name: “Văn phòng tham mưu”, “Chủ tịch UBND phường trực tiếp chỉ đạo”.
_ITS_PART = re.compile(
    r"\s(?:trực tiếp|tự)\s+(?:chỉ đạo|thực hiện|tổ chức|phụ trách|làm|triển khai|theo dõi|rà soát)"
    r"|(?<!cơ quan)(?<!ộ phận) tham mưu$"
)
#: Signs that may part names, and may be in one: “Phòng Kỹ thuật/Phòng Kinh doanh”.
_OTHER_SIGN = re.compile(r"\s*(?:[/+→]|->)\s*")


#: Persons behind the name of a body.
_AND_PERSONS = re.compile(
    r"(?:,| và) (?:giáo viên|giảng viên|nhân viên|công chức|viên chức|cán bộ|học sinh|sinh viên|phụ huynh|hội viên"
    r"|đoàn viên)\b"
)


#: A field of work or another body, and a place: “Sở Công Thương, Viễn thông Hải Dương”, “Trung tâm Văn hóa, Thể thao
#: Hải Châu”. Nothing printed tells which.
_AND_ONE_OF_A_PLACE = re.compile(rf",\s+[{CAPITALS}][{SMALL}]+\s+[{SMALL}]+(?:\s+[{CAPITALS}][{SMALL}]+){{2,3}}$")


#: The full name of a person: a usual family name, and two to four names.
_FULL_NAME = re.compile(rf"(?:{'|'.join(USUAL_SURNAMES)})(?:\s+[{CAPITALS}][{SMALL}]*){{2,4}}")


#: A kind of body, and what is named after it: one body, or several of the kind; behind “trường” are levels, no names.
_OF_A_KIND = re.compile(
    rf"(?P<all>[Cc]ác\s+|[Nn]hững\s+)?(?!(?i:{kinds_pattern('school')}))"
    rf"(?P<kind>(?i:{kinds_pattern('many', 'listed')}))(?:\s*:)?\s+(?=[{CAPITALS}])"
)


def _names_several(piece: str, known: KnownNames) -> bool:
    """Whether a piece may name several bodies after one word: “Các Sở: Nội vụ, Tư pháp”, “Sở Nội vụ, Tư pháp”."""
    match = _OF_A_KIND.match(piece)
    if match is None:
        return False
    kind, named = match["kind"], piece[match.end() :]
    whole = f"{kind} {named}".lower()
    official = next((name for name in official_names() if whole.startswith(name)), "")
    rest = named[max(len(official) - len(kind) - 1, 0) :]
    parts = re.split(r",\s*(?:và\s+)?|\s+và\s+", rest[:_LONGEST_LOOK])[1:]
    if match["all"]:
        return any(part[:1].isupper() for part in parts)
    return any(f"{kind} {part}".lower() in official_names() or f"{kind} {part}" in known for part in parts)


def _is_sure(piece: str, known: KnownNames) -> bool:
    if piece in known or _FULL_NAME.fullmatch(piece):
        return True
    if _names_several(piece, known):
        return False
    if _REMARK.search(piece) or _ITS_PART.search(piece) or (_SEVERAL.fullmatch(piece) and not is_group(piece)):
        return False
    if (_MORE_THAN_A_NAME.search(piece) and not is_group(piece)) or any(
        NAME_BEGINS.match(piece, sign.end()) for sign in _OTHER_SIGN.finditer(piece)
    ):
        return False
    parted = _WHOLE.sub("", piece)
    if not is_group(piece) and (_AND_PERSONS.search(parted) or _AND_ONE_OF_A_PLACE.search(parted)):
        return False
    return begins_as_party(piece) and len(piece) <= 160 and not _RUN_TOGETHER.search(piece)
