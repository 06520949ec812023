"""Splitting of a field into the units and groups it names: “Văn phòng Sở và các phòng, đơn vị liên quan”.

``;`` always separates. ``,`` and “và” separate only before a word that begins the name of a body, because names contain
both themselves (“Sở Văn hóa, Thể thao và Du lịch”, “các sở, ban, ngành”).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from parplan.importing.enumerators import CAPITALS, SIGN, SMALL, clean, without_closing
from parplan.vocabulary.folding import fold

#: First words of bodies' names; a capital distinguishes the name from the common word.
_HEADS = (
    "HTX|Hợp tác xã|"
    "Văn phòng|VP|P(?=\\.)|TTr|BQL|BHXH|KBNN|LĐLĐ|Công chức|Trạm|Ấp|Thôn|Khu phố|Thanh tra|Phòng|Chi cục|Cục|Tổng "
    "cục|Vụ|Viện|Trung tâm|TT|Tổ(?! chức)|Đội|Ban(?!,|"
    " ngành| hành)|Sở(?!,)|Bộ(?!,| (?:tiêu chí|chỉ số|thủ tục|quy tắc|nhận diện|tài liệu|công cụ|dữ liệu|câu hỏi))|"
    "UBND|Ủy ban|Uỷ ban|HĐND|"
    "Hội đồng|Hội(?! (?:nghị|thảo|thi|chợ)\\b)|Liên đoàn|Liên minh|"
    "Liên hiệp|Hiệp hội|Mặt trận|UBMTTQ|MTTQ|Tỉnh "
    "ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Đảng đoàn|Đảng bộ|Chi bộ|Công đoàn|Tỉnh đoàn|Thành đoàn|"
    "Huyện đoàn|Quận đoàn|Thị đoàn|Đoàn(?! (?:viên|kết)\\b)|Lữ đoàn|Tiểu đoàn|Phân viện|Phân hiệu|Hạt|Xí nghiệp|"
    "Chi nhánh|Xưởng|Bộ môn|"
    "Công an|BCH|Bộ đội|Quân khu|Kho bạc|Ngân hàng|"
    "Bảo hiểm|Thuế|Hải quan|Bưu điện|VNPT|Viettel|"
    "VTV|VOV|TTXVN|Thông tấn xã|EVN|Công ty|Tổng công ty|Tập đoàn|Trường(?! hợp)|Học viện|"
    "Nhà máy|Phân xưởng|Chi đoàn|Liên đội|Ông(?= )|Bà(?= )|Đồng chí|Đ/c|"
    "Bệnh viện|Đài|Báo(?! cáo)|Cổng|Quỹ|Thư viện|Bảo tàng|"
    "Nhà(?! (?:ở|nước)\\b)|Khoa(?! học)|Tòa|Toà|TAND|VKSND|Viện kiểm sát|Cơ quan|Đơn "
    "vị|Giám đốc|Hiệu trưởng|Bí thư|(?:Bộ|Cục|Vụ|Viện|Tổ|Nhóm) trưởng|Giáo viên|Giảng viên|Cấp ủy|"
    "Trưởng|Chủ tịch|Lãnh đạo|Chánh|Các|"
    "Tạp chí|Hợp tác xã|HTX|Chi hội|Phân hội|Câu lạc bộ|Tiểu ban|Trung đoàn|Sư đoàn|Đồn|Hải đội|Vườn quốc gia|"
    "Điện lực|Kiểm lâm|Kiểm toán nhà nước|Đại học|Phó (?:Giám đốc|Hiệu trưởng|Chủ tịch|Trưởng)|Thư ký|Tổng phụ trách|"
    "Thủ trưởng|Bộ phận|Nhóm(?! (?:nhiệm vụ|giải pháp|chỉ tiêu))|"
    "Thường trực|Doanh nghiệp|Sân bay|Cảng|Trung ương (?:Hội|Đoàn)"
)
_ANY = (
    r"các|những|mọi|toàn thể|tất cả(?: các)?",
    r"phòng|đơn vị|sở|cơ quan|cơ sở|ban|ngành|tổ chức|"
    r"xã|địa phương|huyện|UBND|Ủy ban|chi cục|trung "
    r"tâm|trường|doanh nghiệp|bộ|cục|vụ|hội|đoàn thể|cấp|"
    r"thành viên|cá nhân|công chức|chủ|quận|thành "
    r"phố|phường|thị trấn|bệnh viện|viện|đội|tổ|"
    r"khoa(?! học)|bộ môn|ấp|khu phố|chi bộ|công đoàn|"
    r"đảng ủy|hiệp hội|Hiệp hội|chuyên gia|Sở|Phòng|Chi cục|Trung tâm|Ban|"
    r"Bộ|Hội|Cục|lực lượng|đồng chí|hộ|trạm|ngân hàng|công ty|nhà thầu|chủ đầu tư|thôn",
)
_NEXT = re.compile(
    rf"(?P<head>(?:{_HEADS})(?=[\s;,.]|$)"
    rf"|(?:{_ANY[0]})\s+(?:{_ANY[1]})(?!\w)"
    rf"|(?:đồng chí|đ/c|ông|bà)\s+(?=[{CAPITALS}])"
    rf"|(?:phòng|văn phòng|thanh tra|trung tâm|chi cục|sở|ban|trường|công an|viện|cục|tổ)\s+(?=[{CAPITALS}])"
    r"|(?:cơ quan|đơn vị|địa phương|tổ chức)(?:, (?:cơ quan|đơn vị|địa phương|tổ chức|đoàn thể))*\s+(?:có\s+)?liên quan"
    r"|(?:công chức|viên chức|cán bộ|lãnh đạo|người "
    r"đứng đầu|cơ quan|đơn vị|tổ chức|cá nhân|doanh "
    r"nghiệp|địa phương)\s+(?:làm việc|phụ trách|"
    r"liên quan|có liên quan|được giao|tham mưu|thường trực|chuyên môn|tư vấn|khác))"
)
_SEPARATOR = re.compile(
    r"\s*,\s*(?:và\s+|cùng\s+|với\s+)?|\s+(?:và|cùng với|cùng|với|&)\s+|\s+[-–]\s+(?=Sở |Phòng |UBND )"
)
_BODY = re.compile(rf"(?:{_HEADS}|Thủ tướng|Chính phủ|Đại học|Khoa(?! học))(?!\w)", re.IGNORECASE)
#: Names that contain “và” or a comma followed by a first word of a name.
_WHOLE = re.compile(
    r"(?:Văn phòng|VP)\s+(?:Đoàn\s+(?:ĐBQH|đại biểu "
    r"Quốc hội)\s+và\s+)?(?:HĐND|Hội đồng nhân dân)(?:\s+và\s+(?:UBND|"
    r"Ủy ban nhân dân|Uỷ ban nhân dân))?"
    r"|Hội đồng nhân dân và (?:Ủy|Uỷ) ban nhân dân|HĐND và UBND|HĐND, UBND"
    r"|Báo và (?:Đài )?Phát thanh(?:,| và| -) [Tt]ruyền hình"
    r"|Ban (?:Thường vụ|Chấp hành|Chỉ đạo|Chỉ huy|Quản lý|Tổ chức|Tuyên giáo|Dân vận|Nội chính|Kinh tế|Thi đua)"
)
_OPEN = re.compile(r"lien quan|duoc giao|duoc phan cong|theo (?:quy dinh|phan cong|chuc nang|yeu cau)")
_PLURAL = re.compile(
    rf"^(?:{_ANY[0]})\s|^(?:cac|nhung|moi|tat ca|"
    rf"toan the)\s|^(?:so|phong|ban|bo|co quan|don "
    rf"vi|to chuc),? ?(?:ban|nganh|don vi|dia phuong|co quan|doan the|ca nhan|,)"
    r"|^(?:ubnd|uy ban nhan dan|chu tich ubnd|hdnd)\s+(?:cac|"
    r"cap|tung|moi)\s|^ubnd (?:xa|phuong|quan|huyen),|"
    r"^(?:co quan|don vi|dia phuong|to chuc|ca nhan|nganh)\b"
    r"(?! (?:uy|ban|van phong|thanh tra|thuong truc|chuyen trach|mat tran|hoi|doan)\b)"
    r"|\blien quan\b|^(?:doanh nghiep|doi tuong|ho gia dinh|nguoi dan|chu dau tu)(?:,|\s|$)"
    r"|\scac (?:cap|tinh|quan khu|huyen|xa|phuong|quan|thanh pho|truong|dia phuong)\b|\scap \w+, cap \w+$"
    r"|^(?:thu truong|truong|giam doc|chu tich|lanh dao|nguoi dung dau) (?:cac|cap)\s",
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
        joined = {name for name in every if len(name) > 8 and re.search(r",| và ", name)}
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


def begins_body(words: str) -> bool:
    """Whether words, in capitals too, begin as the name of a body does."""
    return _BODY.match(words) is not None


def split_parties(texts: Iterable[str], known: KnownNames = NOBODY) -> tuple[PrintedParty, ...]:
    """The units and groups a field names, in order, each once."""
    found: dict[str, PrintedParty] = {}
    for text in _lines(texts):
        for piece in re.split(r"\s*;\s*", text):
            piece = without_closing(re.sub(rf"^(?:{SIGN}\s+|\d{{1,2}}[.)]\s+)", "", clean(piece)))
            piece = re.sub(r"^(?:và|cùng|với)\s+", "", piece)
            if not piece:
                continue
            for mention in _split(piece, known):
                found.setdefault(mention.name, mention)
    return tuple(found.values())


#: Words that show a text to be a sentence rather than a name.
VERBS = re.compile(
    r"\s(?:có trách nhiệm|chịu trách nhiệm|theo "
    r"dõi|xây dựng|(?<!quan )tham mưu|thực hiện|"
    r"(?<!các )(?<!Các )tổ chức|hướng dẫn|căn cứ|bố trí|tăng cường|đôn đốc|"
    r"rà soát|chủ động|triển khai|báo cáo|ban hành|tổng hợp|kiểm tra)(?=\s|$)"
)


#: Places and kinds of bodies, behind a name: “Trung tâm Dịch vụ tổng hợp xã”, “Tổ kiểm tra liên ngành”.
_WHERE = re.compile(
    r"(?:liên ngành|chuyên ngành|khu vực|cấp \w+|số \d+|xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)"
    rf"(?:\s+[{CAPITALS}]\w*|\s+\d+)*"
)
#: Kinds that are no names by themselves, so that the verb behind one belongs to the name.
_TEAM = re.compile(r"(?:Các )?(?:Tổ|Đội|Đoàn|Ban|Nhóm|Bộ phận)", re.IGNORECASE)


def has_verb(text: str) -> bool:
    """Whether a text is a sentence.

    A verb that ends it, or behind which stands only where the body is, is part of a name: “Văn phòng tổng hợp”.
    """
    for match in VERBS.finditer(f" {text}"):
        behind = text[match.end() - 1 :].strip(" .;:,/")
        if match[0].endswith("nhiệm"):
            return True
        named = match[0] == " tổng hợp" or _TEAM.fullmatch(text[: max(match.start() - 1, 0)]) is not None
        if behind and not (named and _WHERE.fullmatch(behind)):
            return True
    return False


def begins_as_party(name: str) -> bool:
    """Whether a name begins like that of a body (“Phòng”, “Sở”, “Trung tâm” …)."""
    return _NEXT.match(name) is not None or _NEXT.match(name[:1].upper() + name[1:]) is not None or is_group(name)


def is_called(name: str) -> bool:
    """Whether the first words of a name are those of a body or a group; groups may be named further on elsewhere."""
    return _NEXT.match(name[:1].upper() + name[1:]) is not None or _PLURAL.match(fold(name)) is not None


def names_party(text: str) -> bool:
    """Whether a text is the name of a body: it begins like one, and has no verb."""
    if re.match(r"(?:Đẩy mạnh|Phối hợp|Tổ chức)\s(?!chính trị|xã hội)", text):
        return False
    return begins_as_party(text) and not has_verb(text)


#: The last word of “Văn phòng Sở” alone in a line: no body is called so.
_KIND_ALONE = re.compile(r"(?:Sở|Bộ|Cục|Ban|Tỉnh|Huyện|Xã|Phường)[.;,]?")


def _lines(texts: Iterable[str]) -> list[str]:
    """The lines of a cell; a name broken across two lines is joined."""
    lines: list[str] = []
    for text in texts:
        text = clean(text)
        if not text:
            continue
        bulleted = re.match(rf"{SIGN}\s*[{CAPITALS}]", text) is not None
        alone = _KIND_ALONE.fullmatch(text) is not None and " " in (lines[-1] if lines else "")
        begins = _NEXT.match(text) is not None and not text[:1].islower() and not alone
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
        if _begins(after, before, known, " và " in match[0] or " cùng" in match[0]):
            cuts.append((match.start(), match.end()))
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    pieces = [without_closing(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    between = [text[start:end] for start, end in cuts]
    mentions: list[PrintedParty] = []
    bare = any(_BARE_HEAD.match(one) and one not in known and not _WHOLE.match(one) for one in pieces[1:])
    for k, piece in enumerate(pieces):
        names = _apart(piece, known) if len(piece) <= _LONGEST_LOOK and _RUN_TOGETHER.search(piece) else None
        whole = not bare and (piece in known or not (_is_half(pieces, k, between) or _is_governed(pieces, k, between)))
        mentions.extend(PrintedParty(name, whole and _is_sure(name, known)) for name in names or [piece] if name)
    return mentions


def _is_half(pieces: Sequence[str], k: int, between: Sequence[str]) -> bool:
    """Whether a piece may be half of a name: “Phòng Pháp chế và Thanh tra” is one or two."""
    return any(
        pieces[i + 1] == "Thanh tra" and "và" in between[i] and re.match(r"(?:Phòng|Ban|Vụ|Trung tâm) ", pieces[i])
        for i in (k - 1, k)
        if 0 <= i < len(between)
    )


#: Several bodies of a kind, none of them named: “Các phòng”, “các phòng, trung tâm”.
_UNNAMED = re.compile(
    r"(?:các|những)\s+{0}(?:(?:,| và)\s+{0})*".format(
        r"(?:phòng|ban|sở|bộ|chi cục|cục|vụ|viện|trung tâm|trạm|khoa|đội|tổ|hạt|trường|bệnh viện|công ty|chi nhánh|hội)"
    ),
    re.IGNORECASE,
)
#: Kinds of which there are several beside each other, so that “Các” before others may mean all of them.
_OF_MANY = re.compile(
    r"(?:Phòng|Chi cục|Cục|Vụ|Viện|Trung tâm|Trạm|Khoa|Đội|Tổ|Hạt|Trường|Bệnh viện|Công ty|Chi nhánh)\s"
)


def _is_governed(pieces: Sequence[str], k: int, between: Sequence[str]) -> bool:
    """Whether a piece and one beside it may be one group: in “Các phòng, Chi cục Thuế”, “Các” may mean both."""
    return any(
        between[i].strip() == "," and _UNNAMED.fullmatch(pieces[i]) and _OF_MANY.match(pieces[i + 1])
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


def _begins(after: str, before: str, known: KnownNames, joined_by_and: bool) -> bool:
    """Whether a new name begins with ``after``, given ``before``, the name so far."""
    if known.begin(after):
        return True
    if _PERSON.match(before) and _POST.match(after) and not joined_by_and:
        return False  # “Ông A, Giám đốc Sở”
    match = _NEXT.match(after)
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
_BARE_HEAD = re.compile(rf"(?:{_HEADS})(?:,| và| -)\s")

#: A name directly after another, as when the line break between them was lost (“Văn phòng UBND tỉnh Sở Tư pháp”).
_RUN_TOGETHER = re.compile(
    r"(?<!đốc)(?<!phòng)(?<!tra)(?<!đạo)(?<!thuộc)(?<!của)(?<!trưởng)(?<!tịch)(?<!các)(?<!Các)(?<!vị)(?<!cơ quan)"
    r"(?:(?<!ngành)|(?<=huyên ngành))(?<!tại)(?<!với)(?<!cấp)(?<!đảng)(?<!ủy)(?<!uỷ)(?<!đoàn)"
    rf"(?<=[{SMALL}])\s(?:(?:Sở|Phòng|Chi cục|Ban "
    rf"Quản lý|Văn phòng|Trung tâm|Thanh tra) [{CAPITALS}]|"
    r"(?:Công an|Thanh tra|UBND) (?:tỉnh|các|cấp))"
)


#: A role, as in “Thanh tra Sở phối hợp”, or words about the unit, as in “Phòng Pháp chế: phần văn bản”.
_MORE_THAN_A_NAME = re.compile(r"\s(?:chủ trì|phối hợp|làm đầu mối)(?: thực hiện)?[).]*$|:\s", re.IGNORECASE)
#: Signs that may part names, and may be in one: “Phòng Kỹ thuật/Phòng Kinh doanh”.
_OTHER_SIGN = re.compile(r"\s*(?:[/+→]|->)\s*")


#: Persons behind the name of a body.
_AND_PERSONS = re.compile(
    r"(?:,| và) (?:giáo viên|giảng viên|nhân viên|viên chức|cán bộ|học sinh|sinh viên|phụ huynh|hội viên|đoàn viên)\b"
)


#: The full name of a person: a usual family name, and two to four names.
_FULL_NAME = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Đào|Lương|Hà|Tô|Cao)"
    rf"(?:\s+[{CAPITALS}][{SMALL}]*){{2,4}}"
)


def _is_sure(piece: str, known: KnownNames) -> bool:
    if piece in known or _FULL_NAME.fullmatch(piece):
        return True
    if (_MORE_THAN_A_NAME.search(piece) and not is_group(piece)) or any(
        _NEXT.match(piece, sign.end()) for sign in _OTHER_SIGN.finditer(piece)
    ):
        return False
    if not is_group(piece) and _AND_PERSONS.search(piece):
        return False
    return begins_as_party(piece) and len(piece) <= 160 and not _RUN_TOGETHER.search(piece)


def is_group(name: str) -> bool:
    """Whether a name means several bodies."""
    return _PLURAL.search(fold(name)) is not None or bool(re.match(r"(?:Các|các|Những|những)\s", name))


def is_open(name: str) -> bool:
    """Whether a group is open: its members are decided case by case (“các đơn vị liên quan”)."""
    return _OPEN.search(fold(name)) is not None


_ROLE_BEHIND = re.compile(
    r"\s*\((?:(?:là|làm)\s+)?(?:(?:cơ quan|đơn vị|bộ phận)\s+)?"
    r"(?P<role>chủ trì|đầu mối|thường trực|phụ trách chính|phối hợp|tham gia|hỗ trợ)(?: thực hiện)?\)$",
    re.IGNORECASE,
)
#: Roles of units that do not lead.
_TAKE_PART = frozenset({"phối hợp", "tham gia", "hỗ trợ"})


def split_roles(texts: Iterable[str], known: KnownNames = NOBODY) -> tuple[str, str] | None:
    """Lead and coordinating units of a field that tells the role of each in brackets; ``None`` where it does not.

    “Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp)”. A name without a role has that of the name before it.
    """
    roles: dict[str, list[str]] = {"chủ trì": [], "phối hợp": []}
    role = "chủ trì"
    told = False
    for mention in split_parties(texts, known):
        match = _ROLE_BEHIND.search(mention.name)
        if match is not None:
            role, told = "phối hợp" if match["role"].lower() in _TAKE_PART else "chủ trì", True
        roles[role].append(_ROLE_BEHIND.sub("", mention.name))
    return ("; ".join(roles["chủ trì"]), "; ".join(roles["phối hợp"])) if told else None


#: “Sở Tài chính chủ trì, phối hợp với Sở Nội vụ và …”
_BOTH = re.compile(
    r"^(?:Giao\s+)?(?P<lead>.+?)\s+(?:là\s+(?:cơ "
    r"quan|đơn vị)\s+)?(?:làm\s+)?chủ trì\s*[,;]?\s*(?:và\s+)?phối "
    r"hợp\s*(?:với|cùng|cùng với)?\s*(?::\s*)?(?P<coordinating>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED_BOTH = re.compile(
    r"^(?:[-+–]\s*)?(?:(?:cơ quan|[đð]ơn vị)\s+)?chủ trì(?: thực hiện)?\s*:\s*(?P<lead>.+?)[;.,]?\s*(?:[-+–]\s*)?"
    r"(?:(?:cơ quan|[đð]ơn vị)\s+)?phối hợp(?: thực hiện)?\s*:\s*(?P<coordinating>.+)$",
    re.IGNORECASE | re.DOTALL,
)
#: “Sở Tài chính chủ trì, Sở Nội vụ phối hợp”
_EACH = re.compile(
    r"^(?:Giao\s+)?(?P<lead>.+?)\s+(?:làm\s+)?chủ trì\s*[,;]\s*(?:và\s+)?(?P<coordinating>.+?)\s+phối hợp"
    r"(?: thực hiện)?$",
    re.IGNORECASE | re.DOTALL,
)
#: “Sở Tài chính; phối hợp: Sở Nội vụ”, “Sở Tài chính phối hợp với Sở Nội vụ”: no word says who leads.
_BESIDE = re.compile(
    r"^(?:Giao\s+)?(?P<lead>.+?)(?:\s*[,;(–-]\s*|\s+)(?:(?:các\s+)?(?:cơ quan|[đð]ơn vị)\s+)?phối hợp(?: thực hiện)?"
    r"\s*(?:với|cùng với|cùng|là)?\s*:?\s+(?P<coordinating>[^()]+)\)?$",
    re.IGNORECASE | re.DOTALL,
)


def split_sentence(text: str) -> tuple[str, str] | None:
    """The lead and coordinating parts of a sentence that names both; else ``None``."""
    text = clean(text)
    match = _LABELLED_BOTH.match(text) or _BOTH.match(text) or _EACH.match(without_closing(text))
    if match is None:
        match = _BESIDE.match(text)
        words = (match["lead"], match["coordinating"]) if match is not None else ()
        if not words or not all(names_party(one.name) and one.sure for part in words for one in split_parties([part])):
            return None
    assert match is not None
    coordinating = re.sub(r"\s+(?:thực hiện|triển khai|tham mưu)(?:\s.*)?$", "", without_closing(match["coordinating"]))
    return without_closing(match["lead"]), coordinating


# Codes like those a person would choose.

_USUAL = {
    "van phong so": "VP",
    "van phong": "VP",
    "thanh tra so": "TTRA",
    "thanh tra tinh": "TTT",
    "ubnd tinh": "UBND",
    "uy ban nhan dan tinh": "UBND",
    "van phong ubnd tinh": "VPUB",
    "van phong uy ban nhan dan tinh": "VPUB",
    "cong an tinh": "CAT",
    "bo chi huy quan su tinh": "BCHQS",
    "van phong hdnd va ubnd": "VPUB",
    "kho bac nha nuoc tinh": "KBNN",
    "mat tran to quoc viet nam": "MTTQ",
}
#: Words left out of a name's initials.
_DROPPED = frozenset(
    {"và", "của", "về", "các", "tỉnh", "thuộc", "tại", "cho", "trực", "được", "những", "có", "làm", "việc"}
)
#: The most initials a person would still type.
_LONGEST_CODE = 4
#: A short form within a name, and the most letters taken from it.
_ACRONYM = re.compile(rf"[{CAPITALS}]{{2,}}")
_LONGEST_ACRONYM = 10
_PREFIXES = (
    ("chi cuc ", "CC"),
    ("trung tam ", "TT"),
    ("tt ", "TT"),
    ("phong ", ""),
    ("p ", ""),
    ("so ", "S"),
    ("van phong ", "VP"),
    ("ban quan ly ", "BQL"),
    ("ban ", "B"),
    ("cong an ", "CA"),
    ("to cong tac ", "TCT"),
    ("uy ban nhan dan ", "UB"),
    ("ubnd ", "UB"),
    ("hoi ", "H"),
    ("bo ", "B"),
    ("truong ", "TR"),
    ("thanh tra ", "TTR"),
    ("cuc ", "C"),
    ("doi ", "D"),
    ("vien ", "V"),
)


class Codes:
    """The codes in use, ignoring case; it makes new ones that are free."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {code.casefold() for code in taken}
        self._last: dict[str, int] = {}

    def take(self, code: str) -> None:
        """Keep ``code`` from being free."""
        self._taken.add(code.casefold())

    def free(self, code: str) -> str:
        """``code`` itself, or followed by the first number from 2 on with which it is free."""
        key = code.casefold()
        if key not in self._taken:
            return code
        number = self._last.get(key, 2)
        while f"{key}{number}" in self._taken:
            number += 1
        self._last[key] = number
        return f"{code}{number}"


