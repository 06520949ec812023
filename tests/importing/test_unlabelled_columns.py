"""Columns of a table under no header, and labels within a sentence: what stands in them is told, never dropped."""

from __future__ import annotations

from typed_plans import read_tasks, tasks


def test_a_column_without_a_header_is_kept_and_told() -> None:
    draft = read_tasks(
        """\
| TT | Nhiệm vụ | Sản phẩm | Thời gian | | Chủ trì |
|---|---|---|---|---|---|
| 1 | Ban hành kế hoạch | Kế hoạch | 01/01 | 31/01 | Văn phòng Sở |
| 2 | Kiểm tra công vụ | Kết luận | 01/5 | 30/9 | Thanh tra Sở |
"""
    )
    assert [task["columns"] for task in tasks(draft)] == [{"Cột 5": "31/01"}, {"Cột 5": "30/9"}]
    assert [doubt.printed for doubt in draft.doubts if doubt.kind == "unknown-column"] == ["Cột 5"]


def test_a_blank_column_is_none() -> None:
    draft = read_tasks(
        """\
| TT | Nhiệm vụ | Sản phẩm | Thời gian | | Chủ trì |
|---|---|---|---|---|---|
| 1 | Ban hành kế hoạch | Kế hoạch | 01/01 | | Văn phòng Sở |
| 2 | Kiểm tra công vụ | Kết luận | 01/5 | - | Thanh tra Sở |
"""
    )
    assert all("columns" not in task for task in tasks(draft))
    assert not [doubt for doubt in draft.doubts if doubt.kind == "unknown-column"]


def test_what_further_rows_of_a_task_have_in_an_unknown_column_is_kept() -> None:
    draft = read_tasks(
        """\
| TT | Nhiệm vụ | Sản phẩm | Thời gian | Chủ trì | Kinh phí |
|---|---|---|---|---|---|
| 1 | Kiểm tra công vụ | Kế hoạch | Quý I | Thanh tra Sở | 10 triệu |
| | | Kết luận | Quý III | Thanh tra Sở | 20 triệu |
| 2 | Tập huấn | Lớp học | Quý II | Văn phòng Sở | 30 triệu |
"""
    )
    assert [task["columns"] for task in tasks(draft)] == [{"Kinh phí": "10 triệu; 20 triệu"}, {"Kinh phí": "30 triệu"}]


def test_a_product_labelled_within_a_sentence_is_no_part_of_the_time() -> None:
    draft = read_tasks(
        "1. Kiểm tra công vụ; đơn vị chủ trì: Thanh tra Sở; thời gian: quý III/2026; sản phẩm: kết luận kiểm tra.\n"
    )
    (task,) = tasks(draft)
    assert (task["lead"], task["time"]) == (["Thanh tra Sở"], "quý III/2026")
    assert [one if isinstance(one, str) else one["title"] for one in task["products"]] == ["kết luận kiểm tra"]
