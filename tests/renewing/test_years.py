"""Years in texts and times, moved on."""

from __future__ import annotations

import pytest

from parplan.renewing.years import Years

YEARS = Years(2021, 2021, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kế hoạch năm 2021", "Kế hoạch năm 2022"),
        ("Báo cáo Năm 2021 và các năm tiếp theo", "Báo cáo Năm 2022 và các năm tiếp theo"),
        ("Chương trình giai đoạn 2021-2025", "Chương trình giai đoạn 2021-2025"),
        ("Kế hoạch năm 2021 - 2025", "Kế hoạch năm 2021 - 2025"),
        ("Nghị quyết 12/2021/NQ-HĐND năm 2021", "Nghị quyết 12/2021/NQ-HĐND năm 2022"),
        ("Nghị định ngày 04 tháng 4 năm 2021 của Chính phủ", "Nghị định ngày 04 tháng 4 năm 2021 của Chính phủ"),
        ("kinh phí năm 2020", "kinh phí năm 2020"),
        ("số 2021", "số 2021"),
    ],
)
def test_texts_move_where_they_say_the_year(old: str, new: str) -> None:
    assert YEARS.moved_text(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Quý I/2021 ban hành; báo cáo trước ngày 05/12/2021", "Quý I/2022 ban hành; báo cáo trước ngày 05/12/2022"),
        ("theo Kế hoạch số 12/KH-UBND ngày 14/9/2021", "theo Kế hoạch số 12/KH-UBND ngày 14/9/2021"),
        ("theo Nghị định 15/2021/NĐ-CP", "theo Nghị định 15/2021/NĐ-CP"),
        # Both ends of a range move, or none.
        ("Từ ngày 15/12/2020 đến ngày 14/6/2021", "Từ ngày 15/12/2020 đến ngày 14/6/2021"),
        ("Quý IV/2021 - Quý I/2022", "Quý IV/2021 - Quý I/2022"),
        ("2020-12..2021-03", "2020-12..2021-03"),
    ],
)
def test_words_about_time_move_but_documents_do_not(old: str, new: str) -> None:
    assert YEARS.moved_time(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Quý I/2021", "Quý I/2022"),
        ("2021-Q1..Q3", "2022-Q1..Q3"),
        ("before 2021-12-05", "before 2022-12-05"),
        ("trước ngày 05/12/2021", "trước ngày 05/12/2022"),
        ("Thường xuyên trong năm 2021", "Thường xuyên trong năm 2022"),
        ("theo quy định", "theo quy định"),
        ("Tháng 12/2020", "Tháng 12/2020"),
    ],
)
def test_deadlines_move_by_what_they_mean(old: str, new: str) -> None:
    assert YEARS.moved_deadline(old) == new


def test_what_would_not_mean_the_same_is_left() -> None:
    assert Years(2024, 2024, 1).moved_deadline("29/02/2024") is None  # there is no such day
    assert Years(2024, 2024, 1).moved_day("2024-02-29") == "2025-02-28"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Tháng 12/2020", True),
        ("10/01/2022", True),  # the report of the old year is due after its end
        ("trước ngày 15 tháng 6 năm 2021", True),
        ("Đến năm 2030", True),
        ("sau khi có Kế hoạch năm 2022", True),
        ("Quý I", False),
        ("trước ngày 15/6", False),
        ("theo Nghị định 15/2021/NĐ-CP", False),
        ("hằng quý", False),
    ],
)
def test_a_time_that_stays_means_the_same_time_later_or_is_left(words: str, left: bool) -> None:
    assert YEARS.left_in_time(words) is left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Báo cáo quý IV/2021", True),
        ("Hội nghị tháng 6/2021", True),
        ("Xây dựng kế hoạch năm 2022", True),
        ("Khắc phục hạn chế năm 2020", True),
        ("Đánh giá giai đoạn 2016 - 2021", True),
        ("Kế hoạch năm 2021", False),  # it moves
        ("Chương trình giai đoạn 2021-2025", False),
        ("đến năm 2030", False),
        ("Luật năm 2018", False),
        ("Nghị quyết 12/2021/NQ-HĐND", False),
        ("Công văn số 5/UBND ngày 14/9/2021", False),
        ("TCVN ISO 9001:2021", False),
    ],
)
def test_a_text_that_may_be_of_the_old_year_is_left(text: str, left: bool) -> None:
    assert YEARS.left_in_text(text) is left


def test_a_plan_of_several_years_moves_by_all_of_them() -> None:
    years = Years(2021, 2025, 5)
    assert years.moved_text("giai đoạn năm 2021-2025") == "giai đoạn năm 2026-2030"
    assert years.moved_deadline("Quý I/2023") == "Quý I/2028"
