"""The layout of an official document: its facts, the title above all, and where the plan begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parplan.importing.blocks import Block, DocumentLine, SourceDocument
from parplan.importing.capitals import as_written, mostly_capitals
from parplan.importing.document_foot import ends_document, read_decision_foot, without_foot
from parplan.importing.document_number import ATTACHED, read_attached, read_number, read_own_number
from parplan.importing.enumerators import CAPITALS, Numeral, clean, read_enumerator, without_closing
from parplan.importing.flat_blocks import flat_blocks
from parplan.importing.found import FoundField, FrontMatter
from parplan.importing.letterhead import is_motto, read_letterhead, spell_agency
from parplan.importing.title_kinds import LETTER, OTHERS, PLANS, TELLING, names_kind
from parplan.vocabulary.folding import fold

_DECIDED = re.compile(
    r"(?:Về việc|V/v)?\s*(?:[Bb]an hành|[Pp]hê duyệt)\s+"
    r"(?P<title>(?:Kế hoạch|Chương trình|Phương án|Đề án|Danh mục nhiệm vụ)\s.+)"
)
#: Purpose of a plan, in the capitals of its kind: “HÀNH ĐỘNG” of “KẾ HOẠCH HÀNH ĐỘNG phòng, chống …”.
_PURPOSE = re.compile(rf"[{CAPITALS}]{{2,}}(?: [{CAPITALS}]{{2,}}){{0,3}}(?= \S*[^\W\d_{CAPITALS}])")
#: A heading over the tasks of one year.
_YEARLY = re.compile(
    r"^(?:\w+[.)]\s+)?(?:phu luc|danh muc|bang|bieu|cac |noi dung|nhiem vu|ke hoach|phan cong|lo trinh)"
    r"[^.:;]* nam 20\d\d$"
)


class Layout:
    """A document in two parts: ``front``, its facts, and ``body``, the blocks from below the title to the end."""

    def __init__(self, document: SourceDocument) -> None:
        self.front = FrontMatter()
        blocks = flat_blocks(document.blocks)
        start = self._find_title(blocks)
        heads = self._plan_heads(blocks)
        self.front.plans = max(len(heads), 1)
        if len(heads) > 1:
            blocks = blocks[: heads[1]]
        begin = self._read_title(blocks, start) if start is not None else 0
        if start is None and not {*self.front.kinds[:1]} & {*TELLING}:
            self._read_decided(blocks)
        above = blocks[: start if start is not None else 40]
        head = [block for block in above if isinstance(block, DocumentLine)]
        read_number(self.front, head, document.stamped)
        read_letterhead(self.front, head)
        if start is not None:
            read_own_number(self.front, blocks[:start])
        self.body = without_foot(self.front, blocks[begin:])
        lines = [block for block in self.body if isinstance(block, DocumentLine)]
        self.front.yearly = [FoundField((line.text,), line.place) for line in lines if _is_yearly(line)]
        read_decision_foot(self.front, blocks[:begin])
        words = document.words()
        spell_agency(self.front, words)
        self._spell_title(words)

    def _find_title(self, blocks: Sequence[Block]) -> int | None:
        """The line that names the kind of document; for a decision with its plan attached, that of the plan."""
        found: int | None = None
        for i, block in enumerate(blocks):
            if not isinstance(block, DocumentLine):
                continue
            text = clean(block.text).rstrip(":")
            kind = next((k for k in (*PLANS, *OTHERS) if names_kind(text, k)), None)
            if kind is None and re.match(rf"{LETTER}\b", text):
                kind = LETTER
            if kind is None or read_enumerator(block.whole) is not None:
                continue
            self.front.kinds.append(kind)
            if kind in PLANS and found is None:
                found = i
        return found

    def _read_decided(self, blocks: Sequence[Block]) -> None:
        """The title of a plan that a decision contains rather than encloses: “Về việc phê duyệt Chương trình …”."""
        lines = [block for block in blocks if isinstance(block, DocumentLine)]
        plain = self.front.kinds[:1] == ["QUYẾT ĐỊNH"] and not any(line.centered or line.bold for line in lines)
        for line, following in zip(lines, [*lines, None][1:], strict=True):
            match = _DECIDED.match(line.text)
            if match is None or not (line.centered or line.bold or (plain and line.text.startswith("Về việc"))):
                continue
            goes_on = following is not None and following.centered and not following.text.isupper()
            rest = following.text if goes_on and following is not None else ""
            self.front.title = FoundField((without_closing(f"{match['title']} {rest}"),), line.place)
            return

    def _plan_heads(self, blocks: Sequence[Block]) -> list[int]:
        """The places where a plan with its own letterhead begins."""
        heads: list[int] = []
        motto: int | None = None
        for i, block in enumerate(blocks):
            if not isinstance(block, DocumentLine):
                continue
            if is_motto(block):
                motto = i if motto is None else motto
            elif (
                motto is not None
                and names_kind(clean(block.text).rstrip(":"), "KẾ HOẠCH")
                and read_enumerator(block.whole) is None
            ):
                heads.append(motto)
                motto = None
        return heads

    def _read_title(self, blocks: Sequence[Block], start: int) -> int:
        """Read the title and return the index of the block where the body begins."""
        first = blocks[start]
        assert isinstance(first, DocumentLine)
        kind = next(k for k in PLANS if names_kind(clean(first.text).rstrip(":"), k))
        parts = [clean(first.text)[len(kind) :].strip()]
        places = first.place
        doubts: tuple[str, ...] = ()
        i = start + 1
        while i < len(blocks) and i - start <= 8:
            block = blocks[i]
            if not isinstance(block, DocumentLine):
                break
            text = block.text
            if ATTACHED.search(text) or text.startswith("(") or _begins_body(block, parts):
                break
            if (first.centered or first.bold) and not (block.centered or block.bold):
                if not _goes_on_with_title(text, begun=any(parts)):
                    break
                doubts = ("cut-off",)  # what follows it may belong to it too
            parts.append(text)
            i += 1
            if i < len(blocks) and len(" ".join(parts)) > 600:
                break
        subject = without_closing(" ".join(part for part in parts if part))
        title = f"{kind.capitalize()} {subject}".strip()
        if re.search(r" năm 20\d\d$", title, re.IGNORECASE):  # as titles end
            doubts = ()
        self.front.title = FoundField((title,), places, doubts=doubts)
        attached: list[DocumentLine] = []
        while i < len(blocks) and isinstance(block := blocks[i], DocumentLine) and len(attached) < 5:
            text = block.text
            if not re.fullmatch(r"[-–—_*\s]+", text):
                if not attached and not (text.startswith("(") or ATTACHED.search(text)):
                    break
                attached.append(block)
            i += 1
            if ")" in text:
                break
        if attached:
            read_attached(self.front, DocumentLine(" ".join(line.text for line in attached), attached[0].place))
        return i

    def _spell_title(self, words: str) -> None:
        """Give a title in capitals the spelling it has in the ``words`` of the document, or the usual one."""
        title = self.front.title
        kind = next((k.capitalize() for k in PLANS if title is not None and title.text.startswith(k.capitalize())), "")
        if title is not None and kind:
            subject = title.text[len(kind) :].strip()
            if mostly_capitals(subject):
                self.front.title = FoundField(
                    (f"{kind} {as_written(subject, words)}",), title.place, doubts=title.doubts
                )
            elif match := _PURPOSE.match(subject):  # “KẾ HOẠCH HÀNH ĐỘNG” over a subject that is not in capitals
                self.front.title = FoundField(
                    (f"{kind} {match[0].lower()}{subject[match.end() :]}",), title.place, doubts=title.doubts
                )


#: The longest line that may be a title without the looks of one.
_TITLE_LINE = 160
_ONLY_YEAR = re.compile(r"(?:năm )?20\d\d(?:\s*[-–]\s*20\d\d)?", re.IGNORECASE)


def _goes_on_with_title(text: str, *, begun: bool) -> bool:
    """Whether a line without the looks of the title above it, as a scan loses them, is the subject or its year."""
    if begun:
        return _ONLY_YEAR.fullmatch(text.strip()) is not None
    return len(text) <= _TITLE_LINE and not text.rstrip().endswith((".", ":", ";", ",")) and text[:7] != "Căn cứ "


def _is_yearly(line: DocumentLine) -> bool:
    """Whether a line heads the tasks of one year: “DANH MỤC NHIỆM VỤ NĂM 2025”."""
    return (line.text.isupper() or line.bold or line.centered) and _YEARLY.search(fold(line.text)) is not None


def _begins_body(line: DocumentLine, so_far: Sequence[str]) -> bool:
    enumerator = read_enumerator(line.whole)
    if enumerator is not None and enumerator.style is not Numeral.BULLET:
        return True
    text = line.text
    if any(so_far) and re.fullmatch(r"MỤC (?:ĐÍCH|TIÊU)(?:,| VÀ| -)? YÊU CẦU:?|MỤC (?:ĐÍCH|TIÊU):?", text):
        return True
    if re.match(r"(?:Căn cứ|Thực hiện|Triển khai|Nhằm|Để|Trên cơ sở|Theo)\s", text) and (
        len(text) > 150 or text.endswith((":", ".", ";"))
    ):
        return any(so_far)
    if ends_document(line) or re.fullmatch(r"[-–—_*\s]{3,}", text):
        return True
    return any(so_far) and not line.centered and not line.bold and len(text) > 160 and text.upper() != text
