"""Answers about plans of several agencies: nothing of one is told of all, and each row says whose it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]

TASKS = """
- {{id: 1.a, title: Việc {name}1, lead: [VP], time: {year}-02-01,
   progress: [{{date: {year}-01-20, unit: VP, state: {state}, recorded: {year}-01-20T09:00:00+07:00}}]}}
"""


@pytest.fixture
def ask(run: Run, tmp_path: Path) -> Callable[..., Answer]:
    for name, year, state in (("A", 2021, "done"), ("B", 2021, "in-progress"), ("C", 2020, "done")):
        text = write_plan(
            TASKS.format(name=name, year=year, state=state), groups="", units=f"VP: {{name: Văn phòng {name}}}"
        )
        text = text.replace("Sở A", f"Sở {name}").replace("1/QĐ-SA", f"1/QĐ-S{name}")
        text = text.replace("year: 2021", f"year: {year}").replace("2020-12-01", f"{year - 1}-12-01")
        (tmp_path / f"{name}.yaml").write_text(text.replace("năm 2021", f"năm {year} {name}"), encoding="utf-8")
    plans = [word for name in "ABC" for word in ("-p", f"{name}.yaml")]
    return lambda *words: run(*words, *plans, "--as-of", "2021-02-15", "--lang", "vi")


@pytest.mark.parametrize("words", [("tasks",), ("log",), ("evidence",)])
def test_a_screen_is_not_headed_with_the_plan_or_unit_of_one(
    ask: Callable[..., Answer], words: tuple[str, ...]
) -> None:
    assert ask(*words).out.splitlines()[0] == "Kế hoạch của 3 cơ quan"
    head = ask(*words, "--unit", "VP").out.splitlines()[:2]
    assert head[0] == "Kế hoạch của 3 cơ quan"
    assert head[1].partition(":")[0] == "VP"


def test_due_work_of_another_agency_alone_is_headed_with_its_plan(ask: Callable[..., Answer]) -> None:
    assert ask("due", "--unit", "VP").out.splitlines()[:2] == ["Kế hoạch cải cách hành chính năm 2021 B", "VP"]


def test_the_log_of_the_plans_named_has_the_entries_of_all_years_and_undo_counts_like_it(
    ask: Callable[..., Answer], tmp_path: Path
) -> None:
    shown = ask("log").out
    assert "Nhật ký: 3 lần ghi nhận" in shown
    (number,) = (row.split()[0] for row in shown.splitlines() if "2020:1.a" in row)
    assert ask("undo", number).code == 0
    assert "state" not in (tmp_path / "C.yaml").read_text(encoding="utf-8")
    assert all("state" in (tmp_path / f"{name}.yaml").read_text(encoding="utf-8") for name in "AB")


def test_the_file_is_told_where_an_address_with_its_year_may_be_of_either_agency(
    ask: Callable[..., Answer], tmp_path: Path
) -> None:
    plan = tmp_path / "C.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("state: done", "state: in-progress"), encoding="utf-8")
    for words in ("due", "tasks"):
        _, _, shown = ask(words, "--plain").out.partition("2020:1.a")
        assert "C.yaml" in shown.splitlines()[0]


def test_each_row_of_a_workbook_names_its_agency(ask: Callable[..., Answer], tmp_path: Path) -> None:
    assert ask("export", "-o", "o.xlsx").code == 0
    book = load_workbook(io.BytesIO((tmp_path / "o.xlsx").read_bytes()))
    for sheet in ("Phụ lục", "Mốc"):
        rows = list(book[sheet].iter_rows(values_only=True))
        assert any("Kế hoạch của 3 cơ quan" in row for row in rows)
        assert not any("Sở A" in str(row[0]) for row in rows)
        assert [row[1] for row in rows if row[0] in ("1.a", "2020:1.a")] == ["Sở A", "Sở B", "Sở C"]
    counts = {row[0]: row[7] for row in book["Số liệu"].iter_rows(values_only=True)}
    assert [name for name in counts if str(name).endswith("Toàn cơ quan")] == [
        "Sở A, 2021: Toàn cơ quan", "Sở B, 2021: Toàn cơ quan", "Sở C, 2020: Toàn cơ quan",
    ]  # fmt: skip
    assert counts["Sở B, 2021: Văn phòng B"] == 1


def test_a_calendar_of_several_agencies_says_whose_each_deadline_is(ask: Callable[..., Answer]) -> None:
    calendar = ask("export", "--format", "ics", "--unit", "VP").out.replace("\r\n ", "").replace("\n ", "")
    assert "X-WR-CALNAME:VP – Kế hoạch của 3 cơ quan" in calendar
    assert all(f"Kế hoạch cải cách hành chính năm {of}" in calendar for of in ("2021 A", "2021 B", "2020 C"))


def test_reminders_of_units_with_one_code_are_named_by_the_agency(run: Run, tmp_path: Path) -> None:
    late = "- {id: 1.a, title: Nộp, lead: [VP], time: 2021-02-01}"
    for name in "AB":
        text = write_plan(late).replace("Sở A", f"Sở {name}").replace("1/QĐ-SA", f"1/QĐ-S{name}")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    words = ("remind", "-p", "A.yaml", "-p", "B.yaml", "--as-of", "2021-02-15", "-o", "nhac", "--format", "md")
    assert run(*words).code == 0
    assert sorted(path.name for path in (tmp_path / "nhac").iterdir()) == [
        "nhac-viec-VP-So-A.md",
        "nhac-viec-VP-So-B.md",
    ]
