"""Lines of a narrow printed cell: words cut in two are whole again, and what the print leaves unclear is told."""

from __future__ import annotations

import pytest
from test_pdf_reader import CATALOGUE, FONT, ONE_PAGE, line, made, stream

from parplan.importing.blocks import DocumentLine, DocumentTable
from parplan.importing.readers.cut_words import Cut, is_halves, is_run_together
from parplan.importing.readers.detecting import read_document
from parplan.importing.readers.kind_lines import may_be_two
from parplan.importing.readers.printed_page import cell_lines
from parplan.provenance.doubts import Place


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        ("Marketin", "g", Cut.YES),
        ("camer", "a", Cut.YES),
        ("VKSN", "D", Cut.YES),
        ("10/202", "5", Cut.YES),
        ("31/12/20", "26.", Cut.YES),
        ("2026-20", "30", Cut.YES),
        ("VKS", "ND", Cut.UNSURE),
        ("HTPT", "HTX", Cut.NO),
        ("podcast/tu", "ần", Cut.YES),
        ("1.250", "000", Cut.UNSURE),
        ("Trường", "học", Cut.NO),
        ("UBND", "tỉnh", Cut.NO),
        ("UBND", "TỈNH", Cut.NO),
        ("Phòng", "CNTT", Cut.NO),
        ("camer", "a)", Cut.NO),
        ("Online", "và", Cut.NO),
        ("2026", "Sở", Cut.NO),
    ],
)
def test_halves_of_a_word(above: str, below: str, cut: Cut) -> None:
    assert is_halves(above, below) is cut


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [("tháng/l", "ần", Cut.YES), ("10/202", "5", Cut.YES), ("trang", "website", Cut.NO), ("250", "000", Cut.NO)],
)
def test_halves_at_the_end_of_a_line_of_several_words(above: str, below: str, cut: Cut) -> None:
    assert is_halves(above, below, alone=False) is cut


def cell(*texts: str, width: float) -> list[DocumentLine]:
    """The paragraphs of a cell with these printed lines; a letter is 6 points wide."""
    words = [word for i, text in enumerate(texts) for word in line(text, 100 + 14 * i, 8)]
    return list(cell_lines(words, (0, 90, width, 400), Place()))


def test_a_word_that_alone_fills_its_line_is_joined() -> None:
    assert [one.text for one in cell("Tháng", "10/202", "5", width=54)] == ["Tháng 10/2025"]
    assert [one.text for one in cell("Tháng", "10/202", "5", width=70)] == ["Tháng 10/202", "5"]  # it had room


def test_halves_that_may_be_two_words_are_told() -> None:
    (one,) = cell("VKS", "ND", width=36)
    assert one.text == "VKSND"
    assert [(word.read, word.text) for word in one.unsure] == [("VKS ND", "VKSND")]


@pytest.mark.parametrize(
    ("lines", "two"),
    [
        (["Kế hoạch", "Bài thu hoạch"], True),
        (["Quyết định phê duyệt", "Kế hoạch"], False),
        (["Báo cáo của", "Hội nghị"], False),
        (["Sở Kế hoạch", "Báo cáo"], False),
        (["Kế hoạch;", "Quyết định"], False),
        (["Quyết định", "ban hành Quy chế"], False),
        (["Công văn hướng dẫn", "Nghị", "quyết của", "HĐND tỉnh"], True),
        (["Văn bản chỉ đạo", "02 hội nghị"], True),
        (["Số hồ sơ đạt", "100% hồ sơ"], False),
        (["quả rà soát", "Tờ trình"], True),
    ],
)
def test_a_line_that_begins_as_another_document(lines: list[str], two: bool) -> None:
    assert may_be_two(lines) is two


