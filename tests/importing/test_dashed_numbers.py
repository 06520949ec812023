"""Numbers that end with a dash or a slash, as in documents of the Party: “II- ”, “1- ”, “1.1- ”, “a/ ”."""

from __future__ import annotations

import pytest
from typed_plans import read_typed, tasks

from parplan.importing.enumerators import Numeral, read_enumerator


@pytest.mark.parametrize(
    ("text", "style", "rest"),
    [
        ("1- Về thể chế", Numeral.NUMBER, "Về thể chế"),
        ("1.1- Rà soát", Numeral.MIXED, "Rà soát"),
        ("A- CẢI CÁCH", Numeral.UPPER, "CẢI CÁCH"),
        ("I.1- Rà soát", Numeral.MIXED, "Rà soát"),
        ("a- Nội dung", Numeral.LETTER, "Nội dung"),
        ("a/ Nội dung", Numeral.LETTER, "Nội dung"),
    ],
)
def test_a_dash_or_slash_ends_a_number(text: str, style: Numeral, rest: str) -> None:
    enumerator = read_enumerator(text)
    assert enumerator is not None
    assert (enumerator.style, enumerator.rest) == (style, rest)


@pytest.mark.parametrize("text", ["10- 15 ngày", "2- 3 lần", "5 - Sở Nội vụ", "1/2 số hồ sơ", "2025- Quý II"])
def test_a_span_or_figure_is_no_number(text: str) -> None:
    assert read_enumerator(text) is None


def test_a_plan_with_dashed_numbers() -> None:
    draft = read_typed(
        """\
I- MỤC ĐÍCH, YÊU CẦU
1- Tạo chuyển biến về lề lối làm việc.
II- NHIỆM VỤ, GIẢI PHÁP
1- Về thể chế
1.1- Rà soát quy chế làm việc
* Cơ quan chủ trì: Văn phòng Tỉnh ủy.
* Thời gian hoàn thành: Quý II/2026.
1.2- Chuẩn hóa quy trình
* Cơ quan chủ trì: Ban Tổ chức Tỉnh ủy.
* Thời gian hoàn thành: Quý III/2026.
2- Về kiểm tra
2.1- Kiểm tra các đảng bộ
* Cơ quan chủ trì: Ủy ban Kiểm tra Tỉnh ủy.
* Thời gian hoàn thành: Tháng 10/2026.
"""
    )
    assert [(task["id"], task["title"], task["lead"]) for task in tasks(draft)] == [
        ("1.1", "Rà soát quy chế làm việc", ["Văn phòng Tỉnh ủy"]),
        ("1.2", "Chuẩn hóa quy trình", ["Ban Tổ chức Tỉnh ủy"]),
        ("2.1", "Kiểm tra các đảng bộ", ["Ủy ban Kiểm tra Tỉnh ủy"]),
    ]
