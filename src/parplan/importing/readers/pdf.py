"""PDF documents with text, by pdfplumber: words to lines and paragraphs, ruled tables, rows joined over pages.

The number and date of an e-signed document stand only in the appearances of its signature fields, which are read too.
"""

from __future__ import annotations

import io
import re
import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from parplan.diagnostics import N_, message
from parplan.importing.blocks import Block, Cell, Line, SourceDocument, Table
from parplan.importing.enumerators import Style, clean, read_enumerator
from parplan.importing.labels import read_labelled
from parplan.importing.readers.legacy_fonts import looks_legacy
from parplan.importing.readers.refusals import corrupt, locked, refuse, too_large
from parplan.libraries import libraries_of
from parplan.provenance.doubts import Place
from parplan.vocabulary.folding import nfc

PAGE_LIMIT = 500
_BULLET = re.compile(r"[-–+•*]\s")
#: What Word leaves free at the sides of a cell, a blank, and some play, in points.
_CELL_MARGINS = 16
#: A page with fewer letters is a picture.
_FEW_LETTERS = 40


def read_pdf(data: bytes, name: str) -> SourceDocument:
    """The blocks of a PDF. Raises ``UnreadableSourceError`` for one that is locked, damaged or too long."""
    with libraries_of("import"):
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > PAGE_LIMIT:
                raise too_large(name, f"> {PAGE_LIMIT}")
            return _read(document, data, name)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise locked(name) from None
        raise corrupt(name) from None
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        AssertionError,
        RecursionError,
        EOFError,
        OSError,
    ):
        raise corrupt(name) from None


def _read(document: Any, data: bytes, name: str) -> SourceDocument:
    pages: list[list[Block]] = []
    letters = 0
    stamped: list[str] = []
    for number, page in enumerate(document.pages, 1):
        blocks = list(_page(page, number))
        letters += sum(len(line.text) for block in blocks for line in _lines_of(block))
        stamped.extend(_signatures(page))
        pages.append(blocks)
        page.close()
    if letters < _FEW_LETTERS * len(pages):
        from parplan.importing.readers.scan import read_scanned_pdf

        return read_scanned_pdf(data, name, len(pages))
    joined = _joined(pages)
    result = SourceDocument("pdf", tuple(joined), pages=len(pages), stamped=tuple(stamped))
    if looks_legacy(result.words()):
        raise refuse(
            N_("{name} is written in an old Vietnamese font (TCVN3 or VNI) that could not be converted whole"),
            message(N_("open the Word document, convert it to Unicode (Unikey: Ctrl+Shift+F6), and import that")),
            name=name,
        )
    return result


def _lines_of(block: Block) -> Iterator[Line]:
    if isinstance(block, Line):
        yield block
    else:
        for row in block.rows:
            for cell in row:
                yield from cell.lines


class _Row:
    """Words on one height."""

    def __init__(self, words: list[dict[str, Any]]) -> None:
        self.words = words
        self.x0 = min(word["x0"] for word in words)
        self.x1 = max(word["x1"] for word in words)
        self.top = min(word["top"] for word in words)
        self.bottom = max(word["bottom"] for word in words)
        self.text = nfc(clean(" ".join(word["text"] for word in words)))
        fonts = [str(word.get("fontname", "")) for word in words]
        self.bold = sum("bold" in font.lower() for font in fonts) * 2 > len(fonts)
        self.italic = all("italic" in font.lower() or "oblique" in font.lower() for font in fonts)


def _page(page: Any, number: int) -> Iterator[Block]:
    """The lines and tables of one page from top to bottom, without its number."""
    found = [table for table in page.find_tables() if len(table.rows) > 1 or len(table.cells) > 2]
    found = [table for table in found if max(len(row.cells) for row in table.rows) > 1]
    words = page.extract_words(
        x_tolerance=1.5, y_tolerance=2, keep_blank_chars=False, use_text_flow=False, extra_attrs=["fontname"]
    )
    boxes = [table.bbox for table in found]
    outside = [word for word in words if not any(_inside(word, box) for box in boxes)]
    rows = [row for row in _rows(outside) if not _is_page_number(row, page)]
    left, right = _margins(rows, page)
    tables = sorted(found, key=lambda table: table.bbox[1])
    waiting: list[_Row] = []
    for row in rows:
        while tables and tables[0].bbox[1] < row.top:
            yield from _paragraphs(waiting, number, left, right)
            waiting = []
            yield _table(tables.pop(0), words, number)
        waiting.append(row)
    yield from _paragraphs(waiting, number, left, right)
    for table in tables:
        yield _table(table, words, number)


