"""Columns under unusual headers: taken by a word or by what stands below, or asked about at the field they may be."""

from __future__ import annotations

import pytest
from typed_plans import tasks
from typed_tables import read, table, told

from parplan.importing.refusing import NotAPlanError

WHO = ["Phòng Nội vụ", "Thanh tra Sở", "Văn phòng Sở"]
WHAT = ["Ban hành kế hoạch", "Kiểm tra công vụ", "Số hóa hồ sơ lưu trữ"]
WHEN = ["Tháng 3/2026", "Quý III/2026", "Trước ngày 30/6/2026"]
GOODS = ["Kế hoạch", "Kết luận kiểm tra", "Báo cáo"]


def rows_of(header: str, values: list[str], *, time: str = "Thời gian") -> list[list[str]]:
    """A table with a column under ``header``, beside leads and times."""
    top = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", time, header]
    return [top, *([str(i + 1), WHAT[i], WHO[i], WHEN[i], values[i]] for i in range(3))]


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Đơn vị hỗ trợ", ["Phòng Tài chính", "Văn phòng Sở", "Thanh tra Sở"], "coordinating"),
        ("Thành phần tham gia", ["Phòng Tài chính", "Văn phòng Sở", "Thanh tra Sở"], "coordinating"),
        ("Mục tiêu cần đạt", ["100 hộ đăng ký", "02 lớp", "05 hợp đồng"], "products"),
        ("Yêu cầu phải đạt", GOODS, "products"),
    ],
)
def test_a_hint_in_the_header_is_taken_with_what_stands_below(header: str, values: list[str], field: str) -> None:
    draft = read(table(*rows_of(header, values)))
    assert [(task[field], "columns" in task) for task in tasks(draft)] == [([value], False) for value in values]
    assert told(draft, "column-unsure") == [("", field, header)]


@pytest.mark.parametrize(
    ("header", "values"), [("Số người tham gia", ["20", "15", "8"]), ("Mức cần đạt", ["10", "9", "8"])]
)
def test_figures_are_no_bodies_and_no_products(header: str, values: list[str]) -> None:
    draft = read(table(*rows_of(header, values)))
    assert [task["columns"] for task in tasks(draft)] == [{header: value} for value in values]
    assert not told(draft, "column-unsure", "column-may-be")


def test_bodies_under_a_header_of_their_own_are_the_lead_where_nobody_else_is() -> None:
    rows = [["TT", "Nhiệm vụ", "Bộ phận, cá nhân phụ trách", "Thời gian", "Sản phẩm"]]
    rows += [[str(i + 1), WHAT[i], WHO[i], WHEN[i], GOODS[i]] for i in range(3)]
    draft = read(table(*rows))
    assert [task["lead"] for task in tasks(draft)] == [[who] for who in WHO]
    assert told(draft, "column-unsure") == [("", "lead", "Bộ phận, cá nhân phụ trách")]


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Nơi thẩm định", ["Phòng Tài chính", "Văn phòng Sở", "Thanh tra Sở"], "coordinating"),
        ("Mục tiêu", ["Giảm thời gian chờ", "Chấn chỉnh kỷ luật", "Tra cứu nhanh"], "products"),
    ],
)
def test_a_column_that_may_be_a_field_no_other_column_has_is_asked_about_at_each_task(
    header: str, values: list[str], field: str
) -> None:
    draft = read(table(*rows_of(header, values)))
    assert [task["columns"] for task in tasks(draft)] == [{header: value} for value in values]
    assert told(draft, "column-may-be", "unknown-column") == [(str(i + 1), field, header) for i in range(3)]
    assert len({doubt.question for doubt in draft.doubts if doubt.kind == "column-may-be"}) == 1


def test_times_put_together_from_two_columns_are_told_at_each_task() -> None:
    top = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Bắt đầu", "Kết thúc"]
    draft = read(table(top, ["1", WHAT[0], WHO[0], "01/2026", "3/2026"], ["2", WHAT[1], WHO[1], "4/2026", "6/2026"]))
    assert [task["time"] for task in tasks(draft)] == ["Từ 01/2026 đến 3/2026", "Từ 4/2026 đến 6/2026"]
    assert [(address, field) for address, field, _ in told(draft, "time-marks")] == [("1", "time"), ("2", "time")]


def test_a_table_whose_every_header_is_unusual_is_read_by_what_stands_below() -> None:
    rows = [["Nhóm", "Biện pháp", "Ai làm", "Khi nào", "KPI/Kết quả mong muốn"]]
    rows += [["Điều hành", WHAT[i], WHO[i], WHEN[i], GOODS[i]] for i in range(3)]
    draft = read(table(*rows))
    assert [(task["title"], task["lead"], task["time"]) for task in tasks(draft)] == [
        (WHAT[i], [WHO[i]], WHEN[i]) for i in range(3)
    ]
    assert {field for _, field, _ in told(draft, "column-unsure")} == {"title", "lead", "time", "products"}


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Họ tên", "Nơi công tác", "Điện thoại", "Thư điện tử"],
            *(["Lê An", who, "0912345678", "a@b.vn"] for who in WHO),
        ],
        [["Chỉ tiêu", "2024", "2025", "Tăng"], *([what, "10", "12", "20%"] for what in WHAT)],
        [
            ["Lớp", "Sĩ số", "Khai giảng", "Bế giảng"],
            *([what, "30", when, when] for what, when in zip(WHAT, WHEN, strict=True)),
        ],
    ],
)
def test_a_table_of_persons_figures_or_days_is_none_of_tasks(rows: list[list[str]]) -> None:
    with pytest.raises(NotAPlanError):
        read(table(*rows))


def test_those_who_are_supervised_do_not_lead() -> None:
    rows = [["TT", "Nội dung giám sát", "Cơ quan chịu sự giám sát", "Cơ quan tham mưu, tổ chức giám sát", "Thời gian"]]
    rows += [[str(i + 1), WHAT[i], "UBND tỉnh", WHO[i], WHEN[i]] for i in range(3)]
    assert [task["lead"] for task in tasks(read(table(*rows)))] == [[who] for who in WHO]
