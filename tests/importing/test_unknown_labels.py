"""Lines among the labelled fields of a task whose label is not known: kept under their name and told."""

from __future__ import annotations

import pytest
from typed_plans import read_tasks, read_typed, tasks

from parplan.importing.drafts import Draft


def told(draft: Draft) -> set[tuple[str, str]]:
    return {(doubt.kind, doubt.field) for doubt in draft.doubts}


@pytest.mark.parametrize("sign", ["", "- "])
def test_a_label_that_is_not_known_is_no_part_of_the_field_above(sign: str) -> None:
    draft = read_tasks(
        f"""\
1. Sắp xếp các đơn vị sự nghiệp
{sign}Chủ trì: Phòng Tổ chức biên chế
{sign}Phối hợp: các sở, ngành; UBND các huyện, thành phố
{sign}Nơi làm: Các huyện vùng cao
{sign}Thời gian: Quý II/2026
{sign}Sản phẩm: Đề án
{sign}Lưu ý: Không trùng với Thanh tra tỉnh
"""
    )
    (task,) = tasks(draft)
    assert task["coordinating"] == ["các sở, ngành", "UBND các huyện, thành phố"]
    assert [product if isinstance(product, str) else product["title"] for product in task["products"]] == ["Đề án"]
    assert task["time"] == "Quý II/2026"
    assert task["columns"] == {"Nơi làm": "Các huyện vùng cao", "Lưu ý": "Không trùng với Thanh tra tỉnh"}
    assert "parts" not in task
    assert {doubt.printed for doubt in draft.doubts if doubt.kind == "unknown-column"} == {"Nơi làm", "Lưu ý"}


@pytest.mark.parametrize("sign", ["", "- "])
def test_hoan_thanh_is_a_time(sign: str) -> None:
    draft = read_tasks(
        f"""\
1. Sắp xếp các đơn vị sự nghiệp
{sign}Chủ trì: Phòng Tổ chức biên chế
{sign}Hoàn thành: 30/6/2026
"""
    )
    (task,) = tasks(draft)
    assert task["time"] == "30/6/2026"
    assert ("label-unsure", "time") in told(draft)


def test_bullets_with_a_colon_and_fields_of_their_own_are_tasks() -> None:
    draft = read_tasks(
        """\
1. Cải cách thể chế
- Xây dựng văn bản: Quy chế làm việc
- Đơn vị chủ trì: Văn phòng Sở
- Thời gian: Quý I/2026
- Rà soát văn bản: Quy chế dân chủ
- Đơn vị chủ trì: Thanh tra Sở
- Thời gian: Quý II/2026
"""
    )
    assert [task["lead"] for task in tasks(draft)] == [["Văn phòng Sở"], ["Thanh tra Sở"]]


def test_a_bullet_among_fields_is_asked_about() -> None:
    draft = read_tasks(
        """\
1. Sắp xếp các đơn vị sự nghiệp
- Chủ trì: Phòng Tổ chức biên chế
- Sản phẩm: Kế hoạch
- Báo cáo kết quả sắp xếp
- Thời gian: Quý II/2026
"""
    )
    assert tasks(draft)[0]["parts"] == ["Báo cáo kết quả sắp xếp"]
    assert ("among-fields", "parts") in told(draft)


@pytest.mark.parametrize(
    "words",
    [
        "Văn phòng Sở và Phòng Pháp chế, Thanh tra Sở phối hợp",
        "Thanh tra Sở (trừ nội dung kiểm tra tại xã: Phòng Pháp chế chủ trì)",
        "Phòng Kỹ thuật/Phòng Kinh doanh",
        "Trạm Số 1 + Trạm Số 2",
    ],
)
def test_units_with_a_role_or_another_unit_in_their_name_are_asked_about(words: str) -> None:
    draft = read_tasks(f"1. Sắp xếp các đơn vị\n- Đơn vị chủ trì: {words}\n- Thời gian: Quý II/2026\n")
    assert {doubt.code for doubt in draft.doubts if doubt.field == "lead"} & {"I301", "I501"}


@pytest.mark.slow
def test_thousands_of_parts_of_one_task() -> None:
    parts = "".join(f"- Rà soát văn bản số {number}\n" for number in range(3000))
    draft = read_tasks(f"1. Sắp xếp các đơn vị\n- Chủ trì: Phòng Tổ chức biên chế\n{parts}- Thời gian: Quý II/2026\n")
    assert len(tasks(draft)[0]["parts"]) == 3000


@pytest.mark.parametrize("label", ["Quy mô", "Địa điểm, quy mô", "Kinh phí (dự kiến)"])
def test_a_lettered_label_between_others_is_no_task(label: str) -> None:
    block = f"a) Chủ trì: Phòng Y tế\n\nb) Phối hợp: Trạm Y tế\n\nc) {label}: 40 hộ\n\nd) Thời gian: Quý II/2026\n\n"
    found = tasks(read_typed(f"II. NHIỆM VỤ\n\n1. Phun thuốc\n\n{block}2. Diệt muỗi\n\n{block}"))
    assert [(one["id"], one["title"], one["time"]) for one in found] == [
        ("II.1", "Phun thuốc", "Quý II/2026"),
        ("II.2", "Diệt muỗi", "Quý II/2026"),
    ]
    assert [one["columns"] for one in found] == [{label: "40 hộ"}] * 2


def test_a_lettered_label_before_others_is_no_task_where_it_comes_again() -> None:
    block = "a) Đối tượng, phạm vi: 9 xã\n\nb) Chủ trì: Phòng Y tế\n\n"
    block += "c) Phối hợp: Trạm Y tế\n\nd) Thời gian: Quý II/2026\n\n"
    found = tasks(read_typed(f"II. NHIỆM VỤ\n\n1. Phun thuốc\n\n{block}2. Diệt muỗi\n\n{block}"))
    assert [(one["id"], one["lead"]) for one in found] == [("II.1", ["Phòng Y tế"]), ("II.2", ["Phòng Y tế"])]
