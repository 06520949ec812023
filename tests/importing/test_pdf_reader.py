"""PDF documents: what stands only in a signature field, what is locked or too long."""

from __future__ import annotations

import sys
import time
import zlib
from typing import Any

import pytest
from pdfminer.pdfpage import PDFPage

from parplan import confining
from parplan.importing.layout import Layout
from parplan.importing.readers import pdf, scan
from parplan.importing.readers.detecting import read_document
from parplan.importing.readers.page_joining import joined_pages
from parplan.importing.readers.paragraphs import put_together
from parplan.importing.readers.printed_page import PrintedWord, page_blocks
from parplan.importing.readers.refusals import UnreadableSourceError


def made(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    data = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def signed_pdf() -> bytes:
    """A page whose number is only in the appearance of its signature field."""
    lines = [b"SO NOI VU", b"So:      /KH-SNV", b"KE HOACH", b"Cai cach hanh chinh nam 2026"]
    content = b"BT /F1 12 Tf 72 760 Td 18 TL " + b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET"
    appearance = b"BT /F1 12 Tf 0 0 Td (128) Tj ET"
    return made(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s /Annots [5 0 R] >>"
            % FONT,
            stream(content),
            b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (so) /Rect [72 740 120 760] /AP << /N 6 0 R >> >>",
            stream(appearance, b"/Type /XObject /Subtype /Form /BBox [0 0 48 20] /Resources %s" % FONT),
        ]
    )


def test_the_number_in_a_signature_field_is_read() -> None:
    document = read_document(signed_pdf(), "k.pdf")
    assert document.stamped == ("128",)
    front = Layout(document).front
    assert front.number is not None
    assert front.number.text == "128/KH-SNV"


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 0)
    with pytest.raises(UnreadableSourceError, match="too large"):
        read_document(signed_pdf(), "k.pdf")


def test_a_damaged_one_is_refused() -> None:
    with pytest.raises(UnreadableSourceError):
        read_document(signed_pdf()[:300], "k.pdf")


def test_a_page_whose_size_is_no_number_is_damage() -> None:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 5 /x] >>"
    with pytest.raises(UnreadableSourceError, match="damaged"):
        read_document(made([CATALOGUE, ONE_PAGE, page]), "k.pdf")


@pytest.mark.parametrize("damage", [b"/Type /Page ", b"/MediaBox "])
def test_a_key_without_its_value_is_damage(damage: bytes) -> None:
    with pytest.raises(UnreadableSourceError, match=r"damaged|empty|scan"):
        read_document(signed_pdf().replace(damage, b"/", 1), "k.pdf")


def test_a_word_cut_at_the_end_of_a_line_is_whole_again() -> None:
    assert put_together(["Quyết định số 12/2019/Q", "Đ-UBND ngày"]) == "Quyết định số 12/2019/QĐ-UBND ngày"
    assert put_together(["Trước ngày 15/11/202", "5"]) == "Trước ngày 15/11/2025"
    assert put_together(["ISO 9001:20", "15."]) == "ISO 9001:2015."
    assert put_together(["Sở Nội vụ", "12 hồ sơ"]) == "Sở Nội vụ 12 hồ sơ"


def line(text: str, top: float, left: float = 90) -> list[PrintedWord]:
    words = []
    x = left
    for part in text.split():
        words.append(PrintedWord(part, x, x + 6 * len(part), top, top + 12))
        x += 6 * len(part) + 3
    return words


def test_a_paragraph_goes_on_over_a_page() -> None:
    full = "Xây dựng kế hoạch rà soát, đánh giá thủ tục hành chính thuộc thẩm quyền giải quyết của"
    first = list(page_blocks(line(full, 100), [], 1, (595, 842)))
    second = list(page_blocks(line("các cơ quan, đơn vị.", 80), [], 2, (595, 842)))
    (joined,) = joined_pages([first, second])
    assert getattr(joined, "text", "") == f"{full} các cơ quan, đơn vị."


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2", "Trang: 2/5", "2/5"])
def test_page_numbers_are_no_text(number: str) -> None:
    words = [*line(number, 20, 297), *line("Nội dung của trang", 100)]
    (block,) = page_blocks(words, [], 2, (595, 842))
    assert getattr(block, "text", "") == "Nội dung của trang"


def packed(content: bytes) -> bytes:
    """A stream of packed content."""
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode")


