"""The keys other programs rely on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]

TASK = {"plan", "id", "section", "title", "lead", "coordinating", "lead_codes", "coordinating_codes", "role", "via"}
TASK |= {"products", "time", "state", "reported", "timeliness", "next_due", "milestones"}
MILESTONE = {"id", "address", "title", "kind", "start", "due", "last_working_day", "state", "timeliness", "done_on"}
DUE = {"plan", "address", "task", "milestone", "title", "action", "lead", "role", "via", "due", "last_working_day"}
DUE |= {"days", "timeliness", "owed_by"}
UNITS = {"code", "name", "short", "aliases", "kind", "members"}
STATUS = {"by", "key", "name", "total", "states", "due", "due_done", "overdue", "due_soon", "undated", "extensions"}
VALIDATION = {"code", "name", "severity", "path", "line", "column", "end_line", "end_column", "message", "help"}

PLAN = write_plan(
    """
    - id: 1.a
      title: Việc
      lead: [Văn phòng Sở]
      coordinating: [Các phòng thuộc Sở]
      products: [Kế hoạch]
      time: Quý I/2021
      milestones:
        - {id: plan, title: Ban hành, due: Quý I/2021}
        - {id: report, title: Báo cáo, due: định kỳ hằng quý}
        - {id: later, title: Sau, due: theo quy định}
      targets:
        - {id: cost, title: Chi phí, at_least: 10.5, unit: "%"}
      cites: [12/2020/NĐ-CP]
      notes: [Đọc là Quý I/2021]
      progress:
        - date: 2021-02-01
          milestone: plan
          state: in-progress
          percent: 40
          measures: {cost: 12}
          evidence: [1/KH]
          by: A
        - {date: 2021-05-01, milestone: plan, state: done, recorded: 2021-05-01T09:00:00+07:00}
    """
)


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> Run:
    path = tmp_path / "plans" / "2021.yaml"
    path.parent.mkdir()
    path.write_text(PLAN, encoding="utf-8")
    return lambda *words: run(*words, "--json")


@pytest.mark.parametrize(
    ("words", "kind", "keys"),
    [
        (("tasks",), "tasks", TASK),
        (("due", "--within", "1y"), "due", DUE),
        (("show", "1.a"), "task", TASK | {"parts", "targets", "notes", "cites", "log"}),
        (("units",), "units", UNITS),
        (("status",), "status", STATUS),
        (("status", "--by", "section"), "status", STATUS),
    ],
)
def test_the_envelope_and_the_keys_of_every_item(ask: Run, words: tuple[str, ...], kind: str, keys: set[str]) -> None:
    answer = ask(*words)
    assert (answer.code, answer.err) == (0, "")
    assert (answer.json["parplan"], answer.json["kind"], answer.json["as_of"]) == (1, kind, "2021-03-01")
    assert answer.items
    for item in answer.items:
        assert keys <= item.keys()


def test_a_tasks_item(ask: Run) -> None:
    (item,) = ask("tasks", "--unit", "KHTC").items
    assert (item["plan"], item["id"], item["section"]) == ("plans/2021.yaml", "1.a", "1")
    assert (item["lead"], item["lead_codes"]) == (["Văn phòng Sở"], ["VP"])
    assert (item["coordinating"], item["coordinating_codes"]) == (["Các phòng thuộc Sở"], ["PHONG"])
    assert (item["role"], item["via"]) == ("coordinating", "Các phòng thuộc Sở")
    assert (item["state"], item["timeliness"], item["next_due"]) == ("in-progress", "on-track", "2021-03-31")
    milestones = item["milestones"]
    assert all(milestone.keys() >= MILESTONE for milestone in milestones)
    assert [(m["id"], m["address"]) for m in milestones] == [
        ("plan", "1.a/plan"),
        *(("report", f"1.a/report@2021-Q{quarter}") for quarter in (1, 2, 3, 4)),
        ("later", "1.a/later"),
    ]
    assert (milestones[0]["start"], milestones[0]["due"], milestones[0]["kind"]) == (
        "2021-01-01",
        "2021-03-31",
        "period",
    )
    assert milestones[-1] | {"kind": "undetermined", "due": None, "timeliness": "undated"} == milestones[-1]


def test_a_due_item_and_the_undated_beside(ask: Run) -> None:
    answer = ask("due", "--unit", "VP", "--within", "1q")
    assert [(item["address"], item["days"]) for item in answer.items] == [("1.a/plan", 30), ("1.a/report@2021-Q1", 30)]
    assert answer.items[0]["owed_by"] == ["VP"]
    assert (answer.items[0]["role"], answer.items[0]["title"], answer.items[0]["action"]) == (
        "lead",
        "Việc",
        "Ban hành",
    )
    (undated,) = answer.json["undated"]
    assert undated.keys() >= DUE
    assert (undated["address"], undated["due"], undated["days"]) == ("1.a/later", None, None)


def test_the_log_has_the_keys_of_the_entries_up_to_the_day(ask: Run) -> None:
    (item,) = ask("show", "1.a").items
    entry: dict[str, Any] = {
        "address": "1.a/plan",
        "date": "2021-02-01",
        "milestone": "plan",
        "state": "in-progress",
        "percent": 40,
        "measures": {"cost": 12},
        "evidence": ["1/KH"],
        "by": "A",
    }
    assert item["log"] == [entry]
    assert (
        item["targets"][0] | {"id": "cost", "at_least": 10.5, "unit": "%", "measured": 12, "met": True}
        == item["targets"][0]
    )
    later = ask("show", "1.a", "--as-of", "2021-05-01").items[0]["log"]
    assert [e["date"] for e in later] == ["2021-02-01", "2021-05-01"]
    assert later[1]["recorded"] == "2021-05-01T09:00:00+07:00"


def test_validation_items(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(PLAN.replace("title: Việc", "title: Việc\n        leed: [VP]"), encoding="utf-8")
    answer = ask("validate", str(path))
    assert answer.code == 1
    assert answer.json["kind"] == "validation"
    (item,) = answer.items
    assert item.keys() >= VALIDATION
    assert (item["code"], item["severity"], item["line"], item["column"], item["end_column"]) == (
        "S103",
        "error",
        22,
        9,
        13,
    )


@pytest.mark.parametrize(
    "words", [("show", "9.z"), ("tasks", "--unit", "Không có"), ("due", "--within", "30x"), ("frob",)]
)
def test_on_an_error_standard_output_is_empty(ask: Run, words: tuple[str, ...]) -> None:
    answer = ask(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("parplan: ")


def test_an_invalid_plan_leaves_standard_output_empty(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "plans" / "2021.yaml").write_text(PLAN.replace("[Văn phòng Sở]", "[Ai đó]"), encoding="utf-8")
    answer = ask("tasks")
    assert (answer.code, answer.out) == (3, "")
    assert "P201" in answer.err


def test_the_schema_is_a_json_schema(ask: Run) -> None:
    answer = ask("schema")
    assert (answer.code, answer.json["$schema"]) == (0, "https://json-schema.org/draft/2020-12/schema")


def test_signs_that_do_not_show_are_escaped(run: Run, tmp_path: Path) -> None:
    """A mark that turns the direction of writing would turn the terminal's line too; the value is the same."""
    note = "a\u202eb\u200bđ🙂"
    (tmp_path / "x.yaml").write_text(PLAN.replace("Đọc là Quý I/2021", f'"{note}"'), encoding="utf-8")
    answer = run("show", "1.a", "--json", "-p", "x.yaml", cwd=tmp_path)
    assert json.loads(answer.out)["items"][0]["notes"] == [note]
    assert r'"a\u202eb\u200bđ🙂"' in answer.out
