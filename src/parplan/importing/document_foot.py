"""The end of a document: its closing words, the recipients and the signature, below which only annexes stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.blocks import Block, DocumentLine, DocumentTable
from parplan.importing.enumerators import CAPITALS, clean, without_closing
from parplan.importing.found import FoundField, FrontMatter
from parplan.importing.offices import OFFICE
from parplan.importing.tables.task_tables import is_data
from parplan.importing.title_kinds import names_kind
from parplan.vocabulary.folding import fold

_ANNEX = re.compile(r"(?:PHỤ LỤC|DANH MỤC|BẢNG PHÂN CÔNG|(?:PHỤ )?BIỂU)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"Trên đây là|Trong quá trình (?:triển khai|thực hiện|tổ chức)"
    rf"|[{CAPITALS}][^.]{{5,400}} chịu trách nhiệm (?:thi hành|tổ chức thực hiện|thực hiện)"
    r" (?:Chỉ thị|Quyết định|Kế hoạch) này[./]*$"
    r"|(?:(?:Chủ tịch|Giám đốc|Bộ trưởng|Ủy ban nhân dân|UBND|Ban Thường vụ)[^.:;,]{0,40} yêu cầu|Yêu cầu)"
    r" (?:các|Thủ trưởng|Giám đốc|người đứng đầu|Chủ tịch|Trưởng)\b"
)
_END = re.compile(r"^(?:noi nhan)\b")


def ends_document(line: DocumentLine) -> bool:
    """Whether a line is that above the recipients."""
    return _END.match(fold(line.text)) is not None


def without_foot(front: FrontMatter, blocks: Sequence[Block]) -> list[Block]:
    """The body without recipients and signature; annexes after them stay."""
    kept: list[Block] = []
    ended = False
    seen_end = False
    for block in blocks:
        if isinstance(block, DocumentTable):
            if is_data(block) or not ended:
                kept.append(block)
                ended = ended and not is_data(block)
            continue
        text = block.text
        if ends_document(block):
            ended = seen_end = True
            _take_closing(front, kept)
        elif ended and (_ANNEX.match(text) or names_kind(text, "KẾ HOẠCH")):
            ended = False
        if ended:
            _read_signer(front, block)
            continue
        kept.append(block)
    if not seen_end:
        _take_closing(front, kept)
    front.ended = seen_end or any(
        isinstance(block, DocumentLine) and block.text.rstrip().endswith(("./.", ".//.")) for block in blocks
    )
    return kept


def read_decision_foot(front: FrontMatter, blocks: Sequence[Block]) -> None:
    """Recipients and signature of the decision before the plan attached to it; the plan may have its own."""
    ended = False
    for block in blocks:
        if not isinstance(block, DocumentLine):
            continue
        ended = ended or ends_document(block)
        if ended and front.signer is None:
            _read_signer(front, block)
    front.ended = front.ended or ended


def _take_closing(front: FrontMatter, kept: list[Block]) -> None:
    for block in kept[-1:-5:-1]:
        if isinstance(block, DocumentLine) and _CLOSING.match(block.whole):
            front.closing.insert(0, without_closing(block.text))
            kept.remove(block)


def _read_signer(front: FrontMatter, line: DocumentLine) -> None:
    text = clean(line.text)
    stead = re.match(r"(TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s", text)
    if stead:
        short = stead[1].replace("/", "").lower()
        if short not in front.signs_for:
            front.signs_for.append(short)
    match = OFFICE.match(text)
    if match:
        office = re.sub(r"(?:^|(?<=phó )|(?<=quyền ))(\w)", lambda m: m[1].upper(), match["office"].lower())
        front.signer_title = office
    elif front.signer is None and front.signer_title:
        name = re.fullmatch(
            rf"(?:[{CAPITALS}]\w{{0,4}}\.\s*)*[{CAPITALS}][\w'’]*(?:\s+[{CAPITALS}][\w'’]*){{1,4}}", text
        )
        if name and not text.isupper():
            front.signer = FoundField((text,), line.place)
