"""Small plans of several years."""

from __future__ import annotations

from small_plans import write_plan


def plan_text(year: int, id: str = "1.a") -> str:
    text = write_plan(
        f"[{{id: {id}, title: Việc năm {year}, lead: [VP], milestones: [{{id: m, title: Nộp, due: {year}-12-31}}]}}]"
    )
    return text.replace("year: 2021", f"year: {year}").replace("hành chính năm 2021", f"hành chính năm {year}")
