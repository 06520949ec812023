"""Forty invented plans of departments, communes and ministries: what they say on 15/5/2025, and that figures add up."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Answer
from features_of_plans import FEATURES, Written

Run = Callable[..., Answer]
Json = dict[str, Any]

FOLDER = Path(__file__).parent.parent / "data" / "plans_of_all_kinds"
PLANS = sorted(FOLDER.glob("*.yaml"))
NAMES = [path.stem for path in PLANS]
DAY = ("--as-of", "2025-05-15")
FIGURES = ("dated", "done_in_time", "done_late", "open_in_time", "overdue")


INTRODUCTION = """\
# Plans of all kinds

Forty invented plans of departments, communes, ministries and others. Each is valid, and small enough to be counted by
hand. `screens/` has what `status`, `due --within 90d`, `tasks` and `show` of one task print on 15/5/2025, whole, in
Vietnamese and English; `tests/cli/test_plans_of_all_kinds.py` compares them. 12 and 13 belong together: what was open
in 2024 is gone on with in 2025.

This table is made from the plans by `tests/features_of_plans.py`; each feature stands in three plans or more.

| feature | plans |
|---|---|
"""


def test_the_table_tells_which_plan_has_what(golden: Callable[[Path, str], None]) -> None:
    """Each feature of the format in three plans or more, and each plan with several."""
    plans = {path.stem[:2]: Written(path.read_text(encoding="utf-8")) for path in PLANS}
    assert len(plans) == 40
    having = {feature: [n for n, plan in plans.items() if has(plan)] for feature, has in FEATURES.items()}
    assert {feature: found for feature, found in having.items() if len(found) < 3} == {}
    assert min(sum(number in found for found in having.values()) for number in plans) >= 5
    rows = "".join(f"| {feature} | {' '.join(found)} |\n" for feature, found in having.items())
    golden(FOLDER / "README.md", INTRODUCTION + rows)


@pytest.mark.parametrize("path", PLANS, ids=NAMES)
def test_a_right_plan_has_few_warnings(run: Run, path: Path) -> None:
    """Only what its author should look at: a time nobody can read, work without a lead or a time."""
    found = run("validate", "--format", "json", path.name, *DAY, cwd=FOLDER).items
    assert {one["code"] for one in found if one["severity"] == "warning"} <= {"P204", "P301", "P305", "P403"}


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", PLANS, ids=NAMES)
def test_the_screens_of_a_plan(run: Run, golden: Callable[[Path, str], None], path: Path, language: str) -> None:
    """``status``, ``due``, ``tasks`` and ``show`` of the first task that says most, whole."""
    at = ("-p", path.name, *DAY)
    tasks = run("tasks", "--json", *at, cwd=FOLDER).items
    shown = max(tasks, key=lambda task: len(str(task["milestones"])) + len(str(task)))["id"]
    collected = "batch:" in path.read_text(encoding="utf-8")
    screens: list[str] = []
    for words in (("status",), ("due", "--within", "90d"), ("tasks",), ("show", shown)):
        answer = run(*words, *at, cwd=FOLDER, env={"PARPLAN_LANG": language})
        # `status` alone says, in one line, that the record of answers that were collected is not here.
        remarks = [f".{path.stem}.collect.json" in line for line in answer.err.splitlines()]
        assert (answer.code, remarks) == (0, [True] * (collected and words == ("status",)))
        screens.append(f"$ parplan {' '.join(words)}\n{answer.out}")
    golden(FOLDER / "screens" / f"{path.stem}.{language}.txt", "\n".join(screens))


def _asked(run: Run, path: Path) -> Iterator[tuple[str | None, Json]]:
    """The agency, and each unit and group, with what it is."""
    yield None, {}
    for party in run("units", "--json", "-p", path.name, *DAY, cwd=FOLDER).items:
        yield party["code"], party


def _sheet(run: Run, *words: str) -> list[str]:
    """The addresses of the rows of a sheet."""
    answer = run("export", "--format", "csv", "-o", "-", *words, cwd=FOLDER)
    assert answer.code == 0, answer.err
    return [row["address"] for row in csv.DictReader(io.StringIO(answer.out.removeprefix("\ufeff")))]


@pytest.mark.slow
@pytest.mark.parametrize("path", PLANS, ids=NAMES)
def test_the_tasks_of_all_sections_add_up_over_every_command(run: Run, path: Path) -> None:
    """For the agency, each unit and each group; what is a duty is counted apart everywhere."""
    at = ("-p", path.name, *DAY)
    rows = {row["key"]: row for row in run("status", "--json", *at, cwd=FOLDER).items}
    sections = run("status", "--by", "section", "--json", *at, cwd=FOLDER).items
    total = sections[-1]
    assert total == {**rows[total["key"]], "by": "section"}
    for figure in ("total", "due", "due_done", "overdue", *FIGURES, "ongoing", "undated", "extensions"):
        assert sum(row[figure] for row in sections[:-1]) == total[figure], figure
    counted = {row["key"] for row in sections[:-1]}
    document = run("report", "--period", "h1", "--json", *at, cwd=FOLDER)
    period = "h1" if document.code == 0 else "year"
    for code, party in _asked(run, path):
        unit = () if code is None else ("--unit", code)
        role = () if code is None else ("--role", "lead")
        tasks = run("tasks", "--json", *at, *unit, *role, cwd=FOLDER).items
        ids = [task["id"] for task in tasks if task["section"] in counted]
        sheet = _sheet(run, *at, *unit)
        rest = {re.split("[/@]", address)[0] for address in sheet}
        assert {task["id"] for task in tasks} <= rest, code
        if code is None:
            assert rest == {task["id"] for task in tasks}
        report = run("report", "--period", period, "--json", *at, *unit, cwd=FOLDER)
        row = total if code is None else rows.get(code)
        if report.code:
            assert party["kind"] != "unit"  # a group whose members answer one by one, or that leads nothing
            assert row is None
            continue
        told = report.json
        figures = told["total"]
        if figures is None or row is None:
            assert (figures or {"total": 0})["total"] == 0
            assert row is None
            continue
        assert figures["total"] == sum(section["total"] for section in told["sections"]) == row["total"], code
        assert [told["deadlines"][figure] for figure in FIGURES] == [row[figure] for figure in FIGURES], code
        assert figures["extensions"] == row["extensions"], code
        assert sum(row[figure] for figure in FIGURES[1:]) == row["dated"]
        own = {item["id"] for item in told["items"] if item["role"] in ("lead", None) and item["section"] in counted}
        assert len(own) == row["total"], code
        assert own <= set(ids), code
        if not (party.get("until") or party.get("from")):
            assert own == set(ids), code


def test_what_is_gone_on_with_is_told_once(run: Run, tmp_path: Path) -> None:
    """12 and 13 as the plans of two years of one department."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for path, year in zip(PLANS[11:13], (2024, 2025), strict=True):
        shutil.copy(path, folder / f"{year}.yaml")
    due = run("due", "--within", "90d", "--json", *DAY).json
    assert [item["address"] for item in due["items"]] == ["1.a/sh", "2.a@2025-Q2"]
    assert [item["address"] for item in due["undated"]] == ["1.a/nt"]
    assert run("remind", "--json", *DAY).items == []
    both = ("-p", str(folder / "2024.yaml"), "-p", str(folder / "2025.yaml"))
    told = run("due", "--within", "90d", *both, *DAY).out
    assert (told.count("(2024:1.a/sh)"), "OVERDUE" in told) == (1, False)
    assert run("due", "--overdue", "--json", "-p", str(folder / "2024.yaml"), *DAY).items != []
