"""Scans: pages that are pictures, read by tesseract with its Vietnamese model if both are installed.

Pictures are turned upright, ruled tables found by their lines, and words assigned to cells, so that a scanned table
becomes the same blocks as a native one. Words tesseract is not sure of are noted at their line.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from parplan.diagnostics import N_, message
from parplan.importing.blocks import SourceDocument
from parplan.importing.readers.item_letters import with_item_letters
from parplan.importing.readers.limits import MOST_PAGES, made_apart
from parplan.importing.readers.line_beginnings import with_line_beginnings
from parplan.importing.readers.page_joining import joined_pages
from parplan.importing.readers.printed_page import bounds_of, page_blocks
from parplan.importing.readers.programs import find_program, private_folder, run_program
from parplan.importing.readers.recognizing import DPI, Recognizer, scaled
from parplan.importing.readers.refusals import (
    PART,
    UnreadableSourceError,
    corrupt,
    empty,
    refuse,
    too_many_pages,
    too_wide,
)
from parplan.importing.readers.ruling import (
    cells_of,
    find_grids,
    turned_upright,
    with_columns_of,
    without_noise,
    without_rules,
)
from parplan.importing.readers.word_evidence import ReadPage, WordEvidence
from parplan.libraries import libraries_of

OnPage = Callable[[int, int], None]

#: The minutes all pages of a document may take: the most of them, each as much as a full one.
_MINUTES = 60
#: The longest side a picture may have, in dots: A3 at 600 dpi.
_LARGEST = 10_000


def read_image(data: bytes, name: str, on_page: OnPage) -> SourceDocument:
    """The blocks of a picture, which may have several pages (TIFF). Raises ``UnreadableSourceError``."""
    return _read(made_apart(name, _decoded, data, name), name, on_page)


def read_scanned_pdf(data: bytes, name: str, pages: int, on_page: OnPage) -> SourceDocument:
    """The blocks of a PDF whose pages are pictures. Raises ``UnreadableSourceError``."""
    return _read(made_apart(name, _drawn, data, name), name, on_page, pages)


#: A picture in shades of grey as it travels between processes: its width and height in dots, and its dots.
_Dots = tuple[tuple[int, int], bytes]


def _decoded(data: bytes, name: str) -> Iterator[_Dots]:
    with libraries_of("import"):
        from PIL import Image, ImageSequence, UnidentifiedImageError
    try:
        with Image.open(io.BytesIO(data)) as image:
            with suppress(EOFError):
                image.seek(MOST_PAGES)
                raise too_many_pages(name, MOST_PAGES)
            for page in ImageSequence.Iterator(image):
                yield _sized(page, name)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise corrupt(name) from None


def _drawn(data: bytes, name: str) -> Iterator[_Dots]:
    with libraries_of("import"):
        import pypdfium2
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MOST_PAGES:  # it counts a page as often as it is named
            raise too_many_pages(name, MOST_PAGES)
        for number in range(len(document)):
            page = document[number]
            side = max(page.get_size())
            if side * DPI / 72 > _LARGEST:
                raise too_wide(name, _LARGEST)
            yield _sized(page.render(scale=DPI / 72, grayscale=True).to_pil(), name)
            page.close()
    except (pypdfium2.PdfiumError, OSError, ValueError):
        raise corrupt(name) from None


def _sized(picture: Any, name: str) -> _Dots:
    """A picture brought to about 200 dpi, taking its short side for that of A4 (1,654 dots)."""
    short, long = sorted(picture.size)
    scale = 1.0 if 1300 <= short <= 2100 else 1654 / max(1, short)
    if long * max(scale, 1) > _LARGEST:
        raise too_wide(name, _LARGEST)
    grey = picture.convert("L")
    if scale != 1:
        grey = grey.resize((round(grey.width * scale), round(grey.height * scale)))
    return grey.size, grey.tobytes()


def _program(name: str) -> str:
    program = find_program("tesseract")
    if program is not None:
        with private_folder() as folder:
            languages = run_program((program, "--list-langs"), folder, 20, name)
        if b"vie" in languages.split():
            return program
    raise refuse(
        N_(
            "{name} is a scan (its pages are pictures); "
            "reading it needs tesseract with Vietnamese, which is not installed"
        ),
        message(
            N_(
                "install tesseract with “vie” (Debian: tesseract-ocr-vie; "
                "Windows: the installer, Vietnamese ticked), or"
                " import the Word document or a PDF with text"
            )
        ),
        name=name,
    )


def _read(pages: Iterator[_Dots], name: str, on_page: OnPage, count: int = 1) -> SourceDocument:
    """The blocks of pages given as greyscale pictures; count: how many there are, as far as it is known."""
    program = _program(name)  # fails early, before any page is drawn
    with libraries_of("import"):
        from PIL import Image
    read: list[ReadPage] = []
    before: _Drawn | None = None
    latest = time.monotonic() + _MINUTES * 60
    with private_folder() as folder:
        reader = Recognizer(program, folder, name)
        for number, (size, dots) in enumerate(pages, 1):
            if time.monotonic() > latest:
                raise _overdue(name, number - 1)
            on_page(number, max(count, number))
            drawn = _Drawn(Image.frombytes("L", size, dots))
            if before is not None:
                drawn.goes_on_from(before)
                read.append(_read_page(before, reader))
            before = drawn
        if before is not None:
            read.append(_read_page(before, reader))
    if not any(page.readings for page in read):
        raise empty(name)
    letters = with_line_beginnings(with_item_letters([page.readings for page in read]))
    read = [replace(page, readings=readings) for page, readings in zip(read, letters, strict=True)]
    evidence = WordEvidence(read)
    blocks = []
    for number, page in enumerate(read, 1):
        blocks.append(list(page_blocks(evidence.judged(page), page.tables, number, page.size)))
    return SourceDocument("scan", tuple(joined_pages(blocks)), pages=len(read))


def _overdue(name: str, pages: int) -> UnreadableSourceError:
    return refuse(
        N_("{name} was not read within {minutes} minutes, only {pages} pages of it"),
        PART,
        name=name,
        minutes=_MINUTES,
        pages=pages,
    )


class _Drawn:
    """A page as a picture, set upright, and the lines of its tables."""

    def __init__(self, picture: Any) -> None:
        self.picture = turned_upright(picture)
        self.grids = find_grids(self.picture)

    def goes_on_from(self, before: _Drawn) -> None:
        """Give the last table of the page before and the first of this one the same columns where they are one."""
        if before.grids and self.grids:
            last, first = before.grids[-1], self.grids[0]
            before.grids[-1], self.grids[0] = with_columns_of(last, first), with_columns_of(first, last)


def _read_page(page: _Drawn, reader: Recognizer) -> ReadPage:
    """The words and tables of one page: text outside tables is read as a whole, table cells stacked in one column."""
    upright = page.picture
    tables = [cells_of(grid, upright) for grid in page.grids]
    point = 72 / DPI
    outside = upright.copy()
    covered = [bounds_of(cells) for cells in tables]
    for bounds in covered:
        outside.paste(255, bounds)
    readings = [
        reading
        for reading in reader.page(without_noise(outside) if tables else outside)
        if not any(reading.word.within(bounds) for bounds in covered)  # nothing is left there to be read
    ]
    for cells, grid in zip(tables, page.grids, strict=True):
        ruled = without_rules(upright, grid)
        first = min(c[0] for c in cells)
        numbers = [cell for cell in cells if cell[0] == first]
        readings.extend(reader.cells(ruled, [cell for cell in cells if cell not in numbers]))
        readings.extend(reader.numbers(ruled, numbers, cells))
    placed = [replace(reading, word=scaled(reading.word, point)) for reading in readings]
    boxes = [[(x0 * point, y0 * point, x1 * point, y1 * point) for x0, y0, x1, y1 in cells] for cells in tables]
    return ReadPage(placed, boxes, (upright.width * point, upright.height * point))
