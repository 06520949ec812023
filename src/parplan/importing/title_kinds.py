"""The kinds of documents as their titles print them: a line in capitals, or its beginning."""

from __future__ import annotations

from parplan.vocabulary.document_kinds import PLAN_KINDS
from parplan.vocabulary.folding import fold

#: Kinds of plans.
PLANS = tuple(kind.upper() for kind in PLAN_KINDS)
#: Kinds that are none.
OTHERS = (
    "QUY CHẾ",
    "QUY ĐỊNH",
    "NGHỊ ĐỊNH",
    "NGHỊ QUYẾT",
    "THÔNG TƯ",
    "LUẬT",
    "GIẤY MỜI",
    "BÁO CÁO",
    "THÔNG BÁO",
    "THÔNG CÁO",
    "TỜ TRÌNH",
    "QUYẾT ĐỊNH",
    "BIÊN BẢN",
    "HỢP ĐỒNG",
    "CÔNG ĐIỆN",
    "HƯỚNG DẪN",
    "ĐỀ ÁN",
    "QUY TRÌNH",
    "PHIẾU",
    "ĐƠN",
    "LỊCH",
)
#: The words over a letter, which has no title.
LETTER = "Kính gửi"
#: Kinds that tell what was done, is proposed or will be discussed: a table of leads and days in them assigns nothing.
TELLING = ("BÁO CÁO", "BIÊN BẢN", "LỊCH", "GIẤY MỜI", "THÔNG CÁO", "TỜ TRÌNH", "PHIẾU")


def names_kind(text: str, kind: str) -> bool:
    """Whether a line names this kind of document: the words alone, or a title in capitals beginning with them."""
    if text == kind or (text.isupper() and fold(text) == fold(kind)):  # a scan may lose a mark
        return True
    return text.startswith(f"{kind} ") and text.upper() == text and len(text) < 300
