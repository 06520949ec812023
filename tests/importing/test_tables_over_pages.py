"""Tables whose pages or rows show other cells than were printed: a header read otherwise, a heading cut by a rule."""

from __future__ import annotations

import pytest

from parplan.importing.blocks import DocumentCell, DocumentLine, DocumentTable, SourceDocument
from parplan.importing.drafts import Wishes
from parplan.importing.readers.page_joining import joined_pages
from parplan.importing.reading import read_plan

HEADER = ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm")
HEAD = ("UBND TỈNH A", "Số: 12/KH-UBND", "A, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH", "Lưu trữ năm 2026")


def cell(text: str, columns: int = 1) -> DocumentCell:
    return DocumentCell((DocumentLine(text),) if text else (), columns=columns)


def table(*rows: tuple[str, ...]) -> DocumentTable:
    return DocumentTable(tuple(tuple(map(cell, row)) for row in rows))


def test_a_row_goes_on_below_a_header_whose_first_cell_is_read_otherwise() -> None:
    first = table(HEADER, ("1", "Bố trí kho lưu trữ đạt", "Sở Nội vụ và", "Các sở,", "2026", ""))
    second = table(
        ("II", *HEADER[1:]),
        ("", "chuẩn tại tỉnh", "Văn phòng", "ban, ngành", "", ""),
        ("2", "Số hóa hồ sơ", "Sở Nội vụ", "", "2026", "Hồ sơ số"),
    )
    (joined,) = joined_pages([[first], [second]])
    assert isinstance(joined, DocumentTable)
    assert [row[1].text for row in joined.rows] == ["Nội dung", "Bố trí kho lưu trữ đạt chuẩn tại tỉnh", "Số hóa hồ sơ"]


def test_a_heading_cut_in_two_by_a_stray_rule_is_no_task() -> None:
    rest = cell("LƯU TRỮ SỐ", columns=4)
    rows = table(HEADER, ("1", "Số hóa hồ sơ", "Sở Nội vụ", "Các sở", "Quý II/2026", "Hồ sơ số")).rows
    heading = (cell("I"), cell("XÂY DỰNG KHO"), rest, rest, rest, rest)
    lines = tuple(DocumentLine(text, bold=text.isupper(), centered=True) for text in HEAD)
    draft = read_plan(SourceDocument("scan", (*lines, DocumentTable((rows[0], heading, rows[1])))), Wishes(), "k.pdf")
    (section,) = draft.data["sections"]
    assert (section["id"], section["title"]) == ("I", "XÂY DỰNG KHO LƯU TRỮ SỐ")
    assert [task["title"] for task in section["tasks"]] == ["Số hóa hồ sơ"]


def test_titles_stand_below_contents_of_a_kind_and_not_in_the_wordiest_column() -> None:
    header = ("STT", "Nội dung kiểm tra", "Thời gian", "Tổ kiểm tra")
    members = "Trưởng tổ và hai thành viên do Giám đốc Sở cử trong từng đợt"
    lines = tuple(DocumentLine(text, bold=text.isupper(), centered=True) for text in HEAD)
    rows = table(header, ("1", "Sổ lưu trữ", "Quý I/2026", members), ("2", "Kho lưu trữ", "Quý II/2026", members))
    draft = read_plan(SourceDocument("docx", (*lines, rows)), Wishes(), "k.docx")
    assert [task["title"] for task in draft.data["sections"][0]["tasks"]] == ["Sổ lưu trữ", "Kho lưu trữ"]


def test_a_repeated_header_without_its_lower_row_keeps_the_columns() -> None:
    """“Đơn vị thực hiện” over two columns; on the next page the row “Chủ trì | Phối hợp” is missing."""
    doing, name, time = cell("Đơn vị thực hiện", columns=2), cell("Nhiệm vụ"), cell("Thời gian hoàn thành")
    upper = (cell("TT"), name, doing, doing, time)
    lower = (cell("TT"), name, cell("Chủ trì"), cell("Phối hợp"), time)
    rows = [
        tuple(map(cell, (str(n), f"Rà soát {words}", "Văn phòng Sở", "Thanh tra Sở", "Quý II/2026")))
        for n, words in enumerate(("thủ tục", "văn bản", "biên chế"), 1)
    ]
    cut = (cell("TT"), name, doing, doing, cell("Thời gian hoàn"))
    rest = tuple(map(cell, ("", "hành chính", "", "", "thành")))
    lines = tuple(DocumentLine(text, bold=text.isupper(), centered=True) for text in HEAD)
    for second in ((upper, *rows[1:]), (cut, rest, *rows[1:])):
        blocks = joined_pages([[DocumentTable((upper, lower, rows[0]))], [DocumentTable(second)]])
        draft = read_plan(SourceDocument("pdf", (*lines, *blocks)), Wishes(), "k.pdf")
        tasks = draft.data["sections"][0]["tasks"]
        assert [(task["lead"], task["coordinating"]) for task in tasks] == [(["Văn phòng Sở"], ["Thanh tra Sở"])] * 3
        assert [task["time"] for task in tasks] == ["Quý II/2026"] * 3


