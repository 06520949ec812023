"""The number and the date of a document: above its title, in its caption, or in the stamp of a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parplan.importing.blocks import Block, DocumentLine
from parplan.importing.document_foot import ends_document
from parplan.importing.enumerators import clean
from parplan.importing.found import FoundField, FrontMatter
from parplan.importing.offices import body_of
from parplan.vocabulary.folding import fold

#: Blanks around a dash, or the long one that Word makes of it: “12/KH - SNV”, “12/KH – SNV”.
_SYMBOL = (
    r"[A-ZĐƯ][A-Za-zĐđƯư0-9]*(?:[-–/&.][A-Za-zĐđƯư][A-Za-zĐđƯư0-9]*|\s?[-–/]\s?[A-ZĐƯ]{2,}(?![A-Za-zĐđƯư]|\s+[A-ZĐƯ]))*"
)
NUMBER = re.compile(rf"\b(?:Số\s*:?|S[ôóo]\s*:)\s*(?P<n>[\d.…_ ]*)\s*(?P<s>[/-]\s*{_SYMBOL})")
_DATE = re.compile(
    r"\bngày\s*(?P<d>\d{1,2}|[.…_\s]*)\s*tháng\s*(?P<m>\d{1,2}|[.…_\s]*)\s*năm\s*(?P<y>\d{4})", re.IGNORECASE
)
#: A day in figures that ends a line, as below the motto: “Đồng Nai, ngày 05/01/2026”.
_DAY_IN_FIGURES = re.compile(
    r"(?:^|,\s*)(?:ngày\s*)?(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>\d{4})\.?$", re.IGNORECASE
)
ATTACHED = re.compile(
    rf"\(?\s*(?:Ban hành )?kèm theo\s+(?:Quyết định|Kế hoạch|Công văn|Văn bản|Tờ trình|Chỉ thị|QĐ)\s+số\s*:?\s*"
    rf"(?P<n>[\d.…_ ]*\s*[/-]\s*{_SYMBOL})"
    r"(?:,?\s*ngày\s*(?P<d>\d{1,2}|[.…_\s]*)\s*(?:/|"
    r"tháng|-|\.)\s*(?P<m>\d{1,2}|[.…_\s]*)\s*(?:/|năm|-|\.)\s*(?P<y>\d{4}))?"
    r"(?:\s*của\s+(?P<who>[^)]+))?",
    re.IGNORECASE,
)


def read_attached(front: FrontMatter, line: DocumentLine) -> None:
    """Read number, date and body of the document that the plan is attached to, from the caption below its title."""
    match = ATTACHED.search(line.text)
    if match is None:
        return
    number = re.sub(r"[\s.…_]+", "", match["n"]).replace("–", "-")
    front.number = FoundField((number,), line.place)
    front.attached = True
    if match["y"]:
        _set_day(front, match["d"], match["m"], match["y"], line)
    if match["who"] and front.agency is None:
        who = body_of(match["who"])
        if who:
            front.agency = FoundField((who,), line.place)


def _set_day(front: FrontMatter, day: str, month: str, year: str, line: DocumentLine) -> None:
    try:
        if day.strip().isdecimal() and month.strip().isdecimal():
            front.day, front.day_blank = date(int(year), int(month), int(day)), False
        else:
            known = int(month) if month.strip().isdecimal() else 1
            front.day, front.day_blank = date(int(year), known, 1), True
        front.day_place = line.place
    except ValueError:
        front.day_blank = True


def read_number(front: FrontMatter, head: Sequence[DocumentLine], stamped: Sequence[str]) -> None:
    """Read number and date above the title, or above the decision the plan is attached to."""
    for line, following in zip(head[:60], [*head[1:60], None], strict=False):
        _read_numbers(front, line)
        if following is not None and re.search(r"(?:ngày|tháng|năm)(?:\s+\d{1,2})?$", line.text):
            _read_numbers(front, DocumentLine(f"{line.text} {following.text}", line.place))
    if (front.number is None or not front.number.text[:1].isdigit() or front.day is None) and stamped:
        joined = DocumentLine(clean(" ".join(stamped)))
        _read_stamp(front, joined)


def _number(match: re.Match[str], line: DocumentLine) -> FoundField:
    """A number as its document prints it: without the blanks, and the dots left for it."""
    digits, symbol = re.sub(r"\D", "", match["n"]), re.sub(r"\s", "", match["s"]).replace("–", "-")
    return FoundField((f"{digits}{symbol}",), line.place)


def _read_numbers(front: FrontMatter, line: DocumentLine) -> None:
    if front.number is None and (match := NUMBER.search(line.text)):
        front.number = _number(match, line)
    if front.day is None and (match := _day_in(line.text)) and "căn cứ" not in line.text.lower():
        _set_day(front, match["d"], match["m"], match["y"], line)


def _day_in(line: str) -> re.Match[str] | None:
    """The day of a letterhead; one in figures only behind “ngày”."""
    figures = _DAY_IN_FIGURES.search(line)
    return _DATE.search(line) or (figures if figures is not None and "ngày" in figures[0].lower() else None)


def typed_day(text: str) -> date | None:
    """The day that a person types as it is printed: “ngày 05 tháng 01 năm 2026”, “05/01/2026”, or 2026-01-05."""
    match = _DATE.search(text) or _DAY_IN_FIGURES.search(text)
    try:
        if match is None:
            return date.fromisoformat(text)
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


def read_own_number(front: FrontMatter, above: Sequence[Block]) -> None:
    """The number and date of a plan with a letterhead of its own, below the decision that approves it."""
    lines = [block for block in above if isinstance(block, DocumentLine)]
    ends = next((i for i, line in enumerate(lines) if ends_document(line)), None)
    numbers = [
        (i, _number(match, line))
        for i, line in enumerate(lines)
        if (match := NUMBER.match(line.text)) is not None and re.search(r"\d", match["n"])
    ]
    if ends is not None and numbers and numbers[-1][0] > ends and front.number is not None:
        i, own = numbers[-1]
        if own.text != front.number.text and not front.attached:
            front.number, front.day, front.day_blank = own, None, False
            for line in lines[i : i + 8]:
                _read_numbers(front, line)
    chosen = front.number.text if front.number is not None else ""
    front.other_numbers = [found for _, found in numbers if fold(found.text) != fold(chosen)] if chosen else []


def _read_stamp(front: FrontMatter, line: DocumentLine) -> None:
    """Read number and date in the appearance of a signature field."""
    printed = front.number.text if front.number else ""
    if not printed[:1].isdigit() and (match := re.search(r"(?<![\d/])(\d{1,5})(?![\d/])", line.text)):
        symbol = re.search(rf"[/-]\s*{_SYMBOL}", line.text)
        front.number = FoundField((match[1] + (printed or (symbol[0] if symbol else "")),), line.place)
    match = _DATE.search(line.text) or re.search(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})", line.text)
    if (front.day is None or front.day_blank) and match:
        _set_day(front, match["d"], match["m"], match["y"], line)
