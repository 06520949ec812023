"""Numbers as people type them: thousands that can be nothing else, and what may be thousands or decimals."""

from __future__ import annotations

import pytest

from parplan.vocabulary.typed_numbers import is_ambiguous, without_groups


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("-12.345.678", "-12345678"),
        ("1.250.000,5", "1250000,5"),
        ("1.250,5", "1250,5"),
        ("1,250.75", "1250.75"),
        ("1.250", "1.250"),
        ("12,5", "12,5"),
        ("1250000", "1250000"),
        ("1.250.00", "1.250.00"),
        ("1.250,000", "1.250,000"),
        ("0.250.000", "0.250.000"),
    ],
)
def test_separators_that_can_only_be_those_of_thousands_are_left_out(typed: str, number: str) -> None:
    assert without_groups(typed) == number


@pytest.mark.parametrize(("typed", "asked"), [("1.250", True), ("1,250", True), ("1.250.000", False), ("0,250", False)])
def test_one_group_may_be_decimals(typed: str, asked: bool) -> None:
    assert is_ambiguous(typed) is asked
