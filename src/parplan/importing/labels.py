"""Labels of lists and headers of tables, mapped to the fields of a task.

Labels are compared without diacritics and case: first whole, then by rapidfuzz to allow for typing and OCR errors. A
match of the second kind is not ``sure``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from parplan.importing.enumerators import CAPITALS, SIGN
from parplan.vocabulary.folding import fold

NUMBER, TITLE, LEAD, COORDINATING, TIME, PRODUCTS = "number", "title", "lead", "coordinating", "time", "products"
#: “Cơ quan thực hiện”: the lead, lead and coordinating, or a heading over both columns.
DOING = "doing"
#: Fields of the work to be done: they tell tables of tasks from others, and labels within a text.
OF_TASKS = frozenset({LEAD, DOING, COORDINATING, TIME, PRODUCTS})
#: Prefix of a field that the plan format has no key for; the printed name follows.
COLUMNS = "columns."
PERSON, NOTES, RECIPIENT = "person", "notes", "recipient"
#: The field of work of several tasks, in a column of its own.
SECTION = "section"


class Label(Struct, frozen=True):
    """A recognised label: the ``field`` it names, the ``printed`` words, and whether they are ``sure`` to mean it."""

    field: str
    printed: str
    sure: bool = True


_WHO = (
    r"(?:(?:cac )?(?:co quan|don vi|dv|cq|d/v|c/q|so|phong|to "
    r"chuc|ca nhan|nguoi(?= ?[/,]| va )|bo phan|can bo|cap|nganh|dia phuong|bo)(?:(?:,| va|/| -|; )? ?)){1,5}"
)
#: Bodies alone, no persons: “Khoa, phòng tham gia”, “Ban phụ trách”.
_BODIES = (
    r"(?:(?:cac )?(?:co quan|don vi|dv|khoa|phong|ban|bo mon|to|vu|cuc|so|nganh|trung tam|bo phan|doan the)"
    r"(?:(?:,| va|/| -|; )? ?)){1,5}"
)
_DO = r"(?: tham muu)?(?: (?:to chuc|trien khai))?(?: thuc hien| giai quyet| xay dung| soan thao|,? trinh)?"
_PATTERNS: tuple[tuple[str, str], ...] = (
    # A narrow column may break “STT” in two.
    (NUMBER, r"(?:so ?)?(?:t ?t|s ?t ?t|thu tu)"),
    (LEAD, rf"(?:{_WHO} ?)?(?:duoc giao |phan cong )?(?:chu tri|chu quan|dau moi)(?: chinh)?{_DO}(?: nhiem vu)?"),
    (
        LEAD,
        rf"(?:{_WHO} ?)(?:chiu )?trach nhiem(?: chinh)?(?: "
        rf"(?:chu tri|thuc hien))?|(?:phan cong )?trach nhiem(?: thuc hien)?|chiu trach nhiem(?: chinh)?",
    ),
    (LEAD, rf"{_BODIES} ?(?:phu trach|dau moi|chu tri){_DO}|phu trach(?: chinh)?{_DO}"),
    # One label for both: read as the lead, and split where the words say who coordinates.
    (DOING, rf"(?:{_WHO} ?)?chu tri(?:,| va|/| -|;) ?(?:{_WHO} ?)?phoi hop{_DO}"),
    (
        COORDINATING,
        rf"(?:{_WHO} ?|thanh phan |luc luong |phan cong |nguoi )?(?:cung )?phoi hop(?: chinh)?{_DO}"
        rf"|(?:{_WHO} ?)(?:lien quan|cung thuc hien)"
        rf"|(?:{_BODIES} ?)(?:cung )?(?:tham gia|phoi hop){_DO}",
    ),
    (
        DOING,
        rf"(?:{_WHO} ?|{_BODIES} ?)(?:truc tiep )?(?:to chuc |trien khai )?thuc hien(?: nhiem vu)?(?: chinh)?"
        r"|phan cong(?: thuc hien| nhiem vu)?",
    ),
    (
        TIME,
        r"(?:thoi (?:gian|han|diem)|t[/.]? ?(?:gian|han)|t\.?g(?:ian)?|han|tien do|lo trinh)(?: "
        r"(?:du kien|trien khai|tien hanh|to chuc|thuc "
        r"hien|hoan thanh|ban hanh|trinh|giai quyet|xong)){0,3}"
        r"(?: (?:nhiem vu|cong viec))?(?: ?[(\[][^)]*[)\]])?(?: nam \d{4})?"
        r"|moc(?: thoi gian)?(?: hoan thanh| thuc hien)|moc thoi gian|han chot|thoi gian, tien do|ke hoach thoi gian"
        r"|du kien (?:thoi gian|hoan thanh)"
        r"|thoi (?:gian|han)(?: thuc hien)?(?:,|/| va) ?hoan thanh"
        r"|(?:ngay|thang|quy|nam|giai doan) (?:thuc hien|hoan thanh)"
        r"|thoi (?:gian|han) trinh (?:ubnd|hdnd|chinh phu|thu tuong chinh phu)(?: (?:tinh|thanh pho))?"
        r"|(?:phai )?hoan thanh (?:truoc|trong)(?: ngay| thang)?"
        r"|so (?:ngay|tuan|thang)(?: (?:lam viec|du kien|thuc hien|hoan thanh|can thiet)){0,2}",
    ),
    (
        PRODUCTS,
        r"(?:du kien )?(?:san pham|ket qua|ket qua/san "
        r"pham|san pham/(?:ket qua|cong viec)|san pham,? ket qua|ket "
        r"qua,? san pham|ket qua dau ra|yeu cau san pham|yeu cau ket qua|dau ra)"
        r"(?: (?:dau ra|du kien|thuc hien|hoan thanh|"
        r"can dat|can dat duoc|dat duoc|cu the|chu yeu|"
        r"phai dat|trinh|san pham|giao nop|mong doi)){0,3}(?: ?\([^)]*\))?"
        r"|chi tieu(?:,|/| va| -) ?(?:san pham|ket qua)(?: can dat)?",
    ),
    (
        PERSON,
        r"(?:nguoi|lanh dao|can bo|cong chuc)(?: dung "
        r"dau)?(?: truc tiep)?(?: (?:chiu trach nhiem|phu trach|thuc hien|chi dao|theo doi))+",
    ),
    (
        RECIPIENT,
        r"noi nhan(?: (?:san pham|bao cao))?|cap trinh|" r"don vi nhan(?: bao cao)?|co quan nhan bao cao",
    ),
    (NOTES, r"ghi chu"),
    (SECTION, r"(?:ten )?(?:cac )?(?:linh vuc|nhom (?:nhiem vu|linh vuc|noi dung)|noi dung cai cach)(?: hanh chinh)?"),
    (
        TITLE,
        r"(?:ten |noi dung |cac )?(?:nhiem vu|cong viec|"
        r"noi dung|hoat dong|giai phap|du an|dau viec|viec phai lam|ten du an"
        r"|hang muc cong viec|(?<=ten )(?:de an|chuong trinh|van ban|bao cao)|chuong trinh(?=, de an))"
        r"(?:(?:,|/| -| va) ?(?:nhiem vu|giai phap|bien phap|noi "
        r"dung|cong viec|du an|hoat dong|de an|chuong trinh|van ban))*(?: (?:thuc "
        r"hien|cu the|trong tam|chu yeu|cong viec|nhiem "
        r"vu|trien khai|can thuc hien|hoat dong|chinh|chi tiet|duoc giao)){0,2}",
    ),
)
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _PATTERNS)

#: The commonest wording of each field, compared with words that match no pattern.
_COMMON: tuple[tuple[str, str], ...] = (
    (LEAD, "don vi chu tri thuc hien"),
    (LEAD, "don vi chu tri"),
    (LEAD, "co quan chu tri"),
    (LEAD, "co quan chu tri thuc hien"),
    (COORDINATING, "don vi phoi hop"),
    (COORDINATING, "don vi phoi hop thuc hien"),
    (COORDINATING, "co quan phoi hop"),
    (TIME, "thoi gian thuc hien"),
    (TIME, "thoi gian hoan thanh"),
    (TIME, "thoi han hoan thanh"),
    (TIME, "hoan thanh"),
    (PRODUCTS, "san pham"),
    (PRODUCTS, "san pham dau ra"),
    (PRODUCTS, "ket qua thuc hien"),
    (DOING, "don vi thuc hien"),
    (DOING, "co quan thuc hien"),
    (DOING, "thuc hien"),  # also the beginning of work to be done
    # These may mean something else, so they are never sure.
    (LEAD, "don vi tham muu"),
    (LEAD, "co quan tham muu"),
    (LEAD, "co quan soan thao"),
    (COORDINATING, "co quan ho tro"),
    (RECIPIENT, "co quan trinh"),  # or who submits it
    (TIME, "thoi gian bao cao"),
    (TIME, "thoi han bao cao"),
    (PRODUCTS, "minh chung"),
    (PRODUCTS, "hinh thuc van ban"),
    (PRODUCTS, "hinh thuc san pham"),
    (PRODUCTS, "ten san pham"),
)
#: Words that tell the field of a label: whatever stands beside them; and those that do so only beside words that say
#: whose or which it is, or above what is of that field. “sản” is easily misread.
TELLING: tuple[tuple[str, str, str], ...] = (
    (LEAD, "chu tri", "dau moi"),
    (COORDINATING, "phoi hop", "tham gia"),
    (TIME, "thoi gian|thoi han|deadline", "tien do"),
    (PRODUCTS, "(?:san )?pham|ket qua|dau ra", ""),
)
_TELLING = {field: re.compile(rf"\b(?:{'|'.join(filter(None, words))})\b") for field, *words in TELLING}
#: The words beside those of times and products, one by one: “cần đạt”, “dự kiến” …
_OF_WORK = (
    "can|cong|cu(?= the)|dat|du|duoc|giao|hanh|hien|hoan|kien|nhiem|phai|thanh|the|thuc|trien|khai|va|viec|vu|yeu|"
    "cau|chinh|ban"
)
#: Those beside who leads and who coordinates, too: “Trách nhiệm”, “Ban”, “trực tiếp” …
_OF_BODIES = (
    f"{_OF_WORK}|bo|ca|cac|cap|chiu|chuc|co|cq|cuc|cung|dia|doan|don|dv|hoi|khoa|luc|luong|muu|nganh|nhan|nhom|phan|phong|"
    "phuong|quan|so|tam|tham|tiep|to|trach|truc|trung|vi"
)
_BESIDE = {
    field: re.compile(rf"(?:(?:{_OF_WORK if field in (TIME, PRODUCTS) else _OF_BODIES})\b[\s,/&()-]*)*")
    for field in _TELLING
}
#: Beginnings of work to be done, which are no labels: “Tổ chức thực hiện, báo cáo kết quả”.
_VERB = re.compile(
    r"(?:xay dung|ban hanh|trien khai|to chuc (?!chu|phoi|tham)|thuc hien|giai quyet|tham muu|trinh|hoan thanh)\b"
)
#: Least similarity to a known label, of 100; lower in a damaged text.
ALIKE, ALIKE_DAMAGED = 88, 74


#: In brackets: one of two columns of a field, and perhaps the one that holds no longer: “Chủ trì (cũ)”.
_EARLIER = re.compile(r"\((?:cu|moi|truoc|dieu chinh|ban dau)\b")

#: The most letters of a label with its brackets and the blanks in it.
_LONGEST_PRINTED = 400


@lru_cache(maxsize=4096)
def find_label(words: str, alike: int = ALIKE) -> Label | None:
    """The field that ``words``, taken as a whole label or header, name; ``None`` if they name none."""
    if len(words) > _LONGEST_PRINTED:
        return None
    printed = " ".join(words.split())
    folded = _bare(printed)
    if "(" in folded:  # “Đơn vị chủ trì (thực hiện)”, “Thời gian (Năm 2026)”
        without = _bare(re.sub(r"\s*\([^)]*\)", "", printed))
        # An unclosed bracket stays in the words, so calling again would never end.
        inner = find_label(without, alike) if without != folded else None
        if inner is not None:
            return Label(inner.field, printed, inner.sure and _EARLIER.search(folded) is None)
    if not folded or len(folded) > 70:
        return None
    for field, pattern in _COMPILED:
        if pattern.fullmatch(folded):
            return Label(field, printed)
    told = _told_by_words(folded)
    if told is not None:
        return Label(told, printed, sure="tham gia" not in folded)  # this may be those who only attend
    from rapidfuzz import fuzz

    if len(folded) >= 7:
        score, field = max((fuzz.ratio(folded, common), field) for field, common in _COMMON)
        if score >= alike:
            return Label(field, printed, sure=False)
    return None


def _told_by_words(folded: str) -> str | None:
    """The field that one telling word names among words that only say whose it is: “Trách nhiệm phối hợp”."""
    if _VERB.match(folded):
        return None
    told = [field for field, words in _TELLING.items() if words.search(folded)]
    if len(told) != 1:
        return None
    words = _TELLING[told[0]].sub(" ", folded).strip()
    return told[0] if len(folded.split()) <= 7 and _BESIDE[told[0]].fullmatch(words) else None


def _bare(words: str) -> str:
    """A label in folded form, without footnote marks, leading numbers and surrounding punctuation."""
    folded = fold(words).strip(" .:;*-–+•()[]")
    folded = re.sub(r"^(?:\d{1,2}|[a-z])[.)]\s*", "", folded)
    folded = re.sub(r"\s*(?:\[\d+\]|\(\d+\)|\d+|\*+)$", "", folded)
    return re.sub(r"\s*/\s*", "/", folded).strip(" .:;*")


#: A line that may begin with a label that is not known: “Nơi làm: Các huyện vùng cao”.
UNKNOWN_LABEL = re.compile(rf"(?P<name>[{CAPITALS}][^:.;,()]{{2,30}}):\s+(?P<value>\S.*)", re.DOTALL)


class Labelled(Struct, frozen=True):
    """A line that gives a field: its label and the value after the colon."""

    label: Label
    value: str


_COLON = re.compile(r"\s*[:：]\s*")
#: A label at the beginning of a line that lacks its colon (“Thời gian thực hiện Quý II”).
_TIME_WITHOUT_COLON = re.compile(
    r"(?P<label>Thời (?:gian|hạn) (?:thực hiện|hoàn "
    r"thành))\s+(?P<value>(?:[Tt]rong |[Tt]rước "
    r"|[Qq]uý |[Tt]háng |[Tt]hường |[Tt]ừ |[Hh]ằng |[Hh]àng |[Nn]ăm |[Xx]ong |\d).*)",
    re.DOTALL,
)


#: Words that may stand before a sign within a label: “Cơ quan; đơn vị chủ trì”.
_ASKED_FOR = re.compile(r"(?:cac )?(?:co quan|don vi|ca nhan|nguoi|can bo|bo phan|to chuc)(?: (?:chinh|thuc hien))?")


def _begins_with_end_of_value(words: str) -> bool:
    """Whether words before a colon are the end of a value and another label: “Sở; thời gian thực hiện”.

    The value began in the line above, which the print wrapped; “Sở. + Chủ trì” goes on so, too.
    """
    if re.search(r"[.;]\s+[-–+*]\s", words):
        return True
    parted = re.fullmatch(r"(?P<end>[^;.,]*)(?P<sign>[;.,]|\s[-–+|•])\s+(?P<label>[^;.]+)", words.strip())
    if parted is None or re.fullmatch(r"[IVXLC]*|.", parted["end"].strip()):
        return False
    label = find_label(parted["label"])
    if label is None or not label.sure or label.field not in OF_TASKS or find_label(parted["end"]) is not None:
        return False
    whole = find_label(words)
    if whole is None or not whole.sure:
        return True
    party = label.field in (LEAD, COORDINATING, DOING)
    return parted["sign"] == ";" and not (party and _ASKED_FOR.fullmatch(fold(parted["end"]).strip()))


def read_labelled(text: str, alike: int = ALIKE) -> Labelled | None:
    """Read a line as ``label: value``; a bullet or enumerator before the label is ignored."""
    stripped = re.sub(rf"^(?:{SIGN}\s*|\(?[a-zđ0-9]{{1,2}}(?:[).]\s*|[/–-]\s+))+", "", text.strip())
    colon = _COLON.search(stripped)
    if colon is not None and colon.start() <= 75:
        words = stripped[: colon.start()]
        label = None if _begins_with_end_of_value(words) else find_label(words, alike)
        if label is not None and label.field != NUMBER and not (label.field == TITLE and len(stripped) == colon.end()):
            return Labelled(label, stripped[colon.end() :].strip())
    # a print may lose the blank behind a dash, where a tab stood
    dash = re.match(r"(?P<label>[^:–-]{6,45}?)\s+(?:[–-]\s+|–)(?P<value>\S.*)", stripped)
    if colon is None and dash is not None:  # “Đơn vị chủ trì – Văn phòng Sở”
        label = find_label(dash["label"], alike)
        if label is not None and label.sure and label.field in (LEAD, COORDINATING, TIME, PRODUCTS):
            return Labelled(Label(label.field, label.printed, sure=False), dash["value"].strip())
    match = _TIME_WITHOUT_COLON.match(stripped)
    if match:
        return Labelled(Label(TIME, match["label"], sure=False), match["value"].strip())
    return None
