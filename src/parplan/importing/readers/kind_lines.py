"""Lines of a narrow cell that may each be a document: “Kế hoạch” above “Bài thu hoạch”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parplan.importing.line_ends import JOINING
from parplan.vocabulary.document_kinds import kind_names

#: Products that plans name besides documents with a symbol.
_OTHERS = (
    *("Văn bản", "Danh sách", "Danh mục", "Hồ sơ", "Bài", "Bản", "Bảng", "Biểu", "Giấy", "Đề cương", "Dự thảo"),
    *("Tài liệu", "Dữ liệu", "Phần mềm", "Hệ thống", "Mô hình", "Lớp", "Hội nghị", "Hội thảo", "Công trình"),
)
_KIND = re.compile(rf"(?:{'|'.join(map(re.escape, (*kind_names(), *_OTHERS)))})\b")
#: Words that the name of a document cannot end with: what stands below them belongs to it.
_GOES_ON = re.compile(
    rf"(?:\b(?:{'|'.join(JOINING)}|trên|từ|đến|do|số|trong|phê duyệt|ban hành|thực hiện|triển khai"
    r"|xây dựng|sửa đổi|bổ sung|thẩm định|góp ý|công bố|công nhận|thông qua|kèm|trình|dự thảo)|[,;.:(/“\"–-])$",
    re.IGNORECASE,
)


def may_be_two(lines: Sequence[str]) -> bool:
    """Whether a line within the name of a document begins as the name of another, and nothing tells which it is."""
    if _KIND.match(lines[0]) is None:
        return False
    return any(_KIND.match(below) and not _GOES_ON.search(above) for above, below in pairwise(lines))
