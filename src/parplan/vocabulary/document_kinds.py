"""Kinds of official documents (tên loại văn bản) by their symbol: QĐ is Quyết định, a bare symbol Công văn.

The abbreviations are those of Nghị định 30/2020/NĐ-CP, Phụ lục III, of the laws on legal documents, and of Hướng dẫn
36-HD/VPTW for the Party's. A symbol of several kinds (51/2010/QH12) gives none.
"""

from __future__ import annotations

import re

_KINDS = {
    "BB": "Biên bản",
    "BC": "Báo cáo",
    "BTT": "Bản thỏa thuận",
    "CĐ": "Công điện",
    "CT": "Chỉ thị",
    "CTR": "Chương trình",
    "CTRHĐ": "Chương trình hành động",
    "CV": "Công văn",
    "DA": "Dự án",
    "ĐA": "Đề án",
    "GM": "Giấy mời",
    "HD": "Hướng dẫn",
    "HĐ": "Hợp đồng",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "NQLT": "Nghị quyết liên tịch",
    "PA": "Phương án",
    "QC": "Quy chế",
    "QĐ": "Quyết định",
    "QYĐ": "Quy định",
    "TB": "Thông báo",
    "TC": "Thông cáo",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "TTR": "Tờ trình",
    "VBHN": "Văn bản hợp nhất",
}
#: Kinds of plans, as their titles begin.
PLAN_KINDS = ("Kế hoạch", "Chương trình", "Phương án", "Chỉ thị")
#: Number, perhaps with a year, and symbol: 335/QĐ-SKHCN, 107/2020/NĐ-CP, 31-CT/TU, 20/SNV.
_NUMBER = re.compile(r"\s*\d+[A-Za-z]?(?:/(?:19|20)\d\d)?\s*[/-]\s*(?P<symbol>[^\s\d/&-][^\s/&-]*)(?P<rest>\S*)\s*")
#: Laws, ordinances and resolutions of the National Assembly share one symbol.
_OF_SEVERAL_KINDS = re.compile(r"QH\d*|UBTVQH\d*", re.IGNORECASE)


def document_kind(number: str) -> str | None:
    """The kind of a document with this number and symbol; ``None`` where the symbol does not determine it."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    # Ð (eth) stands in many texts for Đ: the two look alike.
    symbol = match["symbol"].upper().replace("\u00d0", "Đ")
    if _OF_SEVERAL_KINDS.fullmatch(symbol):
        return None
    return _KINDS.get(symbol, "Công văn")


def kind_names() -> tuple[str, ...]:
    """All kinds, including those that no symbol determines."""
    return (*_KINDS.values(), "Luật", "Bộ luật", "Pháp lệnh", "Giấy ủy quyền", "Giấy giới thiệu")
