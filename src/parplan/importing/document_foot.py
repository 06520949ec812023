"""The end of a document: its closing words, the recipients and the signature, below which only annexes stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.blocks import Block, DocumentLine, DocumentTable
from parplan.importing.enumerators import CAPITALS, clean, without_closing
from parplan.importing.found import FoundField, FrontMatter
from parplan.importing.offices import find_office, find_stead
from parplan.importing.tables.task_tables import is_data
from parplan.importing.title_kinds import names_kind
from parplan.vocabulary.folding import fold
from parplan.vocabulary.surnames import SURNAMES

_ANNEX = re.compile(r"(?:PHỤ LỤC|DANH MỤC|BẢNG PHÂN CÔNG|(?:PHỤ )?BIỂU)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"Trên đây là|Trong quá trình (?:triển khai|thực hiện|tổ chức)"
    rf"|[{CAPITALS}][^.]{{5,400}} chịu trách nhiệm (?:thi hành|tổ chức thực hiện|thực hiện)"
    r" (?:Chỉ thị|Quyết định|Kế hoạch) này[./]*$"
    r"|(?:(?:Chủ tịch|Giám đốc|Bộ trưởng|Ủy ban nhân dân|UBND|Ban Thường vụ)[^.:;,]{0,40} yêu cầu|Yêu cầu)"
    r" (?:các|Thủ trưởng|Giám đốc|người đứng đầu|Chủ tịch|Trưởng)\b"
)
_END = re.compile(r"^(?:noi nhan)\b")
#: A recipient on the left of a signature, in two columns: “Nơi nhận: KT. GIÁM ĐỐC”, “- Như trên; PHÓ GIÁM ĐỐC”.
_RECIPIENTS = re.compile(rf"^(?i:nơi nhận):? *|^- [^;]*; (?=[{CAPITALS} ./]+$)")


def ends_document(line: DocumentLine) -> bool:
    """Whether a line is that above the recipients."""
    return _END.match(fold(line.text)) is not None


def without_foot(front: FrontMatter, blocks: Sequence[Block]) -> list[Block]:
    """The body without recipients and signature; annexes after them stay."""
    kept: list[Block] = []
    signature = _Signature(front)
    ended = False
    seen_end = False
    begins = _signature_begins(blocks)
    for i, block in enumerate(blocks):
        if isinstance(block, DocumentTable):
            if is_data(block) or not ended:
                kept.append(block)
                ended = ended and not is_data(block)
            continue
        text = block.text
        if ends_document(block) or i == begins:
            ended = seen_end = True
            _take_closing(front, kept)
        elif ended and (_ANNEX.match(text) or names_kind(text, "KẾ HOẠCH")):
            ended = False
        if ended:
            signature.read(block)
            continue
        kept.append(block)
    if not seen_end:
        _take_closing(front, kept)
    front.ended = seen_end or any(
        isinstance(block, DocumentLine) and block.text.rstrip().endswith(("./.", ".//.")) for block in blocks
    )
    return kept


def _signature_begins(blocks: Sequence[Block]) -> int | None:
    """Where a signature begins that stands above the recipients or without them; ``None`` if there is none.

    It is an office and a name, behind which the document ends, or its recipients or annexes follow.
    """
    for i, block in enumerate(blocks):
        if not isinstance(block, DocumentLine) or not block.whole.isupper() or find_office(block.whole) is None:
            continue
        for k in range(i + 1, min(i + 5, len(blocks))):
            line = blocks[k]
            if not isinstance(line, DocumentLine) or ends_document(line):
                break
            if name := _person(_SIGNED.sub("", clean(line.whole))):
                rest = blocks[k + 1 :]
                if rest and isinstance(rest[0], DocumentLine) and _ends_name(name, rest[0].text):
                    rest = rest[1:]
                behind = rest[0] if rest else None
                ends = isinstance(behind, DocumentLine) and (ends_document(behind) or _ANNEX.match(behind.text))
                if behind is None or ends:
                    return _first_of_signature(blocks, i)
                break
    return None


def _first_of_signature(blocks: Sequence[Block], office: int) -> int:
    """The first line of a signature, which names the body or office in whose stead the office below it signs."""
    first = office
    while first > 0 and isinstance(above := blocks[first - 1], DocumentLine) and find_stead(above.whole):
        first -= 1
    return first


def read_decision_foot(front: FrontMatter, blocks: Sequence[Block]) -> None:
    """Recipients and signature of the decision before the plan attached to it; the plan may have its own."""
    ended = False
    signature = _Signature(front)
    signed = front.signer is not None
    for block in blocks:
        if not isinstance(block, DocumentLine):
            continue
        ended = ended or ends_document(block)
        if ended and not signed:
            signature.read(block)
    front.ended = front.ended or ended


def _take_closing(front: FrontMatter, kept: list[Block]) -> None:
    for block in kept[-1:-5:-1]:
        if isinstance(block, DocumentLine) and _CLOSING.match(block.whole):
            front.closing.insert(0, without_closing(block.text))
            kept.remove(block)


#: Words in the place of the signature by hand.
_SIGNED = re.compile(r"^[(\[]?\s*đã ký\s*[)\]]?\s*:?\s*", re.IGNORECASE)
_RANK = r"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uỷ) )?"
_NAME = re.compile(
    rf"{_RANK}(?:[{CAPITALS}]\w{{0,7}}\.\s*)*(?P<own>[{CAPITALS}][\w'’]*(?:\s+[{CAPITALS}][\w'’]*){{1,4}})"
)
#: “Nguyễn Thị”, whose next line may be “Hồng Vân”.
_HALF = 2
_OTHER_HALF = re.compile(r"\w+(?: \w+)?")
#: The first words of names that may be printed in capitals, in which they look like those of an office.
_SURNAMES = re.compile(rf"(?:{'|'.join(SURNAMES).upper()})\b")


class _Signature:
    """Reads the office, in whose stead, and the name from the lines of the foot; the name follows the office."""

    def __init__(self, front: FrontMatter) -> None:
        self._front = front
        self._half = ""  # the name in the line before, if it may go on in the next
        self._second = False  # whether the office of another signer was read
        self._own = False  # whether the signer's own office was read, not that of whom they sign for

    def read(self, line: DocumentLine) -> None:
        """Read the next line."""
        front, text = self._front, _RECIPIENTS.sub("", clean(line.text))
        front.foot = front.foot or line.place
        half, self._half = self._half, ""
        office, name = find_office(text), _person(_SIGNED.sub("", text))
        if front.signer is not None:
            if half and _ends_name(half, text):
                front.signer = FoundField((half, text), front.signer.place)
            elif self._second and name:
                front.other_signers.append(FoundField((name,), line.place))
            self._second = bool(office) or (self._second and not name)
            return
        if (stead := find_stead(text)) and stead not in front.signs_for:
            front.signs_for.append(stead)
        if office and self._own:
            front.other_offices.append(FoundField((office,), line.place))
        elif office:
            front.signer_title = office
            front.head_office = stead in ("kt", "tl", "tuq")
            self._own = not front.head_office
        elif front.signer_title and name:
            front.signer = FoundField((name,), line.place)
            self._half = name


def _ends_name(name: str, text: str) -> bool:
    """Whether the line below a name is the second half of it."""
    return len(name.split()) == _HALF and _OTHER_HALF.fullmatch(text) is not None and text.istitle()


def _person(text: str) -> str:
    """The name of a person, with rank and degrees; empty for other words."""
    name = _NAME.fullmatch(text)
    if name is None:
        return ""
    if text.isupper():
        return text.title() if _SURNAMES.match(name["own"]) else ""
    return text
