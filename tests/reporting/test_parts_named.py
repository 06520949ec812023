"""Wherever entries are listed, each names the milestone and occurrence it is about, unless its task has that name."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from small_plans import write_plan

if TYPE_CHECKING:
    from conftest import Answer

_TASK = """\
- id: 1.a
  title: Rà soát
  lead: [VP]
  milestones:
    - {id: plan, title: Kế hoạch, due: 2021-03-05}
    - {id: monthly, title: Báo cáo, due: monthly}
    - {id: talk, title: Đối thoại, due: khi phát sinh}
  progress:
    - {date: 2021-02-01, milestone: monthly@2021-01, percent: 60, note: thiếu số liệu}
    - {date: 2021-02-02, milestone: monthly@2021-02, state: paused, reason: chờ mẫu}
    - {date: 2021-02-03, milestone: plan, difficulty: thiếu người}
    - {date: 2021-02-04, milestone: monthly@2021-03, due: 2021-04-20, basis: 9/QĐ-A}
    - {date: 2021-02-05, milestone: plan, proposal: thêm người}
    - {date: 2021-02-06, milestone: talk, event: Đợt 1}
    - {date: 2021-02-07, note: chung}
    - {date: 2021-02-08, milestone: monthly@2021-01, note: đã gửi}
"""


@pytest.fixture
def ask(run: Callable[..., Answer], tmp_path: Path) -> Callable[..., str]:
    (tmp_path / "p.yaml").write_text(write_plan(_TASK, reports="q1: {due: 2021-03-20}"), encoding="utf-8")

    def call(*words: str) -> str:
        answer = run("-p", "p.yaml", *words, "--lang", "en", "--as-of", "2021-03-10", cwd=tmp_path)
        assert answer.code == 0, answer.err
        return answer.out

    return call


_RESULTS = [
    "2021-02-01: Báo cáo (month 01/2021): 60%; thiếu số liệu",
    "2021-02-06: Đợt 1",
    "2021-02-07: chung",
]
_NOTES = [
    "Báo cáo (month 03/2021): extended (no. 1), was 2021-03-31",
    "2021-02-03: Kế hoạch: difficulty: thiếu người",
    "2021-02-05: Kế hoạch: proposal: thêm người",
]


def test_the_page_names_what_each_entry_is_about(ask: Callable[..., str], tmp_path: Path) -> None:
    ask("page", "-o", "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))
    assert "Last entry: Báo cáo (month 01/2021): on 2021-02-08, note: đã gửi" in told
    assert "Difficulty: Kế hoạch: thiếu người" in told
    assert "2021-02-05: Kế hoạch: thêm người" in told
    assert "2021-02-02: Báo cáo (month 02/2021): paused: chờ mẫu" in told
    history = told[told.index("History") :]
    assert "2021-02-01 Báo cáo (month 01/2021) 60% note: thiếu số liệu 2021-02-02" in history
    assert "2021-02-06 event: Đợt 1 2021-02-07 note: chung" in history


def test_a_workbook_and_a_table_name_what_each_entry_is_about(ask: Callable[..., str], tmp_path: Path) -> None:
    ask("export", "-o", "p.xlsx")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    (results,) = (text for text in cells if _RESULTS[0] in text)
    (notes,) = (text for text in cells if _NOTES[1] in text)
    rows = list(csv.DictReader(StringIO(ask("export", "--format", "csv", "-o", "-").removeprefix("\ufeff"))))
    assert rows
    for row in rows:
        assert all(line in row["results"] for line in _RESULTS)
        assert all(line in row["notes"] for line in _NOTES)
    assert all(line in results.splitlines() for line in _RESULTS)
    assert all(any(one.startswith(line) for one in notes.splitlines()) for line in _NOTES)


def test_a_report_names_what_each_statement_is_about(ask: Callable[..., str]) -> None:
    told = ask("report", "--period", "q1")
    assert "Báo cáo (month 01/2021): thiếu số liệu (2021-02-01)" in told
    assert "Đối thoại: Đợt 1" not in told
    assert "**1.a.** Kế hoạch: thiếu người." in told
    assert "**1.a.** Kế hoạch: thêm người." in told
    assert "Báo cáo (month 02/2021): paused: chờ mẫu (since 2021-02-02)" in told
    assert "Báo cáo (month 03/2021): Rà soát" in told


def test_a_milestone_named_like_its_task_is_not_named_again(run: Callable[..., Answer], tmp_path: Path) -> None:
    task = "- {id: 1.a, title: Rà soát, milestones: [{id: m, title: Rà soát, due: 2021-03-05}], progress: [%s]}"
    entry = "{date: 2021-02-03, milestone: m, note: xong một nửa}"
    (tmp_path / "p.yaml").write_text(write_plan(task % entry), encoding="utf-8")
    answer = run("-p", "p.yaml", "export", "--format", "csv", "-o", "-", "--as-of", "2021-03-10", cwd=tmp_path)
    (row,) = csv.DictReader(StringIO(answer.out.removeprefix("\ufeff")))
    assert row["results"].endswith(": xong một nửa")
    assert "Rà soát" not in row["results"]
