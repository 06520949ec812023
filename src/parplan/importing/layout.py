"""The layout of an official document: where the plan begins and ends; its title, number, date, agency and signer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from parplan.importing.blocks import Block, DocumentLine, DocumentTable, SourceDocument
from parplan.importing.capitals import as_written, mostly_capitals
from parplan.importing.enumerators import CAPITALS, Numeral, clean, read_enumerator, without_closing
from parplan.importing.found import FoundField, FrontMatter
from parplan.importing.labels import COORDINATING, DOING, LEAD, PRODUCTS, TIME, find_label
from parplan.importing.party_names import begins_body
from parplan.importing.tables.task_tables import is_arranging, is_data
from parplan.vocabulary.body_kinds import kinds_pattern
from parplan.vocabulary.folding import fold
from parplan.vocabulary.places import PLACE_KINDS

#: Words in capitals that name the kind of a document: a whole line, or its beginning.
_PLANS = ("KẾ HOẠCH", "CHƯƠNG TRÌNH", "PHƯƠNG ÁN", "CHỈ THỊ")
_OTHERS = (
    "QUY CHẾ",
    "QUY ĐỊNH",
    "NGHỊ ĐỊNH",
    "NGHỊ QUYẾT",
    "THÔNG TƯ",
    "LUẬT",
    "GIẤY MỜI",
    "BÁO CÁO",
    "THÔNG BÁO",
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
#: Kinds that tell what was done, is proposed or will be discussed: a table of leads and days in them assigns nothing.
TELLING = ("BÁO CÁO", "BIÊN BẢN", "LỊCH", "GIẤY MỜI", "THÔNG CÁO", "TỜ TRÌNH", "PHIẾU")
_ANNEX = re.compile(r"(?:PHỤ LỤC|DANH MỤC|BẢNG PHÂN CÔNG|(?:PHỤ )?BIỂU)\b", re.IGNORECASE)
_SYMBOL = r"[A-ZĐƯ][A-Za-zĐđƯư0-9]*(?:[-/&.][A-Za-zĐđƯư][A-Za-zĐđƯư0-9]*)*"
_NUMBER = re.compile(rf"\b(?:Số\s*:?|S[ôóo]\s*:)\s*(?P<n>[\d.…_ ]*)\s*(?P<s>[/-]\s*{_SYMBOL})")
_DATE = re.compile(
    r"\bngày\s*(?P<d>\d{1,2}|[.…_\s]*)\s*tháng\s*(?P<m>\d{1,2}|[.…_\s]*)\s*năm\s*(?P<y>\d{4})", re.IGNORECASE
)
_ATTACHED = re.compile(
    rf"\(?\s*(?:Ban hành )?kèm theo\s+(?:Quyết định|Kế hoạch|Công văn|Văn bản|Tờ trình|Chỉ thị|QĐ)\s+số\s*:?\s*"
    rf"(?P<n>[\d.…_ ]*\s*[/-]\s*{_SYMBOL})"
    r"(?:,?\s*ngày\s*(?P<d>\d{1,2}|[.…_\s]*)\s*(?:/|"
    r"tháng|-|\.)\s*(?P<m>\d{1,2}|[.…_\s]*)\s*(?:/|năm|-|\.)\s*(?P<y>\d{4}))?"
    r"(?:\s*của\s+(?P<who>[^)]+))?",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"(?:Về việc|V/v)?\s*(?:[Bb]an hành|[Pp]hê duyệt)\s+"
    r"(?P<title>(?:Kế hoạch|Chương trình|Phương án|Đề án|Danh mục nhiệm vụ)\s.+)"
)
_MOTTO = re.compile(
    r"^(?:cong hoa xa hoi|doc lap\s*-|chu nghia viet nam|dang cong san viet nam$"
    r"|doan (?:tncs|thanh nien cong san) ho chi minh$)"
)
_CLOSING = re.compile(
    r"Trên đây là|Trong quá trình (?:triển khai|thực hiện|tổ chức)"
    rf"|[{CAPITALS}][^.]{{5,400}} chịu trách nhiệm (?:thi hành|tổ chức thực hiện|thực hiện)"
    r" (?:Chỉ thị|Quyết định|Kế hoạch) này[./]*$"
    r"|(?:(?:Chủ tịch|Giám đốc|Bộ trưởng|Ủy ban nhân dân|UBND|Ban Thường vụ)[^.:;,]{0,40} yêu cầu|Yêu cầu)"
    r" (?:các|Thủ trưởng|Giám đốc|người đứng đầu|Chủ tịch|Trưởng)\b"
)
_END = re.compile(r"^(?:noi nhan)\b")
_OFFICE = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\.?\s+)?(?P<office>(?:QUYỀN "
    r"|PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|"
    r"CHI CỤC TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|"
    r"TỔNG CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG BAN|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|TRƯỞNG THUẾ|CHÁNH THANH TRA|CHÁNH ÁN|"
    r"VIỆN TRƯỞNG|BÍ THƯ))\b.*$"
)


_PLACE_KINDS = "|".join(PLACE_KINDS)
#: A kind of body, whose name goes on in the next line: “TRƯỜNG ĐẠI HỌC / KHOA HỌC TỰ NHIÊN”.
_KIND_ALONE = re.compile(rf"(?:{kinds_pattern('field', 'goes on', 'school')})(?: y tế| đa khoa| dự án)?", re.IGNORECASE)
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
        blocks = _with_whole_captions(_flat(document.blocks))
        start = self._find_title(blocks)
        heads = self._plan_heads(blocks)
        self.front.plans = max(len(heads), 1)
        if len(heads) > 1:
            blocks = blocks[: heads[1]]
        begin = self._read_title(blocks, start) if start is not None else 0
        if start is None and not {*self.front.kinds[:1]} & {*TELLING}:
            self._read_decided(blocks)
        self._read_head(blocks, start if start is not None else min(len(blocks), 40), document.stamped)
        if start is not None:
            self._read_own_number(blocks[:start])
        self.body = self._without_feet(blocks[begin:])
        lines = [block for block in self.body if isinstance(block, DocumentLine)]
        self.front.yearly = [FoundField((line.text,), line.place) for line in lines if _is_yearly(line)]
        self._read_decision_foot(blocks[:begin])
        self._find_agency_words(document)

    def _find_title(self, blocks: Sequence[Block]) -> int | None:
        """The line that names the kind of document; for a decision with its plan attached, that of the plan."""
        found: int | None = None
        for i, block in enumerate(blocks):
            if not isinstance(block, DocumentLine):
                continue
            text = clean(block.text).rstrip(":")
            kind = next((k for k in (*_PLANS, *_OTHERS) if _names(text, k)), None)
            if kind is None and re.match(r"Kính gửi\b", text):
                kind = "Kính gửi"  # a letter has no other heading
            if kind is None or read_enumerator(block.whole) is not None:
                continue
            self.front.kinds.append(kind)
            if kind in _PLANS and found is None:
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

    def _read_decision_foot(self, blocks: Sequence[Block]) -> None:
        """Recipients and signature of the decision before the plan attached to it; the plan may have its own."""
        ended = False
        for block in blocks:
            if not isinstance(block, DocumentLine):
                continue
            ended = ended or _END.match(fold(block.text)) is not None
            if ended and self.front.signer is None:
                self._read_signer(block)
        self.front.ended = self.front.ended or ended

    def _plan_heads(self, blocks: Sequence[Block]) -> list[int]:
        """The places where a plan with its own letterhead begins."""
        heads: list[int] = []
        motto: int | None = None
        for i, block in enumerate(blocks):
            if not isinstance(block, DocumentLine):
                continue
            if _MOTTO.match(fold(block.text)):
                motto = i if motto is None else motto
            elif (
                motto is not None
                and _names(clean(block.text).rstrip(":"), "KẾ HOẠCH")
                and read_enumerator(block.whole) is None
            ):
                heads.append(motto)
                motto = None
        return heads

    def _read_title(self, blocks: Sequence[Block], start: int) -> int:
        """Read the title and return the index of the block where the body begins."""
        first = blocks[start]
        assert isinstance(first, DocumentLine)
        kind = next(k for k in _PLANS if _names(clean(first.text).rstrip(":"), k))
        parts = [clean(first.text)[len(kind) :].strip()]
        places = first.place
        i = start + 1
        while i < len(blocks) and i - start <= 8:
            block = blocks[i]
            if not isinstance(block, DocumentLine):
                break
            text = block.text
            if _ATTACHED.search(text) or text.startswith("(") or _begins_body(block, parts):
                break
            if (first.centered or first.bold) and not (block.centered or block.bold):
                break
            parts.append(text)
            i += 1
            if i < len(blocks) and len(" ".join(parts)) > 600:
                break
        subject = without_closing(" ".join(part for part in parts if part))
        title = f"{kind.capitalize()} {subject}".strip()
        self.front.title = FoundField((title,), places)
        attached: list[DocumentLine] = []
        while i < len(blocks) and isinstance(block := blocks[i], DocumentLine) and len(attached) < 5:
            text = block.text
            if not re.fullmatch(r"[-–—_*\s]+", text):
                if not attached and not (text.startswith("(") or _ATTACHED.search(text)):
                    break
                attached.append(block)
            i += 1
            if ")" in text:
                break
        if attached:
            self._read_attached(DocumentLine(" ".join(line.text for line in attached), attached[0].place))
        return i

    def _read_attached(self, line: DocumentLine) -> None:
        match = _ATTACHED.search(line.text)
        if match is None:
            return
        number = re.sub(r"[\s.…_]+", "", match["n"])
        self.front.number = FoundField((number,), line.place)
        self.front.attached = True
        if match["y"]:
            self._set_day(match["d"], match["m"], match["y"], line)
        if match["who"] and self.front.agency is None:
            who = _agency_of(match["who"])
            if who:
                self.front.agency = FoundField((who,), line.place)

    def _set_day(self, day: str, month: str, year: str, line: DocumentLine) -> None:
        try:
            if day.strip().isdecimal() and month.strip().isdecimal():
                self.front.day, self.front.day_blank = date(int(year), int(month), int(day)), False
            else:
                known = int(month) if month.strip().isdecimal() else 1
                self.front.day, self.front.day_blank = date(int(year), known, 1), True
            self.front.day_place = line.place
        except ValueError:
            self.front.day_blank = True

    def _read_head(self, blocks: Sequence[Block], end: int, stamped: Sequence[str]) -> None:
        """Read number, date and agency above the title, or above the decision the plan is attached to."""
        head = [block for block in blocks[:end] if isinstance(block, DocumentLine)]
        for line, following in zip(head[:60], [*head[1:60], None], strict=False):
            self._read_numbers(line)
            if following is not None and re.search(r"(?:ngày|tháng|năm)(?:\s+\d{1,2})?$", line.text):
                self._read_numbers(DocumentLine(f"{line.text} {following.text}", line.place))
        if (
            self.front.number is None or not self.front.number.text[:1].isdigit() or self.front.day is None
        ) and stamped:
            joined = DocumentLine(clean(" ".join(stamped)))
            self._read_stamp(joined)
        self._read_letterhead(head)

    def _read_numbers(self, line: DocumentLine) -> None:
        if self.front.number is None and (match := _NUMBER.search(line.text)):
            digits = re.sub(r"\D", "", match["n"])
            symbol = re.sub(r"\s", "", match["s"])
            self.front.number = FoundField((f"{digits}{symbol}",), line.place)
        if self.front.day is None and (match := _DATE.search(line.text)) and "căn cứ" not in line.text.lower():
            self._set_day(match["d"], match["m"], match["y"], line)

    def _read_own_number(self, above: Sequence[Block]) -> None:
        """The number and date of a plan with a letterhead of its own, below the decision that approves it."""
        front = self.front
        lines = [block for block in above if isinstance(block, DocumentLine)]
        ends = next((i for i, line in enumerate(lines) if _END.match(fold(line.text))), None)
        matches = [(i, line, match) for i, line in enumerate(lines) if (match := _NUMBER.match(line.text))]
        numbers = [
            (i, FoundField((re.sub(r"\D", "", match["n"]) + re.sub(r"\s", "", match["s"]),), line.place))
            for i, line, match in matches
            if re.search(r"\d", match["n"])
        ]
        if ends is not None and numbers and numbers[-1][0] > ends and front.number is not None:
            i, own = numbers[-1]
            if own.text != front.number.text and not front.attached:
                front.number, front.day, front.day_blank = own, None, False
                for line in lines[i : i + 8]:
                    self._read_numbers(line)
        chosen = front.number.text if front.number is not None else ""
        front.other_numbers = [found for _, found in numbers if fold(found.text) != fold(chosen)] if chosen else []

    def _read_stamp(self, line: DocumentLine) -> None:
        """Read number and date in the appearance of a signature field."""
        printed = self.front.number.text if self.front.number else ""
        if not printed[:1].isdigit() and (match := re.search(r"(?<![\d/])(\d{1,5})(?![\d/])", line.text)):
            symbol = re.search(rf"[/-]\s*{_SYMBOL}", line.text)
            self.front.number = FoundField((match[1] + (printed or (symbol[0] if symbol else "")),), line.place)
        match = _DATE.search(line.text) or re.search(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})", line.text)
        if (self.front.day is None or self.front.day_blank) and match:
            self._set_day(match["d"], match["m"], match["y"], line)

    def _read_letterhead(self, head: Sequence[DocumentLine]) -> None:
        """Read the issuing body: the one or two lines in capitals before the motto or the number."""
        names: list[DocumentLine] = []
        broken = False  # the motto goes on in the next line of its column
        for line in head[:14]:
            text = re.split(r"\s{2,}|CỘNG H[ÒO]", line.text)[0].strip(" -–_*")
            folded = fold(text)
            if broken and re.fullmatch(r"(?:chu nghia )?viet nam", folded):
                broken = False
                continue
            if _MOTTO.match(fold(line.text)) or text != line.text.strip(" -–_*"):  # the motto, alone or beside a name
                broken = fold(line.text).endswith(("xa hoi", "chu nghia"))
            if _MOTTO.match(folded) or not text or _NUMBER.search(line.text) or "ngày" in text:
                if _NUMBER.search(line.text):
                    break
                continue
            if (
                text.upper() == text
                and sum(c.isalpha() for c in text) >= (2 if names and text.isalpha() else 4)
                and not any(_names(text, k) for k in (*_PLANS, *_OTHERS))
            ):
                names.append(DocumentLine(text, line.place))
            elif names:
                break
        if not names:
            return
        if len(names) > 1 and re.match(rf"(?:{_PLACE_KINDS})\b", names[1].text, re.IGNORECASE):
            names[0:2] = [DocumentLine(f"{names[0].text} {names[1].text}", names[0].place)]
        # A long name continues in the next line: “SỞ NÔNG NGHIỆP / VÀ MÔI TRƯỜNG”.
        while len(names) > 1 and (
            names[-2].text.endswith((",", " VÀ"))
            or re.match(r"(?:VÀ|THỂ THAO|TRUYỀN|MÔI TRƯỜNG)\b|TRƯỜNG$", names[-1].text)
        ):
            last = names.pop()
            names[-1] = DocumentLine(f"{names[-1].text} {last.text}", names[-1].place)
        for i in range(len(names) - 1, 0, -1):
            if len(names) > 2 and (not begins_body(names[i].text) or _KIND_ALONE.fullmatch(names[i - 1].text)):
                last = names.pop(i)
                names[i - 1] = DocumentLine(f"{names[i - 1].text} {last.text}", names[i - 1].place)
        issuer = names[1] if len(names) > 1 else names[0]
        if len(names) > 1:
            self.front.parent = FoundField((names[0].text,), names[0].place)
        known = self.front.agency
        if known is None or known.text.isupper() or fold(issuer.text).startswith(fold(known.text)):
            self.front.agency = FoundField((issuer.text,), issuer.place)

    def _find_agency_words(self, document: SourceDocument) -> None:
        """Give names printed in capitals the spelling they have elsewhere in the document, or the usual one."""
        words = document.words()
        for name in ("parent", "agency"):
            found: FoundField | None = getattr(self.front, name)
            if found is not None and found.text.isupper():
                setattr(self.front, name, FoundField((as_written(found.text, words),), found.place))
        agency, parent = self.front.agency, self.front.parent
        if agency is not None and parent is not None and agency.text.startswith("Chi nhánh "):
            self.front.agency = FoundField((f"{parent.text} {agency.text}",), agency.place)
        elif agency is not None and parent is not None:
            place = re.search(rf"(?:{_PLACE_KINDS}|TP\.?) .+$", parent.text)
            if (
                place
                and agency.text.startswith(("Sở ", "Ban ", "Chi cục ", "Phòng "))
                and not _OWN_PLACE.search(agency.text)
                and fold(place[0].split(None, 1)[1]) not in fold(agency.text)
            ):
                self.front.agency = FoundField((f"{agency.text} {place[0]}",), agency.place)
        title = self.front.title
        kind = next((k.capitalize() for k in _PLANS if title is not None and title.text.startswith(k.capitalize())), "")
        if title is not None and kind:
            subject = title.text[len(kind) :].strip()
            if mostly_capitals(subject):
                self.front.title = FoundField((f"{kind} {as_written(subject, words, name=False)}",), title.place)
            elif match := _PURPOSE.match(subject):  # “KẾ HOẠCH HÀNH ĐỘNG” over a subject that is not in capitals
                self.front.title = FoundField((f"{kind} {match[0].lower()}{subject[match.end() :]}",), title.place)

    def _without_feet(self, blocks: Sequence[Block]) -> list[Block]:
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
            if _END.match(fold(text)):
                ended = seen_end = True
                self._take_closing(kept)
            elif ended and (_ANNEX.match(text) or _names(text, "KẾ HOẠCH")):
                ended = False
            if ended:
                self._read_signer(block)
                continue
            kept.append(block)
        if not seen_end:
            self._take_closing(kept)
        self.front.ended = seen_end or any(
            isinstance(block, DocumentLine) and block.text.rstrip().endswith(("./.", ".//.")) for block in blocks
        )
        return kept

    def _take_closing(self, kept: list[Block]) -> None:
        for block in kept[-1:-5:-1]:
            if isinstance(block, DocumentLine) and _CLOSING.match(block.whole):
                self.front.closing.insert(0, without_closing(block.text))
                kept.remove(block)

    def _read_signer(self, line: DocumentLine) -> None:
        text = clean(line.text)
        stead = re.match(r"(TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s", text)
        if stead:
            short = stead[1].replace("/", "").lower()
            if short not in self.front.signs_for:
                self.front.signs_for.append(short)
        match = _OFFICE.match(text)
        if match:
            office = re.sub(r"(?:^|(?<=phó )|(?<=quyền ))(\w)", lambda m: m[1].upper(), match["office"].lower())
            self.front.signer_title = office
        elif self.front.signer is None and self.front.signer_title:
            name = re.fullmatch(
                rf"(?:[{CAPITALS}]\w{{0,4}}\.\s*)*[{CAPITALS}][\w'’]*(?:\s+[{CAPITALS}][\w'’]*){{1,4}}", text
            )
            if name and not text.isupper():
                self.front.signer = FoundField((text,), line.place)


def _flat(blocks: Sequence[Block]) -> list[Block]:
    """Replace tables that only arrange text (letterhead, signature) by their lines."""
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, DocumentTable) and not is_data(block) and _arranges(block):
            seen: set[int] = set()
            for column in range(block.width):
                for row in block.rows:
                    if column < len(row) and id(row[column]) not in seen:
                        seen.add(id(row[column]))
                        flat.extend(row[column].lines)
        elif isinstance(block, DocumentTable) and (lines := _labelled_lines(block)):
            flat.extend(lines)
        else:
            flat.append(block)
    return flat


def _with_whole_captions(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those lines joined that one caption in brackets fills: “(Kèm theo Kế hoạch … / Thanh Miếu)”."""
    whole: list[Block] = []
    for block in blocks:
        above = whole[-1] if whole else None
        if (
            isinstance(block, DocumentLine)
            and isinstance(above, DocumentLine)
            and not block.number
            and re.match(r"\((?:Ban hành )?[Kk]èm theo\b[^()]*$", above.text)
            and re.fullmatch(r"[^()]{1,80}\)", block.text.strip())
        ):
            whole[-1] = replace(above, text=f"{above.text.rstrip()} {block.text.strip()}")
        else:
            whole.append(block)
    return whole


