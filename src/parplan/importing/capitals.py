"""Names printed in capitals in their usual spelling: “SỞ NỘI VỤ” → “Sở Nội vụ”."""

from __future__ import annotations

import re

from parplan.importing.enumerators import clean
from parplan.vocabulary.body_kinds import body_kinds
from parplan.vocabulary.folding import fold
from parplan.vocabulary.places import PLACE_KINDS, PLACES


def mostly_capitals(text: str) -> bool:
    """Whether a text is in capitals, but for a few letters."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def as_written(capitals: str, words: str, *, name: bool = True) -> str:
    """Words in capitals as the document spells them elsewhere; if nowhere, a name gets its usual capitals."""
    flexible = r"\s+".join(map(re.escape, capitals.split()))
    found: dict[str, int] = {}
    for match in re.finditer(flexible, words, re.IGNORECASE):
        written = clean(match[0])
        if not mostly_capitals(written):
            found[written] = found.get(written, 0) + 1
    if found:
        best = max(found, key=lambda text: found[text])
        return best[:1].upper() + best[1:] if name else best
    if not name:
        return capitals
    return _usual(capitals, words)


#: Subjects a school teaches, which are no name: “Trường Đại học Kinh tế”, before the name of its town.
_TAUGHT = re.compile(
    r"(?:(?:kinh tế|sư phạm|bách khoa|khoa học|tự nhiên|xã hội|nhân văn|công nghệ|công nghiệp|nông lâm|nông nghiệp"
    r"|ngoại ngữ|ngoại thương|luật|kỹ thuật|xây dựng|kiến trúc|mỏ|giao thông vận tải|giao thông|thủy lợi|thủy sản|y tế"
    r"|tài chính|ngân hàng|thương mại|du lịch|văn hóa|nghệ thuật|thể dục thể thao|thông tin|truyền thông|quốc tế"
    r"|kế toán|quản trị kinh doanh|và|-|,) ?)+(?=(?:\S+ ?){0,2}$)"
)
#: A general hospital, whose own name follows.
_HOSPITAL = re.compile(r"Bệnh viện (?P<kind>Đa khoa(?: khu vực)?) (?P<name>(?!khu vực|trung ương)\S+(?: \S+){0,2})")
#: Bodies whose name is whole, so that what follows is that of their place: “Sở Y tế”, “Chi cục Thuế” …
_WHOLE = re.compile(
    r"(?:sở (?:tài chính|nội vụ|y tế|tư pháp|công thương|xây dựng|giao thông vận tải|ngoại vụ|du lịch"
    r"|khoa học và công nghệ|giáo dục và đào tạo|nông nghiệp và môi trường"
    r"|nông nghiệp và phát triển nông thôn|tài nguyên và môi trường"
    r"|văn hóa, thể thao và du lịch|văn hóa và thể thao|dân tộc và tôn giáo|kế hoạch và đầu tư"
    r"|thông tin và truyền thông|quy hoạch - kiến trúc|lao động(?: -|,) thương binh và xã hội)"
    r"|(?:chi )?cục (?:thuế|thống kê|hải quan|thi hành án dân sự|quản lý thị trường|kiểm lâm)"
    r"|(?:phòng|trung tâm) (?:giáo dục và đào tạo|nội vụ|tư pháp|y tế|tài chính - kế hoạch)|kho bạc nhà nước)"
    r"(?:(?<=thuế) khu vực)? (?P<own>[^\W\d_]+(?: [^\W\d_]+){1,2})"
)
#: Words that go on with the name of such a body instead: “Chi cục Thuế khu vực …”, “Trung tâm Y tế dự phòng”.
_NO_PLACE = re.compile(r"(?:và|khu vực|vùng|liên|doanh nghiệp|dự phòng|vật giá|ngoài|trong|cửa khẩu|sân bay|cảng)\b")
_PLACE_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, PLACES))})(?!\w)", re.IGNORECASE)
_PLACE_AS_SPELLED = {place.lower(): place for place in PLACES}


#: Kinds whose names have no field of work with a capital.
_WITHOUT_FIELD = re.compile(
    r"(?:Ủy ban|Uỷ ban|Hội đồng) nhân dân|UBND|HĐND|Công an|Viện kiểm sát nhân dân|T(?:òa|oà) án nhân dân|Các"
)


def is_spelled(name: str, words: str) -> bool:
    """Whether a name that was printed in capitals is spelled as the document or a rule has it, and not by guess."""
    kind = next((kind for kind in body_kinds() if f"{name} ".startswith(f"{kind.words} ")), None)
    if name in words or _WITHOUT_FIELD.match(name) is not None:
        return True
    if kind is None:
        return False
    behind = name[len(kind.words) + 1 :]
    return not behind or behind.startswith(PLACE_KINDS) or bool(kind.marks.intersection(("field", "school")))


def _usual(capitals: str, words: str) -> str:
    """“ỦY BAN NHÂN DÂN TỈNH BẮC NINH” → “Ủy ban nhân dân tỉnh Bắc Ninh”; “SỞ NỘI VỤ” → “Sở Nội vụ”."""
    text = " ".join(capitals.lower().split())
    head, place = text, ""
    match = re.search(rf"(?<!hợp tác)\s((?:{'|'.join(PLACE_KINDS)})\s)(?!hội\b)(\S.*)$", text)
    if match:
        head = text[: match.start()]
        place = f" {match[1]}{match[2].title()}"
    kind = next((kind for kind in body_kinds() if f"{head} ".startswith(f"{kind.words.lower()} ")), None)
    if kind is not None:
        rest = head[len(kind.words) + 1 :]
        if "field" in kind.marks:
            # “Sở Văn hóa, Thể thao”, but “Văn phòng Ban chỉ đạo về tìm kiếm, quy tập”
            beginnings = r"^(\w)" if " về " in rest else r"(?:(?<=^)|(?<=, )|(?<=- )|(?<= và ))(\w)"
            rest = re.sub(beginnings, lambda m: m[1].upper(), rest)
        if "school" in kind.marks:
            own = ""
            if taught := _TAUGHT.match(rest):
                rest, own = taught[0], rest[taught.end() :].title()
            elif len(rest.split()) <= 3:
                rest = rest.title()
            rest = rest[:1].upper() + rest[1:] + own
        head = f"{kind.words} {rest}".rstrip()
        if named := _HOSPITAL.fullmatch(head):
            head = f"Bệnh viện {named['kind']} {named['name'].title()}"
    head = re.sub(r"\w{2,}", lambda m: m[0] if re.search("[aeiouy]", fold(m[0])) else m[0].upper(), head)  # “TNHH”
    head = re.sub(r"(?<=khu vực )[ivx]+\b", lambda m: m[0].upper(), head)
    head = _with_places(head, words)
    head = re.sub(r"\bubnd\b", "UBND", head)
    # Nghị định 30/2020/NĐ-CP, Phụ lục II, writes “Nhà nước” so; “quản lý nhà nước” is no body
    head = re.sub(r"(?<!quản lý )(?<!kiểm toán )\bnhà nước\b", "Nhà nước", head, flags=re.IGNORECASE)
    head = re.sub(r"\bđảng (?=bộ|ủy|uỷ)|(?<=ây dựng )đảng\b", lambda m: m[0].capitalize(), head)
    return head[:1].upper() + head[1:] + place


def _with_places(head: str, words: str) -> str:
    """A name with the names of places in it as they are spelled: “Sở Tài chính bắc ninh” → “Sở Tài chính Bắc Ninh”."""
    head = _PLACE_NAME.sub(lambda m: _PLACE_AS_SPELLED[m[0].lower()], head)
    whole = _WHOLE.fullmatch(head.lower())
    if whole is not None and not _NO_PLACE.match(whole["own"]):
        at = whole.start("own")
        return head[:at] + (head[at:] if _PLACE_NAME.fullmatch(head[at:]) else head[at:].title())
    # a place that the document names, as in its date line
    for count in (3, 2):
        name = " ".join(head.split()[-count:])
        if len(head.split()) > count and name != name.title():
            before = rf"(?:{'|'.join(PLACE_KINDS)}) "
            spelled = re.escape(name.title())
            if re.search(rf"(?<!\w)(?:{spelled}, ngày|{before}{spelled}(?!\w))", words):
                return f"{head[: -len(name)]}{name.title()}"
    return head
