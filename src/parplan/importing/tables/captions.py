"""The head of an annex above its table: “Phụ lục”, “DANH MỤC NHIỆM VỤ”, “(Kèm theo Kế hoạch số …)”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.blocks import DocumentLine
from parplan.importing.enumerators import read_enumerator
from parplan.importing.labels import read_labelled

_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|BIỂU|BẢNG|DANH MỤC)\b"
    r"|(?:Phụ biểu|Biểu|Bảng)(?: số)? (?:\d{1,2}|[IVX]+)\b"
    r"|(?:Biểu|Bảng|Danh mục)(?: tổng hợp| chi tiết)? (?:các )?"
    r"(?:phân công|nhiệm vụ|công việc|nội dung|hoạt động|kèm theo)\b"
)
#: The most words of a line of a head: a longer one is a paragraph.
_LONGEST = 40


def begins_annex(line: DocumentLine) -> bool:
    """Whether a line is the first of the head of an annex, and no sentence that begins with such words."""
    text = line.text.rstrip()
    sentence = not text.isupper() and text.endswith((".", ";", ","))
    return _ANNEX.match(text) is not None and not sentence and len(text.split()) <= _LONGEST


def is_number(line: DocumentLine) -> bool:
    """Whether a line only numbers an annex, whose title stands below it: “Biểu số 01”."""
    return re.fullmatch(r"(?:Phụ )?(?:biểu|bảng)(?: số)? (?:\d{1,2}|[IVX]+)[.:]?", line.text, re.IGNORECASE) is not None


def head_of_table(before: Sequence[DocumentLine]) -> Sequence[DocumentLine]:
    """The lines of an annex's head among those before a table: from the first that begins one, without items below."""
    start = len(before)
    for k in range(len(before) - 1, -1, -1):
        if begins_annex(before[k]):
            start = k
        elif read_enumerator(before[k].whole) is not None or read_labelled(before[k].whole) is not None:
            break
    return before[start:]
