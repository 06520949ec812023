"""The nearest known words: alike as a whole first, then alike in part."""

from __future__ import annotations

import pytest

from parplan.vocabulary.nearest import nearest

NAMES = ("PHONG", "Phòng Kế hoạch - Tài chính", "Các phòng thuộc Sở", "Văn phòng Sở", "Thanh tra Sở", "TTRA")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("van phong xa", "Văn phòng Sở"),
        ("Thanh tra Tỉnh", "Thanh tra Sở"),
        ("ke hoach tai chinh", "Phòng Kế hoạch - Tài chính"),
        ("phòng", "PHONG"),
    ],
)
def test_the_likeliest_comes_first(typed: str, first: str) -> None:
    assert nearest(typed, NAMES)[0] == first


def test_what_is_like_nothing_has_no_nearest() -> None:
    assert nearest("xyz", NAMES) == ()
    assert len(nearest("phong", NAMES, 2)) == 2
