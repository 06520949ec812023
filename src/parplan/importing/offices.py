"""Offices that sign for a body: as a signature prints them, in capitals, and in a sentence before the body's name."""

from __future__ import annotations

import re

from parplan.importing.enumerators import without_closing

#: Offices whose body is named behind them: “Giám đốc Sở Y tế”.
_NAMED_BEHIND = (
    *("Chủ tịch", "Tổng Giám đốc", "Giám đốc", "Bộ trưởng", "Thứ trưởng", "Tổng cục trưởng", "Cục trưởng"),
    *("Chi cục trưởng", "Vụ trưởng", "Viện trưởng", "Hiệu trưởng", "Chánh án", "Bí thư"),
)
#: Offices whose last words begin the name of their body: “Chánh Thanh tra tỉnh”.
_NAMED_WITHIN = {"Chánh": ("Văn phòng", "Thanh tra"), "Trưởng": ("Ban", "Phòng", "Thuế")}
_EVERY = (*_NAMED_BEHIND, *(f"{first} {body}" for first, bodies in _NAMED_WITHIN.items() for body in bodies))
_IN_STEAD = "(?:(?:Quyền|Phó) )?"
#: The line above a signature; “Thủ tướng Chính phủ” is named so as a body too.
OFFICE = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\.?\s+)?"
    rf"(?P<office>{_IN_STEAD.upper()}(?:{'|'.join((*_EVERY, 'Thủ tướng')).upper()}))\b.*$"
)
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
