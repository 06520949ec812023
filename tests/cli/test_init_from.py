"""`init --from`: the next year's plan, with no debt lost."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from branches import RECORDS

from conftest import PLAN_2021, RECORDED_2021, Answer
from parplan.loading import parse_plan
from parplan.provenance.record import DoubtDecision, ImportRecord, decided, open_doubts, parse_record
from small_plans import plan_of, write_plan

Run = Callable[..., Answer]

DECEMBER = {"PARPLAN_TODAY": "2021-12-20"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the recorded plan of 2021."""
    (tmp_path / "plans").mkdir()
    shutil.copy(RECORDED_2021, tmp_path / "plans" / "2021.yaml")
    return tmp_path


def begin(run: Run, home: Path, *words: str) -> Answer:
    return run("init", "--from", "plans/2021.yaml", *words, cwd=home, env=DECEMBER)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_the_plan_of_2022(run: Run, home: Path, golden: Callable[[Path, str], None]) -> None:
    """Reviewed as the difference from the plan of 2021: the lines that are new."""
    shutil.copy(PLAN_2021, home / "plans" / "2021.yaml")
    answer = begin(run, home)
    assert (answer.code, answer.out) == (0, "")
    old = set(lines(home / "plans" / "2021.yaml"))
    new = [line for line in lines(home / "plans" / "2022.yaml") if line not in old]
    golden(Path(__file__).parent / "golden" / "init-from.yaml", "\n".join(new) + "\n")
    assert "plans/2022.yaml is written" in answer.err
    checked = run("validate", "--json", "plans/2022.yaml", cwd=home, env=DECEMBER)
    assert checked.code == 0, checked.out


def test_nothing_recorded_is_copied_and_comments_are_kept(run: Run, home: Path) -> None:
    begin(run, home)
    old, new = lines(PLAN_2021), lines(home / "plans" / "2022.yaml")
    assert not any("progress:" in line or "recorded:" in line or "printed:" in line for line in new)
    comments = [line for line in old if line.lstrip().startswith("#")]
    assert [line for line in new if line.lstrip().startswith("#")] == comments
    assert sum(" # " in line for line in new) == sum(" # " in line for line in old)


def test_twice_gives_the_same_bytes(run: Run, home: Path) -> None:
    begin(run, home)
    plan, record = home / "plans" / "2022.yaml", home / "plans" / ".2022.import.json"
    first = plan.read_bytes(), record.read_bytes()
    assert begin(run, home).code == 2  # it exists
    assert begin(run, home, "--force").code == 0
    assert (plan.read_bytes(), record.read_bytes()) == first
    assert begin(run, home, "-").out.encode() == first[0]


def addresses(answer: Answer) -> set[str]:
    return {item["address"] for item in [*answer.items, *answer.json["undated"]]}


@pytest.mark.parametrize("recorded", [False, True])
def test_no_open_item_is_lost_and_none_is_listed_twice(run: Run, home: Path, recorded: bool) -> None:
    if not recorded:
        shutil.copy(PLAN_2021, home / "plans" / "2021.yaml")
    before = addresses(run("due", "--within", "2025-01-01", "--json", cwd=home, env=DECEMBER))
    begin(run, home)
    text = (home / "plans" / "2022.yaml").read_text(encoding="utf-8")
    carried = {found.removeprefix("2021:") for found in re.findall(r"carried_from: (2021:[^\s,}]+)", text)}
    assert before
    assert carried >= before
    env = {"PARPLAN_TODAY": "2022-01-10"}
    after = run("due", "--within", "2025-01-01", "--json", cwd=home, env=env)
    listed = [item["address"] for item in [*after.items, *after.json["undated"]]]
    assert len(listed) == len(set(listed))
    assert not [address for address in listed if address.startswith("2021:")]
    new = run("due", "--within", "2025-01-01", "--json", "-p", "plans/2022.yaml", cwd=home, env=env)
    assert len(addresses(new)) >= len(before)