def test_a_row_goes_on_below_a_header_that_was_cut_at_its_lower_edge() -> None:
    first = table((*HEADER, "Vốn dự kiến (tỷ đồng)"), ("7", "Thu gom rác", "Phòng Tài", "Các xã,", "2026", "", "9"))
    second = table(
        (*HEADER, "Vốn dự kiến (tỷ"),
        ("", "sinh hoạt", "nguyên", "thị trấn", "", "", ""),
        ("8", "Phân loại rác", "Hội Phụ nữ", "", "2026", "", ""),
    )
    (joined,) = joined_pages([[first], [second]])
    assert isinstance(joined, DocumentTable)
    assert [row[1].text for row in joined.rows] == ["Nội dung", "Thu gom rác sinh hoạt", "Phân loại rác"]


def test_a_row_without_a_number_goes_on_where_each_of_its_texts_does() -> None:
    header = ("Thời gian", "Nội dung", "Phụ trách", "Kết quả")
    first = table(header, ("Tháng", "Tổng kết năm học", "Hội đồng thi", "Hồ sơ"))
    second = table(header, ("5/2026", "", "đua khen thưởng", ""), ("Tháng 6", "Tuyển sinh", "Tổ tuyển sinh", ""))
    (joined,) = joined_pages([[first], [second]])
    assert isinstance(joined, DocumentTable)
    assert [cell.text for cell in joined.rows[1]] == [
        "Tháng 5/2026",
        "Tổng kết năm học",
        "Hội đồng thi đua khen thưởng",
        "Hồ sơ",
    ]
    assert len(joined.rows) == 3
    assert joined.joined == ()


def test_a_new_row_without_a_number_does_not_go_on() -> None:
    header = ("Thời gian", "Nội dung", "Phụ trách", "Kết quả")
    first = table(header, ("Tháng 5", "Tổng kết năm học", "Hội đồng", "Hồ sơ"))
    second = table(header, ("Tháng 6", "Tuyển sinh", "các khoa", ""))
    (joined,) = joined_pages([[first], [second]])
    assert isinstance(joined, DocumentTable)
    assert len(joined.rows) == 3


def test_a_row_without_numbers_that_begins_anew_in_each_cell_is_another_row() -> None:
    """Its first cell goes on with the merged one above it, and the place is told."""
    header = ("Vấn đề", "Giải pháp", "Khoa chủ trì", "Thời gian", "Kết quả")
    first = table(header, ("Hài lòng người bệnh", "Khảo sát nội trú", "Phòng Công tác xã hội", "Quý I/2026", "Báo cáo"))
    second = table(("", "Cải tạo khu nội trú", "Phòng Quản trị", "Quý III/2026", "12 phòng"))
    (joined,) = joined_pages([[first], [second]])
    assert isinstance(joined, DocumentTable)
    assert [[cell.text for cell in row[:2]] for row in joined.rows[1:]] == [
        ["Hài lòng người bệnh", "Khảo sát nội trú"],
        ["Hài lòng người bệnh", "Cải tạo khu nội trú"],
    ]
    assert joined.joined == (2,)


def test_a_row_whose_cells_go_on_is_the_rest_of_the_one_above_without_numbers_too() -> None:
    header = ("Vấn đề", "Giải pháp", "Khoa chủ trì", "Thời gian", "Kết quả")
    first = table(header, ("Hài lòng", "Khảo sát nội trú và", "Phòng Công tác", "Quý I/2026", "Báo cáo"))
    (joined,) = joined_pages([[first], [table(("", "ngoại trú", "xã hội", "", ""))]])
    assert isinstance(joined, DocumentTable)
    assert [row[1].text for row in joined.rows[1:]] == ["Khảo sát nội trú và ngoại trú"]


def test_a_table_goes_on_behind_the_footnotes_of_its_page() -> None:
    first = table(HEADER, ("1", "Số hóa hồ sơ lưu", "Phòng Tổ chức cán", "", "2026", ""))
    second = table(HEADER, ("", "trữ", "bộ", "", "", ""), ("2", "Mở kho", "Sở Nội vụ", "", "2026", ""))
    note = DocumentLine("1 Thay Phòng Nội vụ.")
    joined, behind = joined_pages([[first, note], [second]], [["1"], []])
    assert isinstance(joined, DocumentTable)
    assert [row[1].text for row in joined.rows] == ["Nội dung", "Số hóa hồ sơ lưu trữ", "Mở kho"]
    assert joined.rows[1][2].text == "Phòng Tổ chức cán bộ"
    assert behind is note
    heading = DocumentLine("2 Kho lưu trữ")  # not the mark of a footnote
    another = table(HEADER, ("1", "Mở kho", "Sở Nội vụ", "", "2026", ""))
    assert len(joined_pages([[first, heading], [another]], [["1"], []])) == 3


