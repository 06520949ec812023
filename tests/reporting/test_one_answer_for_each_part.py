"""No output asks the task where a milestone, a share, a successor, a group or a moved deadline answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Answer
from small_plans import write_plan

Run = Callable[..., Answer]

UNITS = """
VP: {name: Văn phòng Sở}
A: {name: Phòng A}
B: {name: Phòng B}
C: {name: Phòng C, until: 2021-06-30, successors: [B]}
"""
GROUPS = """
G: {name: Các phòng, members: [A, B, C]}
Y: {name: UBND các phường, members: [A], complete: no, size: 10}
"""
TASKS = """
- id: 1.a
  title: Thống kê hồ sơ
  lead: [G]
  owed: each
  time: 2021-07-30
  targets:
    - {id: hs, title: Hồ sơ, at_least: 100, unit: hồ sơ}
    - {id: luot, title: Lượt, unit: lượt, total: sum}
  progress:
    - {date: 2021-05-10, unit: A, percent: 20, measures: {hs: 30, luot: 5}}
    - {date: 2021-06-10, unit: C, measures: {luot: 6}}
    - {date: 2021-06-11, unit: B, state: done, measures: {hs: 12, luot: 2}}
- id: 1.b
  title: Sửa quy chế
  milestones:
    - {id: a, title: Dự thảo, due: 2021-04-30, lead: [A]}
    - {id: b, title: Ban hành, due: 2021-05-30}
    - {id: c, title: Tập huấn, due: undetermined}
  progress: [{date: 2021-04-10, milestone: a, state: done}]
- id: 1.c
  title: Rà soát văn bản
  lead: [VP]
  coordinating: [A]
  products: [Báo cáo]
  milestones:
    - {id: a, title: Rà soát, due: 2021-07-10, lead: [B], coordinating: [C], products: [Danh mục], recipient: Phòng A}
    - {id: b, title: Tổng hợp, due: 2021-08-30}
- id: 1.d
  title: Chung tay
  lead: [A, VP]
  time: 2021-07-30
  progress: [{date: 2021-06-13, unit: VP, percent: 50}]
- id: 1.đ
  title: Tập huấn
  lead: [Y]
  time: 2021-07-01
  targets: [{id: tl, title: Tỷ lệ, at_least: 10, unit: "%"}]
  progress: [{date: 2021-06-10, measures: {tl: 10}}]
- {id: 1.e, title: Việc của phòng C, lead: [C], time: 2021-09-30, progress: [{date: 2021-07-05, state: done}]}
- {id: 1.g, title: Việc khác của phòng C, lead: [C], time: 2021-09-15}
"""
DUTIES = """
- id: III.1
  title: Báo cáo định kỳ
  lead: [G]
  recipient: Văn phòng Sở
  milestones:
    - {id: q1, title: Báo cáo quý I, due: 2021-03-15}
    - {id: h1, title: Báo cáo 6 tháng, due: 2021-06-15}
    - {id: q3, title: Báo cáo quý III, due: 2021-09-15, recipient: Phòng B}
  progress:
    - {date: 2021-02-20, milestone: q1, due: 2021-03-25, basis: 6/TB}
    - {date: 2021-03-10, milestone: q1, state: done}
    - {date: 2021-06-05, milestone: h1, unit: B, state: done}
    - {date: 2021-06-05, milestone: h1, unit: A, state: dropped, reason: Sáp nhập}
