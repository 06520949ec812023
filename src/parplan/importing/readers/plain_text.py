"""Plain text (.txt, .md, standard input): lines joined into paragraphs, and Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from parplan.diagnostics import N_, message
from parplan.importing.blocks import Block, DocumentCell, DocumentLine, DocumentTable, SourceDocument
from parplan.importing.enumerators import Enumerator, Numeral, clean, read_enumerator
from parplan.importing.labels import UNKNOWN_LABEL, read_labelled
from parplan.importing.readers.legacy_fonts import looks_legacy
from parplan.importing.readers.letters import as_printed, composed
from parplan.importing.readers.limits import MOST_PAGES, MOST_SIGNS
from parplan.importing.readers.paragraphs import SENTENCE_END, put_together
from parplan.importing.readers.refusals import empty, refuse, too_many_pages
from parplan.provenance.doubts import Place
from parplan.vocabulary.hidden_characters import TURNING

#: End of a sentence, or a comma.
_BREAKS = re.compile(r"[.;:,…][”\"')]?$")


def read_plain_text(data: bytes, name: str) -> SourceDocument:
    """The blocks of a text in UTF-8, or UTF-16 with a BOM. Raises ``UnreadableSourceError``."""
    text = _decoded(data, name)
    if not text.strip():
        raise empty(name)
    if len(text) > MOST_SIGNS:
        raise too_many_pages(name, MOST_PAGES)
    if looks_legacy(text):
        raise refuse(
            N_("{name} is in an old Vietnamese encoding (TCVN3 or VNI)"),
            message(N_("convert it to Unicode (Unikey: Ctrl+Shift+F6) and save it again")),
            name=name,
        )
    pages = text.split("\f")
    blocks: list[Block] = []
    first = 1
    for number, page in enumerate(pages, 1):
        lines = page.splitlines()
        blocks.extend(_blocks(lines, first, number if len(pages) > 1 else None))
        first += max(len(lines), 1)
    turned = " … ".join(line.strip()[:80] for line in text.split("\n") if TURNING.search(line))
    remarks = (("turned", as_printed(turned)),) if turned else ()
    return SourceDocument("text", tuple(blocks), pages=len(pages) if len(pages) > 1 else None, remarks=remarks)


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise refuse(
            N_("{name} is neither UTF-8 text nor a Word, PDF or picture file"),
            message(N_("save the plan as .docx or .pdf, or the text as UTF-8")),
            name=name,
        )
    return composed(text.replace("\r\n", "\n").replace("\r", "\n"))


def _blocks(lines: Sequence[str], first: int, page: int | None) -> Iterator[Block]:
    """Paragraphs and tables of one page; ``first`` is the number of its first line."""
    look = _look_of(lines)
    paragraph: list[str] = []
    begun = first
    unsure = False
    i = 0
    while i < len(lines):
        if _is_row(lines[i]) and i + 1 < len(lines) and _is_row(lines[i + 1]):
            yield from _paragraph(paragraph, begun, page, unsure=unsure)
            paragraph, unsure = [], False
            end = i
            while end < len(lines) and _is_row(lines[end]):
                end += 1
            yield _table(lines[i:end], first + i, page)
            i = end
            continue
        line = lines[i].strip()
        if not line or re.fullmatch(r"[-–—_=*|\s]{3,}|\|", line):
            yield from _paragraph(paragraph, begun, page, unsure=unsure)
            paragraph, unsure = [], False
        elif paragraph and (goes_on := _goes_on(paragraph, lines[i], look)):
            paragraph.append(lines[i])
        else:
            yield from _paragraph(paragraph, begun, page, unsure=unsure)
            unsure = bool(paragraph) and goes_on is None
            paragraph, begun = [lines[i]], first + i
        i += 1
    yield from _paragraph(paragraph, begun, page, unsure=unsure)


class _Look(Struct, frozen=True):
    """Line breaks of a text: the width they are wrapped at, 0 if each paragraph is one line; the least of it that a
    line and the first word of the next take; whether lines are seen to be wrapped at it; whether blank lines separate
    paragraphs."""

    wide: int
    least: float
    wrapped: bool
    spaced: bool

    def is_full(self, above: str, line: str) -> bool:
        """Whether the first word of ``line`` had no place at the end of the line above."""
        return _filled(above, line) > self.least


def _look_of(lines: Sequence[str]) -> _Look:
    wide = _width(lines)
    filled = sorted(
        _filled(above, line)
        for above, line in pairwise(lines)
        if line.strip()[:1].islower()
        and above.strip()
        and not SENTENCE_END.search(above.rstrip())
        and read_enumerator(line) is None
    )
    least = filled[len(filled) // 20] if len(filled) >= 5 else 0.85 * wide
    wrapped = bool(filled) and filled[-1] > 0.85 * wide
    return _Look(wide, min(max(least, 0.6 * wide), wide), wrapped, _is_spaced(lines))


def _filled(above: str, line: str) -> int:
    """The length of a line if it held the first word of the next."""
    return len(above.rstrip()) + 1 + len(line.split(maxsplit=1)[0])


def _width(lines: Sequence[str]) -> int:
    """The width the text is wrapped at, or 0 if each paragraph is one line."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return 0
    widest = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    return widest if lengths[-1] <= 130 and widest >= 40 else 0


