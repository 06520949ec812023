"""Plans drawn at random, of every kind the format knows: sections, inherited leads, groups in groups, open groups."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

UNITS = ("A", "B", "C", "D")
GROUPS = {
    "G": {"name": "Nhóm G", "members": ["A", "B"]},
    "H": {"name": "Nhóm H", "members": ["G", "C"]},
    "O": {"name": "Các đơn vị liên quan", "open": "yes"},
    "S": {"name": "Ủy ban nhân dân các xã", "members": ["C", "D"], "complete": "no", "size": 5},
    "N": {"name": "Các trường", "complete": "no", "size": 9},
    "T": {"name": "Các cơ quan, địa phương", "members": ["A", "S", "N"]},
}
LEADS = st.lists(st.sampled_from([*UNITS, *GROUPS]), max_size=2, unique=True)
DAYS = st.dates(min_value=date(2025, 1, 2), max_value=date(2025, 12, 30))
DUES = st.one_of(
    st.sampled_from(["2025-Q1", "2025-Q2", "2025-Q4", "before 2025-05-05", "ongoing", "undetermined", "quarterly"]),
    DAYS.map(lambda day: day.isoformat()),
)
STATES = st.sampled_from(["done", "done", "paused", "dropped"])


def _optional(draw: st.DrawFn, target: Json, key: str, values: st.SearchStrategy[Any], odds: int = 2) -> None:
    if draw(st.integers(0, odds)) == 0:
        target[key] = draw(values)


@st.composite
def entries(draw: st.DrawFn, milestones: list[Json], time: str | None) -> Json:
    """One line of the history, about something that is there."""
    entry: Json = {"date": draw(DAYS).isoformat()}
    about = draw(st.sampled_from([None, *milestones]))
    words = time if about is None else about["due"]
    recurs = words == "quarterly"
    if about is not None:
        entry["milestone"] = about["id"]
    if recurs and (about is not None or not milestones) and draw(st.booleans()):
        entry["milestone"] = entry.get("milestone", "") + f"@2025-Q{draw(st.integers(1, 4))}"
    _optional(draw, entry, "unit", st.sampled_from([*UNITS, "O", "N"]), 1)
    kinds = ["state", "state", "state", "note", "percent", "difficulty"]
    if about is not None and "after" in about:
        kinds.append("event")
    if about is not None and "after" not in about and not recurs and "unit" not in entry:
        kinds.append("due")
    kind = draw(st.sampled_from(kinds))
    value = {"state": STATES, "percent": st.just(40), "due": DAYS.map(lambda day: day.isoformat())}
    entry[kind] = draw(value.get(kind, st.just("x")))
    if kind == "state" and "milestone" in entry and draw(st.booleans()):
        entry["state"] = "in-progress"
    if kind == "event":
        entry.pop("unit", None)
    return entry


@st.composite
def tasks(draw: st.DrawFn, id: str) -> Json:
    """A task with or without leads, milestones, a time and a history."""
    task: Json = {"id": id, "title": f"Việc {id}"}
    _optional(draw, task, "lead", LEADS, 1)
    _optional(draw, task, "owed", st.sampled_from(["each", "together"]), 4)
    milestones: list[Json] = []
    for number in range(draw(st.integers(0, 2))):
        milestone: Json = {"id": f"m{number}", "title": "Mốc", "due": draw(DUES)}
        _optional(draw, milestone, "lead", LEADS, 3)
        _optional(draw, milestone, "owed", st.sampled_from(["each", "together"]), 5)
        if milestone["due"] not in ("ongoing", "undetermined", "quarterly"):
            _optional(draw, milestone, "after", st.just("khi có sự việc"), 4)
        milestones.append(milestone)
    if milestones:
        task["milestones"] = milestones
    else:
        _optional(draw, task, "time", DUES, 0)
    found = draw(st.lists(entries(milestones, task.get("time")), max_size=4))
    if found:
        task["progress"] = found
    return task


@st.composite
def plans(draw: st.DrawFn) -> Json:
    """A whole plan of 2025."""
    sections: list[Json] = []
    for number in range(draw(st.integers(1, 3))):
        section: Json = {"id": str(number + 1), "title": f"Mục {number + 1}"}
        _optional(draw, section, "kind", st.sampled_from(["tasks", "steering", "duties"]), 1)
        _optional(draw, section, "lead", LEADS, 2)
        under = f"{number + 1}.1"
        if draw(st.booleans()):
            heading: Json = {"title": "Đề mục"}
            _optional(draw, heading, "lead", LEADS, 1)
            section["headings"] = {under: heading}
        ids = [f"{number + 1}.a", f"{under}.a", f"{under}.b"][: draw(st.integers(1, 3))]
        section["tasks"] = [draw(tasks(id)) for id in ids]
        sections.append(section)
    return {
        "parplan": 1,
        "plan": {
            "year": 2025,
            "title": "Kế hoạch",
            "agency": "Sở A",
            "decision": {"number": "1/QĐ-SA", "date": "2024-12-20"},
        },
        "units": {code: {"name": f"Phòng {code}"} for code in UNITS},
        "groups": dict(GROUPS),
        "sections": sections,
    }


def written(plan: Json) -> bytes:
    """The plan as a file: JSON is YAML in flow style."""
    return json.dumps(plan, ensure_ascii=False, indent=1).encode()
