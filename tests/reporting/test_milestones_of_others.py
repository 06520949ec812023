"""A milestone with parties and products of its own, and groups of which few units are listed: all answers agree."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import Answer
from parplan.plan.assessment import Assessment
from parplan.plan.items import Timeliness
from parplan.plan.progress import measured, measured_apart
from parplan.plan.structure import State
from small_plans import plan_of, write_plan

Run = Callable[..., Answer]

OF_OTHERS = """
- id: 1.a
  title: Rà soát văn bản
  lead: [VP]
  coordinating: [KHTC]
  products: [Sản phẩm của nhiệm vụ]
  milestones:
    - {id: plan, title: Lập kế hoạch, due: 2021-06-30}
    - {id: own, title: Báo cáo, due: 2021-06-20, lead: [TTRA], coordinating: [VP], products: [Sản phẩm của mốc]}
    - {id: ended, title: Sơ kết, due: 2021-02-01, lead: [CU]}
"""
UNITS = """
VP: {name: Văn phòng Sở}
TTRA: {name: Thanh tra Sở}
KHTC: {name: Phòng Kế hoạch}
CU: {name: Phòng cũ, until: 2021-05-31, successors: [KHTC]}
"""
XA = """
- id: 1.a
  title: Công khai thủ tục
  lead: [XA]
  time: 2021-06-01
  progress: [{date: 2021-05-03, unit: KHTC, state: done}]
"""
GROUP = "XA: {name: UBND các xã, members: [KHTC], complete: no, size: 96}"


@pytest.fixture
def answer(run: Run, tmp_path: Path) -> Callable[..., Answer]:
    (tmp_path / "p.yaml").write_text(write_plan(OF_OTHERS, units=UNITS, groups=""), encoding="utf-8")
    return lambda *words: run(*words, "-p", "p.yaml", "--as-of", "2021-07-15", "--lang", "vi")


def test_a_letter_names_who_leads_the_milestone_and_what_it_produces(answer: Callable[..., Answer]) -> None:
    letter = answer("remind", "--unit", "TTRA").out
    assert "Sản phẩm của mốc" in letter
    assert "Sản phẩm của nhiệm vụ" not in letter
    assert "cùng chủ trì" not in letter
    (reminder,) = json.loads(answer("remind", "--unit", "TTRA", "--json").out)["items"]
    assert [row["products"] for row in reminder["overdue"]] == [["Sản phẩm của mốc"]]


def test_tables_and_calendars_tell_what_is_the_milestones_own(answer: Callable[..., Answer]) -> None:
    rows = csv.DictReader(io.StringIO(answer("export", "--format", "csv").out.lstrip("\ufeff")))
    assert [(row["lead"], row["coordinating"], row["products"], row["owed_by"]) for row in rows] == [
        ("Văn phòng Sở", "Phòng Kế hoạch", "Sản phẩm của nhiệm vụ", "Văn phòng Sở"),
        ("Thanh tra Sở", "Văn phòng Sở", "Sản phẩm của mốc", "Thanh tra Sở"),
        ("Phòng cũ", "Phòng Kế hoạch", "Sản phẩm của nhiệm vụ", "Phòng Kế hoạch"),
    ]
    calendar = answer("export", "--format", "ics", "--unit", "TTRA").out.replace("\r\n ", "").replace("\n ", "")
    assert "Sản phẩm: Sản phẩm của mốc" in calendar


def test_the_page_names_who_leads_what_is_overdue_now(answer: Callable[..., Answer], tmp_path: Path) -> None:
    assert answer("page", "-o", "trang.html").code == 0
    page = (tmp_path / "trang.html").read_text(encoding="utf-8")
    waiting = page.partition("Cần chỉ đạo</h")[2].partition("Biểu đồ</h")[0]
    assert "Chủ trì: Văn phòng Sở, Thanh tra Sở, Phòng Kế hoạch" in re.sub(r"<[^>]+>", "", waiting)


def test_finishing_and_missing_evidence_name_who_leads_the_milestone(run: Run, answer: Callable[..., Answer]) -> None:
    done = run("done", "1.a/own", "-p", "p.yaml", "--lang", "vi").out
    assert done.startswith("1.a/own · Báo cáo: Rà soát văn bản · Thanh tra Sở")
    assert "Thanh tra Sở" in answer("evidence", "--missing").out
    (missing,) = json.loads(answer("evidence", "--json").out)["missing"]
    assert missing["lead"] == ["Thanh tra Sở"]


def test_what_a_unit_has_done_has_a_column_though_no_task_is_done_as_a_whole(run: Run, tmp_path: Path) -> None:
    tasks = (
        "- {id: 1.a, title: Nộp, lead: [ALL], time: 2021-06-01, progress: [{date: 2021-05-03, unit: VP, state: done}]}"
    )
    (tmp_path / "p.yaml").write_text(write_plan(tasks), encoding="utf-8")
    assert run("page", "-p", "p.yaml", "--as-of", "2021-05-05", "-o", "trang.html").code == 0
    page = (tmp_path / "trang.html").read_text(encoding="utf-8")
    head = re.findall(r"<th\b[^>]*>([^<]*)", page.partition("<thead")[2].partition("</thead>")[0])
    assert head == ["Đơn vị chủ trì", "Tổng", "Hoàn thành", "Trong hạn"]


def test_a_group_has_not_finished_what_its_unlisted_units_owe() -> None:
    plan = plan_of(write_plan(XA, groups=GROUP))
    own = Assessment(plan, date(2021, 7, 1)).standing_of("1.a", "XA")
    assert own is not None
    assert (own.state, own.timeliness) == (State.IN_PROGRESS, Timeliness.OVERDUE)
    assert [(item.unlisted, item.owed_by) for item in own.items] == [(95, ())]
    whole = plan_of(
        write_plan(XA.replace("state: done}]", "state: done}, {date: 2021-06-02, state: done}]"), groups=GROUP)
    )
    own = Assessment(whole, date(2021, 7, 1)).standing_of("1.a", "XA")
    assert own is not None
    assert (own.state, own.timeliness) == (State.DONE, Timeliness.DONE_LATE)


def test_a_group_is_reminded_of_what_its_unlisted_units_owe(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(write_plan(XA, groups=GROUP), encoding="utf-8")
    for words in ((), ("--unit", "XA")):
        answer = run("remind", "-p", "p.yaml", "--as-of", "2021-07-01", "--lang", "vi", *words)
        assert answer.out.startswith("**UBND các xã – nhắc việc")
        assert answer.err == ""
    table = run("export", "--format", "csv", "-p", "p.yaml", "--as-of", "2021-07-01", "--lang", "vi").out
    assert "1/96 đã hoàn thành; còn 95" in table


APART = """
- id: 1.a
  title: Thống kê hồ sơ
  lead: [VP]
  milestones:
    - {id: count, title: Thống kê, due: 2021-04-30, lead: [Các phòng]}
    - {id: sum, title: Tổng hợp, due: 2021-06-30}
  targets:
    - {id: hs, title: Hồ sơ, at_least: 100, unit: hồ sơ}
    - {id: vb, title: Văn bản, at_least: 10, unit: văn bản, total: sum}
  progress:
    - {date: 2021-04-10, milestone: count, unit: TTRA, measures: {hs: 30, vb: 3}}
    - {date: 2021-04-11, milestone: count, unit: KHTC, measures: {hs: 12, vb: 4}}
    - {date: 2021-04-12, unit: KHTC, measures: {hs: 14}}
