"""Bullets and numbers that begin the lines of a scan: what OCR misreads follows from their columns."""

from __future__ import annotations

import pytest

from parplan.importing.readers.line_beginnings import with_line_beginnings
from parplan.importing.readers.printed_page import PrintedWord
from parplan.importing.readers.two_readings import WordReading


def read(*lines: str, left: float = 90) -> list[tuple[str, bool]]:
    """The first words of lines with a tab behind them, and whether each is sure."""
    page = []
    for i, line in enumerate(lines):
        first, _, rest = line.partition(" ")
        top = 100 + 18 * i
        page.append(WordReading(PrintedWord(first, left, left + 12, top, top + 12), 90))
        page.append(WordReading(PrintedWord(rest, left + 30, left + 90, top, top + 12), 90))
    (found,) = with_line_beginnings([page])
    return [(one.word.text, one.other is None) for one in found[::2]]


def texts(*lines: str) -> list[str]:
    return [text for text, _ in read(*lines)]


@pytest.mark.parametrize("sign", ["e", "s", "«", "»", "°"])
def test_a_letter_or_mark_before_a_capital_is_a_bullet(sign: str) -> None:
    assert texts(f"{sign} Ký kết", "* Chọn chi hội", "+ Sinh hoạt") == ["•", "•", "•"]
    assert texts(f"{sign} ký kết") == [sign]


def test_other_bullets_stay_as_they_are() -> None:
    assert texts("+ Ký kết", "+ Chọn", "- Sinh hoạt", "– Gửi") == ["+", "+", "-", "–"]
    assert texts("- Phụ trách", "- Phối hợp", "¬ Thời gian", ": Kết quả", "ễ Kinh phí") == ["-"] * 5
    assert texts("A Phòng", "Ý Kiến") == ["A", "Ý"]
    assert texts("+ Phụ trách", "+ Phối hợp", "©) Rà soát") == ["+", "+", "©)"]


def test_points_of_numbers_are_points() -> None:
    assert texts("1, Hướng tới", "2; Mục tiêu", "2:1: Rà soát") == ["1.", "2.", "2.1."]
    assert texts("1, hai và 3", "2025, Sở", "10) Tổng kết") == ["1,", "2025,", "10)"]


def test_a_misread_number_is_the_next_of_its_column_and_told() -> None:
    assert read(
        "2. Thể chế", "2.1. Rà soát", "2.2, Xử lý", "218, Lấy ý kiến", "3. Bộ máy", "i1: Luân phiên", "3.2. Kiểm tra"
    ) == [
        ("2.", True),
        ("2.1.", True),
        ("2.2.", True),
        ("2.3.", False),
        ("3.", True),
        ("3.1.", False),
        ("3.2.", True),
    ]


def test_numbers_that_do_not_count_on_stay_as_they_are() -> None:
    assert texts("2.1. Rà soát", "II. Bộ máy", "5.4. Kiểm tra") == ["2.1.", "II.", "5.4."]
    assert texts("1. Mục tiêu", "I. Nội dung", "1. Chung") == ["1.", "I.", "1."]
    assert texts("2.1. Rà soát", "71, Lấy ý kiến", "2.2. Xử lý") == ["2.1.", "71.", "2.2."]
