"""Names of bodies: the words they begin with, and how a name is told from a sentence, a group from a unit."""

from __future__ import annotations

import re

from parplan.importing.enumerators import CAPITALS
from parplan.vocabulary.folding import fold

#: First words of bodies' names; a capital distinguishes the name from the common word.
HEADS = (
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
NAME_BEGINS = re.compile(
    rf"(?P<head>(?:{HEADS})(?=[\s;,.]|$)"
    rf"|(?:{_ANY[0]})\s+(?:{_ANY[1]})(?!\w)"
    rf"|(?:đồng chí|đ/c|ông|bà)\s+(?=[{CAPITALS}])"
    rf"|(?:phòng|văn phòng|thanh tra|trung tâm|chi cục|sở|ban|trường|công an|viện|cục|tổ)\s+(?=[{CAPITALS}])"
    r"|(?:cơ quan|đơn vị|địa phương|tổ chức)(?:, (?:cơ quan|đơn vị|địa phương|tổ chức|đoàn thể))*\s+(?:có\s+)?liên quan"
    r"|(?:công chức|viên chức|cán bộ|lãnh đạo|người "
    r"đứng đầu|cơ quan|đơn vị|tổ chức|cá nhân|doanh "
    r"nghiệp|địa phương)\s+(?:làm việc|phụ trách|"
    r"liên quan|có liên quan|được giao|tham mưu|thường trực|chuyên môn|tư vấn|khác))"
)
_BODY = re.compile(rf"(?:{HEADS}|Thủ tướng|Chính phủ|Đại học|Khoa(?! học))(?!\w)", re.IGNORECASE)
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


def is_open(name: str) -> bool:
    """Whether a group is open: its members are decided case by case (“các đơn vị liên quan”)."""
    return _OPEN.search(fold(name)) is not None
