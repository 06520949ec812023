"""What a text prints besides its fields, proposed only where it is plain."""

import pytest

from parplan.importing.field_texts import split_products
from parplan.importing.proposals import recipient_of, targets_of

YEARS = range(2026, 2027)


@pytest.mark.parametrize(
    ("products", "who"),
    [
        (["Kế hoạch của Sở", "báo cáo kết quả, trình UBND tỉnh"], "UBND tỉnh"),
        (["Báo cáo gửi về Sở Nội vụ"], "Sở Nội vụ"),
        (["Tờ trình, dự thảo Quyết định"], None),
        (["Báo cáo gửi Sở Nội vụ", "Dự thảo trình UBND tỉnh"], None),
        (["Văn bản gửi các cơ quan, đơn vị"], None),
        (["Hồ sơ trình ký"], None),
        (["Báo cáo, không trình UBND tỉnh"], None),
        (["Văn bản đề nghị Sở Tài chính trình UBND tỉnh"], None),
        (["Báo cáo gửi Sở Nội vụ tổng hợp trình UBND tỉnh"], None),
        (["Tờ trình trình Chủ tịch UBND tỉnh ký gửi Sở Nội vụ"], None),
    ],
)
def test_recipients(products: list[str], who: str | None) -> None:
    assert recipient_of(products) == who


def test_a_target_that_title_and_product_print_is_proposed_once() -> None:
    title, product = "Tổ chức 02 khóa đào tạo về duy trì", "Tổ chức hoàn thành 02 khóa đào tạo về duy trì"
    assert [one["title"] for one in targets_of([title, product], YEARS)] == [title]
    several = ["100% hồ sơ được số hóa", "100% hồ sơ cấp xã được số hóa", "02 khóa đào tạo", "03 khóa đào tạo"]
    assert len(targets_of(several, YEARS)) == len(several)


@pytest.mark.parametrize(
    "text",
    [
        *("≥ 03 lớp", "⩾ 03 lớp", "03 lớp trở lên", "Mở trên 02 lớp", "Dưới 03 lớp", "Hơn 03 lớp", "đến 03 lớp"),
        *("Tổ chức khoảng 03 lớp", "gần 100% hồ sơ", "Chưa đạt 100% yêu cầu", "không đạt tối thiểu 95%"),
        *("thấp hơn tối thiểu 95%", "01 hội nghị hoặc 02 lớp", "02, 03 lớp", "02 lớp/quý", "Mỗi xã 01 mô hình"),
        *("12 lớp (mỗi tháng 01 lớp)", "Tối thiểu 03 lớp mỗi quý", "Tối thiểu 95% đến năm 2030", "Năm 2025 đạt 100%"),
    ],
)
def test_a_figure_with_another_meaning_than_its_bound_is_no_target(text: str) -> None:
    assert targets_of([text], YEARS) == []


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("Tổ chức 02 lớp tập huấn", "exactly", "2"),
        ("100% hồ sơ năm 2026", "exactly", "100"),
        ("Tăng tối thiểu 5% so với năm 2025", "at_least", "5"),
        ("Không để quá hạn, không dưới 95% đúng hạn", "at_least", "95"),
        ("Không quá 02 lớp/năm", "at_most", "2"),
        ("01 kế hoạch và 02 lớp", "exactly", "2"),
    ],
)
def test_a_plain_figure_is_a_target(text: str, key: str, value: str) -> None:
    assert [one[key] for one in targets_of([text], YEARS)] == [value]


def test_products_on_one_line_lose_their_bullets() -> None:
    assert split_products(["- Quyết định; - Tờ trình; + Báo cáo"]) == ["Quyết định", "Tờ trình", "Báo cáo"]
    assert split_products(["Kế hoạch; -5 % chi phí"]) == ["Kế hoạch", "-5 % chi phí"]
    assert split_products(["1) Báo cáo", "2) Tờ trình"]) == ["Báo cáo", "Tờ trình"]
    assert split_products(["1) Báo cáo 2) Tờ trình"]) == ["1) Báo cáo 2) Tờ trình"]