"""
ROOMS = "G: {name: Các phòng, members: [TTRA, KHTC]}"


def test_the_figure_of_one_unit_for_a_milestone_each_owes_is_not_the_agencys() -> None:
    plan = plan_of(write_plan(APART, units=UNITS, groups=ROOMS))
    at = Assessment(plan, date(2021, 7, 1))
    hs, vb = plan.task("1.a").targets

    def told(party: str | None) -> tuple[Decimal | None, Decimal | None]:
        standing = at.standing("1.a") if party is None else at.standing_of("1.a", party)
        assert standing is not None
        hs_told, vb_told = (measured(standing.task, target, at.as_of, standing.units) for target in (hs, vb))
        return hs_told, vb_told

    assert told(None) == told("VP") == told("G") == (None, 7)
    assert (told("TTRA"), told("KHTC")) == ((30, 3), (14, 4))
    assert measured_apart(plan.task("1.a"), hs, at.as_of) == {"TTRA", "KHTC"}


def test_what_a_group_is_told_of_work_each_owes_is_what_the_agency_is_told(run: Run, tmp_path: Path) -> None:
    each = APART.replace("lead: [VP]", "lead: [Các phòng]").replace(", lead: [Các phòng]", "")
    (tmp_path / "p.yaml").write_text(write_plan(each, units=UNITS, groups=ROOMS), encoding="utf-8")
    words = ("export", "--format", "csv", "-p", "p.yaml", "--as-of", "2021-07-01")
    assert run(*words, "--unit", "G").out == run(*words).out


def test_a_group_of_which_nobody_is_listed_owes_as_one_party(run: Run, tmp_path: Path) -> None:
    task = "- {id: 1.a, title: A, lead: [XA], owed: each, time: 2021-06-01%s}"
    group = "XA: {name: UBND các xã, complete: no, size: 96}"
    words = ("due", "--json", "-p", "p.yaml", "--as-of", "2021-07-01")
    (tmp_path / "p.yaml").write_text(write_plan(task % "", units=UNITS, groups=group), encoding="utf-8")
    (item,) = json.loads(run(*words).out)["items"]
    assert (item["owed_by"], item["unlisted"]) == (["XA"], 0)
    done = ", progress: [{date: 2021-05-03, unit: XA, state: done}]"
    (tmp_path / "p.yaml").write_text(write_plan(task % done, units=UNITS, groups=group), encoding="utf-8")
    assert json.loads(run(*words).out)["items"] == []


def test_the_appendix_of_figures_names_the_unit_whose_figure_it_is(run: Run, tmp_path: Path) -> None:
    only_reported = APART.replace("at_least: 100, ", "").replace("at_least: 10, ", "")
    reports = "h1: {due: 2021-06-20, from: 2021-01-01, to: 2021-06-14}"
    plan = write_plan(only_reported, units=UNITS, groups=ROOMS, reports=reports)
    (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
    words = ("report", "--period", "h1", "-p", "p.yaml", "--as-of", "2021-06-14", "--lang", "vi")
    for unit, named, figure in (("TTRA", "Thanh tra Sở", "30"), ("VP", "Văn phòng Sở", "**[…]**")):
        assert f"| 1 | **1.a.** Hồ sơ | hồ sơ | {named} | {figure} |" in run(*words, "--unit", unit).out
