"""Which plans are asked, and what an empty answer says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer
from small_plans import write_plan
from yearly_plans import plan_text

Run = Callable[..., Answer]


def plans_of(answer: Answer) -> set[str]:
    assert answer.code == 0
    return {item["plan"] for item in answer.items}


def test_the_plan_of_the_days_year_else_the_latest(run: Run, plans: Path) -> None:
    assert plans_of(run("tasks", "--json")) == {"plans/2021.yaml"}
    assert plans_of(run("tasks", "--json", "--as-of", "2020-06-01")) == {"plans/2020.yaml"}
    assert plans_of(run("tasks", "--json", "--as-of", "2030-06-01")) == {"plans/2022.yaml"}


def test_the_nearest_folder_upwards(run: Run, plans: Path, tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert plans_of(run("tasks", "--json", cwd=below)) == {"../../plans/2021.yaml"}


def test_due_adds_what_is_still_open_in_the_other_plans(run: Run, plans: Path) -> None:
    items = run("due", "--within", "2y", "--json").items
    assert [item["address"] for item in items] == ["2020:1.a/m", "1.a/m", "2022:1.a/m"]


def test_an_address_with_a_year_means_that_years_plan(run: Run, plans: Path) -> None:
    (item,) = run("show", "2020:1.a", "--json").items
    assert (item["plan"], item["title"]) == ("plans/2020.yaml", "Việc năm 2020")
    assert item["milestones"][0]["address"] == "2020:1.a/m"
    assert run("show", "1.a", "--json").items[0]["title"] == "Việc năm 2021"


def test_a_plan_named_comes_before_the_environment_before_the_folder(run: Run, plans: Path) -> None:
    env = {"PARPLAN_PLAN": "plans/2020.yaml"}
    assert plans_of(run("tasks", "--json", env=env)) == {"plans/2020.yaml"}
    assert plans_of(run("tasks", "--json", "--plan", "plans/2022.yaml", env=env)) == {"plans/2022.yaml"}


@pytest.mark.parametrize("typed", ["plans", "plans/*.yaml", "plans/20*.yaml"])
def test_a_folder_or_glob_means_all_its_plans(run: Run, plans: Path, typed: str) -> None:
    assert plans_of(run("tasks", "--json", "-p", typed)) == {f"plans/{year}.yaml" for year in (2020, 2021, 2022)}


def test_of_several_plans_an_invalid_one_is_named_and_the_rest_answered(run: Run, plans: Path) -> None:
    (plans / "2020.yaml").write_text("not: a plan\n", encoding="utf-8")
    answer = run("tasks", "--json")
    assert answer.code == 3
    assert {item["plan"] for item in answer.items} == {"plans/2021.yaml"}
    assert "plans/2020.yaml" in answer.err
    assert "S101" in answer.err


def test_a_single_invalid_plan_is_an_error_with_its_findings(run: Run, plans: Path) -> None:
    answer = run("due", "-p", str(plans / "2020.yaml"), "--unit", "VP")
    assert answer.code == 0
    (plans / "2020.yaml").write_text(plan_text(2020).replace("lead: [VP]", "lead: [XX]"), encoding="utf-8")
    answer = run("due", "-p", "plans/2020.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("plans/2020.yaml:20:47: P201 no unit or group is called “XX”")
    assert "parplan: plans/2020.yaml is not a valid plan" in answer.err


def test_warnings_never_block(run: Run, plans: Path) -> None:
    (plans / "2021.yaml").write_text(plan_text(2021).replace("due: 2021-12-31", "due: lúc nào xong"), encoding="utf-8")
    assert run("tasks").code == 0
    assert run("validate", "plans/2021.yaml").code == 0
    assert run("validate", "plans/2021.yaml", "--strict").code == 1


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("due", "--within", "1d", "-p", "plans/2021.yaml"), "The next: 1.a/m on 2021-12-31."),
        (("due", "--overdue", "-p", "plans/2021.yaml"), "Nothing is overdue."),
        (("due", "-p", "plans/2021.yaml", "--unit", "TDC"), "No work is open"),
        (
            ("tasks", "--unit", "TDC", "-p", "plans/2021.yaml"),
            "No task of the plan names Chi cục Đo lường (1 in all).",
        ),
        (("tasks", "--state", "done", "-p", "plans/2021.yaml"), "None of the tasks (1) meets all"),
        (("tasks", "không có chữ này", "-p", "plans/2021.yaml"), "None of the tasks (1) meets all"),
    ],
)
def test_an_empty_answer_says_why(run: Run, plans: Path, words: tuple[str, ...], text: str) -> None:
    answer = run(*words)
    assert (answer.code, answer.err) == (0, "")
    assert text in " ".join(answer.out.split())


def test_all_plans_of_the_year_are_asked_not_the_first_by_name(run: Run, tmp_path: Path) -> None:
    text = write_plan("- {id: 1.a, title: A, lead: [VP]}")
    (tmp_path / "plans").mkdir()
    for name, year in (("a", "2021"), ("b", "2021"), ("old", "2020")):
        file = tmp_path / "plans" / f"{name}.yaml"
        own = text.replace("year: 2021", f"year: {year}").replace("agency: Sở A", f"agency: Sở {name.upper()}")
        file.write_text(own, encoding="utf-8")
    assert [item["plan"] for item in run("tasks", "--json").items] == ["plans/a.yaml", "plans/b.yaml"]
    refused = run("show", "1.a")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "parplan: several plans have a task 1.a: plans/a.yaml, plans/b.yaml\n  name one plan with --plan\n"
    )


def test_what_was_not_asked_is_said_behind_the_error(run: Run, plans: Path) -> None:
    first, *_, last = run("tasks", "--unit", "Phòng Không Có").err.splitlines()
    assert first.startswith("parplan: ")
    assert last == "Not asked: plans/2022.yaml, plans/2020.yaml; --plan asks other plans than that of the year."
    assert run("tasks").err.splitlines() == [last]


def test_a_plan_that_an_editor_named_as_a_text_is_pointed_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "notes.txt").write_text("", encoding="utf-8")
    assert "--plan PATH" in run("due").err
    (tmp_path / "plans" / "2022.yaml.txt").write_text("", encoding="utf-8")
    assert (
        "  plans/2022.yaml.txt is not taken for a plan because of its last extension; name it 2022.yaml\n"
        in run("due").err
    )