def _labelled_lines(table: DocumentTable) -> list[DocumentLine]:
    """The rows of a table of labels and values, one below each task, as labelled lines; empty for other tables."""
    rows = [row for row in table.rows if len(row) == 2 and row[0] is not row[1]]
    labels = [find_label(row[0].text) for row in rows]
    fields = [label.field for label in labels if label is not None and label.sure]
    if len(rows) < 2 or len(rows) < len(table.rows) or any(find_label(row[1].text) for row in rows):
        return []
    if len({*fields} & {LEAD, COORDINATING, DOING, TIME, PRODUCTS}) < 2 or len(fields) * 2 < len(rows):
        return []
    lines: list[DocumentLine] = []
    for label, value in rows:
        first, *rest = value.lines or (DocumentLine("", value.place),)
        lines.append(replace(first, text=f"{label.text.rstrip(' :')}: {first.whole}".strip(), number="", bold=False))
        lines.extend(rest)
    return lines


def _arranges(table: DocumentTable) -> bool:
    """Whether a table is a letterhead, a signature block, or a frame around text."""
    if table.width <= 1:
        return True
    return table.width <= 3 and is_arranging(table)


#: A place with its kind within a name.
_OWN_PLACE = re.compile(rf"\b(?:{_PLACE_KINDS}) [{CAPITALS}]")


