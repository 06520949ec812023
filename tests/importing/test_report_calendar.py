"""The report calendar out of the sentence that prints it."""

import pytest

from parplan.importing.blocks import DocumentLine
from parplan.importing.report_calendar import find_reports


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (
            "Báo cáo quý I trước ngày 03/3/2026, báo cáo 6 tháng trước ngày 03/6/2026, báo cáo quý III trước ngày"
            " 03/9/2026 và báo cáo năm trước ngày 25/11/2026 về Sở Nội vụ",
            {
                "q1": "trước ngày 03/3/2026",
                "h1": "trước ngày 03/6/2026",
                "q3": "trước ngày 03/9/2026",
                "year": "trước ngày 25/11/2026",
            },
        ),
        (
            "Chế độ báo cáo: trước ngày 05/3 (quý I), trước ngày 05/6 (6 tháng) và trước ngày 05/12 (báo cáo năm)",
            {"q1": "trước ngày 05/3", "h1": "trước ngày 05/6", "year": "trước ngày 05/12"},
        ),
        (
            "Báo cáo định kỳ (quý I: trước ngày 10 tháng 3; năm: trước ngày 30 tháng 11)",
            {"q1": "trước ngày 10 tháng 3", "year": "trước ngày 30 tháng 11"},
        ),
        (
            "Báo cáo quý I trước ngày 05/3, báo cáo quý III trước 05/9 và báo cáo năm trước ngày 01/12",
            {"q1": "trước ngày 05/3", "q3": "trước 05/9", "year": "trước ngày 01/12"},
        ),
        (
            "Báo cáo quý I trước ngày 05/3, báo cáo quý III (05.9), báo cáo 9 tháng 05-9, báo cáo năm ngày 01/12",
            {"q1": "trước ngày 05/3", "year": "ngày 01/12"},
        ),
    ],
)
def test_days_as_printed(text: str, due: dict[str, str]) -> None:
    found = find_reports([DocumentLine("Kế hoạch này."), DocumentLine(text)], 2026)
    assert found is not None
    assert found.due == due
    assert found.line.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo kết quả trước ngày 30/11 hằng năm",
        "Báo cáo quý (trước ngày 15 của tháng cuối quý), báo cáo năm trước ngày 15/12/2026",
        "Báo cáo quý I trước ngày 31/02/2026, báo cáo năm trước ngày 15/12/2026",
        "Trước ngày 05/3 (quý I), trước ngày 05/6 (6 tháng)",
    ],
)
def test_no_calendar_is_guessed(text: str) -> None:
    assert find_reports([DocumentLine(text)], 2026) is None
