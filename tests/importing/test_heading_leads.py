"""Leads that headings name in brackets for the tasks below them."""

from __future__ import annotations

import pytest
from typed_plans import read_typed, tasks

from parplan.importing.drafts import Draft


def plan(*headings: str, own: str = "") -> Draft:
    body = "I. NHIỆM VỤ\n"
    for n, heading in enumerate(headings, 1):
        body += f"{n}. {heading}\na) Rà soát việc {n}\n- Thời gian: Quý I/2026\n- Sản phẩm: Báo cáo\n"
        body += f"b) Kiểm tra việc {n}\n{own}- Thời gian: Quý II/2026\n- Sản phẩm: Kết luận\n"
    return read_typed(body)


def told(draft: Draft) -> set[tuple[str, str, str]]:
    return {(doubt.kind, doubt.address, doubt.field) for doubt in draft.doubts}


@pytest.mark.parametrize(
    ("bracket", "coordinating"),
    [
        ("Phòng Pháp chế chủ trì", None),
        ("Chủ trì: Phòng Pháp chế", None),
        ("Phòng Pháp chế chủ trì, phối hợp với Thanh tra Sở", ["Thanh tra Sở"]),
        ("chủ trì: Phòng Pháp chế; phối hợp: Thanh tra Sở", ["Thanh tra Sở"]),
    ],
)
def test_a_heading_gives_its_tasks_their_lead(bracket: str, coordinating: list[str] | None) -> None:
    draft = plan(f"Cải cách thể chế ({bracket})", "Cải cách tổ chức bộ máy (Văn phòng Sở chủ trì)")
    assert [task["lead"] for task in tasks(draft)] == [["Phòng Pháp chế"]] * 2 + [["Văn phòng Sở"]] * 2
    assert tasks(draft)[0].get("coordinating") == coordinating
    assert not {kind for kind, _, _ in told(draft) if "left-out" in kind}


def test_a_task_with_a_lead_of_its_own_keeps_it() -> None:
    draft = plan("Cải cách thể chế (Phòng Pháp chế chủ trì)", own="- Chủ trì: Văn phòng Sở\n")
    assert [task["lead"] for task in tasks(draft)] == [["Phòng Pháp chế"], ["Văn phòng Sở"]]


def test_a_heading_within_a_section_gives_its_tasks_their_lead() -> None:
    draft = read_typed(
        "I. THỂ CHẾ\n1. Văn bản (Phòng Pháp chế chủ trì)\na) Rà soát\n- Thời gian: Quý I/2026\nb) Kiểm tra\n"
        "- Thời gian: Quý II/2026\nII. BỘ MÁY\n1. Sắp xếp\na) Hợp nhất\n- Chủ trì: Văn phòng\n- Thời gian: Quý II\n"
    )
    assert [task.get("lead") for task in tasks(draft)] == [["Phòng Pháp chế"]] * 2 + [["Văn phòng"]]


@pytest.mark.parametrize("bracket", ["giai đoạn 1", "do nhiều người chủ trì", "việc chủ trì họp"])
def test_other_words_in_brackets_give_no_lead(bracket: str) -> None:
    draft = plan(f"Cải cách thể chế ({bracket})", "Cải cách tổ chức bộ máy")
    titles = [section["title"] for section in draft.data["sections"]]
    assert titles == [f"Cải cách thể chế ({bracket})", "Cải cách tổ chức bộ máy"]
    assert not any("lead" in task for task in tasks(draft))
    assert {address for kind, address, field in told(draft) if (kind, field) == ("missing", "lead")} == {
        "1.a", "1.b", "2.a", "2.b",
    }  # fmt: skip


def test_fields_below_a_heading_are_those_of_its_tasks_and_told() -> None:
    draft = plan("Cải cách thể chế\nChủ trì: Phòng Pháp chế", "Cải cách tổ chức bộ máy\nChủ trì: Văn phòng Sở")
    assert [task["lead"] for task in tasks(draft)] == [["Phòng Pháp chế"]] * 2 + [["Văn phòng Sở"]] * 2
    assert {address for kind, address, _ in told(draft) if kind == "from-heading"} == {"1.a", "1.b", "2.a", "2.b"}