def test_a_full_line_above_another_document_is_told() -> None:
    (one,) = cell("Kế hoạch", "Bài thu hoạch", width=70)
    assert one.text == "Kế hoạch Bài thu hoạch"
    assert [word.text for word in one.unsure] == ["Kế hoạch | Bài thu hoạch"]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["định của UBND", "- Kế hoạch", "năm"], ["định của UBND", "- Kế hoạch năm"]),
        (["Báo và Đài", "- Truyền hình"], ["Báo và Đài - Truyền hình"]),
        (["Phòng Tài chính", "- Kế hoạch"], ["Phòng Tài chính - Kế hoạch"]),
    ],
)
def test_a_dash_below_a_full_line_begins_an_item_where_a_product_follows(lines: list[str], items: list[str]) -> None:
    assert [one.text for one in cell(*lines, width=6 * len(lines[0]) - 3 * lines[0].count(" ") + 20)] == items


@pytest.mark.parametrize(
    ("word", "together"),
    [("chínhCơ", True), ("quyếtSản", True), ("YouTube", False), ("VNeID", False), ("phần", False), ("iGate", False)],
)
def test_words_without_the_blank_between_them(word: str, together: bool) -> None:
    assert is_run_together(word) is together


def page(content: bytes) -> bytes:
    """A page with two hundred letters of text, and ``content``."""
    text = b"BT /F1 12 Tf 72 700 Td 18 TL " + b"(Ke hoach cai cach hanh chinh nam 2026) Tj T* " * 6 + b"ET "
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % FONT
    return made([CATALOGUE, ONE_PAGE, sheet, stream(text + content)])


#: “70%” and “75%” side by side: a letter of Helvetica is 6.672 or 10.668 points wide in this size.
BOTH = b"BT /F1 12 Tf 100 400 Td (70%) Tj (75%) Tj ET "


@pytest.mark.parametrize(
    ("drawn", "text", "told"),
    [
        (b"100 403 m 124 403 l S", "75%", ["70%"]),
        (b"100 402.6 24 0.8 re f", "75%", ["70%"]),
        (b"100 398.9 m 124 398.9 l S", "70%75%", []),  # underlined
        (b"20 403 m 500 403 l S", "70%75%", []),  # a rule of a table below which the text is printed too high
    ],
)
def test_letters_struck_out_are_left_out_and_told(drawn: bytes, text: str, told: list[str]) -> None:
    document = read_document(page(BOTH + drawn), "k.pdf")
    assert document.words().split("\n")[-1] == text
    assert [words for kind, words in document.remarks if kind == "struck-out"] == told


def test_letters_printed_over_one_another_are_told() -> None:
    over = b"BT /F1 12 Tf 100 400 Td (Han trinh) Tj ET BT /F1 12 Tf 103 400 Td (Quy) Tj ET"
    last = list(read_document(page(over), "k.pdf").lines())[-1]
    assert last.unsure
    twice = b"BT /F1 12 Tf 100 400 Td (Han) Tj ET BT /F1 12 Tf 100.3 400 Td (Han) Tj ET"  # bold by printing twice
    assert not list(read_document(page(twice), "k.pdf").lines())[-1].unsure


def ruled(*cells: tuple[int, int, int, int]) -> bytes:
    return b" ".join(b"%d %d %d %d re S" % (x, y, right - x, top - y) for x, y, right, top in cells)


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    outer = ruled((60, 300, 200, 400), (200, 300, 400, 400), (60, 400, 200, 430), (200, 400, 400, 430))
    inner = ruled((210, 310, 290, 340), (290, 310, 390, 340), (210, 340, 290, 370), (290, 340, 390, 370))
    texts = {
        (70, 410): "TT",
        (205, 410): "Viec",
        (70, 385): "Mot",
        (205, 385): "Hop tac",
        (215, 350): "Loai",
        (295, 350): "So",
    }
    shown = b" ".join(b"BT /F1 11 Tf %d %d Td (%s) Tj ET" % (x, y, text.encode()) for (x, y), text in texts.items())
    blocks = read_document(page(b" ".join((outer, inner, shown))), "k.pdf").blocks
    found = [
        [[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, DocumentTable)
    ]
    assert found[0] == [["TT", "Viec"], ["Mot", "Hop tac"]]
    assert found[1][0] == ["Loai", "So"]
