"""Tasks for ``task import``: https://taskwarrior.org/docs/design/task/."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable

from benchmarks.exporting.items import Item


def render_taskwarrior(items: Iterable[Item]) -> str:
    """Return a JSON list of tasks; each has the same identity whenever it is made."""
    return json.dumps([_task(item) for item in items], ensure_ascii=False, indent=0)


def _task(item: Item) -> dict[str, object]:
    task: dict[str, object] = {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"parplan {item.id}")),
        "description": f"{item.id} {item.title}",
        "project": item.section,
        "tags": list(item.units),
        "entry": "20201117T000000Z",
        "status": "completed" if item.done else "pending",
    }
    if item.due is not None:
        task["due"] = f"{item.due:%Y%m%d}T000000Z"
    if item.done:
        task["end"] = "20210215T000000Z"
    return task
