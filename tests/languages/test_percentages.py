"""Numbers as both languages write them."""

from __future__ import annotations

import pytest

from parplan.languages import load_language


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (1, 16, "6,3%"),
        (3, 16, "18,8%"),
        (1, 3, "33,3%"),
        (2, 3, "66,7%"),
        (7, 7, "100,0%"),
        (0, 0, "–"),
        (1, 80, "1,3%"),
        (1999, 2000, "99,9%"),
        (1, 3000, "0,1%"),
        (0, 3000, "0,0%"),
        (99_999_999, 100_000_000, "99,9%"),
    ],
)
def test_halves_of_a_percentage_are_rounded_up_as_a_spreadsheet_does(part: int, whole: int, written: str) -> None:
    assert load_language("vi").percent(part, whole) == written