def test_a_row_that_goes_on_within_a_title_is_joined_with_a_doubt() -> None:
    rows = (("1", "Số hóa hồ sơ", "Sở Nội vụ", "", "2026", ""), ("", "lưu trữ lịch sử", "", "", "", ""))
    lines = tuple(DocumentLine(text, bold=text.isupper(), centered=True) for text in HEAD)
    draft = read_plan(SourceDocument("docx", (*lines, table(HEADER, *rows))), Wishes(), "k.docx")
    (section,) = draft.data["sections"]
    assert [task["title"] for task in section["tasks"]] == ["Số hóa hồ sơ lưu trữ lịch sử"]
    assert [doubt.field for doubt in draft.doubts if doubt.kind == "row-joined"] == ["title"]


def test_a_title_that_goes_on_in_small_letters_proves_the_row_and_an_unclear_cell_is_told() -> None:
    header = ("Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm")
    first = table(header, ("Báo cáo kết quả nhiệm", "Sở Nội vụ", "Các sở;", "Quý I", "Công văn"))
    second = table(header, ("vụ cải cách", "", "Công an tỉnh", "", "Tờ trình"))
    (joined,) = joined_pages([[first], [second]])
    assert isinstance(joined, DocumentTable)
    (row,) = joined.rows[1:]
    assert (row[0].text, row[1].text) == ("Báo cáo kết quả nhiệm vụ cải cách", "Sở Nội vụ")
    assert [line.text for line in row[2].lines] == ["Các sở;", "Công an tỉnh"]
    assert [word.text for cell in row for line in cell.lines for word in line.unsure] == ["Công văn | Tờ trình"]
    assert joined.joined == ()


@pytest.mark.parametrize("header", [True, False])
def test_a_row_goes_on_behind_a_footer_between_its_halves(header: bool) -> None:
    first = table(HEADER, ("1", "Số hóa hồ sơ lưu", "Phòng Tổ chức cán", "", "2026", ""))
    rows = (("", "trữ", "bộ", "", "", ""), ("2", "Mở kho", "Sở Nội vụ", "", "2026", ""))
    foot, head = DocumentLine("Kế hoạch năm 2026"), DocumentLine("Sở Nội vụ")
    joined, *lines = joined_pages([[first, foot], [head, table(*((HEADER, *rows) if header else rows))]])
    assert isinstance(joined, DocumentTable)
    assert [row[1].text for row in joined.rows] == ["Nội dung", "Số hóa hồ sơ lưu trữ", "Mở kho"]
    assert lines == [foot, head]


def test_a_table_below_a_heading_at_the_top_of_a_page_is_another() -> None:
    first = table(HEADER, ("1", "Số hóa hồ sơ", "Sở Nội vụ", "", "2026", ""))
    second = table(HEADER, ("1", "Mở kho", "Sở Nội vụ", "", "2026", ""))
    assert len(joined_pages([[first], [DocumentLine("II. KHO"), second]])) == 3


def test_a_title_goes_on_overleaf_where_every_title_begins_with_its_number() -> None:
    header = ("Nội dung", "Cơ quan chủ trì", "Thời gian", "Sản phẩm")
    first = table(header, ("1. Số hóa hồ sơ", "Sở Nội vụ", "2026", ""), ("2. Mở lớp cho", "Sở Nội vụ", "2026", "Lớp"))
    second = table(header, ("Chấp hành viên", "", "", ""), ("3. Mở kho", "Sở Nội vụ", "2026", "Kho"))
    (joined,) = joined_pages([[first], [second]])
    assert isinstance(joined, DocumentTable)
    assert [row[0].text for row in joined.rows[1:]] == ["1. Số hóa hồ sơ", "2. Mở lớp cho Chấp hành viên", "3. Mở kho"]
    assert joined.joined == (2,)


def test_a_repeated_header_with_a_letter_read_otherwise_is_no_row() -> None:
    header = ("STT", "Hạng mục", "Đơn vị chủ trì", "Thời gian", "Sản phẩm")
    first = table(header, ("1", "Vệ sinh trạm biến", "Đội vận hành lưới", "Quý I", "Ảnh chụp"))
    second = table(("ST", "Hạng mục", "Đơn vị chủ tri", "Thời gian", "Sản phẩm!"), ("", "áp 110kV", "cao thế", "", ""))
    (joined,) = joined_pages([[first], [second]])
    assert isinstance(joined, DocumentTable)
    assert [row[1].text for row in joined.rows] == ["Hạng mục", "Vệ sinh trạm biến áp 110kV"]
    assert joined.rows[1][2].text == "Đội vận hành lưới cao thế"
    cut = ("STT", "Hạng", "Đơn vị", "Thời", "Sản!")  # the page cut its lower line
    (joined,) = joined_pages([[first], [table(cut, ("", "áp 110kV", "cao thế", "", ""))]])
    assert isinstance(joined, DocumentTable)
    assert len(joined.rows) == 2
