"""Tables of tasks printed without rules: read by the blanks between their columns; other text in columns is left."""

from __future__ import annotations

from test_pdf_reader import line

from parplan.importing.blocks import DocumentTable
from parplan.importing.readers.printed_page import PrintedPage, PrintedWord, blocks_of_pages
from parplan.importing.readers.unruled_tables import with_unruled_tables

#: Where the columns begin: numbers, titles, leads, times.
LEFT = (60, 90, 300, 430)
HEADER = ("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian")


def page(number: int, *rows: tuple[str, ...] | str) -> PrintedPage:
    """A page with these lines: of cells, or of text from the left edge."""
    words: list[PrintedWord] = []
    for i, row in enumerate(rows):
        texts = [(60, row)] if isinstance(row, str) else list(zip(LEFT, row, strict=False))
        words += [word for left, text in texts for word in line(text, 100 + 15 * i, left)]
    return PrintedPage(tuple(words), (), number, (595, 842))


def tables(*pages: PrintedPage) -> list[list[list[str]]]:
    found, _ = with_unruled_tables(pages)
    blocks = [block for one in blocks_of_pages(found) for block in one]
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, DocumentTable)]


FIRST = [
    "Sở Nội vụ ban hành kế hoạch như sau, các đơn vị nghiêm túc thực hiện kế hoạch này",
    HEADER,
    ("1", "Ban hành kế hoạch cải cách hành", "Văn phòng Sở", "Quý I"),
    ("", "chính", "", ""),
    ("2", "Kiểm tra công vụ", "Thanh tra Sở", "Quý III"),
]
READ = [
    list(HEADER),
    ["1", "Ban hành kế hoạch cải cách hành chính", "Văn phòng Sở", "Quý I"],
    ["2", "Kiểm tra công vụ", "Thanh tra Sở", "Quý III"],
]
AFTER = "Văn phòng Sở có trách nhiệm theo dõi, đôn đốc các đơn vị thực hiện kế hoạch này"


def test_cells_are_told_by_the_blanks_between_columns_and_rows_by_their_numbers() -> None:
    assert tables(page(1, *FIRST, AFTER)) == [READ]
    assert with_unruled_tables([page(1, *FIRST, AFTER)])[1] == [1]


def test_a_table_goes_on_at_the_top_of_the_next_page() -> None:
    rest = [("3", "Tập huấn", "Phòng Nội vụ", "Tháng 5"), ("4", "Tổng kết", "Văn phòng Sở", "Tháng 12"), AFTER]
    assert tables(page(1, *FIRST), page(2, *rest)) == [READ, [list(row) for row in rest[:2]]]
    assert tables(page(1, *FIRST, AFTER), page(2, *rest)) == [READ]  # it had ended


def test_text_in_columns_without_such_headers_is_no_table() -> None:
    letterhead = [("", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI", "VIỆT NAM"), ("", "Số: 12/KH", "Hà Nội", "ngày 3")]
    assert tables(page(1, *letterhead, AFTER)) == []
    assert tables(page(1, ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026"), ("1", "Hồ sơ", "%", "95"), AFTER)) == []


def test_a_table_whose_rows_do_not_begin_with_numbers_is_left() -> None:
    rows = [HEADER, ("", "Ban hành kế hoạch", "Văn phòng Sở", "Quý I"), ("1", "", "", ""), AFTER]
    assert tables(page(1, *rows)) == []


def test_a_heading_across_the_columns_is_a_row() -> None:
    heading = "II. Nhóm nhiệm vụ về kiểm tra, đánh giá và các nhiệm vụ khác"
    (found,) = tables(page(1, *FIRST[:4], heading, FIRST[4], AFTER))
    assert found == [*READ[:2], [heading] * 4, READ[2]]
