"""The units a duty names itself, as the subject of its sentence: “Giao Sở Y tế chủ trì, …”, “Sở Y tế: …”."""

from __future__ import annotations

import re

from msgspec import Struct

from parplan.importing.enumerators import CAPITALS, clean
from parplan.importing.parties import NOBODY, VERBS, KnownNames, PrintedParty, is_called, split_parties

#: Words before the unit that is given a duty.
GIVING = r"(?:(?:Trân trọng|Kính)\s+)?(?:Giao|Đề nghị|Yêu cầu|Phân công|Kiến nghị|Ủy quyền|Mời)(?:\s+cho)?"
_OPENING = re.compile(rf"{GIVING}(?:\s*:)?\s+", re.IGNORECASE)
#: Verbs that tell by themselves that a body comes before them.
_ROLE = (
    r"có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|(?:là|làm) (?:cơ quan|đơn vị|đầu mối)|chủ trì|phối hợp|chủ động|"
    r"căn cứ|trên cơ sở|theo chức năng|(?<!quan )(?<!chức )tham mưu"
)
_OTHER = (
    r"theo dõi|(?<!các )(?<!Các )(?<!Ban )(?<!, )tổ chức|thực hiện|triển khai|bố trí|hướng dẫn|xây dựng|"
    r"rà soát|khẩn trương|"
    r"tăng cường|chỉ đạo|đôn đốc|kiểm tra|thanh tra|giám sát|tổng hợp|báo cáo|cân đối|đề xuất|cập nhật|công khai|"
    r"công bố|ban hành|trình|thẩm định|thẩm tra|tuyên truyền|phổ biến|vận động|đẩy mạnh|quan tâm|tiếp tục|thường xuyên|"
    r"nghiên cứu|tiếp nhận|cung cấp|giúp|hỗ trợ|phát động|chuẩn bị|lồng ghép|lập|đăng tải|đăng ký|quản lý|vận hành|"
    r"bảo đảm|đảm bảo|nâng cao|kịp thời|nghiêm túc|đổi mới|mở|huy động|kiện toàn|phân công|quán triệt|quyết định|"
    r"xem xét|xử lý|giải quyết|tạo điều kiện|tập trung|phát huy|tham gia|phụ trách|sử dụng|đánh giá|sơ kết|tổng kết|"
    r"phê duyệt|thành lập|xác định|bám sát|gửi|thông báo|thông tin|cam kết|tích cực|thống kê|duy trì|khảo sát|đào tạo|"
    r"tập huấn|bồi dưỡng|hoàn thành|hoàn thiện|chăm lo|biên soạn|in ấn|cử|trực(?! thuộc)|tùy|tuỳ|phải|cần|"
    r"tiến hành|phản ánh|đề nghị|yêu cầu|kiến nghị|khắc phục|nộp|kết hợp|góp ý|chấp hành|phân tích|ký|bồi hoàn|chi trả"
)
_VERB = re.compile(rf"(?<=\s)(?:(?P<role>{_ROLE})|(?P<other>{_OTHER}))(?=[\s,:.;]|$)")
#: Kinds of bodies that are no names by themselves: a verb behind them belongs to the name (“Phòng quản lý đô thị”).
_KIND = re.compile(
    r"(?:các|những)|(?:phòng|ban|sở|bộ|tổ|đội|khoa|cục|vụ|viện|trung tâm|chi cục|hội|"
    r"hội đồng|ủy ban|uỷ ban|bộ phận|trường|nhóm|tổ công tác|ban chỉ đạo|"
    r"công chức|viên chức|cán bộ|đoàn|cơ quan|đơn vị|"
    r"tổ chức|địa phương|"
    r"cá nhân)|(?:cơ quan|đơn vị) (?:chủ trì|thực hiện|phối hợp|được giao|soạn thảo|nào)",
    re.IGNORECASE,
)
#: A name that ends like this is whole, so that any verb may follow.
_ENDED = re.compile(
    rf"(?:[{CAPITALS}\d]\S*|tỉnh|thành phố|huyện|xã|phường|đặc khu|quan|ương|ngành|trường|học|tế|sát|đoàn|dân|vị|[”)])$"
)
#: “Tổ chức lễ ra quân”: a verb, where no body follows.
_ORGANIZE = re.compile(r"Tổ chức (?!chính trị|cơ sở|[Đđ]ảng|[Đđ]oàn|[Cc]ông đoàn|[Hh]ội)")
#: “Các phòng được giao chủ trì thực hiện những nội dung này có trách nhiệm …”: the clause tells who is meant.
_GIVEN = re.compile(
    r"(?P<who>[^.:;]{4,60}?\sđược (?:giao|phân công)\s[^.:;]{2,80}?)\s+(?:(?:có|chịu) trách nhiệm|căn cứ|chủ động)\b"
)
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
    if colon >= 0 and VERBS.search(f" {text[start:colon]}") is None and (names := _named(text[start:colon], known)):
        return Subject(tuple(one.name for one in names), True, colon + 1)
    end = re.compile(r"[:;]|\.\s").search(text, start)
    if (clause := _GIVEN.match(text, start)) is not None and (names := _named(clause["who"], known)):
        return Subject(tuple(one.name for one in names), True, clause.end("who"))
    for verb in _VERB.finditer(text, start, min(end.start() if end is not None else len(text), start + _FARTHEST)):
        who = text[start : verb.start()].rstrip()
        if who.endswith(",") and verb["role"] is None and not verb[0].startswith(("tùy", "tuỳ")):
            continue  # “các cơ quan, tổ chức …”
        if (names := _named(who, known)) is None:
            continue
        certain = opening is not None or verb["role"] is not None or all(_ENDED.search(one.name) for one in names)
        return Subject(tuple(one.name for one in names), certain, verb.start())
    return None


def _named(who: str, known: KnownNames) -> tuple[PrintedParty, ...] | None:
    """The units that some words name, if they name nothing else."""
    names = split_parties([who], known)
    if not names or not all(one.sure and is_called(one.name) and not _KIND.fullmatch(one.name) for one in names):
        return None
    return names