def _inside(word: dict[str, Any], box: Sequence[float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1)


def _rows(words: Sequence[dict[str, Any]]) -> list[_Row]:
    """Words of one height together; a wide gap (two columns of a letterhead) parts them."""
    ordered = sorted(words, key=lambda word: (word["bottom"], word["x0"]))
    heights: list[list[dict[str, Any]]] = []
    for word in ordered:
        if heights and abs(heights[-1][-1]["bottom"] - word["bottom"]) < 3.5:
            heights[-1].append(word)
        else:
            heights.append([word])
    rows: list[_Row] = []
    for height in heights:
        height.sort(key=lambda word: word["x0"])
        part: list[dict[str, Any]] = []
        for word in height:
            if part and word["x0"] - part[-1]["x1"] > 28:
                rows.append(_Row(part))
                part = []
            part.append(word)
        rows.append(_Row(part))
    return rows


def _is_page_number(row: _Row, page: Any) -> bool:
    edge: bool = row.top < 0.09 * float(page.height) or row.bottom > 0.93 * float(page.height)
    return edge and re.fullmatch(r"[-–]?\s*\d{1,3}\s*[-–]?", row.text) is not None


def _margins(rows: Sequence[_Row], page: Any) -> tuple[float, float]:
    """Where the lines of the text begin and end."""
    full = [row for row in rows if row.x1 - row.x0 > 0.5 * float(page.width)]
    if not full:
        return 0.0, float(page.width)
    return min(row.x0 for row in full), statistics.quantiles([row.x1 for row in full], n=10)[-1] if len(
        full
    ) > 1 else full[0].x1


def _paragraphs(rows: Sequence[_Row], page: int, left: float, right: float) -> Iterator[Line]:
    """Lines of print put together to paragraphs: one goes on while its lines are full and nothing new begins."""
    paragraph: list[_Row] = []
    for row in rows:
        if not row.text:
            continue
        if paragraph and _goes_on(paragraph, row, left, right):
            paragraph.append(row)
            continue
        if paragraph:
            yield _line(paragraph, page, left, right)
        paragraph = [row]
    if paragraph:
        yield _line(paragraph, page, left, right)


def _goes_on(paragraph: Sequence[_Row], row: _Row, left: float, right: float) -> bool:
    last = paragraph[-1]
    height = max(last.bottom - last.top, 8)
    if row.top - last.bottom > 1.3 * height or row.top < last.top + 2:
        return False
    text = row.text
    if read_labelled(text) is not None or _begins(text, last, row, left, right):
        return False
    if paragraph[0].bold != row.bold and paragraph[-1].bold != row.bold:
        return False
    centered = _is_centered(last, left, right) and _is_centered(row, left, right)
    if centered:
        return last.bold == row.bold and not last.text.isupper()
    first_word = row.words[0]["x1"] - row.words[0]["x0"]
    return bool(last.x1 + first_word + 10 > right and row.x0 < left + 24)


def _begins(text: str, last: _Row, row: _Row, left: float, right: float) -> bool:
    """Whether a new item begins; a number or dash at the beginning of a line may also be the rest of a sentence."""
    enumerator = read_enumerator(text)
    if enumerator is None:
        return False
    above = last.text
    first_word = row.words[0]["x1"] - row.words[0]["x0"]
    ended = above.endswith((".", ";", ":", ",", "/"))
    if enumerator.style is Style.BULLET and not ended and last.x1 + first_word + 10 > right and last.bold == row.bold:
        return False
    indented = row.x0 > left + 8
    if indented:
        return True
    if re.search(r"(?:số|Điều|khoản|mục|điểm|năm|ngày|tháng|-|–|đến|\d)$", above):
        return False
    return ended or text[:1].isupper() or enumerator.style is Style.BULLET


def _is_centered(row: _Row, left: float, right: float) -> bool:
    return bool(row.x0 > left + 30 and abs((row.x0 - left) - (right - row.x1)) < 24)


def _line(rows: Sequence[_Row], page: int, left: float, right: float) -> Line:
    text = _put_together([row.text for row in rows])
    return Line(
        text,
        Place(page=page),
        bold=all(row.bold for row in rows),
        italic=all(row.italic for row in rows),
        centered=_is_centered(rows[0], left, right),
        indent=max(rows[0].x0 - left, 0.0),
    )


#: Where a word too long for its line was cut: a symbol (12/2019/Q + Đ-UBND, ND- + CP), a number or a date.
_CUT = (
    (re.compile(r"\d/[A-ZĐ]{0,6}$"), re.compile(r"[A-ZĐ]{0,6}-(?:[A-ZĐ]|$)")),
    (re.compile(r"\d/[A-ZĐ]{1,6}-[A-ZĐ]{0,8}$"), re.compile(r"[A-ZĐ]{2}")),
    (re.compile(r"\d/\d{0,3}$"), re.compile(r"\d{1,3}/[A-ZĐ]")),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{3}$"), re.compile(r"\d(?!\d)")),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{2}$"), re.compile(r"\d\d(?!\d)")),
    (re.compile(r"\d{1,2}/\d{1,2}/\d$"), re.compile(r"\d{3}(?!\d)")),
    (re.compile(r"\d{1,2}/\d{1,2}/$"), re.compile(r"\d{4}(?!\d)")),
    (re.compile(r"\d:\d{1,3}$"), re.compile(r"\d{1,3}(?![\d.,/])")),
    (re.compile(r"(?:^|\s)\d{1,2}/$"), re.compile(r"\d{1,2}/\d{4}(?!\d)|\d{4}(?!\d)")),
)


