"""Edits of a plan that know what a comparison should tell of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Told = set[tuple[str, str | None, str]]

#: Tasks that edits are made of, each by one of them at most.
TASKS = ("1.a", "1.b", "1.c", "1.d", "1.đ", "2.a", "2.b", "2.c")


def base() -> Json:
    """A plan with a task of everything for each of :data:`TASKS`."""

    def task(id: str) -> Json:
        return {
            "id": id,
            "title": f"Rà soát, đơn giản hóa thủ tục hành chính thuộc lĩnh vực {id} năm 2021",
            "lead": ["VP"],
            "coordinating": ["TTRA", "Các phòng thuộc Sở"],
            "products": ["Kế hoạch", "Báo cáo"],
            "time": "Quý I/2021; báo cáo theo quy định",
            "milestones": [
                {"id": "plan", "title": "Ban hành kế hoạch", "due": "Quý I/2021"},
                {"id": "report", "title": "Báo cáo", "due": "theo quy định"},
            ],
            "targets": [{"id": "cost", "title": "Chi phí cắt giảm", "at_least": "10", "unit": "%"}],
            "progress": [{"date": "2021-02-01", "milestone": "plan", "state": "in-progress"}],
        }

    return {
        "parplan": "1",
        "plan": {
            "year": "2021",
            "title": "Kế hoạch cải cách hành chính năm 2021",
            "agency": "Sở A",
            "decision": {"number": "1/QĐ-SA", "date": "2020-12-01"},
        },
        "units": {
            "VP": {"name": "Văn phòng Sở", "short": "Văn phòng"},
            "TTRA": {"name": "Thanh tra Sở"},
            "TDC": {"name": "Chi cục Đo lường"},
        },
        "groups": {"PHONG": {"name": "Các phòng thuộc Sở", "members": ["VP", "TTRA"]}},
        "sections": [
            {"id": number, "title": f"Mục {number}", "tasks": [task(id) for id in TASKS if id.startswith(number)]}
            for number in ("1", "2")
        ],
    }


def text_of(plan: Json) -> bytes:
    """The plan as a file: JSON is YAML."""
    return json.dumps(plan, ensure_ascii=False).encode()


def _section(plan: Json, id: str) -> Json:
    found: Json = next(section for section in plan["sections"] if any(task["id"] == id for task in section["tasks"]))
    return found


def _task(plan: Json, id: str) -> Json:
    found: Json = next(task for task in _section(plan, id)["tasks"] if task["id"] == id)
    return found


def change_title(plan: Json, id: str) -> Told:
    _task(plan, id)["title"] += " và những năm tiếp theo"
    return {(id, "title", "changed")}


def change_lead(plan: Json, id: str) -> Told:
    _task(plan, id)["lead"] = ["Chi cục Đo lường", "VP"]
    return {(id, "lead", "changed")}


def name_lead_otherwise(plan: Json, id: str) -> Told:
    _task(plan, id)["lead"] = ["Văn phòng"]
    _task(plan, id)["coordinating"].reverse()
    return set()


def change_deadline(plan: Json, id: str) -> Told:
    _task(plan, id)["milestones"][0]["due"] = "trước ngày 01/7/2021"
    return {(f"{id}/plan", "due", "changed")}


def write_deadline_otherwise(plan: Json, id: str) -> Told:
    _task(plan, id)["milestones"][0]["due"] = "2021-Q1"
    return set()


def take_products(plan: Json, id: str) -> Told:
    del _task(plan, id)["products"]
    return {(id, "products", "removed")}


def note(plan: Json, id: str) -> Told:
    _task(plan, id)["notes"] = "Bản in ghi “Quy /2021”."
    return {(id, "notes", "added")}


def raise_target(plan: Json, id: str) -> Told:
    _task(plan, id)["targets"][0]["at_least"] = "15.5"
    return {(id, "targets.cost", "changed")}


def remove_milestone(plan: Json, id: str) -> Told:
    del _task(plan, id)["milestones"][1]
    return {(f"{id}/report", None, "removed")}


def add_milestone(plan: Json, id: str) -> Told:
    _task(plan, id)["milestones"].insert(0, {"id": "sum", "title": "Tổng kết", "due": "2021-12", "lead": ["TTRA"]})
    return {(f"{id}/sum", None, "added")}


def renumber_milestone(plan: Json, id: str) -> Told:
    _task(plan, id)["milestones"][0] |= {"id": "kh", "aliases": ["plan"]}
    return {(f"{id}/kh", None, "renumbered"), (f"{id}/kh", "aliases", "added")}


def remove_task(plan: Json, id: str) -> Told:
    _section(plan, id)["tasks"].remove(_task(plan, id))
    return {(id, None, "removed")}


def add_task(plan: Json, id: str) -> Told:
    tasks = _section(plan, id)["tasks"]
    at = next(place for place, task in enumerate(tasks) if task["id"] == id)
    new = {"id": f"{id}.1", "title": f"Nhiệm vụ mới bên {id}", "time": "Thường xuyên", "lead": ["PHONG"]}
    tasks.insert(at, new)
    return {(f"{id}.1", None, "added")}


def renumber_task(plan: Json, id: str) -> Told:
    _task(plan, id).update({"id": f"{id}.9", "aliases": [id]})
    return {(f"{id}.9", None, "renumbered"), (f"{id}.9", "aliases", "added")}


def move_task(plan: Json, id: str) -> Told:
    task = _task(plan, id)
    here = _section(plan, id)
    there = next(section for section in plan["sections"] if section is not here)
    here["tasks"].remove(task)
    there["tasks"].insert(len(there["tasks"]) // 2, task)
    return {(id, None, "moved")}


def record(plan: Json, id: str) -> Told:
    _task(plan, id)["progress"].append(
        {
            "date": "2021-03-02",
            "milestone": "plan",
            "state": "done",
            "evidence": ["12/KH-SA"],
            "recorded": "2021-03-02T09:12:00+07:00",
        }
    )
    return {(f"{id}/plan", "progress", "added")}


def record_deadline(plan: Json, id: str) -> Told:
    _task(plan, id)["progress"].append(
        {"date": "2021-02-01", "milestone": "report", "due": "2021-06-30", "basis": "45/KH"}
    )
    return {(f"{id}/report", "progress", "added")}


def take_back(plan: Json, id: str) -> Told:
    del _task(plan, id)["progress"]
    return {(f"{id}/plan", "progress", "removed")}


EDITS: tuple[Callable[[Json, str], Told], ...] = (
    change_title, change_lead, name_lead_otherwise, change_deadline, write_deadline_otherwise, take_products, note,
    raise_target, remove_milestone, add_milestone, renumber_milestone, remove_task, add_task, renumber_task, move_task,
    record, record_deadline, take_back,
)  # fmt: skip


def rename_unit(plan: Json) -> Told:
    plan["units"]["TTRA"]["name"] = "Thanh tra Sở A"
    plan["units"]["TTRA"]["aliases"] = ["Thanh tra Sở"]
    return {("units.TTRA", "name", "changed"), ("units.TTRA", "aliases", "added")}


def give_code(plan: Json) -> Told:
    plan["units"]["CC"] = plan["units"].pop("TDC")
    return {("units.CC", None, "renumbered")}


def add_unit(plan: Json) -> Told:
    plan["units"]["KHTC"] = {"name": "Phòng Kế hoạch - Tài chính"}
    plan["groups"]["PHONG"]["members"].insert(0, "KHTC")
    return {("units.KHTC", None, "added"), ("groups.PHONG", "members", "changed")}


def add_section(plan: Json) -> Told:
    plan["sections"].insert(
        0,
        {
            "id": "III",
            "title": "Tổ chức thực hiện",
            "kind": "duties",
            "tasks": [{"id": "III.1", "title": "Việc thường xuyên"}],
        },
    )
    return {("sections.III", None, "added"), ("III.1", None, "added")}


def turn_sections(plan: Json) -> Told:
    plan["sections"].append(plan["sections"].pop(-2))
    return {("sections.2", None, "moved")}


def postpone_plan(plan: Json) -> Told:
    plan["plan"]["due_soon"] = "14d"
    plan["plan"]["signer"] = "Nguyễn Văn A"
    return {("plan", "due_soon", "changed"), ("plan", "signer", "added")}


OF_THE_PLAN: tuple[Callable[[Json], Told], ...] = (
    rename_unit, give_code, add_unit, add_section, turn_sections, postpone_plan,
)  # fmt: skip
