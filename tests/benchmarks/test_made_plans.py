"""Made plans are the same on every machine, right, and say to the peers what they say to parplan."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from benchmarks import generate
from benchmarks.exporting.items import Item, items_of_answer, items_of_sections
from benchmarks.exporting.taskwarrior import render_taskwarrior
from benchmarks.exporting.todo_txt import render_todo_txt
from benchmarks.exporting.todoman import render_vtodos
from benchmarks.exporting.tuxfan import fiscal_month, render_tuxfan
from benchmarks.generating.plan_text import made_sections, render_folder, render_plan
from conftest import Answer
from parplan.loading import parse_plan

Run = Callable[..., Answer]

ITEM = Item("1.đ", "1", 'Đo lường; rà soát, "kiểm tra"', ("VP", "TTRA"), date(2021, 3, 31), False)


def test_a_seed_gives_the_same_bytes_everywhere() -> None:
    text = render_plan(made_sections(300))
    assert text == render_plan(made_sections(300))
    assert text != render_plan(made_sections(300, seed=2))
    # Whoever changes what is made changes this too, and says so: older results are of other plans.
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "75bd59baa8c130f8"


def test_a_folder_of_plans_is_the_same_everywhere() -> None:
    plans = dict(render_folder(20, 34))
    assert plans == dict(render_folder(20, 34))
    assert len(set(plans.values())) == 20
    assert hashlib.sha256("".join(plans.values()).encode()).hexdigest()[:16] == "dc268116892c98c5"


@pytest.mark.parametrize("tasks", [34, 1000])
def test_a_made_plan_has_its_number_of_tasks_and_no_finding(run: Run, tmp_path: Path, tasks: int) -> None:
    text = render_plan(made_sections(tasks))
    loaded = parse_plan(text.encode(), "plan.yaml")
    assert loaded.plan is not None
    assert sum(len(section.tasks) for section in loaded.plan.sections) == tasks
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    answer = run("validate", "--json", str(path))
    assert [(item["code"], item["line"]) for item in answer.items] == []


def test_plans_of_a_folder_are_those_of_different_agencies(run: Run, tmp_path: Path) -> None:
    for name, text in render_folder(12, 34):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert run("validate", "--json", str(tmp_path)).items == []


def test_the_peers_get_the_dates_and_states_that_parplan_reads(run: Run, tmp_path: Path) -> None:
    sections = made_sections(400)
    (tmp_path / "plan.yaml").write_text(render_plan(sections), encoding="utf-8", newline="")
    answer = run("--plan", str(tmp_path / "plan.yaml"), "tasks", "--json")
    items = list(items_of_sections(sections))
    assert items == list(items_of_answer(answer.out))
    assert {item.done for item in items} == {True, False}
    assert {item.due is None for item in items} == {True, False}


def test_the_generator_writes_every_format(tmp_path: Path) -> None:
    assert generate.main([str(tmp_path), "--tasks", "5"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        *("plan.yaml", "taskwarrior.json", "tasks.journal", "todo.txt", "tuxfan.yaml", "calendar"),
    }
    assert len(list((tmp_path / "calendar" / "parplan").iterdir())) == 5
    assert (tmp_path / "tasks.journal").read_text(encoding="utf-8").count("plan\n") == 5


def test_exports_keep_what_their_format_would_read_otherwise() -> None:
    (task,) = json.loads(render_taskwarrior([ITEM]))
    assert (task["due"], task["status"], task["tags"]) == ("20210331T000000Z", "pending", ["VP", "TTRA"])
    assert render_todo_txt([ITEM]).endswith("+1 @VP @TTRA due:2021-03-31\n")
    ((_, calendar),) = render_vtodos([ITEM])
    assert 'SUMMARY:1.đ Đo lường\\; rà soát\\, "kiểm tra"\r\n' in calendar
    assert "id: T_1_dd\n" in render_tuxfan([ITEM])


def test_lines_of_a_calendar_are_folded_between_letters() -> None:
    long = Item("1.a", "1", "Đẩy mạnh ứng dụng công nghệ thông tin " * 8, (), None, True)
    ((_, calendar),) = render_vtodos([long])
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert long.title in calendar.replace("\r\n ", "")


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2020, 10, 1), "M1Q1FY21"), (date(2021, 3, 31), "M3Q2FY21"), (date(2021, 12, 5), "M3Q1FY22")],
)
def test_a_fiscal_year_begins_in_october(day: date, month: str) -> None:
    assert fiscal_month(day) == month
