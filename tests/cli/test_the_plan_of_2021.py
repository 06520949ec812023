"""What the real plan answers as of 2021-03-01: the figures the first release was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from conftest import Answer

Ask = Callable[..., Answer]

LEAD = ["1.d", "2.a", "2.b", "2.đ", "2.e", "2.g", "2.k", "2.l", "3.a", "3.c", "3.đ", "4.a", "4.b"]
LEAD += ["6.1", "6.3.a", "6.4", "7.a", "7.b"]
LEAD_VIA_GROUP = ["1.a", "1.b", "2.c", "2.d"]


def test_nine_items_fall_due_in_thirty_days(ask_2021: Ask) -> None:
    answer = ask_2021("due", "--within", "30d", "--as-of", "2021-03-01", "--json")
    assert answer.code == 0
    plans = ["1.c/plan", "1.d/plan", "1.đ/plan", "2.a/plan", "2.b/plan", "2.k/plan", "4.b/plan"]
    assert [(item["address"], item["due"], item["days"], item["timeliness"]) for item in answer.items] == [
        ("6.1/plan", "2020-12-31", -60, "overdue"),
        ("III.1/q1", "2021-03-02", 1, "due-soon"),
        *((address, "2021-03-31", 30, "on-track") for address in plans),
    ]
    owed = {item["address"]: item["owed_by"] for item in answer.items}
    assert owed["III.1/q1"] == ["TTRA", "KHTC", "TDC", "UDDV"]
    assert owed["6.1/plan"] == ["VP", "TDC", "UDDV"]
    assert owed["4.b/plan"] == ["VP", "TDC", "UDDV"]
    assert owed["1.đ/plan"] == ["TCT"]


def test_work_without_a_date_is_counted_and_named_apart(ask_2021: Ask) -> None:
    undated = ask_2021("due", "--json").json["undated"]
    assert all(item["due"] is None and item["days"] is None for item in undated)
    tasks = {item["task"] for item in undated if not item["task"].startswith("III")}
    assert len(tasks) == 17
    assert {"2.h", "2.i", "4.d"} <= tasks
    assert next(item for item in undated if item["task"] == "2.i")["milestone"] is None
    out = ask_2021("due", env={"COLUMNS": "120"}).out
    assert "No deadline determined: 17 tasks, 3 of them without a lead → parplan tasks --undated" in out
    assert "Ongoing: 15 tasks (no deadline) → parplan tasks --ongoing" in out


@pytest.mark.parametrize(
    "unit", ["Văn phòng Sở", "van phong so", "VP", "vp", "Va\u0306n pho\u0300ng So\u031b\u0309", "VĂN PHÒNG SỞ"]
)
def test_the_office_has_twenty_nine_whatever_way_it_is_typed(ask_2021: Ask, unit: str) -> None:
    answer = ask_2021("tasks", "--unit", unit, "--json")
    assert answer.code == 0
    roles: dict[tuple[str, bool], list[str]] = {}
    for item in answer.items:
        roles.setdefault((item["role"], item["via"] is not None), []).append(item["id"])
    assert roles == {
        ("lead", False): [*LEAD, "III.4"],
        ("lead", True): LEAD_VIA_GROUP,
        ("coordinating", False): ["1.c", "3.b", "3.d"],
        ("coordinating", True): ["1.đ", "5.a"],
        ("recipient", False): ["III.1"],
    }
    assert len(answer.items) == 29
    via = {item["id"]: item["via"] for item in answer.items if item["via"]}
    assert via["1.a"] == via["1.đ"] == "Các phòng, đơn vị thuộc Sở"
    assert via["5.a"] == "Các phòng thuộc Sở"


def test_open_groups_are_shown_apart_never_as_the_units_own(ask_2021: Ask) -> None:
    answer = ask_2021("tasks", "--unit", "VP", "--json")
    assert [task["id"] for task in answer.json["open_groups"]] == ["5.b", "6.2.a", "6.2.b", "6.3.b"]


def test_all_tasks_are_thirty_four_and_four(ask_2021: Ask) -> None:
    items = ask_2021("tasks", "--json").items
    assert Counter(item["section"] for item in items) == {
        "1": 5, "2": 11, "3": 5, "4": 3, "5": 2, "6": 6, "7": 2, "III": 4,
    }  # fmt: skip
    assert all(item["role"] is None and item["via"] is None for item in items)


def test_the_status_screen_has_the_figures(ask_2021: Ask) -> None:
    items = ask_2021("status", "--json").items
    total = items[-1]
    keys = ("total", "due", "due_done", "overdue", "open_in_time", "ongoing", "undated")
    assert {key: total[key] for key in keys} == {
        "total": 34, "due": 2, "due_done": 1, "overdue": 1, "open_in_time": 10, "ongoing": 12, "undated": 10,
    }  # fmt: skip
    assert total["states"] == {"not-started": 33, "in-progress": 0, "done": 1, "paused": 0, "dropped": 0}
    assert total["dated"] == 12 == sum(total[way] for way in ("done_in_time", "done_late", "open_in_time", "overdue"))
    office = items[0]
    assert (office["key"], office["total"], office["states"]["done"]) == ("VP", 22, 1)
    assert [office[column] for column in ("overdue", "open_in_time", "ongoing", "undated")] == [1, 7, 9, 4]
    inspectors = items[1]
    assert [inspectors[column] for column in ("total", "open_in_time", "ongoing")] == [5, 1, 4]
    assert [(row["key"], row["total"], row["undated"]) for row in items[-2:-1]] == [(None, 3, 3)]


def test_the_status_screen_says_it_in_words(ask_2021: Ask) -> None:
    out = ask_2021("status", env={"PARPLAN_LANG": "vi", "COLUMNS": "98"}).out
    assert "1/2" in out
    assert "(50,0%)" in out
    assert "1/34" in out
    assert "(2,9%)" in out
    assert "(2.h 2.i 4.d)" in out


def test_one_task_whole(ask_2021: Ask) -> None:
    (task,) = ask_2021("show", "2.k", "--json").items
    assert task["lead"] == ["Văn phòng Sở"]
    assert task["time"].startswith("Quý I/2021 ban hành kế hoạch.")
    assert [(m["address"], m["kind"], m["due"], m["timeliness"]) for m in task["milestones"]] == [
        ("2.k/plan", "period", "2021-03-31", "on-track"),
        ("2.k/report", "event", None, "undated"),
    ]
    (target,) = task["targets"]
    assert (target["at_least"], target["unit"], target["counts"], target["measured"]) == (2, "lần", "report", 0)
    assert task["log"] == []


def test_what_was_done_early_shows_so(ask_2021: Ask) -> None:
    (task,) = ask_2021("show", "7.a", "--json").items
    assert (task["state"], task["timeliness"], task["reported"], task["next_due"]) == ("done", "done-early", True, None)
    assert task["milestones"][0]["done_on"] == "2020-11-17"
    assert task["log"][0]["evidence"] == ["335/QĐ-SKHCN"]


def test_before_it_was_done_it_was_open(ask_2021: Ask) -> None:
    items = ask_2021("due", "--as-of", "2020-11-16", "--within", "2020-12-31", "--json").items
    assert [item["address"] for item in items] == ["6.1/plan", "7.a/plan"]


@pytest.mark.parametrize(
    ("typed", "id"), [("1.d", "1.d"), ("1.dd", "1.đ"), ("4.c", "4.d"), ("II.2.b", "2.b"), ("62.a", None), ("1.f", None)]
)
def test_addresses_are_forgiving_and_never_ambiguous(ask_2021: Ask, typed: str, id: str | None) -> None:
    answer = ask_2021("show", typed, "--json")
    if id is not None:
        assert [item["id"] for item in answer.items] == [id]
    else:
        assert (answer.code, answer.out) == (2, "")
        assert "the nearest: " in answer.err


def test_units_and_groups(ask_2021: Ask) -> None:
    items = ask_2021("units", "--json").items
    assert [(item["code"], item["kind"]) for item in items[:7]] == [
        (code, "unit") for code in ("VP", "TTRA", "KHTC", "TDC", "UDDV", "TCT", "TTPVHCC")
    ]
    groups = {item["code"]: item["members"] for item in items if item["kind"] == "group"}
    assert groups == {
        "ALL": ["VP", "TTRA", "KHTC", "TDC", "UDDV"],
        "PHONG": ["VP", "TTRA", "KHTC"],
        "DONVI": ["TDC", "UDDV"],
    }
    assert all(item["members"] == [] for item in items if item["kind"] == "open")


def test_a_group_lists_the_tasks_that_name_it(ask_2021: Ask) -> None:
    ids = [item["id"] for item in ask_2021("tasks", "--unit", "Các đơn vị thuộc Sở", "--json").items]
    assert ids == ["4.a", "4.b"]


def test_the_plan_is_valid(ask_2021: Ask) -> None:
    answer = ask_2021("validate", "--strict")
    assert (answer.code, answer.out) == (0, "")