def test_an_open_occurrence_becomes_a_milestone_of_its_own(run: Run, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Việc
      lead: [VP]
      milestones: [{id: report, title: Báo cáo, due: định kỳ hằng quý}]
      progress: [{date: 2021-04-01, milestone: report@2021-Q1, state: done}]
    - id: 1.b
      title: Đối thoại
      lead: [VP]
      milestones:
        - {id: talk, title: Báo cáo sau đối thoại, after: mỗi lần đối thoại, lag: 10d}
      progress: [{date: 2021-05-12, milestone: talk, event: lần một}]
    - {id: 1.c, title: Một lần, lead: [VP], time: Quý II/2021}
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    text = (tmp_path / "2022.yaml").read_text(encoding="utf-8")
    assert (
        '{id: report-2021-q2, title: "Báo cáo (2021-Q2)", due: 2021-06-30, carried_from: 2021:1.a/report@2021-Q2}'
        in text
    )
    assert "2021:1.a/report@2021-Q1" not in text
    assert "{id: talk-2021-05-12," in text
    assert "due: 2021-05-22, carried_from: 2021:1.b/talk@2021-05-12}" in text
    assert "{id: 1.c, carried_from: 2021:1.c, title: Một lần, lead: [VP], time: Quý II/2022}" in text
    findings = run("validate", "--json", "2022.yaml", cwd=tmp_path, env=DECEMBER).items
    assert not {"P306", "P307", "P308"} & {finding["code"] for finding in findings}
    due = run("due", "--json", "-p", "2022.yaml", cwd=tmp_path, env={"PARPLAN_TODAY": "2022-01-10"})
    assert {"1.a/report-2021-q2", "1.a/report-2021-q3", "1.a/report-2021-q4", "1.b/talk-2021-05-12"} <= addresses(due)


def test_whether_dropped_work_comes_again_is_asked(run: Run, tmp_path: Path) -> None:
    tasks = """
    - {id: 1.a, title: Bỏ, lead: [VP], time: Quý I/2021, progress: [{date: 2021-03-01, state: dropped, reason: Trùng}]}
    - id: 1.b
      title: Việc
      lead: [VP]
      milestones: [{id: a, title: A, due: Quý I/2021}, {id: b, title: B, due: Quý II/2021}]
      progress: [{date: 2021-04-01, milestone: b, state: dropped}, {date: 2021-05-01, milestone: a, state: paused}]
    - id: 1.c
      title: Việc của từng đơn vị
      lead: [PHONG]
      time: Quý II/2021
      progress: [{date: 2021-04-01, unit: VP, state: dropped}]
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    asked = run("review", "2022.yaml", "--json", cwd=tmp_path).json["items"]
    found = [(one["address"], one["printed"]) for one in asked if one["kind"] == "dropped"]
    assert found == [("1.a", "01/03/2021: Trùng"), ("1.b/b", "01/04/2021")]
    plan = tmp_path / "2022.yaml"
    text = plan.read_text(encoding="utf-8")
    (line,) = [one for one in text.splitlines(keepends=True) if "title: Bỏ" in one]
    plan.write_text(text.replace(line, ""), encoding="utf-8")
    asked = run("review", "2022.yaml", "--json", cwd=tmp_path).json["items"]
    assert [one["address"] for one in asked if one["kind"] == "dropped"] == ["1.b/b"]


def test_an_open_occurrence_is_owed_by_who_owed_it(run: Run, tmp_path: Path) -> None:
    """Its milestone's own leads, not the task's; and of those that each owe it, who has not done it."""
    tasks = """
    - id: 1.a
      title: Việc
      lead: [VP]
      milestones:
        - {id: check, title: Kiểm tra, due: calendar, lead: [Thanh tra Sở], products: [Biên bản], recipient: UBND tỉnh}
        - {id: each, title: Tự kiểm tra, due: calendar, lead: [PHONG], coordinating: [TDC]}
        - {id: all, title: Tự kiểm tra, due: calendar, lead: [PHONG], owed: together}
      progress:
        - {date: 2021-04-01, milestone: each@q1, unit: VP, state: done}
    - id: 1.b
      title: Việc của các phòng
      lead: [PHONG]
      milestones: [{id: own, title: Báo cáo, due: calendar}]
      progress:
        - {date: 2021-04-01, milestone: own@q1, unit: TTRA, state: done}
    - id: 1.c
      title: Đối thoại
      lead: [PHONG]
      milestones: [{id: talk, title: Báo cáo sau đối thoại, after: mỗi lần đối thoại, lag: 10d}]
      progress:
        - {date: 2021-05-12, milestone: talk, unit: TTRA, event: lần một}
        - {date: 2021-06-12, milestone: talk, event: lần hai}
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks, reports="q1: {due: 2021-03-15}"), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    old, new = (
        run("due", "--json", "-p", f"{year}.yaml", cwd=tmp_path, env={"PARPLAN_TODAY": "2022-01-10"}).items
        for year in (2021, 2022)
    )
    owed = {f"2021:{item['address']}": (item["due"], item["owed_by"]) for item in old}
    assert {item["carried_from"]: (item["due"], item["owed_by"]) for item in new if item["carried_from"]} == owed
    text = (tmp_path / "2022.yaml").read_text(encoding="utf-8")
    assert 'lead: ["Thanh tra Sở"], products: ["Biên bản"], recipient: "UBND tỉnh"}' in text
    assert "coordinating: [TDC], owed: each}" in text


