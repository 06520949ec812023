"""A matrix of roles: bodies over the columns, and below each whether it leads or takes part."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from typed_plans import tasks
from typed_tables import read, table, told

from parplan.importing.blocks import Unsure
from parplan.importing.tables.roles import columns_of_roles, role_of

TOP = ["TT", "Nhiệm vụ", "Thời gian", "Phân công", "<", "<"]
BELOW = ["^", "^", "^", "Văn phòng", "Phòng Nội vụ", "Thanh tra Sở"]


@pytest.mark.parametrize(("lead", "part"), [("CT", "PH"), ("Chủ trì", "Phối hợp"), ("C", "P")])
def test_marks_name_who_leads_and_who_takes_part(lead: str, part: str) -> None:
    rows = [TOP, BELOW]
    rows += [
        ["1", "Ban hành kế hoạch", "Quý I/2026", lead, part, ""],
        ["2", "Kiểm tra", "Quý II/2026", part, part, lead],
    ]
    draft = read(table(*rows))
    assert [(task["lead"], task["coordinating"]) for task in tasks(draft)] == [
        (["Văn phòng"], ["Phòng Nội vụ"]),
        (["Thanh tra Sở"], ["Văn phòng", "Phòng Nội vụ"]),
    ]
    assert told(draft, "role-marks") == [("", "lead", "Phân công")]
    assert not told(draft, "cell-left-out", "unknown-column")


def test_other_words_in_a_matrix_are_told() -> None:
    rows = [
        TOP,
        BELOW,
        ["1", "Ban hành kế hoạch", "Quý I/2026", "CT", "PH", ""],
        ["2", "Kiểm tra", "Quý II/2026", "PH", "", "CT"],
    ]
    rows += [["3", "Tổng kết", "Quý IV/2026", "CT", "PH", "Thẩm định"]]
    assert told(read(table(*rows)), "cell-left-out") == [("3", "lead", "Thẩm định")]


def test_columns_without_a_lead_or_of_no_bodies_are_none_of_roles() -> None:
    assert columns_of_roles(["Văn phòng", "Phòng Nội vụ"], [["PH", "PH"], ["PH", ""]]) == []
    assert columns_of_roles(["Quý I", "Quý II"], [["C", ""], ["P", "C"]]) == []
    assert columns_of_roles(["Văn phòng", "Phòng Nội vụ"], [["x", "x"], ["x", ""]]) == []
    assert columns_of_roles(["Văn phòng"], [["CT", "CT"]]) == []
    assert [role_of(text) for text in ("CT", "(PH)", "Sở", "")] == ["lead", "coordinating", None, None]


def test_a_name_over_its_roles_that_is_not_sure_is_told_at_each_task() -> None:
    rows = table(
        TOP, BELOW, ["1", "Ban hành kế hoạch", "Quý I", "CT", "PH", ""], ["2", "Kiểm tra", "Quý II", "", "PH", "CT"]
    )
    name = replace(rows.rows[1][3].lines[0], unsure=(Unsure("VĂN PHÒNG", "Văn phòng"),))
    lower = tuple(replace(cell, lines=(name,)) if k == 3 else cell for k, cell in enumerate(rows.rows[1]))
    draft = read(replace(rows, rows=(rows.rows[0], lower, *rows.rows[2:])))
    assert told(draft, "corrected-words") == [("1", "lead", "VĂN PHÒNG → Văn phòng")]