"""
REPORTS = """
q1: {due: 2021-03-15, from: 2020-12-15, to: 2021-03-14}
h1: {due: 2021-06-15, from: 2020-12-15, to: 2021-06-14}
q3: {due: 2021-09-15, from: 2020-12-15, to: 2021-09-14}
"""


@pytest.fixture
def answer(run: Run, tmp_path: Path) -> Callable[..., Answer]:
    text = write_plan(TASKS, duties=DUTIES, units=UNITS, groups=GROUPS, reports=REPORTS)
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")

    def ask(*words: str, on: str = "2021-07-15") -> Answer:
        return run(*words, "-p", "p.yaml", "--as-of", on, "--lang", "vi")

    return ask


def test_open_work_nobody_leads_is_told_though_a_part_of_its_task_is_led(answer: Callable[..., Answer]) -> None:
    status = answer("status")
    assert "Chưa có chủ trì 1 (1.b)" in status.out
    rows = {row["key"]: row for row in json.loads(answer("status", "--json").out)["items"]}
    assert (rows[None]["total"], rows[None]["overdue"]) == (1, 1)
    assert rows["A"]["states"]["done"] == 1
    assert "Chưa xác định hạn: 1 nhiệm vụ, trong đó 1 chưa có chủ trì" in answer("due").out


def test_a_report_names_who_leads_each_part_and_what_it_produces(answer: Callable[..., Answer]) -> None:
    whole = answer("report", "--period", "q3").out
    assert "**1.b.** Sửa quy chế (Phòng A) – quá hạn. Dự thảo: hoàn thành" in whole
    assert "Ban hành (chưa có chủ trì): hạn 30/5/2021, quá hạn" in whole
    assert "Rà soát văn bản (Văn phòng Sở) – quá hạn. Chưa cập nhật kết quả. Rà soát (Phòng B): hạn 10/7/2021" in whole
    own = answer("report", "--period", "q3", "--unit", "B").out
    assert "Rà soát văn bản (Phòng B) – quá hạn. Chưa cập nhật kết quả. Rà soát: hạn 10/7/2021" in own
    assert "| Phòng B | Phòng C | Rà soát: Danh mục |" in own


def test_figures_of_a_unit_that_ended_stay_in_the_annex(answer: Callable[..., Answer]) -> None:
    rows = re.findall(r"1\.a\.\*\* Lượt \| lượt \| (Phòng \w) \|.*\| (\d+) \|", answer("report", "--period", "q3").out)
    assert rows == [("Phòng A", "5"), ("Phòng B", "2"), ("Phòng C", "6")]
    assert "Lượt: 13 lượt" in answer("show", "1.a").out


def test_the_answer_to_a_measure_tells_the_figure_of_the_unit(run: Run, answer: Callable[..., Answer]) -> None:
    def measured(unit: str, measure: str) -> str:
        words = ("progress", "1.a", "--unit", unit, "--measure", measure, "--lang", "vi", "-p", "p.yaml")
        return run(*words, env={"PARPLAN_TODAY": "2021-07-15"}).out

    assert answer("status").code == 0
    assert "Hồ sơ: ít nhất 100 hồ sơ; kết quả đạt được: 130 hồ sơ – đạt" in measured("A", "hs=130")
    assert "kết quả đạt được: 12 lượt" in measured("B", "luot=4")  # with what it took over


def test_a_percentage_is_no_number_of_units(answer: Callable[..., Answer]) -> None:
    assert "0/10 đã hoàn thành; còn 10" in " ".join(answer("due", "--overdue").out.split())


def test_reports_of_units_are_those_of_who_owes_them(answer: Callable[..., Answer], tmp_path: Path) -> None:
    assert answer("page", "-o", "trang.html").code == 0
    page = (tmp_path / "trang.html").read_text(encoding="utf-8").partition("Báo cáo của các đơn vị</h")[2]
    page = page.partition("</table>")[0]
    cells = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page, re.DOTALL)]
    rows = {cells[k].strip(): [one.strip() for one in cells[k + 1 : k + 4]] for k in range(0, len(cells), 4)}
    assert rows["Phòng A"] == ["✓ 10/3/2021", "–", "chưa đến hạn"]
    assert rows["Phòng B"] == ["✓ 10/3/2021", "▲ quá hạn", "–"]  # its own is done, that of C is not
    assert rows["Phòng C"] == ["✓ 10/3/2021", "–", "–"]


def test_what_one_unit_says_stands_under_its_name(answer: Callable[..., Answer]) -> None:
    assert "10/05/2021: Phòng A: 20%" in answer("export", "--format", "csv").out


def test_a_percentage_that_one_of_several_tells_is_not_the_tasks(run: Run, tmp_path: Path) -> None:
    """“50% done” of a task that two units lead: one of them had said so, and only the last of both was told."""
    tasks = """
    - id: 1.a
      title: Việc
      lead: [VP, TTRA]
      time: 2021-07-30
      progress:
        - {date: 2021-06-12, unit: VP, percent: 80}
        - {date: 2021-06-13, unit: TTRA, percent: 50}
    - {id: 1.b, title: Khác, lead: [VP], time: 2021-07-30, progress: [{date: 2021-06-12, unit: VP, percent: 30}]}
    """
    (tmp_path / "p.yaml").write_text(write_plan(tasks, reports="h1: {due: 2021-06-15}"), encoding="utf-8")
    words = ("report", "--period", "h1", "--as-of", "2021-06-15", "--lang", "vi", "-p", "p.yaml")
    told = run(*words).out
    assert "<br>Văn phòng: đã thực hiện 80% (12/6/2021)<br>Thanh tra Sở: đã thực hiện 50% (13/6/2021)" in told
    assert "Đã thực hiện 30% (12/6/2021)" in told
    assert "Đã thực hiện 50% (13/6/2021)" in run(*words, "--unit", "TTRA").out


def test_a_unit_that_owes_no_report_has_no_empty_appendix_of_reports(run: Run, tmp_path: Path) -> None:
    duties = """
    - id: III.1
      title: Báo cáo
      lead: [PHONG]
      recipient: TDC
      milestones: [{id: h1, title: Báo cáo 6 tháng, due: 2021-06-10}]
    """
    text = write_plan("- {id: 1.a, title: Việc, lead: [TDC]}", duties=duties, reports="h1: {due: 2021-06-15}")
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    words = ("report", "--period", "h1", "--as-of", "2021-06-15", "--lang", "vi", "-p", "p.yaml", "--unit")
    found = {unit: "BÁO CÁO CỦA CÁC ĐƠN VỊ" in run(*words, unit).out for unit in ("VP", "TDC")}
    assert found == {"VP": True, "TDC": False}


def test_letters_tell_the_state_of_what_is_open(answer: Callable[..., Answer]) -> None:
    letter = answer("remind", "--unit", "B").out
    assert "Báo cáo 6 tháng: hạn 15/6/2021, quá hạn 30 ngày; đang thực hiện từ ngày 05/6/2021" in letter
    assert "chưa ghi nhận đã nộp" in answer("report", "--period", "h1", "--unit", "B").out


def test_a_calendar_and_missing_evidence_name_who_took_over(answer: Callable[..., Answer]) -> None:
    calendar = answer("export", "--format", "ics").out.replace("\r\n ", "").replace("\n ", "")
    assert r"1.g · Việc khác của phòng C\nChủ trì: Phòng B\n" in calendar
    (missing,) = [one for one in json.loads(answer("evidence", "--json").out)["missing"] if one["task"] == "1.e"]
    assert (missing["lead"], missing["responsible"]) == (["Phòng C"], ["B"])


def test_who_receives_a_milestone_has_that_role(answer: Callable[..., Answer]) -> None:
    (row,) = json.loads(answer("due", "--unit", "A", "--role", "recipient", "--json").out)["items"]
    assert (row["address"], row["role"]) == ("1.c/a", "recipient")


def test_a_report_goes_to_who_receives_that_one(answer: Callable[..., Answer]) -> None:
    assert "Kính gửi: Phòng B" in answer("report", "--period", "q3", "--unit", "A").out
    assert "Kính gửi: Văn phòng Sở" in answer("report", "--period", "h1", "--unit", "A").out


COLLECTED = """
- id: 1.a
  title: Thống kê
  lead: [A, B]
  recipient: Văn phòng Sở
  owed: {owed}
  products: [Báo cáo]
  milestones: [{{id: m, title: Báo cáo, due: 2021-08-30, recipient: UBND tỉnh, owed: together, products: [Báo cáo]}}]
