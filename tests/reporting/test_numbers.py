"""Every number of a report is one that ``status`` and ``due`` give for the same day, and the numbers add up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from word_files import W, part

from conftest import Answer
from small_plans import write_plan

DAYS = ["2021-01-31", "2021-03-14", "2021-09-02", "2021-11-24", "2022-02-01"]
UNITS = ["VP", "TTRA", "KHTC", "TDC", "UDDV", "TCT", "TTPVHCC"]
PERIODS = ["q1", "h1", "q3", "year"]
DONE = ("done_in_time", "done_late", "done_undated")
DATED = ("in_progress", "paused", "unreported")

Ask = Callable[..., Answer]


def row(answer: Answer, key: str) -> dict[str, Any]:
    (found,) = [item for item in answer.items if item["key"] == key]
    return found


@pytest.mark.parametrize("day", DAYS)
def test_the_sum_is_the_total_of_status(ask_year: Ask, day: str) -> None:
    report = ask_year("report", "--period", "q1", "--json", "--as-of", day).json
    total, deadlines = report["total"], report["deadlines"]
    status = row(ask_year("status", "--json", "--as-of", day), "total")
    states = status["states"]
    assert total == {
        "total": status["total"],
        "effective": status["total"] - states["dropped"],
        "done": states["done"],
        "due": status["due"],
        "due_done": status["due_done"],
        "extensions": status["extensions"],
        "unreported": status["unreported"],
    }
    assert deadlines == {key: status[key] for key in deadlines}
    assert sum(deadlines["due_kept"].values()) == status["due"]


@pytest.mark.parametrize("day", DAYS)
def test_each_section_is_that_of_status(ask_year: Ask, day: str) -> None:
    sections = ask_year("report", "--period", "q1", "--json", "--as-of", day).json["sections"]
    status = ask_year("status", "--by", "section", "--json", "--as-of", day)
    assert [section["id"] for section in sections] == [item["key"] for item in status.items[:-1]]
    for section in sections:
        counted = row(status, section["id"])
        assert section["total"] == counted["total"]
        assert sum(section[key] for key in DONE) == counted["states"]["done"]
        assert sum(section[key] for key in DATED) == counted["open_in_time"]
        for key in ("overdue", "ongoing", "undated"):
            assert section[key] == counted[key]
        assert section["dropped"] == counted["states"]["dropped"]
        assert section["total"] == sum(value for key, value in section.items() if key not in ("id", "title", "total"))


@pytest.mark.parametrize("day", DAYS[1:4])
@pytest.mark.parametrize("unit", UNITS)
def test_a_units_numbers_are_those_of_status(ask_year: Ask, day: str, unit: str) -> None:
    report = ask_year("report", "--period", "q1", "--unit", unit, "--json", "--as-of", day).json
    found = [item for item in ask_year("status", "--json", "--as-of", day).items if item["key"] == unit]
    if not found:
        assert (report["total"], report["sections"]) == (None, [])
        return
    (status,) = found
    for key in ("total", "due", "due_done", "extensions", "unreported"):
        assert report["total"][key] == status[key]
    assert report["total"]["done"] == status["states"]["done"]
    assert sum(section["total"] for section in report["sections"]) == status["total"]
    assert sum(section["overdue"] for section in report["sections"]) == status["overdue"]
    led = ask_year("tasks", "--unit", unit, "--role", "lead", "--section", "II", "--json", "--as-of", day)
    counted = [item["id"] for item in report["items"] if item["role"] == "lead" and item["section"] != "III"]
    assert counted == [item["id"] for item in led.items]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("period", PERIODS)
def test_the_next_work_is_what_due_lists(ask_year: Ask, day: str, period: str) -> None:
    following = ask_year("report", "--period", period, "--json", "--as-of", day).json["next"]
    due = ask_year("due", "--within", following["until"], "--json", "--as-of", day)
    assert [*following["overdue"], *following["coming"]] == due.items
    assert following["undated"] == due.json["undated"]
    assert all(item["days"] < 0 for item in following["overdue"])
    assert all(item["days"] >= 0 for item in following["coming"])


@pytest.mark.parametrize("unit", UNITS)
def test_a_units_next_work_is_what_due_lists(ask_year: Ask, unit: str) -> None:
    following = ask_year("report", "--period", "q1", "--unit", unit, "--json").json["next"]
    due = ask_year("due", "--within", following["until"], "--unit", unit, "--role", "lead", "--json")
    assert [*following["overdue"], *following["coming"]] == due.items


def test_the_next_period_is_the_next_of_the_calendar(ask_year: Ask) -> None:
    found = {key: ask_year("report", "--period", key, "--json").json["next"] for key in PERIODS}
    assert {key: following["period"] for key, following in found.items()} == {
        "q1": "h1",
        "h1": "q3",
        "q3": "year",
        "year": None,
    }
    assert {key: following["until"] for key, following in found.items()} == {
        "q1": "2021-06-30",
        "h1": "2021-12-31",
        "q3": "2021-12-31",
        "year": "2021-12-31",
    }


@pytest.mark.parametrize("day", DAYS[1:4])
@pytest.mark.parametrize("words", [(), ("--unit", "VP"), ("--unit", "TDC")], ids=" ".join)
def test_the_document_says_the_same_numbers(ask_year: Ask, day: str, words: tuple[str, ...]) -> None:
    facts = ask_year("report", "--period", "year", "--json", "--as-of", day, *words).json
    text = ask_year("report", "--period", "year", "--as-of", day, *words).out
    rows = re.findall(r"^\| (?:\*\*)?(\d\\?\.|Cộng).*?\|((?: (?:\*\*)?\d+(?:\*\*)? \|)+)$", text, re.MULTILINE)
    numbers = [[int(number) for number in re.findall(r"\d+", found)] for _, found in rows]
    assert len(numbers) == len(facts["sections"]) + 1
    for section, found in zip(facts["sections"], numbers, strict=False):
        assert found[0] == section["total"] == sum(found[1:])
    assert numbers[-1] == [sum(column) for column in zip(*numbers[:-1], strict=True)]
    assert numbers[-1][0] == facts["total"]["total"]
    total = facts["total"]
    share = (
        f"đã hoàn thành toàn bộ nội dung: {total['done']} ({total['done'] * 100 / total['effective']:.1f}%)".replace(
            ".", ","
        )
    )
    assert f"Nhiệm vụ phải thực hiện: {total['effective']}; {share}." in text
    if total["due"]:
        kept = facts["deadlines"]["due_kept"]
        assert f"{total['due']} nhiệm vụ đến hạn tính đến ngày báo cáo: hoàn thành {total['due_done']}" in text
        assert f"trong hạn {kept['done_in_time']}, trễ hạn {kept['done_late']})" in text
        assert f"(còn hạn {kept['open_in_time']}, quá hạn {kept['overdue']})" in text
    else:
        assert "Chưa có nhiệm vụ nào đến hạn" in text
    assert f"Số lần gia hạn đến nay: {total['extensions']}." in text
    listed = [one for one in facts["items"] if one["role"] != "coordinating" and one["state"] == "not-started"]
    assert f"chưa cập nhật kết quả: {len([one for one in listed if one['section'] != 'III'])}." in text
    told = [line for line in text.splitlines() if re.search(r"^- \*\*.*[Cc]hưa cập nhật kết quả", line)]
    assert all(any(f"**{one['id']}.**" in line for line in told) for one in listed if one["timeliness"] == "overdue")


@pytest.mark.parametrize("day", DAYS)
def test_the_targets_are_those_of_show(ask_year: Ask, day: str) -> None:
    report = ask_year("report", "--period", "year", "--json", "--as-of", day).json
    assert len(report["targets"]) == 8
    for target in report["targets"]:
        (task,) = ask_year("show", target["task"], "--json", "--as-of", day).items
        (shown,) = [one for one in task["targets"] if one["id"] == target["id"]]
        assert (shown["measured"], shown["met"]) == (target["measured"], target["met"])
        assert shown[target["comparison"]] == target["value"]


def test_the_reports_handed_in_are_those_of_status(ask_year: Ask) -> None:
    (row,) = ask_year("report", "--period", "q1", "--json", "--as-of", "2021-03-02").json["reports"]
    assert row == {
        "address": "III.1/q1",
        "due": "2021-03-02",
        "handed_in": 2,
        "owing": 4,
        "owed_by": ["TDC", "UDDV"],
    }
    assert "(III.1/q1): handed in 2/4" in ask_year("status", "--as-of", "2021-03-02").out


def test_what_was_said_is_that_of_the_data_window(ask_year: Ask) -> None:
    """The third quarter's data begin on 15 June: what was said before is the half year's."""
    reports = {
        key: ask_year("report", "--period", key, "--json", "--as-of", "2021-11-24").json for key in ("h1", "q3", "year")
    }
    said = {
        key: [entry["date"] for entry in [*report["difficulties"], *report["proposals"], *report["reschedulings"]]]
        for key, report in reports.items()
    }
    assert said["h1"] == ["2021-01-15", "2021-05-28", "2021-03-10", "2021-03-25", "2021-05-04"]
    assert said["q3"] == ["2021-08-20", "2021-08-25"]
    assert sorted(said["year"]) == sorted([*said["h1"], *said["q3"]])


def test_nothing_after_the_day_is_told(ask_year: Ask) -> None:
    report = ask_year("report", "--period", "year", "--json", "--as-of", "2021-03-02").json
    assert all(entry["date"] <= "2021-03-02" for item in report["items"] for entry in item["log"])
    assert report["reschedulings"] == []
    assert [move["move"] for move in ask_year("report", "--period", "year", "--json").json["reschedulings"]] == []


def test_an_extension_has_its_number_and_document(ask_year: Ask) -> None:
    moves = ask_year("report", "--period", "year", "--json", "--as-of", "2021-11-24").json["reschedulings"]
    assert [(move["address"], move["move"], move["extension"], move["basis"]) for move in moves] == [
        ("4.b/plan", "extended", 1, "27/CV-SNV"),
        ("2.b/report", "fixed", None, "45/KH-UBND"),
        ("6.2.a/courses", "extended", 1, "88/TTr-TDC"),
    ]


def test_a_unit_tells_of_its_own_share(ask_year: Ask) -> None:
    report = ask_year("report", "--period", "q1", "--unit", "TDC", "--json", "--as-of", "2021-03-14").json
    (task,) = [item for item in report["items"] if item["id"] == "III.1"]
    assert {"address": "III.1/q1", "state": "done", "since": "2021-03-04"} in task["shares"]
    text = ask_year("report", "--period", "q1", "--unit", "TDC", "--as-of", "2021-03-14").out
    assert "Báo cáo quý I, hạn 02/3/2021: đã nộp ngày 04/3/2021, trễ hạn." in text
    other = ask_year("report", "--period", "q1", "--unit", "UDDV", "--as-of", "2021-03-14").out
    assert "Báo cáo quý I, hạn 02/3/2021: chưa ghi nhận đã nộp." in other


def test_rare_standings_have_columns_of_their_own(run: Ask, tmp_path: Path) -> None:
    plan = write_plan("""
        - {id: 1.a, title: A, lead: [VP], milestones: [{id: m, title: M, due: 2021-02-01}],
           progress: [{date: 2021-01-05, state: dropped}]}
        - {id: 1.b, title: B, lead: [VP], milestones: [{id: m, title: M, due: 2021-12-01}],
           progress: [{date: 2021-01-05, state: paused}]}
        - {id: 1.c, title: C, lead: [VP], milestones: [{id: m, title: M, due: theo quy định}],
           progress: [{date: 2021-01-05, milestone: m, state: done}]}
        - {id: 1.d, title: D, lead: [VP], milestones: [{id: m, title: M, due: 2021-01-06}],
           progress: [{date: 2021-01-06, milestone: m, state: done}]}
    """, reports="q1: {due: 2021-03-20}")  # fmt: skip
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    words = ("report", "--period", "q1", "-p", "plan.yaml")
    (section,) = run(*words, "--json").json["sections"]
    assert {key: section[key] for key in ("dropped", "paused", "done_undated", "done_in_time")} == {
        "dropped": 1,
        "paused": 1,
        "done_undated": 1,
        "done_in_time": 1,
    }
    out = run(*words).out
    assert re.search(r"^\| 1\S* .*\| 4 \| 1 \| 0 \| 1 \| 0 \| 0 \| 1 \| 0 \| 0 \| 0 \| 1 \|$", out, re.MULTILINE)
    assert "Nhiệm vụ phải thực hiện: 3; đã hoàn thành toàn bộ nội dung: 2 (66,7%)." in out
    run(*words, "-o", "r.docx")
    (table, *_) = list(part(tmp_path / "r.docx", "word/document.xml").iter(f"{W}tbl"))[1:]
    assert sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) == pytest.approx(
        165 * 1440 / 25.4, abs=9
    )
