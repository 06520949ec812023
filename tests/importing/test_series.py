"""Series of numbers and bullets, compared with what a plan has of them."""

from __future__ import annotations

import pytest
from typed_plans import read_tasks, read_typed, tasks

from parplan.importing.blocks import DocumentLine
from parplan.importing.drafts import Draft
from parplan.importing.enumerators import ordinal
from parplan.importing.found import FoundField, FoundSection, FoundTask
from parplan.importing.numbering import gaps
from parplan.importing.series import find_series_faults, read_series


def series(*texts: str) -> list[tuple[str, list[str]]]:
    return [(one.kind, one.values) for one in read_series([DocumentLine(text) for text in texts])]


def told(draft: Draft, kind: str) -> list[str]:
    return [doubt.printed for doubt in draft.doubts if doubt.kind == kind]


def test_series_within_series() -> None:
    found = series("I. A", "1. a", "- x", "- y", "2. b", "- z", "II. B", "1. c", "+ w")
    assert found == [
        ("roman", ["I", "II"]),
        ("number", ["1", "2"]),
        ("bullet -", ["-", "-"]),
        ("bullet -", ["-"]),
        ("number", ["1"]),
        ("bullet +", ["+"]),
    ]


def test_numbers_that_run_on_through_the_headings_are_one_series() -> None:
    assert series("I. A", "1. a", "2. b", "II. B", "3. c") == [("roman", ["I", "II"]), ("number", ["1", "2", "3"])]


def test_a_line_that_only_begins_with_a_figure_is_no_item() -> None:
    assert series("1. a", "2. b", "17. tháng sau", "3. c") == [("number", ["1", "2", "3"])]


UNITS = "II. PHÂN CÔNG\n\n1. Sở Y tế\n\na) Lập sổ.\n\n{}) Lập quỹ.\n\n{}. Sở Nội vụ\n\n- Hướng dẫn.\n"


@pytest.mark.parametrize(
    ("letter", "number", "gaps"),
    [("b", 2, []), ("d", 2, [("gap", "1.d")]), ("b", 3, [("section-gap", "3")])],
)
def test_each_gap_is_told_once(letter: str, number: int, gaps: list[tuple[str, str]]) -> None:
    draft = read_typed(UNITS.format(letter, number), outline=True)
    kinds = ("gap", "section-gap", "series-gap")
    assert [(doubt.kind, doubt.address) for doubt in draft.doubts if doubt.kind in kinds] == gaps


def test_a_gap_among_the_parts_of_a_task_is_told() -> None:
    fields = "- Đơn vị chủ trì: Sở Y tế\n\n- Thời gian thực hiện: Quý I/2026\n\n"
    draft = read_tasks(f"1. Lập sổ\n\n{fields}a) Của xã.\n\nc) Của tỉnh.\n\n2. Lập quỹ\n\n{fields}")
    assert told(draft, "series-gap") == ["c) Của tỉnh."]


def test_items_that_became_parts_beside_tasks_are_told() -> None:
    lines = [DocumentLine(text) for text in ("- Lập sổ theo dõi", "- Lập quỹ của tỉnh", "- Mua máy in")]
    title, part, other = (FoundField((line.text[2:],)) for line in lines)
    section = FoundSection("I", FoundField(("Việc",)), [FoundTask((), title, parts=[part]), FoundTask((), other)])
    (doubt,) = find_series_faults(lines, [section], ())
    assert (doubt.kind, doubt.value, doubt.printed) == ("items-as-parts", "1", "- Lập quỹ của tỉnh")


def test_a_task_that_is_the_name_of_a_unit_is_doubted() -> None:
    fields = "- Đơn vị phối hợp: Sở Y tế\n\n- Thời gian thực hiện: Quý I/2026\n\n"
    draft = read_tasks(f"1. Phòng Tổ chức, Văn phòng Sở\n\n{fields}2. Tổ chức hội nghị\n\n{fields}")
    assert [doubt.address for doubt in draft.doubts if doubt.kind == "title-names-unit"] == [tasks(draft)[0]["id"]]


def test_a_heading_beside_units_that_names_none_known_is_a_unit_in_doubt() -> None:
    body = (
        "II. PHÂN CÔNG\n\n1. Sở Y tế\n\n- Lập sổ.\n\n2. Sở Nội vụ\n\n- Hướng dẫn.\n\n3. Tuyến cơ sở\n\n- Dạy bơi.\n\n"
        "4. Chế độ báo cáo\n\n- Trước ngày 15.\n"
    )
    draft = read_typed(body, outline=True)
    assert [task["lead"] for task in tasks(draft)] == [["Sở Y tế"], ["Sở Nội vụ"], ["Tuyến cơ sở"]]
    assert [doubt.address for doubt in draft.doubts if doubt.kind == "no-units"] == ["3.1"]
    assert told(draft, "paragraph-left-out") == ["- Trước ngày 15."]


@pytest.mark.parametrize("code", ["20260001", "9" * 50, "9" * 4301])
def test_a_code_of_digits_in_the_place_of_a_number_is_no_position(code: str) -> None:
    assert ordinal(code) is None
    assert ordinal("12345") == 12345
    assert gaps(["1", code, "3"], without_d=False) == [2]
