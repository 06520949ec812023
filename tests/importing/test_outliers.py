"""A value unlike those of the other tasks is told; one of many kinds is not."""

from __future__ import annotations

import pytest
from typed_tables import read, table, told

from parplan.importing.outliers import find_outliers

GOODS = ["Kế hoạch", "Báo cáo kết quả", "Quyết định ban hành quy chế", "Biên bản kiểm tra", "Hội nghị tổng kết"]
WORK = ["Ban hành kế hoạch", "Kiểm tra công vụ", "Rà soát thủ tục hành chính", "Số hóa hồ sơ", "Tập huấn kỹ năng số"]
BODIES = ["Văn phòng", "Phòng Nội vụ", "Thanh tra Sở", "Các phòng chuyên môn", "Tp. Hồ Chí Minh"]


@pytest.mark.parametrize(
    ("name", "value", "siblings"),
    [
        ("products", "Phòng Tài chính", GOODS),
        ("products", "UBND cấp xã", GOODS),
        ("products", "Quý III/2026", GOODS),
        ("products", "12", GOODS),
        ("title", "Trước ngày 30/6/2026", WORK),
        ("title", "15/11", WORK),
        ("title", "Kiểm tra công vụ. " + "Nội dung của dòng dưới cũng đứng ở đây. " * 4, WORK),
        ("lead", "Phòng Nội vụ. Báo cáo Ủy ban nhân dân", []),
    ],
)
def test_a_value_of_another_kind_is_told(name: str, value: str, siblings: list[str]) -> None:
    assert list(find_outliers(name, [value, *siblings])) == [0]


@pytest.mark.parametrize(
    ("name", "value", "siblings"),
    [
        ("products", "Phòng Tài chính", GOODS[:3]),  # too few to make a rule
        ("products", "Phòng Tài chính", [*GOODS, "Phòng Nội vụ"]),  # one of two
        ("products", "Tổ công tác", GOODS),
        ("products", "60.000 lượt cài đặt", GOODS),
        ("products", "Quy trình nội bộ", GOODS),
        ("title", "Tuần sinh hoạt công dân đầu khóa", WORK),
        ("title", "Quy hoạch cán bộ nhiệm kỳ 2025 - 2030", WORK),
        ("lead", "Tp. Hồ Chí Minh", BODIES),
        ("time", "Phòng Nội vụ", ["Quý I", "Quý II", "Quý III", "Quý IV"]),  # told as a time that gives no deadline
    ],
)
def test_what_may_stand_there_is_not_told(name: str, value: str, siblings: list[str]) -> None:
    assert 0 not in find_outliers(name, [value, *siblings])


def test_a_body_among_products_of_a_table_is_told_at_its_task() -> None:
    rows = [["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian", "Sản phẩm"]]
    goods = [*GOODS[:4], "Phòng Tài chính"]
    rows += [[str(i + 1), WORK[i], BODIES[i], "Quý II/2026", goods[i]] for i in range(5)]
    assert told(read(table(*rows)), "unlike-others") == [("5", "products", "")]
