"""Figures told of a part are not shown as the whole's, and a reminder has the figures of the report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from small_plans import GROUPS, UNITS, write_plan

if TYPE_CHECKING:
    from conftest import Answer

TARGET = "targets: [{id: t, title: Văn bản, at_least: 20, unit: văn bản%s}]"
REPORTS = "q1: {due: 2021-03-20}"


@pytest.fixture
def ask(run: Callable[..., Answer], tmp_path: Path) -> Callable[..., str]:
    def call(task: str, *words: str) -> str:
        text = write_plan(f"- {{id: 1.a, title: Rà soát, {task}}}", reports=REPORTS, units=UNITS, groups=GROUPS)
        (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
        answer = run("-p", "p.yaml", *words, "--lang", "en", "--as-of", "2021-06-01")
        assert answer.code == 0, answer.err
        return answer.out

    return call


@pytest.mark.parametrize(
    ("total", "entries", "reached"),
    [
        (", total: sum", "{date: 2021-02-01, measures: {t: 9}}, {date: 2021-04-01, measures: {t: 4}}", "13 văn bản"),
        ("", "{date: 2021-02-01, unit: VP, measures: {t: 5}}, {date: 2021-04-01, unit: TDC, measures: {t: 25}}", "25"),
    ],
)
def test_a_reminder_tells_what_a_target_has_reached(
    ask: Callable[..., str], total: str, entries: str, reached: str
) -> None:
    milestones = "lead: [VP, TDC], milestones: [{id: m, title: Báo cáo, due: 2021-06-05}]"
    task = f"{milestones}, {TARGET % total}, progress: [{entries}]"
    assert f"Văn bản: {reached}" in ask(task, "remind", "--unit", "VP", "--format", "text")
    assert f"Văn bản: {reached}" in ask(task, "report", "--period", "q1")


def test_a_percentage_of_a_part_is_told_with_its_part_as_long_as_that_is_open(ask: Callable[..., str]) -> None:
    task = (
        "lead: [VP], milestones: [{id: m, title: Kế hoạch, due: 2021-06-05}, {id: n, title: Báo cáo, due: 2021-09-05}],"
        " progress: [{date: 2021-02-01, milestone: m, percent: 60}%s]"
    )
    assert "Kế hoạch: 60% done" in ask(task % "", "report", "--period", "q1")
    done = ", {date: 2021-03-01, milestone: m, state: done}"
    assert "60%" not in ask(task % done, "report", "--period", "q1")


def test_a_percentage_of_one_units_share_is_told_in_its_own_report_only(ask: Callable[..., str]) -> None:
    task = (
        "lead: [ALL], milestones: [{id: m, title: Kế hoạch, due: 2021-06-05}],"
        " progress: [{date: 2021-02-01, milestone: m, unit: VP, percent: 99}]"
    )
    assert "99%" not in ask(task, "report", "--period", "q1")
    assert "Kế hoạch: 99% done" in ask(task, "report", "--period", "q1", "--unit", "VP")


def test_a_percentage_of_the_whole_task_is_not_a_milestones(ask: Callable[..., str]) -> None:
    milestones = "[{id: m, title: Kế hoạch, due: 2021-06-05}, {id: n, title: Báo cáo, due: 2021-06-06}]"
    task = f"lead: [VP], milestones: {milestones}, progress: [{{date: 2021-02-01, percent: 90}}]"
    assert ask(task, "remind", "--format", "text").count("the whole task 90% done") == 2


def test_a_share_that_is_paused_is_told_with_its_unit_by_the_report_and_the_page(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    task = """
- id: 1.a
  title: Tự kiểm tra
  lead: [G]
  milestones: [{id: m, title: Báo cáo tháng, due: hằng tháng}]
  progress:
    - {date: 2021-02-01, milestone: m@2021-01, unit: VP, state: done}
    - {date: 2021-02-02, milestone: m, unit: TTRA, state: paused, reason: Chờ sáp nhập}
"""
    plan = write_plan(
        task,
        units="VP: {name: Văn phòng}\nTTRA: {name: Thanh tra}",
        groups="G: {name: Các phòng, members: [VP, TTRA]}",
        reports="q1: {due: 2021-03-20, from: 2021-01-01, to: 2021-03-14}",
    )
    (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
    at = ("-p", "p.yaml", "--as-of", "2021-03-14", "--lang", "vi")
    said = "Báo cáo tháng, Thanh tra: tạm dừng: Chờ sáp nhập"
    assert f"- **1.a.** Tự kiểm tra: {said} (từ ngày 02/02/2021)." in run("report", "--period", "q1", *at).out
    assert said.replace(", Thanh tra", "") in run("report", "--period", "q1", "--unit", "TTRA", *at).out
    assert "tạm dừng" not in run("report", "--period", "q1", "--unit", "VP", *at).out
    assert f"02/02/2021: {said}" in run("page", *at).out
