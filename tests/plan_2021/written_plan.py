"""The fields of ``plans/2021.yaml`` as its printed text would read, named as ``scanned_plan`` names the scan's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

PLAN = Path(__file__).parents[2] / "plans" / "2021.yaml"


def load_plan() -> dict[str, Any]:
    """Return the plan file with every scalar as text."""
    with PLAN.open(encoding="utf-8") as stream:
        plan: dict[str, Any] = yaml.load(stream, yaml.BaseLoader)
    return plan


def tasks_of(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the tasks and standing duties by id, in document order."""
    return {task["id"]: task for section in plan["sections"] for task in section["tasks"]}


def printed_fields(plan: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return the fields in document order. Lists of units are joined as most of the printed ones are: ``a, b và c``."""
    heading = plan["plan"]
    signer = heading["signer"].removeprefix("Giám đốc ")
    year, month, day = heading["decision"]["date"].split("-")
    fields = {
        ("plan", "title"): (
            f"{heading['title'].removeprefix('Kế hoạch ')} (Ban hành kèm Quyết định số {heading['decision']['number']}"
            f" ngày {day}/{month}/{year} của Giám đốc Sở Khoa học và Công nghệ)"
        )
    }
    for block, item in zip(heading["introduction"], ("I.1", "I.2"), strict=True):
        fields[item, "title"] = block["title"]
        fields |= {(item, f"text {number}"): text for number, text in enumerate(block["texts"], start=1)}
    for section in plan["sections"]:
        title = section["title"]
        fields[section["id"], "title"] = title.upper() if section["id"] == "III" else title
        headings = dict(section.get("headings", {}))
        for task in section["tasks"]:
            for item in [item for item in headings if task["id"].startswith(f"{item}.")]:
                fields[item, "title"] = headings.pop(item)
            fields |= _task_fields(task)
    fields["closing", "title"] = heading["closing"]
    fields["signer", "title"] = f"GIÁM ĐỐC {signer}"
    return fields


def _task_fields(task: dict[str, Any]) -> dict[tuple[str, str], str]:
    item = task["id"]
    fields = {(item, "title"): task["title"]}
    units = {part: _joined(task[part]) for part in ("lead", "coordinating") if part in task}
    if item.startswith("III."):
        units = {}  # part III prints sentences; its lead is their subject
    # 2.g prints the units under each of its parts.
    for number, part in enumerate(task.get("parts", []), start=1):
        fields[item, f"part {number}"] = part
        suffix = "" if number == 1 else f" {number}"
        fields |= {(item, f"{name}{suffix}"): names for name, names in units.items()}
    fields |= {(item, name): names for name, names in units.items()}
    if "products" in task:
        fields[item, "products"] = "; ".join(task["products"])
    if "time" in task:
        fields[item, "time"] = task["time"]
    reports = [milestone for milestone in task.get("milestones", []) if "printed" in milestone]
    for number, report in enumerate(reports, start=1):
        fields[item, f"report {number}"] = f"{report['title']}: {report['printed']}"
    return fields


def _joined(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} và {last}" if others else last
