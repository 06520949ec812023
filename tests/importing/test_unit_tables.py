"""Tables with one row for each unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import docx
import pytest
from typed_plans import HEAD, read_word
from word_documents import saved

from parplan.importing.drafts import Draft
from parplan.importing.refusing import NotAPlanError

Rows = Sequence[Sequence[str | list[str]]]


def draft_of(rows: Rows, *, outline: bool = True, merged: int | None = None) -> Draft:
    """The draft of a plan with a table. merged: the row whose cells are one."""
    document = docx.Document()
    for line in HEAD.splitlines():
        document.add_paragraph(line)
    document.add_paragraph("II. PHÂN CÔNG NHIỆM VỤ")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        cells = table.add_row().cells
        for cell, lines in zip(cells, row, strict=True):
            for k, line in enumerate([lines] if isinstance(lines, str) else lines):
                (cell.paragraphs[0] if k == 0 else cell.add_paragraph()).add_run(line)
    if merged is not None:
        table.rows[merged].cells[0].merge(table.rows[merged].cells[-1])
    return read_word(saved(document), outline=outline)


def found(rows: Rows) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in task.items() if key != "id"}
        for section in draft_of(rows).data["sections"]
        for task in section["tasks"]
    ]


ROWS: Rows = [
    ["TT", "Bộ phận, cá nhân", "Nhiệm vụ", "Ghi chú"],
    ["1", "Ban Giám hiệu", ["- Lập kế hoạch.", "- Kiểm tra", "việc thực hiện."], ""],
    ["2", "Các tổ chuyên môn", "Dự giờ.", "Mỗi tháng"],
]


def test_a_row_for_each_unit() -> None:
    assert found(ROWS) == [
        {"title": "Lập kế hoạch", "lead": ["Ban Giám hiệu"]},
        {"title": "Kiểm tra việc thực hiện", "lead": ["Ban Giám hiệu"]},
        {"title": "Dự giờ", "lead": ["Các tổ chuyên môn"], "notes": ["Mỗi tháng"]},
    ]


def test_a_table_by_unit_without_times_needs_to_be_asked_for() -> None:
    with pytest.raises(NotAPlanError, match="duties by unit"):
        draft_of(ROWS, outline=False)


def test_a_field_that_several_duties_share_is_doubted() -> None:
    rows = [
        ["Đơn vị", "Nhiệm vụ", "Thời gian"],
        ["Phòng A", ["- Lập sổ.", "- Lập bảng."], "Quý I/2026"],
        ["Phòng B", ["- Lập thẻ.", "- Lập phiếu."], ["Quý I/2026", "Quý II/2026"]],
    ]
    draft = draft_of(rows)
    times = [task["time"] for section in draft.data["sections"] for task in section["tasks"]]
    assert times == ["Quý I/2026", "Quý I/2026", "Quý I/2026", "Quý II/2026"]
    assert sum(doubt.kind == "merged-fields" for doubt in draft.doubts) == 4


def test_a_row_that_was_not_read_is_told() -> None:
    rows = [ROWS[0], ["Tổ một", "", "", ""], *ROWS[1:], ["3", "Tổ trưởng", "", ""], ["", "", "", ""]]
    draft = draft_of(rows, merged=1)
    assert [doubt.printed for doubt in draft.doubts if doubt.kind == "row-left-out"] == ["Tổ một", "3 | Tổ trưởng"]


def test_a_table_of_tasks_with_their_lead_before_them_has_one_for_each_row() -> None:
    rows = [
        ["TT", "Đơn vị chủ trì", "Nhiệm vụ", "Thời gian hoàn thành"],
        ["1", "Phòng A", ["Lập sổ", "- Lập bảng."], "Quý I/2026"],
        ["2", "Phòng B", "Lập thẻ", "Quý II/2026"],
    ]
    assert [task["time"] for task in found(rows)] == ["Quý I/2026", "Quý II/2026"]


def test_rows_that_name_units_give_the_leads_of_the_rows_below() -> None:
    rows: Rows = [
        ["TT", "Nội dung công việc", "Thời gian"],
        ["I", "Văn phòng", ""],
        ["1", "Lập sổ", "Quý I"],
        ["II", "Phòng Nghiệp vụ 1", ""],
        ["1", "Kiểm tra sổ", "Quý II"],
        ["2", "Hướng dẫn", "Quý III"],
    ]
    draft = draft_of(rows)
    leads = [task["lead"] for section in draft.data["sections"] for task in section["tasks"]]
    assert leads == [["Văn phòng"], ["Phòng Nghiệp vụ 1"], ["Phòng Nghiệp vụ 1"]]
    assert "by-unit" in [doubt.kind for doubt in draft.doubts]


def test_rows_that_name_fields_of_work_give_no_leads() -> None:
    rows: Rows = [
        ["TT", "Nội dung công việc", "Thời gian"],
        ["I", "Cải cách thể chế", ""],
        ["1", "Lập sổ", "Quý I"],
        ["II", "Văn phòng", ""],
        ["1", "Kiểm tra sổ", "Quý II"],
    ]
    assert found(rows) == [{"title": "Lập sổ", "time": "Quý I"}, {"title": "Kiểm tra sổ", "time": "Quý II"}]


def test_a_row_for_each_person() -> None:
    rows: Rows = [
        ["TT", "Họ và tên", "Chức vụ", "Nhiệm vụ được giao"],
        ["1", "Nguyễn Thị Hà", "Hiệu trưởng", ["+ Chỉ đạo chung.", "+ Mời đại biểu."]],
        ["2", "Trần Văn Minh", "Bảo vệ", "Treo cờ."],
    ]
    assert [(one["title"], one["lead"], one["columns"]) for one in found(rows)] == [
        ("Chỉ đạo chung", ["Nguyễn Thị Hà"], {"Chức vụ": "Hiệu trưởng"}),
        ("Mời đại biểu", ["Nguyễn Thị Hà"], {"Chức vụ": "Hiệu trưởng"}),
        ("Treo cờ", ["Trần Văn Minh"], {"Chức vụ": "Bảo vệ"}),
    ]
