"""Names of bodies: the words they begin with, and how a name is told from a sentence, a group from a unit."""

from __future__ import annotations

import re

from parplan.importing.enumerators import CAPITALS
from parplan.vocabulary.body_kinds import kinds_pattern
from parplan.vocabulary.folding import fold
from parplan.vocabulary.places import PLACE_KINDS

#: First words of names, and what must follow; a capital distinguishes the name from the common word.
HEADS = kinds_pattern()
#: Words for several, and those of whom there may be several.
_ANY = (
    r"các|những|mọi|toàn thể|tất cả(?: các)?",
    rf"(?i:{HEADS}|(?:{kinds_pattern('listed')})(?=,))|{'|'.join(PLACE_KINDS)}|cơ sở|ngành|tổ chức|địa phương"
    r"|doanh nghiệp|đoàn thể|cấp|thành viên|cá nhân|chủ|chuyên gia|lực lượng|hộ|nhà thầu|chủ đầu tư",
)
NAME_BEGINS = re.compile(
    rf"(?P<head>(?:{HEADS})(?=[\s;,.]|$)"
    rf"|(?:{_ANY[0]})\s+(?:{_ANY[1]})(?!\w)"
    rf"|(?:đồng chí|đ/c|ông|bà)\s+(?=[{CAPITALS}])"
    rf"|(?:{kinds_pattern('field', 'many').lower()}|công an)\s+(?=[{CAPITALS}])"
    r"|(?:cơ quan|đơn vị|địa phương|tổ chức)(?:, (?:cơ quan|đơn vị|địa phương|tổ chức|đoàn thể))*\s+(?:có\s+)?liên quan"
    r"|(?:công chức|viên chức|cán bộ|lãnh đạo|người "
    r"đứng đầu|cơ quan|đơn vị|tổ chức|cá nhân|doanh "
    r"nghiệp|địa phương)\s+(?:làm việc|phụ trách|"
    r"liên quan|có liên quan|được giao|tham mưu|thường trực|chuyên môn|tư vấn|khác))"
)
_BODY = re.compile(rf"(?:{HEADS})(?!\w)", re.IGNORECASE)
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


def begins_body(words: str) -> bool:
    """Whether words, in capitals too, begin as the name of a body does."""
    return _BODY.match(words) is not None


#: Words that show a text to be a sentence rather than a name.
VERBS = re.compile(
    r"\s(?:có trách nhiệm|chịu trách nhiệm|theo "
    r"dõi|xây dựng|(?<!quan )tham mưu|thực hiện|"
    r"(?<!các )(?<!Các )tổ chức|hướng dẫn|căn cứ|bố trí|tăng cường|đôn đốc|"
    r"rà soát|chủ động|triển khai|báo cáo|ban hành|tổng hợp|kiểm tra)(?=\s|$)"
)


#: Places and kinds of bodies, behind a name: “Trung tâm Dịch vụ tổng hợp xã”, “Tổ kiểm tra liên ngành”.
_WHERE = re.compile(
    rf"(?:liên ngành|chuyên ngành|khu vực|cấp \w+|số \d+|{'|'.join(PLACE_KINDS)})"
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
    return (
        NAME_BEGINS.match(name) is not None
        or NAME_BEGINS.match(name[:1].upper() + name[1:]) is not None
        or is_group(name)
    )


def is_called(name: str) -> bool:
    """Whether the first words of a name are those of a body or a group; groups may be named further on elsewhere."""
    return NAME_BEGINS.match(name[:1].upper() + name[1:]) is not None or _PLURAL.match(fold(name)) is not None


def names_party(text: str) -> bool:
    """Whether a text is the name of a body: it begins like one, and has no verb."""
    if re.match(r"(?:Đẩy mạnh|Phối hợp|Tổ chức)\s(?!chính trị|xã hội)", text):
        return False
    return begins_as_party(text) and not has_verb(text)


def is_group(name: str) -> bool:
    """Whether a name means several bodies."""
    return _PLURAL.search(fold(name)) is not None or bool(re.match(r"(?:Các|các|Những|những)\s", name))


def is_strange_group(name: str) -> bool:
    """Whether a name means several of what begins like no body: “Các tình huống”."""
    several = re.match(r"(?:các|những)\s+(?P<what>\S.*)", name, re.IGNORECASE)
    if several is None:
        return False
    return re.match(rf"(?:{_ANY[1]})(?!\w)", several["what"]) is None


def is_open(name: str) -> bool:
    """Whether a group is open: its members are decided case by case (“các đơn vị liên quan”)."""
    return _OPEN.search(fold(name)) is not None