def _names(text: str, kind: str) -> bool:
    """Whether a line names this kind of document: the words alone, or a title in capitals beginning with them."""
    if text == kind or (text.isupper() and fold(text) == fold(kind)):  # a scan may lose a mark
        return True
    return text.startswith(f"{kind} ") and text.upper() == text and len(text) < 300


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
    if _END.match(fold(text)) or re.fullmatch(r"[-–—_*\s]{3,}", text):
        return True
    return any(so_far) and not line.centered and not line.bold and len(text) > 160 and text.upper() != text


#: Offices that sign for a body, before its name.
_HEAD_OF = re.compile(
    r"^(?:(?:Tổng )?Giám đốc|Chủ tịch|(?:Chi cục|Cục|Viện|Hiệu|Bộ) trưởng|Trưởng ban"
    r"|Chánh(?= (?:Thanh tra|Văn phòng))|Chánh án|Trưởng(?= Thuế))\s+"
)


def _agency_of(who: str) -> str:
    """The body in “của Giám đốc Sở X”, “của Chủ tịch UBND tỉnh Y”."""
    text = _HEAD_OF.sub("", without_closing(who))
    if _HEAD_OF.fullmatch(f"{text} "):  # “của Hiệu trưởng” does not say of which school
        return ""
    return text[:1].upper() + text[1:] if 4 <= len(text) <= 150 else ""
