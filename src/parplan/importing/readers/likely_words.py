"""Correction of words that OCR is known to confuse.

The numeral of a quarter stays unsure, because “Quý 1” may have been printed. A pair of words that can have only one
meaning (“kiếm tra”) and capitals inside a word leave no doubt.
"""

from __future__ import annotations

import re

from parplan.vocabulary.syllables import Placement, placement

#: A quarter in Roman numerals with strokes misread as other letters: “Quý II1/2025”, “Quý 1V”, “Quý ï”.
_QUARTER = re.compile(r"[I1l|L!ïÏíìi]{1,3}V?(?=[/.,;]|$)")

#: Diacritics misread for one another, such as a hook for an acute accent. The neighbouring word makes each certain:
#: nobody writes “kiếm tra”. A pair is (misread, following) or (before, misread).
_BEFORE = {
    ("tố", "chức"): "tổ",
    ("tố", "công"): "tổ",
    ("kiếm", "tra"): "kiểm",
    ("kiếm", "soát"): "kiểm",
    ("kiếm", "điểm"): "kiểm",
    ("triến", "khai"): "triển",
    ("đấy", "mạnh"): "đẩy",
    ("ốn", "định"): "ổn",
    ("thấm", "quyền"): "thẩm",
    ("thấm", "định"): "thẩm",
    ("phố", "biến"): "phổ",
    ("tống", "hợp"): "tổng",
    ("tống", "kết"): "tổng",
    ("bố", "sung"): "bổ",
    ("cúng", "cố"): "củng",
    ("chuyến", "đổi"): "chuyển",
    ("chuyến", "đối"): "chuyển",
    ("biếu", "mẫu"): "biểu",
    ("chỉ", "cục"): "chi",
    ("quán", "lý"): "quản",
    ("sán", "phẩm"): "sản",
    ("cái", "cách"): "cải",
    ("cái", "thiện"): "cải",
    ("đối", "mới"): "đổi",
    ("tỉnh", "gọn"): "tinh",
    ("tính", "gọn"): "tinh",
}
_BEHIND = {
    ("phát", "triến"): "triển",
    ("sửa", "đối"): "đổi",
    ("thay", "đối"): "đổi",
    ("chuyển", "đối"): "đổi",
    ("chuyến", "đối"): "đổi",
    ("xã", "hôi"): "hội",
    ("củng", "cổ"): "cố",
}


def likely_word(text: str, before: str, following: str) -> tuple[str, bool]:
    """The word meant by ``text``, given its neighbours, and whether that leaves no doubt."""
    quarter = before.lower() in ("quý", "quy")
    series = quarter or before in ("-", "–") or re.fullmatch(r"[IVX]+[,;]", before) is not None
    if series and (match := _QUARTER.match(text)) is not None and (quarter or re.search(r"/20\d\d", text)):
        numeral = "IV" if match[0].endswith("V") else "I" * len(match[0])
        meant = numeral + text[match.end() :]
        return meant, meant == text
    letters = text.strip(".,;:()“”")
    syllable = placement(letters.lower()) is not Placement.NONE
    inner = letters[:1].islower() and not letters.islower() and syllable  # “nƯớc”: no word has capitals within
    shouted = letters.isupper() and not letters.isascii() and before.islower() and len(letters) <= 4  # “đơn VỊ”
    if letters.isalpha() and (inner or shouted):
        text = text.lower()
    bare, ahead, behind = letters.lower(), following.strip(".,;:()“”").lower(), before.strip(".,;:()“”").lower()
    if (behind, bare) == ("đơn", "vị"):
        return text.lower(), True
    other = _BEFORE.get((bare, ahead)) or _BEHIND.get((behind, bare))
    if other is None:
        return text, True
    return text.replace(letters, other[:1].upper() + other[1:] if letters[:1].isupper() else other), True