def _is_spaced(lines: Sequence[str]) -> bool:
    """Whether blank lines separate the paragraphs, labelled lines and items among them."""
    blank = sum(1 for line in lines if not line.strip())
    if blank * 4 <= len(lines):
        return False
    begun = [above for above, line in pairwise(lines) if _begins_plainly(above, line)]
    return sum(1 for above in begun if not above.strip()) >= 0.9 * len(begun)


def _begins_plainly(above: str, line: str) -> bool:
    """Whether a line is the first of a paragraph wherever it stands: it has a label, or a number below what ended."""
    text = _without_markdown(line.strip())
    if read_labelled(text) is not None:
        return True
    enumerator = read_enumerator(text)
    if enumerator is None or enumerator.style is Numeral.BULLET:  # recipients stand close everywhere
        return False
    ended = not above.strip() or _BREAKS.search(above.rstrip()) is not None
    return ended and enumerator.rest[:1].isupper()


def _goes_on(paragraph: Sequence[str], line: str, look: _Look) -> bool | None:
    """Whether ``line`` is the rest of the lines above it; ``None`` if nothing tells."""
    above = paragraph[-1]
    text, end, wide = _without_markdown(line.strip()), above.rstrip(), look.wide
    if (
        wide
        and text[:1].islower()
        and not _is_lettered(text)
        and not _BREAKS.search(end)
        and _filled(above, line) > 0.85 * wide
    ):
        return True  # be it the second half of a label: “Đơn vị / phối hợp: …”
    if not wide or read_labelled(text) is not None or _is_title(text) != _is_title(end):
        return False
    if _MARKDOWN_HEADING.match(line.lstrip()) or _MARKDOWN_HEADING.match(paragraph[0].lstrip()):
        return False
    enumerator = read_enumerator(text)
    if enumerator is not None:
        return _goes_on_with_sign(paragraph, line, look, enumerator)
    if end.endswith(("./.", ":")) and text[:1].isupper() and len(end) < 0.75 * wide:
        return False
    if UNKNOWN_LABEL.fullmatch(text) and read_labelled(_without_markdown(paragraph[0].strip())) is not None:
        return False
    if text[:1].islower() and not end.endswith((".", ";")):
        return True
    if not SENTENCE_END.search(end):
        full = _filled(above, line) > (0.85 * wide if look.wrapped else look.least)
        return (True if look.wrapped else None) if full else False
    if _filled(above, line) < look.least:
        return False
    # Between sentences neither the letters nor, without blank lines, the distance tells.
    return True if look.spaced or text[:1].islower() else None


