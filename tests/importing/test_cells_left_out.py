"""Every cell of a table of tasks is in a field, a column or a heading of the draft, or it is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_plans import tasks
from typed_tables import read, table, told

from parplan.importing.drafts import Draft

HEADER = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm"]
FIRST = ["1", "Ban hành kế hoạch", "Văn phòng Sở", "Phòng Nội vụ", "Tháng 3/2026", "Kế hoạch"]
SECOND = ["2", "Kiểm tra công vụ", "Thanh tra Sở", "Phòng Nội vụ", "Quý III/2026", "Kết luận"]


def test_a_table_that_is_read_whole_is_not_told() -> None:
    draft = read(table(HEADER, FIRST, SECOND))
    assert not told(draft, "row-left-out", "cell-left-out", "column-blank")


@pytest.mark.parametrize("words", ["Tổng cộng", "TỔNG SỐ:", "Cộng", "Tổng cộng (I+II)", "Cộng mục I", "Tổng kinh phí"])
def test_a_sum_is_no_task(words: str) -> None:
    draft = read(table(HEADER, FIRST, [words, "<", "<", "<", "6.310", ""]))
    assert [task["title"] for task in tasks(draft)] == ["Ban hành kế hoạch"]
    assert told(draft, "row-left-out") == [("", "", f"{words} | 6.310")]


def test_work_that_sums_up_is_a_task() -> None:
    draft = read(table(HEADER, FIRST, ["2", "Tổng kết phong trào thi đua", *SECOND[2:]]))
    assert [task["title"] for task in tasks(draft)][1] == "Tổng kết phong trào thi đua"
    assert not told(draft, "row-left-out")


def test_a_row_with_too_few_cells_is_told() -> None:
    draft = read(table(HEADER, FIRST, ["2", "Kiểm tra công vụ", "Thanh tra Sở"], SECOND))
    assert told(draft, "row-left-out") == [("", "", "2 | Kiểm tra công vụ | Thanh tra Sở")]


def test_rows_above_the_header_are_told() -> None:
    unit = ["Đơn vị tính: triệu đồng", "<", "<", "<", "<", "<"]
    assert told(read(table(unit, HEADER, FIRST)), "row-left-out") == [("", "", "Đơn vị tính: triệu đồng")]


def test_a_cell_of_a_further_row_that_has_no_field_is_told_at_its_task() -> None:
    header = [*HEADER[:5], "Lãnh đạo phụ trách"]
    rows = [[*FIRST[:5], "Ông Bình"], ["^", "^", "Thanh tra Sở", "", "Tháng 9/2026", "Bà Hà"]]
    assert told(read(table(header, *rows)), "cell-left-out") == [("1", "person", "Bà Hà")]


def test_a_header_with_other_columns_within_a_table_is_taken_over() -> None:
    other = ["TT", "Nhiệm vụ", "Thời gian hoàn thành", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp"]
    draft = read(table(HEADER, FIRST, other, ["2", "Kiểm tra công vụ", "Quý III/2026", "Kết luận", "Thanh tra Sở", ""]))
    assert tasks(draft)[1]["lead"] == ["Thanh tra Sở"]
    assert tasks(draft)[1]["time"] == "Quý III/2026"


def test_a_header_repeated_in_part_is_no_row() -> None:
    cut = ["TT", "Nhiệm", "Đơn vị", "Đơn vị phối", "Thời gian", "Sản"]
    draft = read(table(HEADER, FIRST, cut, ["TT", "", "Đơn vị chủ trì", "", "", ""], SECOND))
    assert [task["lead"] for task in tasks(draft)] == [["Văn phòng Sở"], ["Thanh tra Sở"]]


def test_headings_beside_the_tasks_stand_below_the_section_rows() -> None:
    header = ["STT", "Nhiệm vụ", "Hoạt động cụ thể", "Đơn vị chủ trì", "Thời gian hoàn thành"]
    draft = read(
        table(
            header,
            ["I", "CẢI CÁCH THỂ CHẾ", "<", "<", "<"],
            ["1", "Xây dựng văn bản", "Ban hành kế hoạch", "Sở Tư pháp", "Quý I/2026"],
            ["^", "^", "Thẩm định dự thảo", "Sở Tư pháp", "Thường xuyên"],
            ["2", "Theo dõi thi hành", "Kiểm tra tại các xã", "Sở Tư pháp", "Quý III/2026"],
            ["II", "CẢI CÁCH THỦ TỤC", "<", "<", "<"],
            ["1", "Kiểm soát thủ tục", "Công bố danh mục", "Văn phòng", "Quý II/2026"],
        )
    )
    assert [(one["title"], one["headings"]) for one in draft.data["sections"]] == [
        ("CẢI CÁCH THỂ CHẾ", {"I.1": "Xây dựng văn bản", "I.2": "Theo dõi thi hành"}),
        ("CẢI CÁCH THỦ TỤC", {"II.1": "Kiểm soát thủ tục"}),
    ]
    assert [task["id"] for task in tasks(draft)] == ["I.1.1", "I.1.2", "I.2.1", "II.1.1"]
    assert not told(draft, "row-left-out", "cell-left-out")


MONTHLY = ["TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp"]


@pytest.mark.parametrize("time", ["Tháng 01", "QUÝ II", "6 tháng cuối năm", "Tháng 3 - tháng 4", "III. Thường xuyên"])
def test_the_time_over_tasks_without_one_is_theirs(time: str) -> None:
    draft = read(table(MONTHLY, [time, "<", "<", "<"], FIRST[:4], SECOND[:4]))
    assert [task["time"] for task in tasks(draft)] == [time.removeprefix("III. ")] * 2
    assert told(draft, "heading-times", "missing") == [("", "time", time.removeprefix("III. "))]


def test_a_heading_that_only_names_a_time_gives_none() -> None:
    draft = read(table(MONTHLY, ["Nhiệm vụ trọng tâm tháng 01", "<", "<", "<"], FIRST[:4]))
    assert "time" not in tasks(draft)[0]
    assert told(draft, "missing") == [("1", "time", "")]


def test_those_who_do_a_task_lead_it_where_nobody_else_does() -> None:
    header = ["TT", "Nhiệm vụ", "Người thực hiện", "Thời gian hoàn thành"]
    draft = read(table(header, ["1", "Ban hành kế hoạch", "Công chức Tư pháp - Hộ tịch", "Tháng 3/2026"]))
    assert tasks(draft)[0]["lead"] == ["Công chức Tư pháp - Hộ tịch"]
    assert told(draft, "column-unsure") == [("", "lead", "Người thực hiện")]


@pytest.mark.parametrize("header", ["Phụ trách chính", "Người phụ trách", "Phụ trách"])
def test_who_is_in_charge_beside_the_body_that_does_a_task_is_a_person(header: str) -> None:
    columns = ["TT", "Nhiệm vụ", "Đơn vị thực hiện", header, "Thời gian hoàn thành"]
    draft = read(table(columns, [*FIRST[:3], "Giám đốc các chi nhánh", "Tháng 3/2026"]))
    assert tasks(draft)[0]["lead"] == ["Văn phòng Sở"]
    assert tasks(draft)[0]["person"] == "Giám đốc các chi nhánh"


def test_persons_do_not_lead_and_the_missing_lead_is_told() -> None:
    header = ["TT", "Nhiệm vụ", "Người thực hiện", "Thời gian hoàn thành"]
    draft = read(table(header, ["1", "Ban hành kế hoạch", "Ông Nguyễn Văn Bình", "Tháng 3/2026"]))
    assert tasks(draft)[0]["person"] == "Ông Nguyễn Văn Bình"
    assert told(draft, "missing") == [("1", "lead", "")]


def test_a_column_of_products_without_any_is_told() -> None:
    draft = read(table(HEADER, [*FIRST[:5], ""], [*SECOND[:5], "–"]))
    assert told(draft, "column-blank") == [("", "products", "Sản phẩm")]


def test_a_product_in_the_words_of_the_title_is_told() -> None:
    draft = read(table(HEADER, FIRST, [*SECOND[:5], "Kiểm tra công vụ."]))
    assert told(draft, "same-as-title") == [("2", "products", "")]


def test_a_column_that_one_task_alone_uses_is_doubted_at_this_task() -> None:
    header = [*HEADER, "Kinh phí", "Nguồn"]
    draft = read(table(header, [*FIRST, "12", "Tỉnh"], [*SECOND, "30", ""]))
    assert told(draft, "unknown-column") == [("", "columns", "Kinh phí"), ("1", "columns.Nguồn", "Nguồn")]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_word_of_a_table_is_lost(data: st.DataObject) -> None:
    """Each cell has a word of its own; wherever it stands, merged or not, the draft or a doubt has it."""
    headers = [
        "Nhiệm vụ",
        "Đơn vị chủ trì",
        "Thời gian hoàn thành",
        "Sản phẩm",
        "Kinh phí",
        "Người phụ trách",
        "Ghi chú",
    ]
    order = [headers[0], *data.draw(st.permutations(headers[1:]))][: data.draw(st.integers(3, 7))]
    rows: list[list[str]] = [["TT", *order]]
    number = 0
    for i in range(data.draw(st.integers(2, 6))):
        kinds = ("full", "full", "section", "further", "blank") if i else ("full",)
        kind = data.draw(st.sampled_from(kinds))
        if kind == "section":
            rows.append(["", f"PHẦN x{i}y0", *["<"] * (len(order) - 1)])
            continue
        number += kind != "further"
        cells = [str(number), f"Công việc x{i}y1"]
        cells += ["" if data.draw(st.booleans()) else f"Việc x{i}y{k}" for k in range(2, len(order) + 1)]
        if kind == "further" and rows[-1][1:2] != ["<"] and not rows[-1][1].startswith("PHẦN"):
            cells[:2] = ["^", "^"]
            if data.draw(st.booleans()):
                cells[2] = "^"
        elif kind == "blank":
            cells[0] = ""
        rows.append(cells)
    if not {"Đơn vị chủ trì", "Thời gian hoàn thành", "Sản phẩm"} & set(order):
        return
    draft = read(table(*rows))
    words = json.dumps([draft.data, [doubt.printed for doubt in draft.doubts]], ensure_ascii=False)
    for row in rows[1:]:
        for cell in row:
            assert cell.split(" ")[-1] in words or cell in ("^", "<")


@pytest.mark.parametrize("header", ["Khoa, phòng thực hiện", "Đơn vị thực hiện", "Ban, phòng tổ chức thực hiện"])
def test_bodies_that_do_a_task_lead_it(header: str) -> None:
    draft = read(table([*HEADER[:2], header, *HEADER[3:]], FIRST))
    assert tasks(draft)[0]["lead"] == ["Văn phòng Sở"]


def periods(above: str, names: list[str], cells: list[str]) -> Draft:
    header = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", above, *["<"] * (len(names) - 1)]
    return read(table(header, ["^", "^", "^", *names], [*FIRST[:3], *cells]))


@pytest.mark.parametrize(
    ("above", "names", "cells", "time"),
    [
        ("Lộ trình thực hiện", ["2026", "2027", "2028"], ["x", "x", "x"], "Năm 2026 - 2028"),
        ("Năm", ["Năm 2026", "Năm 2027"], ["", "x"], "Năm 2027"),
        ("Lộ trình", ["2026", "2027", "2028"], ["x", "", "x"], "Năm 2026, 2028"),
        ("Tiến độ (quý)", ["I", "II", "II I", "I V"], ["", "", "x", "x"], "Quý III - IV"),
    ],
)
def test_crosses_under_periods_are_the_time(above: str, names: list[str], cells: list[str], time: str) -> None:
    assert tasks(periods(above, names, cells))[0]["time"] == time


@pytest.mark.parametrize(
    ("above", "names", "cells"),
    [
        ("Kinh phí (triệu đồng)", ["Quý I", "Quý II", "Quý III"], ["120", "30", "45"]),
        ("Chỉ tiêu", ["2026", "2027", "2028"], ["80%", "90%", "100%"]),
        ("Vốn", ["2026", "2027", "2028"], ["x", "", "x"]),
    ],
)
def test_amounts_under_periods_are_columns(above: str, names: list[str], cells: list[str]) -> None:
    task = tasks(periods(above, names, cells))[0]
    assert "time" not in task
    assert task["columns"] == {f"{above} – {name}": cell for name, cell in zip(names, cells, strict=True) if cell}


def test_numbers_broken_by_a_narrow_column_are_put_together() -> None:
    header = ["S T T", *HEADER[1:]]
    draft = read(table(header, ["1. 1", *FIRST[1:]], ["1. 2", *SECOND[1:]]))
    assert [task["id"] for task in tasks(draft)] == ["1.1", "1.2"]
    assert not told(draft, "cell-left-out", "unknown-column")


def test_codes_of_criteria_are_numbers() -> None:
    draft = read(table(HEADER, ["A1", *FIRST[1:]], ["A 2", *SECOND[1:]]))
    assert [task["id"] for task in tasks(draft)] == ["A1", "A2"]
    assert not told(draft, "odd-number", "cell-left-out")
