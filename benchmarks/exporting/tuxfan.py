"""Tasks as a plan of tuxfan-planner: YAML with fiscal months, the fiscal year beginning in October."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date

from benchmarks.exporting.items import Item
from benchmarks.generating.tasks import YEAR


def render_tuxfan(items: Iterable[Item]) -> str:
    """Return the plan. Texts are in double quotes, as JSON writes them, which is YAML too."""
    lines = ["project: Kế hoạch", "tasks:"]
    for item in items:
        lines += _task(item)
    return "\n".join(lines) + "\n"


def _task(item: Item) -> list[str]:
    day = item.due or date(YEAR, 12, 31)
    # The language knows no last day but a first month and a number of months: the task lasts the month it is due in.
    return [
        f"  - id: T_{re.sub('[^A-Za-z0-9_]', '_', item.id.replace('đ', 'dd'))}",
        f"    label: {_quoted(f'{item.id} {item.title[:60]}')}",
        f"    project: {_quoted(item.section)}",
        f"    description: {_quoted(item.title)}",
        f"    start: {fiscal_month(day)}",
        "    expected: 1",
        "    priority: medium",
        f"    status: {'complete' if item.done else 'pending'}",
        f"    tags: {_quoted(', '.join(item.units))}",
        "    risk: {type: schedule, level: low, mitigation: none}",
    ]


def fiscal_month(day: date) -> str:
    """Return the month of a day as ``M{month}Q{quarter}FY{year}``: October 2020 is M1Q1FY21."""
    since_october = (day.month - 10) % 12
    year = day.year + (day.month >= 10)
    return f"M{since_october % 3 + 1}Q{since_october // 3 + 1}FY{year % 100:02}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
