"""What a text prints besides its fields, proposed only where it is plain."""

import pytest

from parplan.importing.proposals import recipient_of


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