def code_of(name: str, taken: Codes) -> str:
    """A short code for a unit: Phòng Kế hoạch - Tài chính → KHTC, Sở Nội vụ → SNV; numbered if taken."""
    words = re.sub(r"[^\w\s]", " ", name).split()
    folded = fold(" ".join(words))
    code = _USUAL.get(folded)
    if code is None:
        prefix, skipped = "", 0
        for beginning, letters in _PREFIXES:
            if f"{folded} ".startswith(beginning):
                prefix, skipped = letters, len(beginning.split())
                break
        rest = [word for word in words[skipped:] if word.lower() not in _DROPPED]
        short = "".join(word for word in rest if _ACRONYM.fullmatch(word))
        if len(short) > 1:  # “Bộ CHQS tỉnh”, “P. KT&ĐBCL”: the name has its short form
            return taken.free((prefix + fold(short).upper())[:_LONGEST_ACRONYM])
        longest = _LONGEST_CODE + 2 if prefix == "S" else _LONGEST_CODE
        if len(rest) > longest and sum(word[0].isupper() for word in rest) >= 2:
            rest = [word for word in rest if word[0].isupper()]
        initials = fold("".join(word[0] for word in rest)).upper()
        code = (prefix + initials[: longest + 1]) or "DV"
        if code in ("Y", "N", "NO", "ON") or code[0].isdigit():
            code = f"DV{code}"
    return taken.free(code)


_GROUP_WORDS = (
    (r"phong,? (?:ban,? )?don vi.*lien quan|phong,? don vi co lien quan", "LQ"),
    (r"lien quan", "LQ"),
    (r"phong,? don vi (?:truc )?thuoc so", "ALL"),
    (r"phong,? (?:ban,? )?don vi", "ALL"),
    (r"^cac phong\b", "PHONG"),
    (r"^cac don vi\b", "DONVI"),
    (r"ubnd.*(?:xa|phuong)|cap xa", "UBXA"),
    (r"ubnd.*huyen|cap huyen", "UBHUYEN"),
    (r"so,? (?:ban,? )?nganh", "SBN"),
    (r"dia phuong", "DP"),
)


def group_code(name: str, taken: Codes) -> str:
    """A short code for a group: ALL, LQ, PHONG …; numbered if taken."""
    folded = fold(name)
    for pattern, code in _GROUP_WORDS:
        if re.search(pattern, folded):
            return taken.free(code)
    words = re.sub(r"[^\w\s]", " ", name).lower().split()
    initials = fold("".join(word[0] for word in words if word not in _DROPPED)).upper()[:5]
    return taken.free(initials if len(initials) > 1 else "NHOM")