CATALOGUE, ONE_PAGE = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the memory in use is told otherwise elsewhere")
def test_a_document_that_unpacks_to_more_than_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confining, "BYTES", 1 << 26)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    with pytest.raises(UnreadableSourceError, match=r"not read within|takes more memory|damaged"):
        read_document(made([CATALOGUE, ONE_PAGE, page, packed(bytes(300_000_000))]), "bomb.pdf")
    assert bytearray(1 << 28)  # what the machine has may be used again


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the limit is lowered for a process that is a copy of this one")
@pytest.mark.parametrize("times", [1, 2])
def test_a_form_that_draws_itself_is_refused(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Without pictures or text it is drawn as a scan, where it took 22.9 GB."""
    monkeypatch.setattr(scan, "_program", lambda name: "tesseract")
    monkeypatch.setattr(confining, "BYTES", 1 << 27)
    resources = b"/Resources << /XObject << /F 5 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % resources
    form = stream(b" ".join([b"/F Do"] * times), b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + resources)
    started = time.monotonic()
    with pytest.raises(UnreadableSourceError, match=r"not read within|takes more memory|empty"):
        read_document(made([CATALOGUE, ONE_PAGE, page, stream(b"/F Do"), form]), "form.pdf")
    assert time.monotonic() - started < 60


def test_a_hundred_thousand_pages_are_not_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    begin = PDFPage.__init__

    def counted(page: PDFPage, *given: Any) -> None:
        read.append(page)
        begin(page, *given)

    monkeypatch.setattr(PDFPage, "__init__", counted)
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 2003))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count 2000 >>" % kids
    with pytest.raises(UnreadableSourceError, match="at most 500 pages"):
        next(pdf._pages_and_text(made([CATALOGUE, tree, *[page] * 2000]), "k.pdf", 500))
    assert len(read) == 501


def test_pages_named_twice_count_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is read as text each is read once; drawn each would be as often as it is named."""
    monkeypatch.setattr(scan, "_program", lambda name: "tesseract")
    tree = b"<< /Type /Pages /Kids [%s] /Count 501 >>" % b" ".join([b"3 0 R"] * 501)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    with pytest.raises(UnreadableSourceError, match="at most 500 pages"):
        read_document(made([CATALOGUE, tree, page]), "k.pdf")


@pytest.mark.parametrize("box", [b"0 0 1000000 1000000", b"0 0 1 3000"])
def test_a_page_larger_than_any_paper_is_not_drawn(monkeypatch: pytest.MonkeyPatch, box: bytes) -> None:
    monkeypatch.setattr(scan, "_program", lambda name: "tesseract")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] >>" % box
    with pytest.raises(UnreadableSourceError, match="10000 dots"):
        read_document(made([CATALOGUE, ONE_PAGE, page]), "k.pdf")


WORDS = b"Ke hoach cai cach hanh chinh cua So Noi vu nam hai nghin khong tram hai muoi sau"
PICTURE = stream(
    b"\x80", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)


def pages_with_pictures(*pages: tuple[bytes, tuple[int, int] | None]) -> bytes:
    """Pages with a line of words each, and a picture of a width and height in points."""
    objects = [CATALOGUE, b"", FONT, PICTURE]
    kids = []
    for text, size in pages:
        drawn = b"" if size is None else b"q %d 0 0 %d 0 0 cm /I Do Q " % size
        objects.append(stream(drawn + b"BT /F1 12 Tf 72 760 Td (%s) Tj ET" % text))
        resources = FONT[:-2] + b"/XObject << /I 4 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>"
            % (len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return made(objects)


@pytest.mark.parametrize(
    ("pages", "remarks"),
    [
        (((WORDS, None), (WORDS, (100, 100))), ()),  # a seal
        (((WORDS, None), (WORDS, (400, 300))), (("pictures", "1"),)),
        (((WORDS, None), (WORDS, None), (b"3", (595, 842)), (b"4", (595, 842))), (("pages-left-out", "3, 4"),)),
        (((WORDS, (595, 842)), (WORDS, (595, 842))), (("text-layer", ""),)),
    ],
)
def test_pictures_among_text_are_told(
    pages: tuple[tuple[bytes, tuple[int, int] | None], ...], remarks: tuple[tuple[str, str], ...]
) -> None:
    assert read_document(pages_with_pictures(*pages), "k.pdf").remarks == remarks
