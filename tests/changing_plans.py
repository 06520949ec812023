"""Random plans whose parts have hidden marks, and random changes of them: ids, codes and keys become another's.

A mark is the product of a task or milestone, the least value of a target, the address of a unit: the commands do not
know things by them.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

LETTERS = "abcdeghiklmnopqrstuvxy"
WORDS = (
    "rà soát văn bản", "công bố thủ tục", "kiểm tra công vụ", "tập huấn nghiệp vụ", "khảo sát hài lòng", "số hóa hồ sơ"
)  # fmt: skip
UNITS = ("Phòng Kế hoạch", "Phòng Kế toán", "Văn phòng Sở", "Thanh tra Sở", "Trung tâm Tin học")


@dataclass
class Part:
    """A task, milestone, target or unit."""

    mark: int
    title: str
    id: str = ""
    earlier: list[str] = field(default_factory=list)
    rest: dict[str, Any] = field(default_factory=dict)
    milestones: list[Part] = field(default_factory=list)
    targets: list[Part] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Office:
    """A plan: its units by code, its report days by key, and its tasks in one section."""

    draw: random.Random
    units: list[Part] = field(default_factory=list)
    reports: dict[str, str] = field(default_factory=dict)
    tasks: list[Part] = field(default_factory=list)
    year: int = 2026
    marks: int = 10

    def mark(self) -> int:
        self.marks += 1
        return self.marks

    def part(self, words: str, **rest: Any) -> Part:
        return Part(self.mark(), words, rest=rest)

    def title(self) -> str:
        """A title; one in four is also that of others."""
        words = self.draw.choice(WORDS).capitalize()
        return words if self.draw.random() < 0.25 else f"{words} đợt {self.draw.randint(1, 99)}"

    def task(self) -> Part:
        task = self.part(self.title(), lead=self.draw.choice(self.units).mark, by_name=self.draw.random() < 0.5)
        for _ in range(self.draw.randint(1, 3)):
            task.milestones.append(self.milestone())
        for _ in range(self.draw.randint(0, 2)):
            counted = self.draw.choice(("văn bản", "lớp", "lượt"))
            task.targets.append(self.part(self.title(), unit=counted, total=self.draw.choice(("sum", "latest"))))
        return task

    def milestone(self) -> Part:
        due = f"{self.year}-{self.draw.randint(2, 5):02d}-{self.draw.randint(1, 28):02d}"
        return self.part(self.title(), due="calendar" if self.draw.random() < 0.15 else due)

    def begin(self) -> Office:
        names = self.draw.sample(UNITS, self.draw.randint(2, 4))
        self.units = [self.part(name) for name in names]
        self.reports = {"dot1": "2026-03-20", "dot2": "2026-06-20"}
        self.tasks = [self.task() for _ in range(self.draw.randint(2, 4))]
        self.number()
        return self

    def number(self) -> None:
        """Give everything the id of its place."""
        for k, unit in enumerate(self.units, 1):
            unit.id = f"P{k}"
        for letter, task in zip(LETTERS, self.tasks, strict=False):
            task.id = f"1.{letter}"
            for prefix, parts in (("m", task.milestones), ("t", task.targets)):
                for k, part in enumerate(parts, 1):
                    part.id = f"{prefix}{k}"

    def changed(self) -> Office:
        """Another state of the plan, after one to three changes, after which everything has the id of its place."""
        new = copy.deepcopy(self)
        draw = new.draw
        for _ in range(draw.randint(1, 3)):
            task = draw.choice(new.tasks)
            parts = draw.choice((new.tasks, task.milestones, task.targets, new.units))
            kind = draw.choice(
                ("insert", "delete", "shuffle", "retitle", "reword", "replace", "count", "report", "alias")
            )
            if kind in ("insert", "replace") or (kind == "delete" and len(parts) > 1 and parts is not new.units):
                place = draw.randint(0, len(parts))
                if kind != "insert" and parts and parts is not new.units:
                    parts.pop(place % len(parts))
                if kind != "delete":
                    parts.insert(place, new._new(parts, task))
            elif kind == "shuffle":
                draw.shuffle(parts)
            elif kind in ("retitle", "reword") and parts:
                part = draw.choice(parts)
                part.title = part.title.upper() if kind == "reword" else f"{part.title} mở rộng {draw.randint(1, 9)}"
            elif kind == "count" and task.targets:
                draw.choice(task.targets).rest["unit"] = "hồ sơ"
            elif kind == "report":
                new.reports = {"dot1": "2026-02-20", "dot2": "2026-03-20", "dot3": "2026-06-20"}
            elif kind == "alias":
                task.earlier = [f"9.{task.id[2:]}"]
        before = {task.mark: task.id for task in self.tasks}
        new.number()
        for task in new.tasks:
            task.entries = [one for one in task.entries if _is_of(one, task)]
        for task in new.tasks:
            if task.earlier and task.mark in before:  # renumbered with an alias, as documented
                task.earlier, task.id = [before[task.mark]], f"9.{task.id[2:]}"
        taken = {task.id for task in new.tasks}
        for task in new.tasks:
            task.earlier = [one for one in task.earlier if one not in taken]
        return new

    def _new(self, parts: list[Part], task: Part) -> Part:
        if parts is self.units:
            return self.part(f"Ban {self.mark()}")
        if parts is self.tasks:
            return self.task()
        return self.milestone() if parts is task.milestones else self.part(self.title(), unit="lớp", total="sum")

    def write(self) -> str:
        """The text of the plan."""
        tasks = [
            _without_empty(
                {
                    "id": task.id,
                    "title": task.title,
                    "aliases": task.earlier,
                    "lead": [self._lead(task)],
                    "products": [f"T{task.mark}"],
                    "milestones": [
                        {"id": one.id, "title": one.title, "due": one.rest["due"], "products": [f"M{one.mark}"]}
                        for one in task.milestones
                    ],
                    "targets": [
                        {"id": one.id, "title": one.title, "at_least": one.mark, **one.rest} for one in task.targets
                    ],
                    "progress": [self._written(task, entry) for entry in task.entries],
                }
            )
            for task in self.tasks
        ]
        plan = {
            "parplan": 1,
            "plan": {
                "year": self.year,
                "title": f"Kế hoạch năm {self.year}",
                "agency": "Sở A",
                "decision": {"number": "1/QĐ-SA", "date": f"{self.year - 1}-12-20"},
            },
            "units": {unit.id: {"name": unit.title, "email": f"u{unit.mark}@a.vn"} for unit in self.units},
            "reports": {key: {"due": day} for key, day in self.reports.items()},
            "sections": [{"id": "1", "title": "Mục", "tasks": tasks}],
        }
        return yaml.safe_dump(plan, allow_unicode=True, sort_keys=False, width=1000)

    def _lead(self, task: Part) -> str:
        unit = next((one for one in self.units if one.mark == task.rest["lead"]), self.units[0])
        task.rest["lead"] = unit.mark
        return unit.title if task.rest["by_name"] else unit.id

    def _written(self, task: Part, entry: dict[str, Any]) -> dict[str, Any]:
        """An entry, which is kept with marks, with the ids of now."""
        written = {key: value for key, value in entry.items() if key not in ("milestone", "measures", "unit")}
        if "unit" in entry:
            written["unit"] = next(one.id for one in self.units if one.mark == entry["unit"])
        if "milestone" in entry:
            mark, day = entry["milestone"]
            key = next((key for key, due in self.reports.items() if due == day), None)
            id = next(one.id for one in task.milestones if one.mark == mark)
            written["milestone"] = id if key is None else f"{id}@{key}"
        if "measures" in entry:
            ids = {one.mark: one.id for one in task.targets}
            written["measures"] = {ids[mark]: value for mark, value in entry["measures"].items()}
        return written

    def take_entries(self, text: str) -> None:
        """Take the entries of a text of this state, with marks for ids."""
        plan = yaml.safe_load(text)
        by_id = {task.id: task for task in self.tasks}
        for written in plan["sections"][0]["tasks"]:
            task = by_id[written["id"]]
            task.entries = []
            for entry in written.get("progress", ()):
                about = meaning(plan, written, entry)
                kept = {key: value for key, value in entry.items() if key not in ("milestone", "measures", "unit")}
                for key in ("milestone", "measures", "unit"):
                    if about.get(key) is not None:
                        kept[key] = about[key]
                for key in ("date", "recorded"):
                    if key in kept:
                        kept[key] = kept[key].isoformat()
                task.entries.append(kept)

    def marks_of(self, address: str) -> tuple[int, int | None]:
        """The marks of the task and milestone at an address."""
        id, _, milestone = address.partition("/")
        task = next(one for one in self.tasks if one.id == id)
        name = milestone.partition("@")[0]
        return task.mark, next((one.mark for one in task.milestones if one.id == name), None)


def _is_of(entry: dict[str, Any], task: Part) -> bool:
    """Whether what an entry with marks is about is still in its task."""
    milestones, targets = ({one.mark for one in parts} for parts in (task.milestones, task.targets))
    return set(entry.get("measures", ())) <= targets and (
        "milestone" not in entry or entry["milestone"][0] in milestones
    )


def meaning(plan: dict[str, Any], task: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    """What an entry is about, by marks."""
    found: dict[str, Any] = {"task": int(task["products"][0][1:])}
    if "milestone" in entry:
        id, _, key = entry["milestone"].partition("@")
        milestone = next(one for one in task["milestones"] if one["id"] == id)
        day = plan["reports"].get(key, {}).get("due")
        found["milestone"] = (int(milestone["products"][0][1:]), None if day is None else str(day))
    if "measures" in entry:
        targets = {one["id"]: one for one in task.get("targets", ())}
        found["measures"] = {targets[id]["at_least"]: value for id, value in entry["measures"].items()}
        found["counted"] = sorted((targets[id]["unit"], targets[id]["total"]) for id in entry["measures"])
    if "unit" in entry:
        found["unit"] = int(plan["units"][entry["unit"]]["email"][1:].partition("@")[0])
    return found


def meanings(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the note of each entry of a text, and what the entry is about."""
    plan = yaml.safe_load(text)
    for task in plan["sections"][0]["tasks"]:
        for entry in task.get("progress", ()):
            yield str(entry.get("note")), meaning(plan, task, entry)


def _without_empty(those: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in those.items() if value != []}
