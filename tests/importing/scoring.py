"""What an import got right, by field: equal after NFC, blanks and closing punctuation; wrong ones told or silent."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from random_plans import TruePlan, TrueTask
from rapidfuzz import fuzz

from parplan.importing.drafting import Draft

FIELDS = ("title", "lead", "coordinating", "products", "time")


@dataclass
class Score:
    """Counts over documents."""

    tasks: int = 0
    found: int = 0
    fields: int = 0
    exact: int = 0
    silent: int = 0
    right_doubted: int = 0
    by_field: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"tasks {self.found}/{self.tasks} ({100 * self.found / max(self.tasks, 1):.2f} "
            f"%), fields exact {100 * self.exact / max(self.fields, 1):.2f} %"
            f" of {self.fields}, silently wrong {100 * self.silent / max(self.fields, 1):.2f} "
            f"%, right but doubted {100 * self.right_doubted / max(self.exact, 1):.2f} %"
        )


def normal(value: Any) -> Any:
    """A value as it is compared."""
    if isinstance(value, list | tuple):
        return [normal(one) for one in value]
    return " ".join(unicodedata.normalize("NFC", str(value)).split()).rstrip(" .;,:")


def true_fields(task: TrueTask) -> dict[str, Any]:
    """The fields of a task as an import should give them."""
    products = [*task.products, *(product for product, _, _ in task.more)]
    times = "; ".join(dict.fromkeys([task.time, *(time for _, time, _ in task.more)]))
    return {
        "title": task.title,
        "lead": task.lead,
        "coordinating": task.coordinating,
        "products": products,
        "time": times,
    }


def score(plan: TruePlan, draft: Draft, total: Score) -> Score:
    """Add what ``draft`` got right of ``plan`` to ``total``."""
    tasks = [task for section in draft.data["sections"] if section.get("kind") != "duties" for task in section["tasks"]]
    doubted = {(doubt.address, doubt.field) for doubt in draft.doubts}
    at = 0
    for true in plan.tasks:
        fields = true_fields(true)
        total.tasks += 1
        total.fields += len(FIELDS)
        match = next(
            (k for k in range(at, len(tasks)) if fuzz.ratio(normal(tasks[k]["title"]), normal(true.title)) > 85), None
        )
        if match is None:
            match = next((k for k in range(at) if fuzz.ratio(normal(tasks[k]["title"]), normal(true.title)) > 97), None)
        if match is None:
            total.wrong.append(f"not found: {true.title}")
            total.silent += len(FIELDS)
            continue
        at = max(at, match + 1)
        total.found += 1
        task = tasks[match]
        for name in FIELDS:
            doubt = (task["id"], name) in doubted or (task["id"], "") in doubted
            if normal(task.get(name, "")) == normal(fields[name]):
                total.exact += 1
                total.right_doubted += doubt
                total.by_field[name] += doubt
            else:
                total.silent += not doubt
                total.wrong.append(
                    f"{task['id']} {name} {'told' if doubt else 'SILENT'}: {task.get(name)!r} for {fields[name]!r}"
                )
    return total
