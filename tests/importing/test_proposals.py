"""What a text prints besides its fields, proposed only where it is plain."""

import pytest

from parplan.importing.field_texts import split_products
from parplan.importing.proposals import recipient_of, targets_of


@pytest.mark.parametrize(
    ("products", "who"),
    [
        (["Kế hoạch của Sở", "báo cáo kết quả, trình UBND tỉnh"], "UBND tỉnh"),
        (["Báo cáo gửi về Sở Nội vụ"], "Sở Nội vụ"),
        (["Tờ trình, dự thảo Quyết định"], None),
        (["Báo cáo gửi Sở Nội vụ", "Dự thảo trình UBND tỉnh"], None),
        (["Văn bản gửi các cơ quan, đơn vị"], None),
        (["Hồ sơ trình ký"], None),
    ],
)
def test_recipients(products: list[str], who: str | None) -> None:
    assert recipient_of(products) == who


def test_a_target_that_title_and_product_print_is_proposed_once() -> None:
    title, product = "Tổ chức 02 khóa đào tạo về duy trì", "Tổ chức hoàn thành 02 khóa đào tạo về duy trì"
    assert [one["title"] for one in targets_of([title, product])] == [title]
    several = ["100% hồ sơ được số hóa", "100% hồ sơ cấp xã được số hóa", "02 khóa đào tạo", "03 khóa đào tạo"]
    assert len(targets_of(several)) == len(several)


def test_products_on_one_line_lose_their_bullets() -> None:
    assert split_products(["- Quyết định; - Tờ trình; + Báo cáo"]) == ["Quyết định", "Tờ trình", "Báo cáo"]
    assert split_products(["Kế hoạch; -5 % chi phí"]) == ["Kế hoạch", "-5 % chi phí"]