"""


def test_who_gathers_what_each_owes_passes_it_on_and_reports_it(run: Run, tmp_path: Path) -> None:
    at = ("-p", "p.yaml", "--as-of", "2021-07-15", "--json")
    for owed, leads in (("each", ["VP"]), ("together", ["A", "B"])):
        text = write_plan(COLLECTED.format(owed=owed), units=UNITS, groups="", reports=REPORTS)
        (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
        (row,) = json.loads(run("due", "--within", "90d", *at).out)["items"]
        assert row["owed_by"] == leads
        report = json.loads(run("report", "--period", "q3", "--unit", leads[0], *at).out)
        assert report["total"]["total"] == sum(one["total"] for one in report["sections"]) == 1
    sheet = run("report", "--period", "q3", "-p", "p.yaml", "--as-of", "2021-07-15", "--lang", "vi").out
    assert "| Phòng A, Phòng B | Báo cáo |" in sheet  # once, as it is the task's


OF_XA = """
- {id: 1.a, title: Gửi số liệu, lead: [Y], recipient: Phòng A, time: 2021-03-10}
- id: 1.b
  title: Thống kê
  lead: [A, B]
  milestones:
    - {id: m, title: Mỗi phòng, due: 2021-08-30, lead: [G]}
    - {id: t, title: Chung, due: 2021-09-30}
  targets: [{id: hs, title: Hồ sơ, at_least: 20, unit: hồ sơ}]
  progress: [{date: 2021-02-10, milestone: m, unit: A, measures: {hs: 30}}]
"""


def test_what_only_units_that_are_not_listed_owe_is_their_groups(run: Run, tmp_path: Path) -> None:
    text = write_plan(OF_XA, units=UNITS, groups=GROUPS, reports=REPORTS)
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    at = ("-p", "p.yaml", "--as-of", "2021-07-15", "--lang", "vi")
    letter = run("remind", *at)
    assert (letter.out.startswith("**UBND các phường – nhắc việc"), letter.err) == (True, "")
    rows = {row["key"]: row["overdue"] for row in json.loads(run("status", "--json", *at).out)["items"]}
    assert rows == {"A": 0, "B": 0, "Y": 1, "total": 1}
    # A figure measured for a unit's own share is none of those who owe the task together; that there is one is told.
    own = run("report", "--period", "q3", "--unit", "A", *at).out
    assert "Hồ sơ: chưa có số liệu chung; 1 đơn vị đã ghi nhận số liệu riêng" in own


def test_answers_are_due_by_the_deadline_in_force(answer: Callable[..., Answer], tmp_path: Path) -> None:
    assert answer("form", "--unit", "A", "--period", "q1", "-o", "bieu", on="2021-03-01").code == 0
    (form,) = (tmp_path / "bieu").iterdir()
    guide = " ".join(str(row[0]) for row in load_workbook(form).worksheets[0].iter_rows(values_only=True))
    assert "25/3/2021" in guide
    assert "15/3/2021." not in guide
    assert json.loads(answer("report", "--period", "q1", "--json").out)["period"]["due"] == "2021-03-25"