def test_an_open_share_is_owed_by_the_unit_that_began_after_its_day(run: Run, tmp_path: Path) -> None:
    units = """
    VP: {name: Văn phòng Sở}
    TTRA: {name: Thanh tra Sở}
    A: {name: Phòng A, until: 2021-06-30, successors: [MOI]}
    B: {name: Phòng B, until: 2021-06-30, successors: [MOI]}
    MOI: {name: Phòng Mới, from: 2021-07-01}
    """
    tasks = """
    - id: 1.a
      title: Báo cáo
      lead: [PHONG]
      milestones: [{id: r, title: Báo cáo quý, due: định kỳ hằng quý}]
      progress:
        - {date: 2021-03-20, milestone: r@2021-Q1, unit: A, state: done}
        - {date: 2021-06-20, milestone: r@2021-Q2, unit: VP, state: done}
    """
    groups = "PHONG: {name: Các phòng, members: [VP, TTRA, A, B]}"
    (tmp_path / "2021.yaml").write_text(write_plan(tasks, units=units, groups=groups), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    old, new = (
        run("due", "--json", "-p", f"{year}.yaml", cwd=tmp_path, env={"PARPLAN_TODAY": "2022-01-10"}).items
        for year in (2021, 2022)
    )
    owed = {f"2021:{item['address']}": set(item["owed_by"]) for item in old}
    assert owed["2021:1.a/r@2021-Q1"] == {"VP", "TTRA", "MOI"}
    assert owed["2021:1.a/r@2021-Q2"] == {"TTRA", "MOI"}
    assert {one["carried_from"]: set(one["owed_by"]) for one in new if one["carried_from"]} == owed
    done = run("done", "1.a/r-2021-q2", "--unit", "MOI", "-p", "2022.yaml", cwd=tmp_path, env=DECEMBER)
    assert done.code == 0, done.err


def test_a_deadline_decided_in_the_new_year_stays(run: Run, tmp_path: Path) -> None:
    """Only one in force: a day that was moved back into the old year, and moved words without a decision, move on."""
    tasks = """
    - {id: 1.a, title: Đề án, lead: [VP], time: trước ngày 15/12/2021, progress: [
        {date: 2021-11-20, due: 2022-02-28, basis: 99/UBND}]}
    - id: 1.b
      title: Rà soát
      lead: [VP]
      milestones:
        - {id: a, title: A, due: theo quy định}
        - {id: b, title: B, due: Quý III/2021}
        - {id: c, title: C, due: Quý IV/2021}
      progress:
        - {date: 2021-11-20, milestone: a, due: 2022-01-20, basis: 99/UBND}
        - {date: 2021-09-20, milestone: b, due: 2022-01-20, basis: 98/UBND}
        - {date: 2021-11-20, milestone: b, due: 2021-12-20, basis: 99/UBND}
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    due = run("due", "--within", "1y", "--json", "-p", "2022.yaml", cwd=tmp_path, env={"PARPLAN_TODAY": "2022-01-10"})
    assert {one["address"]: one["due"] for one in due.items} == {
        "1.b/a": "2022-01-20",
        "1.a": "2022-02-28",
        "1.b/b": "2022-09-30",
        "1.b/c": "2022-12-31",
    }
    asked = run("review", "2022.yaml", "--json", cwd=tmp_path).json["items"]
    decided = [(one["address"], one["printed"]) for one in asked if one["kind"] == "time-decided"]
    assert decided == [("1.a", "trước ngày 15/12/2021"), ("1.b/a", "theo quy định")]


def test_who_still_owes_work_that_keeps_its_deadline_is_asked(run: Run, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Báo cáo
      lead: [PHONG]
      milestones:
        - {id: kept, title: Báo cáo năm, due: chậm nhất 15/01/2022}
        - {id: moved, title: Báo cáo quý III, due: Quý III/2021}
        - {id: all, title: Báo cáo thêm, due: chậm nhất 16/01/2022}
      progress:
        - {date: 2021-12-01, milestone: kept, unit: TTRA, state: done}
        - {date: 2021-12-01, milestone: moved, unit: TTRA, state: done}
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    asked = run("review", "2022.yaml", "--json", cwd=tmp_path).json["items"]
    found = [(one["address"], one["printed"]) for one in asked if one["kind"] == "carried-by-some"]
    assert found == [("1.a/kept", "Văn phòng Sở, Phòng Kế hoạch - Tài chính")]


def test_carried_work_that_waits_again_is_told_with_its_deadline(run: Run, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Tập huấn
      lead: [VP]
      milestones:
        - {id: p, title: Mở lớp, due: Quý IV/2021}
        - {id: q, title: Báo cáo lớp, after: p, lag: 40d}
        - {id: e, title: Sau sự việc, after: lớp học, due: 20/01/2022}
        - {id: w, title: Chưa xảy ra, after: hội nghị, due: 20/01/2022}
      progress:
        - {date: 2021-12-15, milestone: p, state: done}
        - {date: 2021-12-10, milestone: e, event: Lớp 1}
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    asked = run("review", "2022.yaml", "--json", cwd=tmp_path).json["items"]
    found = [(one["address"], one["printed"]) for one in asked if one["kind"] == "carried-due"]
    assert found == [("1.a/q", "24/01/2022"), ("1.a/e", "20/01/2022")]


def test_who_has_done_an_open_occurrence_of_a_group_that_is_not_listed_whole_is_told(run: Run, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Báo cáo
      lead: [XA]
      milestones: [{id: r, title: Báo cáo, due: hằng quý}, {id: s, title: Sơ kết, due: Quý II/2021}]
      progress:
        - {date: 2021-03-20, milestone: r@2021-Q1, unit: A, state: done}
        - {date: 2021-03-20, milestone: s, unit: A, state: done}
    """
    units, groups = "{A: {name: UBND xã A}, B: {name: UBND xã B}}", "XA: {name: UBND các xã, members: [A, B], size: 96}"
    groups = groups.replace("size", "complete: no, size")
    (tmp_path / "2021.yaml").write_text(write_plan(tasks, units=units, groups=groups), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    asked = run("review", "2022.yaml", "--json", cwd=tmp_path).json["items"]
    found = [(one["address"], one["printed"]) for one in asked if one["kind"] == "carried-done"]
    assert found == [("1.a/r-2021-q1", "UBND xã A")]


def test_what_the_old_plan_carried_itself_is_named_by_its_address_there(run: Run, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Việc
      lead: [VP]
      milestones:
        - {id: a, title: A, due: Quý I/2021, carried_from: "2020:9.a/x"}
        - {id: b, title: B, due: Quý I/2021, carried_from: "2020:9.a/y", printed: Quý I}
      progress: [{date: 2021-02-01, milestone: b, state: done}]
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    text = (tmp_path / "2022.yaml").read_text(encoding="utf-8")
    assert "{id: a, carried_from: 2021:1.a/a, title: A, due: Quý I/2022}" in text
    assert "{id: b, title: B, due: Quý I/2022}" in text


def test_a_group_whose_members_merged_has_as_many_units_that_are_not_listed(run: Run, tmp_path: Path) -> None:
    units = """
    A: {name: Sở A}
    B: {name: Sở B, until: 2021-06-30, successors: [A]}
    C: {name: Sở C, until: 2021-06-30, successors: [D]}
    D: {name: Sở D}
    """
    groups = """
    SN: {name: Các sở, members: [A, B, C], complete: no, size: 19}
    ALL: {name: Các cơ quan, members: [SN, D], complete: no, size: 81}
    """
    tasks = "- {id: 1.a, title: Một, lead: [Các cơ quan], owed: each, time: Quý IV/2021}"
    (tmp_path / "2021.yaml").write_text(write_plan(tasks, units=units, groups=groups), encoding="utf-8")
    before = run("show", "1.a", "--json", "-p", "2021.yaml", cwd=tmp_path, env=DECEMBER).json["items"][0]
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    text = (tmp_path / "2022.yaml").read_text(encoding="utf-8")
    assert "members: [A, D], complete: no, size: 18}" in text
    assert "members: [SN, D], complete: no, size: 79}" in text
    after = run("show", "1.a", "--json", "-p", "2022.yaml", cwd=tmp_path, env=DECEMBER).json["items"][0]
    owed = [(one["owed_by"], one["unlisted"]) for item in (before, after) for one in item["milestones"]]
    assert owed == [(["A", "D"], 77)] * 2


def test_units_that_ended_are_replaced_by_their_successors(run: Run, tmp_path: Path) -> None:
    units = """
    VP: {name: Văn phòng Sở}
    TTRA: {name: Thanh tra Sở, until: 2021-06-30, successors: [VP, KHTC]}
    KHTC: {name: Phòng Kế hoạch - Tài chính}
    OLD: {name: Phòng Cũ, until: 2021-06-30, successors: [TTRA]}
    """
    groups = "PHONG: {name: Các phòng, members: [TTRA, VP]}"
    tasks = """
    - {id: 1.a, title: Một, lead: [Thanh tra Sở], coordinating: [Văn phòng Sở]}
    - id: 1.b
      title: Hai
      lead:
        - Văn phòng Sở
        - Phòng Cũ
      coordinating: [PHONG]
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks, units=units, groups=groups), encoding="utf-8")
    answer = run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER)
    assert answer.code == 0, answer.err
    text = (tmp_path / "2022.yaml").read_text(encoding="utf-8")
    assert "TTRA" not in text
    assert "OLD" not in text
    assert "members: [KHTC, VP]" in text
    assert "lead: [VP, KHTC], coordinating: [Văn phòng Sở]}" in text
    assert "        - Văn phòng Sở\n          - KHTC\n".replace("          - K", "        - K") in text.replace(
        "          - ", "        - "
    )


def test_who_receives_work_and_ended_is_replaced_or_asked_about(run: Run, tmp_path: Path) -> None:
    units = """
    VP: {name: Văn phòng Sở}
    KHTC: {name: Phòng Kế hoạch - Tài chính}
    TTRA: {name: Thanh tra Sở, until: 2021-06-30, successors: [KHTC]}
    OLD: {name: Phòng Cũ, until: 2021-06-30, successors: [VP, KHTC]}
    """
    tasks = """
    - {id: 1.a, title: Một, lead: [VP], recipient: TTRA}
    - {id: 1.b, title: Hai, lead: [VP], milestones: [{id: m, title: M, due: Quý IV/2021, recipient: OLD}]}
    - {id: 1.c, title: Ba, lead: [VP], recipient: Sở Nội vụ}
    """
    (tmp_path / "2021.yaml").write_text(write_plan(tasks, units=units, groups=""), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    text = (tmp_path / "2022.yaml").read_text(encoding="utf-8")
    assert [line.split("recipient: ")[1].split("}")[0] for line in text.splitlines() if "recipient: " in line] == [
        "KHTC",
        "Phòng Cũ",
        "Sở Nội vụ",
    ]
    asked = run("review", "2022.yaml", "--json", cwd=tmp_path).json["items"]
    found = [(one["kind"], one["address"], one["printed"]) for one in asked if one["kind"].startswith("unit-")]
    assert found == [("unit-replaced", "1.a", "TTRA"), ("unit-ended", "1.b/m", "OLD")]


def test_the_doubts_are_asked_by_review(run: Run, home: Path) -> None:
    begin(run, home)
    answer = run("review", "plans/2022.yaml", "--json", cwd=home, env=DECEMBER)
    assert answer.code == 0
    found = {(item["address"], item["field"]) for item in answer.items}
    assert {("", "title"), ("", "decision.number"), ("2.b/plan", "due"), ("", "reports.q1.due")} <= found
    assert all(item["line"] for item in answer.items)
    plan = home / "plans" / "2022.yaml"
    title = "Kế hoạch Cải cách hành chính Sở Khoa học và Công nghệ năm 2022"
    text = plan.read_text(encoding="utf-8").replace(f"title: {title}", "title: Kế hoạch khác")
    plan.write_text(text, encoding="utf-8")
    again = run("review", "plans/2022.yaml", "--json", cwd=home, env=DECEMBER)
    assert ("", "title") not in {(item["address"], item["field"]) for item in again.items}


def _doubts(record: ImportRecord, text: str) -> list[tuple[str, str, str]]:
    return sorted((one.address, one.field, one.value) for one in open_doubts(record, plan_of(text)))


def _begun(run: Run, folder: Path, plan: str) -> tuple[ImportRecord, str]:
    """The record and the text of the next year's plan, begun from a plan of 2021."""
    (folder / "plans").mkdir()
    (folder / "plans" / "2021.yaml").write_text(plan, encoding="utf-8")
    begin(run, folder)
    record = parse_record((folder / "plans" / ".2022.import.json").read_bytes())
    assert record is not None
    return record, (folder / "plans" / "2022.yaml").read_text(encoding="utf-8")


def test_doubts_follow_a_task_whose_id_is_corrected_before_they_are_answered(run: Run, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Rà soát
      lead: [VP]
      milestones: [{id: m, title: Nộp, due: Quý I/2021}]
    - id: 1.b
      title: Đối thoại
      lead: [VP]
      milestones: [{id: m, title: Họp, due: Quý I/2021}]
    """
    record, text = _begun(run, tmp_path, write_plan(tasks))
    found = _doubts(record, text)
    assert [one for one in found if one[0] == "1.b/m"] == [
        ("1.b/m", "carried_from", "2021:1.b/m"),
        ("1.b/m", "due", "Quý I/2022"),
    ]
    corrected = text.replace("id: 1.b", "id: 1.x")
    assert _doubts(record, corrected) == sorted((one[0].replace("1.b", "1.x"), *one[1:]) for one in found)
    aliased = text.replace("id: 1.b", "id: 1.x\n        aliases: [1.b]").replace("title: Đối thoại", "title: Gặp gỡ")
    assert _doubts(record, aliased) == _doubts(record, corrected)
    later = text.replace("- id: 1.b", "- id: 1.c").replace("- id: 1.a", "- id: 1.b")
    new = "      - {id: 1.a, title: Mới, lead: [VP], milestones: [{id: m, title: Nộp, due: Quý I/2022}]}\n"
    later = later.replace("    tasks:\n", f"    tasks:\n{new}", 1)
    moved = {"1.a": "1.b", "1.b": "1.c"}
    shifted = sorted((moved.get(one[0][:3], one[0][:3]) + one[0][3:], *one[1:]) for one in found)
    assert _doubts(record, later) == shifted
    plan = plan_of(later)
    decision = DoubtDecision("accepted", date(2021, 12, 21))
    of_dialogue = [one for one in open_doubts(record, plan) if one.address.startswith("1.c")]
    after = decided(record, of_dialogue, decision, plan)
    assert _doubts(after, later) == [one for one in shifted if not one[0].startswith("1.c")]
    assert _doubts(decided(after, of_dialogue, None, plan), later) == shifted


def test_doubts_about_one_of_several_of_a_title_stay_open_where_another_was_inserted(run: Run, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Họp
      lead: [VP]
      time: Quý I/2021
    - id: 1.b
      title: Họp
      lead: [VP]
      time: Quý III/2021
      targets: [{id: t, title: "Số cuộc họp năm 2021, kỳ 2020"}]
    """
    record, text = _begun(run, tmp_path, write_plan(tasks))
    times = [("1.a", "time", "Quý I/2022"), ("1.b", "time", "Quý III/2022")]
    found = _doubts(record, text)
    assert [one[:2] for one in found if one[1] == "time"] == [one[:2] for one in times]
    later = text.replace("- id: 1.b", "- id: 1.c").replace("- id: 1.a", "- id: 1.b").replace("id: t,", "id: u,")
    later = later.replace(
        "    tasks:\n", "    tasks:\n      - {id: 1.a, title: Họp, lead: [VP], time: Quý IV/2022}\n", 1
    )
    moved = {"1.a": "1.b", "1.b": "1.c"}
    expected = sorted((moved.get(one[0], one[0]), one[1].replace(".t", ".u"), *one[2:]) for one in found)
    assert _doubts(record, later) == expected


def test_doubts_follow_milestones_and_sections_to_other_ids_and_titles_that_are_corrected(
    run: Run, tmp_path: Path
) -> None:
    tasks = """
    - id: 1.a
      title: Rà soát văn bản năm 2021
      lead: [VP]
      milestones:
        - {id: m, title: Nộp kế hoạch, due: Quý I/2021}
        - {id: n, title: Nộp báo cáo, due: Quý II/2021}
    """
    plan = write_plan(tasks).replace("title: Cải cách thể chế\n", "title: Cải cách thể chế năm 2021\n")
    record, text = _begun(run, tmp_path, plan)
    found = _doubts(record, text)
    assert {one[0] for one in found} >= {"1", "1.a", "1.a/m", "1.a/n"}
    later = text.replace("id: n,", "id: o,").replace("id: m,", "id: n,")
    later = re.sub(r"( +- )(?={id: n,)", r"\1{id: m, title: Khảo sát, due: Quý I/2022}\n\1", later)
    moved = {"1.a/m": "1.a/n", "1.a/n": "1.a/o"}
    assert _doubts(record, later) == sorted((moved.get(one[0], one[0]), *one[1:]) for one in found)
    new = "      - {id: 1.a, title: Mới, lead: [VP], milestones: [{id: m, title: Nộp, due: Quý I/2022}]}\n"
    both = text.replace("id: 1.a", "id: 1.b").replace("    tasks:\n", f"    tasks:\n{new}", 1)
    both = both.replace("Nộp kế hoạch", "Nộp bản kế hoạch").replace("Nộp báo cáo", "Nộp các báo cáo")
    assert _doubts(record, both) == sorted((one[0].replace("1.a", "1.b"), *one[1:]) for one in found)
    renumbered = text.replace('id: "1"', 'id: "2"')
    of_section = sorted(("2" if one[0] == "1" else one[0], *one[1:]) for one in found)
    assert _doubts(record, renumbered) == of_section
    beside = renumbered.replace("sections:\n", 'sections:\n  - {id: "1", title: Chỉ đạo, tasks: []}\n')
    assert _doubts(record, beside) == of_section


def test_line_ends_are_kept(run: Run, home: Path) -> None:
    old = home / "plans" / "2021.yaml"
    begin(run, home)
    expected = (home / "plans" / "2022.yaml").read_bytes()
    old.write_bytes(b"\xef\xbb\xbf" + old.read_bytes().replace(b"\n", b"\r\n"))
    begin(run, home, "--force")
    assert (home / "plans" / "2022.yaml").read_bytes() == b"\xef\xbb\xbf" + expected.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--year", "2021"), 2, "--year 2021: the plan already covers 2021"),
        (("--agency", "Sở Xây dựng"), 2, "is a plan of Sở Khoa học và Công nghệ tỉnh Quảng Ngãi"),
        (("plans/2021.yaml",), 2, "plans/2021.yaml"),
    ],
)
def test_what_cannot_be_begun(run: Run, home: Path, words: tuple[str, ...], code: int, says: str) -> None:
    before = sorted((home / "plans").iterdir())
    answer = begin(run, home, *words)
    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err
    assert sorted((home / "plans").iterdir()) == before


def test_plans_that_cannot_be_gone_on_with(run: Run, tmp_path: Path) -> None:
    for text, says in (
        (write_plan("[{id: 1.a, titel: x}]"), "is not a valid plan"),
        (write_plan("[]").replace("parplan: 1", "parplan: 2"), "upgrade parplan"),
    ):
        (tmp_path / "2021.yaml").write_text(text, encoding="utf-8")
        answer = run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER)
        assert answer.code == 3
        assert says in answer.err
        assert not (tmp_path / "2022.yaml").exists()


def test_a_closed_carried_item_leaves_due(run: Run, home: Path) -> None:
    shutil.copy(PLAN_2021, home / "plans" / "2021.yaml")
    begin(run, home)
    env = {"PARPLAN_TODAY": "2022-02-01"}
    due = ("due", "--within", "2025-01-01", "--json")
    assert "2.b/plan" in addresses(run(*due, cwd=home, env=env))
    assert run("done", "2.b/plan", "--on", "2022-01-20", cwd=home, env=env).code == 0
    assert not {"2.b/plan", "2021:2.b/plan"} & addresses(run(*due, cwd=home, env=env))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_recorded_no_debt_is_lost(run: Run, home: Path, seed: int) -> None:
    """Of any history: what `due` of the old plan lists is what the new one goes on with, but for ongoing work."""
    draw = random.Random(seed)
    shutil.copy(PLAN_2021, home / "plans" / "2021.yaml")
    for minute, words in enumerate(draw.sample(RECORDS, draw.randint(2, len(RECORDS)))):
        env = {"PARPLAN_TODAY": f"2021-03-05T09:{minute:02}:00+07:00"}
        assert run(*(word.replace("_", " ") for word in words.split()), cwd=home, env=env).code == 0
    day = draw.choice(["2021-03-10", "2021-12-20", "2022-06-30"])
    env = {"PARPLAN_TODAY": day}
    asked = ("due", "--within", "2030-01-01", "--json")
    before = addresses(run(*asked, cwd=home, env=env))
    assert run("init", "--from", "plans/2021.yaml", cwd=home, env=env).code == 0
    text = (home / "plans" / "2022.yaml").read_text(encoding="utf-8")
    carried = re.findall(r"carried_from: 2021:([^\s,}]+)", text)
    assert before <= set(carried)
    assert len(carried) == len(set(carried))
    both = run(*asked, cwd=home, env={"PARPLAN_TODAY": "2022-07-01"})
    listed = [item["address"] for item in [*both.items, *both.json["undated"]]]
    assert not [address for address in listed if address.startswith("2021:")]
    assert len(listed) == len(set(listed)) >= len(before)


@pytest.mark.parametrize("words", [(), ("--year", "2022")])
def test_after_a_school_year_comes_the_next_one(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    title = "title: Kế hoạch năm học 2021 - 2022"
    plan = write_plan(
        "- {id: 1.a, title: Việc, lead: [VP], time: Tháng 3/2022}", heading="through: 2022\nuntil: 2022-05-31"
    )
    plan = re.sub("title: .*", title, plan, count=1)
    (tmp_path / "2021.yaml").write_text(plan, encoding="utf-8")
    answer = run("init", "--from", "2021.yaml", *words, cwd=tmp_path, env=DECEMBER)
    assert answer.code == 0, answer.err
    made = (tmp_path / "2022.yaml").read_text(encoding="utf-8")
    assert "title: Kế hoạch năm học 2022 - 2023" in made
    assert all(one in made for one in ("year: 2022\n", "through: 2023\n", "until: 2023-05-31\n", "Tháng 3/2023"))


def test_an_old_plan_that_is_renumbered_later_hides_nothing(run: Run, tmp_path: Path) -> None:
    milestones = "[{id: m1, title: Báo cáo, due: Quý I/2021}, {id: m2, title: Tổng hợp, due: hằng quý}]"
    old = write_plan(f"- {{id: 1.a, title: Rà soát văn bản năm 2021, lead: [VP], milestones: {milestones}}}\n")
    (tmp_path / "2021.yaml").write_text(old, encoding="utf-8")
    env = {"PARPLAN_TODAY": "2021-12-20T10:00:00+07:00", "PARPLAN_LANG": "en"}
    assert run("init", "2022.yaml", "--from", "2021.yaml", cwd=tmp_path, env=env).code == 0

    def listed(plan: str) -> set[str]:
        """The items of 2021 that are listed under their own addresses."""
        (tmp_path / "2021.yaml").write_text(plan, encoding="utf-8")
        words = ("due", "--within", "2y", "--json", "--plan", "2021.yaml", "--plan", "2022.yaml")
        return {item["address"] for item in run(*words, cwd=tmp_path, env=env).items if item["plan"] == "2021.yaml"}

    assert listed(old) == set()
    assert listed(old.replace("Rà soát văn bản", "Rà soát các văn bản")) == set()  # the title is corrected
    assert listed(old.replace("id: 1.a", "id: 1.b, aliases: [1.a]").replace("id: m1", "id: m, aliases: [m1]")) == set()
    assert listed(old.replace("Rà soát văn bản năm 2021", "Công bố thủ tục")) >= {"1.a/m1"}  # another took its place
    # a task is inserted before it, or a milestone, without an alias
    inserted = (
        "      - {id: 1.a, title: Công bố, lead: [VP], milestones: [{id: m1, title: Công bố, due: Quý I/2021}]}\n"
    )
    task = old.replace("      - {id: 1.a", f"{inserted}      - {{id: 1.b")
    assert {"1.a/m1", "1.b/m1"} <= listed(task)  # what was carried on stands there twice, nothing is missing
    milestone = old.replace("id: m1", "id: m3").replace("[{id: m3", "[{id: m1, title: Lập, due: Quý I/2021}, {id: m3")
    assert listed(milestone) == {"1.a/m1", "1.a/m3"}


def test_what_may_be_of_the_old_year_and_stays_is_asked_about(run: Run, tmp_path: Path) -> None:
    """A report due after the year's end, a product of a quarter, next year's plan to be made: none moves by itself."""
    tasks = """
    - id: 1.a
      title: Xây dựng kế hoạch năm 2022
      lead: [VP]
      products: [Báo cáo quý I/2021, Kế hoạch]
      parts: [Họp tháng 3/2021]
      notes: [Bản in quý II/2021, Đã xem, Bản quét tháng 5/2021]
      columns: {Kinh phí: Dự toán 2021}
      time: trước ngày 15 tháng 6 năm 2021
      milestones:
        - {id: m, title: Họp tháng 6/2021, due: 10/01/2022}
        - {id: n, title: Tổng kết, after: hội nghị tháng 7/2021}
      targets: [{id: t, title: Số văn bản đến 31/12/2021, at_least: 3}]
      progress: [{date: 2021-12-01, state: done}]
    """
    text = write_plan(tasks, reports="year: {due: 10/01/2022}").replace("agency:", "parent: UBND tỉnh 2021\n  agency:")
    text = text.replace("units:", "  introduction: [Năm 2021 tiếp tục]\n  closing: Hết năm 2021\nunits:", 1)
    (tmp_path / "2021.yaml").write_text(text, encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    doubts = run("review", "2022.yaml", "--json", cwd=tmp_path, env=DECEMBER).items
    left = [(one["address"], one["field"], one["printed"]) for one in doubts if one["kind"] == "year-left"]
    assert left == [
        ("", "parent", "UBND tỉnh 2021"),
        ("", "introduction", "Năm 2021 tiếp tục"),
        ("", "closing", "Hết năm 2021"),
        ("", "reports.year.due", "10/01/2022"),
        ("1.a", "title", "Xây dựng kế hoạch năm 2022"),
        ("1.a", "time", "trước ngày 15 tháng 6 năm 2021"),
        ("1.a", "parts", "Họp tháng 3/2021"),
        ("1.a", "notes", "Bản in quý II/2021; Bản quét tháng 5/2021"),
        ("1.a", "columns.Kinh phí", "Dự toán 2021"),
        ("1.a", "products", "Báo cáo quý I/2021"),
        ("1.a/m", "title", "Họp tháng 6/2021"),
        ("1.a/m", "due", "10/01/2022"),
        ("1.a/n", "after", "hội nghị tháng 7/2021"),
        ("1.a", "targets.t", "Số văn bản đến 31/12/2021"),
    ]
    new = (tmp_path / "2022.yaml").read_text(encoding="utf-8").replace("tháng 7/2021", "tháng 7").replace("Hết năm", "")
    (tmp_path / "2022.yaml").write_text(new, encoding="utf-8")  # an edit closes its doubt
    still = run("review", "2022.yaml", "--json", cwd=tmp_path, env=DECEMBER).items
    assert len(still) == len(doubts) - 2


def test_a_key_of_the_report_calendar_with_a_year_is_asked_about(run: Run, tmp_path: Path) -> None:
    reports = "2021-q1: {due: trước ngày 15/3/2021}\nyear: {due: 2021-12-05}"
    duties = "- {id: III.1, title: Báo cáo, lead: [VP], milestones: [{id: bc, title: Báo cáo, due: calendar}]}"
    (tmp_path / "2021.yaml").write_text(write_plan(duties=duties, reports=reports), encoding="utf-8")
    assert run("init", "--from", "2021.yaml", cwd=tmp_path, env=DECEMBER).code == 0
    findings = run("validate", "--json", "2022.yaml", cwd=tmp_path, env=DECEMBER).items
    told = [one["message"] for one in findings if "was left as it is" in one["message"]]
    assert told == ["“2021-q1” was left as it is: is its year right?"]


@pytest.mark.parametrize(
    "units",
    [
        "units: {A: {name: Phòng A, until: 2021-06-30, successors: [C]},\n  B: {name: Phòng B, until: 2021-06-30, "
        "successors: [C]}, C: {name: Phòng C}}",
        "units:\n  C: {name: Phòng C}\n  A: {name: Phòng A, until: 2021-06-30, successors: [C]}  # cũ\n  B:\n"
        "    name: Phòng B\n    until: 2021-06-30\n    successors: [C]",
    ],
    ids=["in braces", "the last lines, without a line end"],
)
def test_units_side_by_side_that_ended_are_left_behind(run: Run, tmp_path: Path, units: str) -> None:
    text = write_plan("- {id: 1.a, title: Việc, lead: [A, B]}\n", units="X: {name: X}\n", groups="")
    before, _, rest = text.partition("units:")
    (tmp_path / "x.yaml").write_text(f"{before}sections:{rest.partition('sections:')[2]}{units}", encoding="utf-8")
    assert run("init", "y.yaml", "--from", "x.yaml").code == 0
    new = parse_plan((tmp_path / "y.yaml").read_bytes(), "y.yaml").plan
    assert new is not None
    assert [*new.directory.units] == ["C"]
    assert [one.code for one in new.sections[0].tasks[0].lead] == ["C"]
