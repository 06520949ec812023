"""Offices that sign for a body: as a signature prints them, in capitals, and in a sentence before the body's name."""

from __future__ import annotations

import re

from parplan.importing.capitals import spell_name, spell_place
from parplan.importing.enumerators import without_closing
from parplan.importing.party_names import begins_body

#: Offices whose body is named behind them: “Giám đốc Sở Y tế”.
_NAMED_BEHIND = (
    *("Chủ tịch", "Tổng Giám đốc", "Giám đốc", "Bộ trưởng", "Thứ trưởng", "Tổng cục trưởng", "Cục trưởng"),
    *("Chi cục trưởng", "Vụ trưởng", "Viện trưởng", "Hiệu trưởng", "Chánh án", "Bí thư", "Chủ nhiệm"),
    *("Tổng Biên tập", "Tổng Thư ký", "Chỉ huy trưởng", "Tư lệnh", "Chính ủy", "Chính trị viên", "Thống đốc"),
    *("Kiểm toán trưởng", "Đội trưởng", "Trạm trưởng", "Hạt trưởng", "Đồn trưởng", "Tổ trưởng"),
)
#: Offices whose last words begin the name of their body: “Chánh Thanh tra tỉnh”.
_NAMED_WITHIN = {
    "Chánh": ("Văn phòng", "Thanh tra"),
    "Trưởng": (
        "Ban",
        "Phòng",
        "Thuế",
        "Thống kê",
        "Công an",
        "Khoa",
        "Đoàn",
        "Đồn",
        "Trạm",
        "Bộ môn",
        "Bộ phận",
        "Chi nhánh",
    ),
}
_EVERY = (*_NAMED_BEHIND, *(f"{first} {body}" for first, bodies in _NAMED_WITHIN.items() for body in bodies))
_IN_STEAD = "(?:(?:Quyền|Phó) )?"
#: Offices that are not looked for before the name of a body: “Thủ tướng Chính phủ” is one itself.
_OTHERS = ("Thủ tướng", "Ủy viên", "Uỷ viên", "Phụ trách")
#: In whose stead: “TM. ”, “K/T ”, “KT.”.
_STEAD = r"(?P<stead>T[/.]?M|K[/.]?T|T[/.]?L|T[/.]?U[/.]?Q)(?:\.\s*|\s+)"
#: The line above a signature, with what its office is said of: “CHỦ TỊCH HỘI ĐỒNG QUẢN TRỊ”.
OFFICE = re.compile(
    rf"^(?:{_STEAD})?(?P<acting>Q\.\s*)?"
    rf"(?P<office>{_IN_STEAD.upper()}(?:{'|'.join((*_EVERY, *_OTHERS)).upper()}))(?!\w)(?P<behind>.*)$"
)
#: The same in small letters, where nothing else stands in the line.
_SMALL_OFFICE = re.compile(
    rf"(?:{_STEAD})?(?P<acting>Q\.\s*)?(?P<office>{_IN_STEAD}(?:{'|'.join(_EVERY)}))(?P<behind> phụ trách)?",
    re.IGNORECASE,
)
_IN_CHARGE = re.compile(r"phụ trách|thường trực|điều hành|chuyên trách")
#: Offices spelled with a capital within, by their small letters; “Trưởng phòng” has none.
_SPELLED = {
    name.lower(): name
    for name in _EVERY
    if not name.startswith("Trưởng ") or name.endswith(("Công an", "Thuế", "Thống kê"))
}
_ALONE = re.compile(rf"{_IN_STEAD}(?:{'|'.join(_EVERY)})", re.IGNORECASE)
_WITHIN = "|".join(rf"{first}(?= (?:{'|'.join(bodies)}) )" for first, bodies in _NAMED_WITHIN.items())
_BEFORE_NAME = re.compile(
    rf"{_IN_STEAD}(?:{'|'.join(_NAMED_BEHIND)}|Trưởng (?P<body>ban|phòng)(?= (?P=body) )|{_WITHIN})\s+", re.IGNORECASE
)


def body_of(who: str) -> str:
    """The body in “Giám đốc Sở X”, “Chủ tịch UBND tỉnh Y”; empty where an office alone does not say of which body."""
    text = without_closing(who)
    if _ALONE.fullmatch(text):
        return ""
    before = _BEFORE_NAME.match(text)
    text = text[before.end() :] if before is not None else text
    return text[:1].upper() + text[1:] if 4 <= len(text) <= 150 else ""


def find_office(line: str) -> str | None:
    """The office that a line above a signature names, as a sentence writes it: “Q. GIÁM ĐỐC” → “Quyền Giám đốc”."""
    match = OFFICE.match(line) or _SMALL_OFFICE.fullmatch(line)
    if match is None:
        return None
    words = " ".join(match["office"].lower().split())
    first = re.match("(?:phó |quyền )?", words)
    assert first is not None  # it may be empty
    own = words[first.end() :]
    office = first[0].capitalize() + _SPELLED.get(own, own[:1].upper() + own[1:])
    behind = (match["behind"] or "").strip()
    if _IN_CHARGE.fullmatch(behind.lower()):
        office += f" {behind.lower()}"
    elif behind.isupper() and (begins_body(behind) or spell_place(behind.lower()) is not None):
        office += f" {(spell_place(behind.lower()) or spell_name(behind, '')).text}"
    return f"Quyền {office}" if match["acting"] else office


_IN_WHOSE_STEAD = re.compile(_STEAD)


def find_stead(line: str) -> str:
    """In whose stead a line above a signature says it is signed, as a plan has it: “K/T GIÁM ĐỐC” → “kt”."""
    match = _IN_WHOSE_STEAD.match(line)
    return re.sub("[/.]", "", match["stead"]).lower() if match is not None else ""