def _goes_on_with_sign(paragraph: Sequence[str], line: str, look: _Look, enumerator: Enumerator) -> bool | None:
    """Whether a line that begins with a number or a sign is the rest of the lines above it: “số / 1”, “A / - B”."""
    end = paragraph[-1].rstrip()
    if not look.wrapped or not look.is_full(end, line) or end.endswith((".", ";", ":", ",", "/")):
        return False
    if enumerator.style is Numeral.NUMBER:
        named = re.search(r"(?:số|Điều|khoản|mục|Mục|điểm|năm|ngày|tháng)$", end) is not None
        # A number before no sentence continues it: “(đợt / 1)”.
        return named or look.spaced or enumerator.value == "0" or not enumerator.rest[:1].isupper()
    if look.spaced:
        return True
    if enumerator.style is not Numeral.BULLET or enumerator.value not in "-–—−" or UNKNOWN_LABEL.match(enumerator.rest):
        return False
    years = re.search(r"\d{4}$", end) is not None and re.match(r"\d{4}", enumerator.rest) is not None
    return True if years else None  # “2025 / - 2030”, but “Văn thư / - Lưu trữ”


def _is_lettered(text: str) -> bool:
    """Whether a line that begins in lower case begins with the letter of an item: “a) ”, “a. Lập sổ”."""
    enumerator = read_enumerator(text)
    return enumerator is not None and (text[1:2] == ")" or enumerator.rest[:1].isupper())


def _is_title(text: str) -> bool:
    return text.upper() == text and sum(c.isalpha() for c in text) >= 4


def _paragraph(lines: Sequence[str], first: int, page: int | None, *, unsure: bool) -> Iterator[DocumentLine]:
    if not lines:
        return
    indent = len(lines[0]) - len(lines[0].lstrip())
    text = put_together([line.strip() for line in lines])
    bold = bool(re.match(r"^(?:#+\s|\*\*[^*]+\*\*\s*$)", text))
    text = _without_markdown(text)
    if words := clean(text):
        place = Place(page, first)
        yield DocumentLine(words, place, bold=bold, centered=indent > 15, indent=float(indent), may_continue=unsure)


#: A heading of Markdown, which is one line.
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s")
_STRONG = re.compile(r"(?P<sign>\*\*|__)\s*(?P<words>.+?)\s*(?P=sign)(?P<glued>[^\s:;,.)])?")
_EMPHASIS = re.compile(r"(?<!\w)_([^_]+)_(?!\w)|(?<![\w*])\*(?!\s)([^*]+?)\*")


def _without_markdown(text: str) -> str:
    """A paragraph without the signs of headings and emphasis, and without escapes: “1\\. **Chủ trì**: …”."""
    text = re.sub(r"^#+\s+", "", text)
    text = _STRONG.sub(lambda m: f"{m['words']} {m['glued']}" if m["glued"] else m["words"], text)
    text = _EMPHASIS.sub(lambda m: m[1] or m[2], text)
    return re.sub(r"\\(?=[-.+*#()\[\]_>]|$)", "", text)


def _is_row(line: str) -> bool:
    text = line.strip()
    return text.startswith("|") and text.endswith("|") and text.count("|") >= 3


def _table(lines: Sequence[str], first: int, page: int | None) -> DocumentTable:
    rows: list[tuple[DocumentCell, ...]] = []
    for k, line in enumerate(lines):
        texts = [text.strip() for text in re.split(r"(?<!\\)\|", line.strip()[1:-1])]
        if all(re.fullmatch(r":?-{2,}:?", text) for text in texts):
            continue
        cells = []
        for column, text in enumerate(texts, 1):
            place = Place(page, first + k, row=len(rows) + 1, column=column)
            bold = bool(re.fullmatch(r"\*\*.+\*\*", text))
            parts = re.split(r"<br\s*/?>", re.sub(r"\*\*", "", text.replace(r"\|", "|")))
            cells.append(
                DocumentCell(tuple(DocumentLine(clean(part), place, bold=bold) for part in parts if clean(part)), place)
            )
        rows.append(tuple(cells))
    return DocumentTable(tuple(rows), Place(page, first))