def _put_together(texts: Sequence[str]) -> str:
    """Lines as one text; a word that was cut between two of them is whole again."""
    text = ""
    for line in texts:
        text = f"{text}{line}" if not text or _is_cut(text, line) else f"{text} {line}"
    return text


def _is_cut(above: str, line: str) -> bool:
    """Whether one word goes on from ``above`` to ``line``."""
    return any(end.search(above) and beginning.match(line) for end, beginning in _CUT)


def _table(table: Any, words: Sequence[dict[str, Any]], page: int) -> Table:
    """A ruled table: a cell that is missing in a row or column is a part of the merged one that covers it."""
    boxes = sorted(set(table.cells), key=lambda box: (box[1], box[0]))
    xs = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    ys = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    cells: dict[tuple[int, int], Cell] = {}
    for box in boxes:
        c0, c1 = _index(xs, box[0]), _index(xs, box[2])
        r0, r1 = _index(ys, box[1]), _index(ys, box[3])
        inside = [word for word in words if _inside_strictly(word, box)]
        place = Place(page=page, row=r0 + 1, column=c0 + 1)
        cell = Cell(tuple(_cell_lines(inside, box, place)), place, max(r1 - r0, 1), max(c1 - c0, 1))
        for r in range(r0, max(r1, r0 + 1)):
            for c in range(c0, max(c1, c0 + 1)):
                cells[(r, c)] = cell
    empty = Cell((), Place(page=page))
    rows = []
    for r in range(len(ys) - 1):
        rows.append(tuple(cells.get((r, c), empty) for c in range(len(xs) - 1)))
    return Table(tuple(row for row in rows if any(cell is not empty for cell in row)), Place(page=page))


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _inside_strictly(word: dict[str, Any], box: Sequence[float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _cell_lines(words: Sequence[dict[str, Any]], box: Sequence[float], place: Place) -> Iterator[Line]:
    """The paragraphs of a cell: a line that is not full ends one, a bullet begins one."""
    rows = _rows(words)
    paragraph: list[_Row] = []
    inner = box[2] - box[0] - _CELL_MARGINS
    for row in rows:
        if not row.text:
            continue
        if paragraph:
            last = paragraph[-1]
            first_word = row.words[0]["x1"] - row.words[0]["x0"]
            full = last.x1 - last.x0 + first_word > inner
            bulleted = _BULLET.match(row.text) is not None
            if full and not last.text.endswith((";", ".", ":", ",")) and not _BULLET.match(paragraph[0].text):
                bulleted = False  # a name is broken at its dash
            if bulleted or not (full or row.text[:1].islower() or _is_cut(last.text, row.text)):
                yield _cell_line(paragraph, place)
                paragraph = []
        paragraph.append(row)
    if paragraph:
        yield _cell_line(paragraph, place)


def _cell_line(rows: Sequence[_Row], place: Place) -> Line:
    return Line(_put_together([row.text for row in rows]), place, bold=all(row.bold for row in rows))


def _joined(pages: Sequence[Sequence[Block]]) -> list[Block]:
    """Pages put together: a table that goes on, its row that was split, a paragraph that was split."""
    blocks: list[Block] = []
    for page in pages:
        first = True
        for block in page:
            if first and blocks:
                last = blocks[-1]
                if isinstance(last, Table) and isinstance(block, Table) and last.width == block.width:
                    blocks[-1] = _continued(last, block)
                    first = False
                    continue
                if isinstance(last, Line) and isinstance(block, Line) and _splits(last, block):
                    blocks[-1] = Line(
                        f"{last.text} {block.text}",
                        last.place,
                        bold=last.bold,
                        centered=last.centered,
                        indent=last.indent,
                    )
                    first = False
                    continue
            first = False
            blocks.append(block)
    return blocks


def _splits(above: Line, below: Line) -> bool:
    if read_enumerator(below.text) is not None or read_labelled(below.text) is not None:
        return False
    return not above.text.endswith((".", ";", ":", "./.")) and below.text[:1].islower()


def _continued(table: Table, more: Table) -> Table:
    """A table with its continuation; a row that begins it without a number of its own goes on with the last one."""
    rows = list(more.rows)
    above = list(table.rows)
    joined = list(table.joined)
    start = 0
    while start < min(3, len(rows)) and above and _same_texts(rows[start], above[start]):
        start += 1
    rows = rows[start:]
    if rows and above and _is_rest(rows[0], above[-1]):
        above[-1] = tuple(_joined_cell(one, two) for one, two in zip(above[-1], rows[0], strict=True))
        joined.append(len(above) - 1)
        rows = rows[1:]
    return Table((*above, *rows), table.place, tuple(joined))


def _same_texts(one: Sequence[Cell], two: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in one]
    return any(texts) and texts == [cell.text for cell in two]


def _is_rest(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether a row at the top of a page is the rest of the last row: no number, and texts that go on."""
    if len(row) != len(above) or row[0].text.strip() or not above[0].text.strip():
        return False
    texts = [(cell.text.strip(), over.text.strip()) for cell, over in zip(row[1:], above[1:], strict=True)]
    filled = [(below, over) for below, over in texts if below]
    if not filled:
        return False
    if texts[0][0]:  # its title goes on
        return True
    return all(below[:1].islower() or not over.endswith((".", ";")) for below, over in filled)


def _joined_cell(one: Cell, two: Cell) -> Cell:
    if not two.lines:
        return one
    if not one.lines:
        return Cell(two.lines, two.place, one.rows, one.columns)
    first, last = two.lines[0], one.lines[-1]
    if re.match(r"[-–+•*]\s", first.text) or last.text.endswith((";", ".")):
        return Cell((*one.lines, *two.lines), one.place, one.rows, one.columns)
    middle = Line(_put_together([last.text, first.text]), last.place, bold=last.bold)
    return Cell((*one.lines[:-1], middle, *two.lines[1:]), one.place, one.rows, one.columns)


def _signatures(page: Any) -> Iterator[str]:
    """The texts in the appearances of the signature fields of a page."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTContainer, LTTextContainer
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdftypes import PDFStream, resolve1

    for annotation in page.annots or ():
        data = annotation.get("data") or {}
        kind = resolve1(data.get("FT")) or resolve1((resolve1(data.get("Parent")) or {}).get("FT"))
        if getattr(kind, "name", None) != "Sig":
            continue
        appearance = resolve1((resolve1(data.get("AP")) or {}).get("N"))
        if not isinstance(appearance, PDFStream):
            continue
        resources = PDFResourceManager()
        device = PDFPageAggregator(resources, laparams=LAParams())
        interpreter = PDFPageInterpreter(resources, device)
        box = [float(resolve1(v)) for v in resolve1(appearance.get("BBox")) or (0, 0, 600, 800)]
        form: Any = _Form(box)
        device.begin_page(form, (1, 0, 0, 1, 0, 0))
        interpreter.render_contents(resolve1(appearance.get("Resources")) or {}, [appearance])
        device.end_page(form)

        def texts(container: Any) -> Iterator[str]:
            for item in container:
                if isinstance(item, LTTextContainer):
                    yield nfc(clean(item.get_text()))
                elif isinstance(item, LTContainer):
                    yield from texts(item)

        yield from texts(device.get_result())


class _Form:
    """What pdfminer's device asks of a page, for a form."""

    def __init__(self, box: Sequence[float]) -> None:
        self.mediabox = tuple(box)
        self.cropbox = tuple(box)
        self.pageid = 0
        self.rotate = 0
