"""Lines of a narrow cell that may each be a document: “Kế hoạch” above “Bài thu hoạch”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.line_ends import JOINING
from parplan.vocabulary.document_kinds import kind_names

#: Products that plans name besides documents with a symbol.
_OTHERS = (
    *("Văn bản", "Danh sách", "Danh mục", "Hồ sơ", "Bài", "Bản", "Bảng", "Biểu", "Giấy", "Đề cương", "Dự thảo"),
    *("Tài liệu", "Dữ liệu", "Phần mềm", "Hệ thống", "Mô hình", "Lớp", "Hội nghị", "Hội thảo", "Công trình"),
)
_NAMES = "|".join(map(re.escape, (*kind_names(), *_OTHERS)))
#: Beginning of the name of a product: with its kind, several of one, a share of them or their number.
_KIND = re.compile(
    rf"(?:{_NAMES}|(?i:các (?:{_NAMES})|\d{{1,3}}(?: (?:{_NAMES}|buổi|cuộc|đợt)|(?:[,.]\d+)? ?%)))(?!\w)"
)
#: Words that the name of a document cannot end with: what stands below them belongs to it.
_GOES_ON = re.compile(
    rf"(?:\b(?:{'|'.join(JOINING)}|trên|từ|đến|do|số|trong|phê duyệt|ban hành|thực hiện|triển khai"
    r"|xây dựng|sửa đổi|bổ sung|thẩm định|góp ý|công bố|công nhận|thông qua|kèm|trình|dự thảo"
    r"|đạt|tối thiểu|ít nhất|khoảng|dưới|hơn|có|mức|gồm|tổ chức|mở)|[,;.:(/“\"–-])$",
    re.IGNORECASE,
)


def begins_as_kind(text: str) -> bool:
    """Whether a text begins as the name of a document or of another product does."""
    return _KIND.match(text) is not None


def may_be_two(lines: Sequence[str]) -> bool:
    """Whether a line within the name of a document begins as the name of another, and nothing tells which it is."""
    if _KIND.match(lines[0]) is None and not lines[0][:1].islower():  # in small letters: the rest from another page
        return False
    below = (" ".join(lines[k : k + 3]) for k in range(1, len(lines)))  # “Nghị / quyết của / HĐND”
    return any(_KIND.match(text) and not _GOES_ON.search(above) for above, text in zip(lines, below, strict=False))
