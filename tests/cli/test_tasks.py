"""Whose a task and what it owes is: `tasks --unit`, `status`, `show`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import Answer
from small_plans import load, on_day, write_plan

Run = Callable[..., Answer]

DUTIES = """
- id: III.1
  title: Báo cáo
  lead: ["Các phòng, đơn vị thuộc Sở"]
  recipient: Văn phòng Sở
  milestones:
    - {id: q1, title: Báo cáo quý I, due: 2021-03-10}
    - {id: up, title: Báo cáo của Sở, due: 2021-03-20, recipient: UBND tỉnh, owed: together}
"""


def _plan(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_a_collector_passes_on_is_its_own_and_nobody_elses(run: Run, tmp_path: Path) -> None:
    plan = _plan(tmp_path, "p.yaml", write_plan(duties=DUTIES))
    office = run("due", "-p", plan, "--unit", "VP", "--json").items
    assert [(item["address"], item["role"]) for item in office] == [("III.1/q1", "recipient"), ("III.1/up", "lead")]
    inspectors = run("due", "-p", plan, "--unit", "TTRA", "--json").items
    assert [item["address"] for item in inspectors] == ["III.1/q1"]


def test_a_recipient_of_what_its_group_does_is_not_counted_as_its_lead(run: Run, tmp_path: Path) -> None:
    tasks = (
        "- {id: 1.a, title: A, lead: [ALL], recipient: Văn phòng Sở, milestones: [{id: m, title: M, due: 2021-02-01}]}"
    )
    plan = _plan(tmp_path, "p.yaml", write_plan(tasks))
    rows = run("status", "-p", plan, "--json").items
    assert [row["key"] for row in rows] == ["TTRA", "KHTC", "TDC", "total"]


def test_what_a_unit_took_over_as_lead_counts_before_what_it_coordinates(run: Run, tmp_path: Path) -> None:
    units = """
    A: {name: Phòng A, until: 2021-01-31, successors: [C]}
    B: {name: Phòng B}
    C: {name: Phòng C}
    """
    tasks = "- {id: 1.a, title: T, lead: [A], coordinating: [G], milestones: [{id: m, title: M, due: 2021-03-10}]}"
    plan = _plan(tmp_path, "p.yaml", write_plan(tasks, units=units, groups="G: {name: Các phòng, members: [B, C]}"))
    task = run("tasks", "-p", plan, "--unit", "C", "--json").items[0]
    assert (task["role"], task["via"], task["inherited_from"]) == ("lead", None, "A")
    assert [item["role"] for item in run("due", "-p", plan, "--unit", "C", "--json").items] == ["lead"]
    assert run("due", "-p", plan, "--unit", "A", "--json").items == []


def test_tasks_are_found_by_the_person_who_answers(run: Run, tmp_path: Path) -> None:
    tasks = """
    - {id: 1.a, title: A, person: Đồng chí Nguyễn Văn An}
    - {id: 1.b, title: B, person: Đồng chí Trần Thị Bình}
    """
    plan = _plan(tmp_path, "p.yaml", write_plan(tasks))
    answer = run("tasks", "-p", plan, "--person", "nguyen van an", "--json")
    assert [(item["id"], item["person"]) for item in answer.items] == [("1.a", "Đồng chí Nguyễn Văn An")]
    assert run("tasks", "-p", plan, "--person", "Lan", "--json").items == []


def test_two_events_of_one_day_are_two(run: Run) -> None:
    tasks = """
    - id: 1.a
      title: Đối thoại
      lead: [VP]
      milestones: [{id: m, title: Báo cáo, after: mỗi lần đối thoại}]
      targets: [{id: n, title: Số lần, at_least: 2, counts: m}]
      progress:
        - {date: 2021-02-01, milestone: m, event: Buổi sáng}
        - {date: 2021-02-01, milestone: m, event: Buổi chiều}
    """
    from parplan.plan.progress import measured

    day = on_day("2021-03-01", tasks)
    task = day.task("1.a").task
    assert measured(task, task.targets[0], day.assessment.as_of) == 2


def test_a_deadline_is_not_moved_for_one_unit_of_several() -> None:
    tasks = """
    - id: 1.a
      title: Báo cáo
      lead: [ALL]
      milestones: [{id: m, title: Báo cáo, due: 2021-03-10}]
      progress: [{date: 2021-02-01, milestone: m, unit: VP, due: 2021-04-10, basis: 1/CV}]
    """
    assert on_day("2021-03-01", tasks)["1.a/m"].due.isoformat() == "2021-03-10"  # type: ignore[union-attr]
    assert [finding.code for finding in load(write_plan(tasks)).findings] == ["P502"]


def test_a_group_is_found_without_its_commas(ask_2021: Run) -> None:
    typed = ask_2021("tasks", "--unit", "cac phong don vi lien quan", "--json").items
    assert typed == ask_2021("tasks", "--unit", "LQ", "--json").items != []


def test_an_open_group_means_none_that_belongs_to_no_group(ask_2021: Run) -> None:
    assert ask_2021("tasks", "--unit", "TCT", "--json").json["open_groups"] == []
    assert len(ask_2021("tasks", "--unit", "VP", "--json").json["open_groups"]) == 4


def test_a_recipient_alone_in_its_group_owes_nothing_to_itself() -> None:
    tasks = """
    - {id: 1.a, title: A, lead: [G], recipient: VP, milestones: [{id: m, title: M, due: 2021-03-10}]}
    - {id: 1.b, title: B, lead: [VP], recipient: VP, milestones: [{id: m, title: M, due: 2021-03-10}]}
    """
    day = on_day("2021-03-01", tasks, groups="G: {name: Nhóm, members: [VP]}")
    assert (day["1.a/m"].owed_by, day["1.b/m"].owed_by) == ((), ("VP",))


LED_BY_AN_OPEN_GROUP = """
- id: 1.a
  title: Ban hành kế hoạch
  lead: ["Các đơn vị liên quan"]
  milestones: [{id: kh, title: Kế hoạch, due: 2021-Q1}]
  progress: [{date: 2021-03-20, unit: VP, state: done}]
"""


def test_an_open_group_that_leads_is_reminded_and_gets_its_row_sheet_calendar_and_report(
    run: Run, tmp_path: Path
) -> None:
    plan = _plan(tmp_path, "p.yaml", write_plan(LED_BY_AN_OPEN_GROUP, reports="q1: {due: 2021-03-31}"))
    at = ("-p", plan, "--as-of", "2021-04-20")
    (row, _total) = run("status", "--json", *at).items
    assert (row["key"], row["name"], row["total"], row["overdue"]) == ("LQ", "Các đơn vị liên quan", 1, 1)
    assert [one["unit"] for one in run("remind", "--json", *at).items] == ["LQ"]
    assert "1.a/kh" in run("export", "--format", "csv", "--unit", "LQ", *at).out
    assert run("report", "--period", "q1", "--unit", "LQ", "--json", *at).json["total"]["total"] == 1
    assert run("export", "--format", "ics", "--by-unit", "-o", str(tmp_path / "lich"), *at).code == 0
    assert [one.name for one in (tmp_path / "lich").iterdir()] == ["LQ.ics"]
    assert run("tasks", "--unit", "VP", "--json", *at).json["open_groups"][0]["id"] == "1.a"
    before, today = Path(plan).read_bytes(), {"PARPLAN_TODAY": "2021-04-20"}
    again = run("done", "1.a", "--unit", "VP", *at, env=today)
    assert (again.code, Path(plan).read_bytes()) == (0, before)
    assert "1.a: Văn phòng: done (2021-03-20); already recorded" in again.out
    word = run("done", "1.a", "--unit", "TTRA", "--json", *at, env=today)
    assert (word.items[0]["closed"], word.items[0]["owed_by"]) == ([], ["LQ"])
    assert run("done", "1.a", "--unit", "LQ", "--json", *at, env=today).items[0]["closed"] == ["1.a/kh", "1.a"]


def test_a_units_papers_tell_its_own_share_alone(run: Run, tmp_path: Path) -> None:
    tasks = """
    - id: 1.a
      title: Ban hành kế hoạch
      lead: ["Các phòng thuộc Sở"]
      time: Trước ngày 15/02/2021
      targets: [{id: so, title: Số văn bản, unit: văn bản}]
      progress:
        - {date: 2021-02-01, unit: VP, state: done, measures: {so: 3}, evidence: [12/KH-VP]}
        - {date: 2021-02-10, unit: TTRA, note: Đang soạn, measures: {so: 5}, evidence: [7/BC-TTRA]}
    """
    plan = _plan(tmp_path, "p.yaml", write_plan(tasks, reports="q1: {due: 2021-03-31}"))
    at = ("-p", plan, "--as-of", "2021-03-20")
    rows = {row["key"]: row for row in run("status", "--json", *at).items}
    assert {key: rows[key]["done_in_time"] for key in ("VP", "TTRA", "KHTC", "total")} == {
        "VP": 1, "TTRA": 0, "KHTC": 0, "total": 0,
    }  # fmt: skip
    (task,) = run("tasks", "--unit", "VP", "--json", *at).items
    assert (task["state"], task["timeliness"], task["next_due"]) == ("done", "done-early", None)
    report = run("report", "--period", "q1", "--unit", "VP", *at).out
    assert "12/KH-VP" in report
    assert not any(word in report for word in ("7/BC-TTRA", "Thanh tra", "chưa nộp", "chưa hoàn thành 1"))
    own, whole = (
        run("report", "--period", "q1", "--json", *words, *at).json["targets"][0]["measured"]
        for words in (("--unit", "VP"), ())
    )
    assert (own, whole) == (3, None)
    sheet = run("export", "--format", "csv", "--unit", "VP", *at).out
    assert not any(word in sheet for word in ("7/BC-TTRA", "Thanh tra", "quá hạn", "overdue"))


ROMAN = """\
parplan: 1
plan: {year: 2025, title: Kế hoạch, agency: UBND tỉnh A, decision: {number: 980/KH-UBND, date: 2025-01-18}}
units: {STC: {name: Sở Tài chính}, SYT: {name: Sở Y tế}}
reports: {h1: {due: 30/6/2025, from: 2025-01-18, to: 2025-06-15}}
sections:
  - {id: I, title: Kiện toàn, tasks: [{id: I.1, title: A, lead: [STC], time: Trước ngày 30/3/2025}]}
  - {id: II, title: Tuyên truyền, tasks: [{id: II.1, title: B, lead: [STC], time: Quý I/2025}]}
  - id: III
    title: Phổ biến pháp luật
    tasks:
      - {id: III.1, title: C, lead: [SYT], time: Quý I/2025}
      - {id: III.2, title: D, lead: [SYT], time: Quý I/2025}
  - {id: IV, title: Chỉ đạo, kind: steering, tasks: [{id: IV.1, title: E, lead: [SYT], time: Quý I/2025}]}
  - {id: V, title: Tổ chức thực hiện, kind: duties, tasks: [{id: V.1, title: F, lead: [STC], time: Quý I/2025}]}
"""


def test_the_tasks_of_all_sections_add_up_in_every_command(run: Run, tmp_path: Path) -> None:
    plan = _plan(tmp_path, "p.yaml", ROMAN)
    at = ("-p", plan, "--as-of", "2025-05-01")
    ids = ["I.1", "II.1", "III.1", "III.2", "IV.1"]
    assert [item["id"] for item in run("tasks", "--json", *at).items] == [*ids, "V.1"]
    assert [item["task"] for item in run("due", "--overdue", "--json", *at).items] == [*ids, "V.1"]
    for by in ("unit", "section"):
        rows = run("status", "--by", by, "--json", *at).items
        assert [sum(row["total"] for row in rows[:-1]), rows[-1]["total"], rows[-1]["overdue"]] == [5, 5, 5]
    report = run("report", "--period", "h1", "--json", *at).json
    assert report["total"]["total"] == sum(section["total"] for section in report["sections"]) == 5
    assert [section["id"] for section in report["sections"]] == ["IV", "I", "II", "III"]  # steering first
    text = run("report", "--period", "h1", *at).out
    assert all(f"**{id}.**" in text for id in ids)
    sheet = run("export", "--format", "csv", *at).out
    assert len(sheet.splitlines()) == 1 + 6
    assert sum(len(one["overdue"]) for one in run("remind", "--json", *at).items) == 6
    assert run("evidence", "--json", *at).json["done"] == 0


def test_a_group_of_many_is_told_by_numbers_and_the_first_names(run: Run, tmp_path: Path) -> None:
    units = "\n".join(f"X{n}: {{name: Xã {n}}}" for n in range(1, 13))
    group = (
        "G: {name: UBND các xã, members: [" + ", ".join(f"X{n}" for n in range(1, 13)) + "], complete: no, size: 96}"
    )
    tasks = """
    - id: 1.a
      title: Triển khai
      lead: [G]
      time: Quý I/2021
      targets: [{id: xa, title: Số xã, exactly: 96, unit: xã}]
      progress:
        - {date: 2021-02-01, unit: X1, state: done}
        - {date: 2021-02-10, measures: {xa: 38}}
    - {id: 1.b, title: Rà soát, lead: [G], time: Quý I/2021, progress: [{date: 2021-02-01, unit: X2, state: done}]}
    """
    plan = _plan(tmp_path, "p.yaml", write_plan(tasks, units=units, groups=group))
    due = " ".join(run("due", "--overdue", "-p", plan, "--as-of", "2021-04-20").out.split())
    assert "38/96 done; 58 to go: Xã 2, Xã 3, Xã 4, … (all: parplan show 1.a)" in due
    assert "1/96 done; 95 to go: Xã 1, Xã 3, Xã 4, … (all: parplan show 1.b)" in due
    shown = " ".join(run("show", "1.b", "-p", plan, "--as-of", "2021-04-20").out.split())
    assert "95 to go: Xã 1, Xã 3," in shown
    assert "Xã 12, …" in shown
    item = run("due", "--overdue", "-p", plan, "--as-of", "2021-04-20", "--json").items[1]
    assert (len(item["owed_by"]), item["unlisted"]) == (11, 84)


def test_the_screen_of_figures_says_why_rows_add_up_to_more(run: Callable[..., Answer], tmp_path: Path) -> None:
    """Whatever makes one task several units': its leads, a group, or the lead of a milestone alone."""
    several = "A task of several lead units counts for each of them"
    for tasks, said in (
        ("- {id: 1.a, title: A, lead: [VP]}\n- {id: 1.b, title: B, lead: [TTRA]}", False),
        ("- {id: 1.a, title: A, lead: [VP, TTRA]}", True),
        ("- {id: 1.a, title: A, lead: [PHONG], owed: together}", True),
        ("- {id: 1.a, title: A, lead: [VP], milestones: [{id: m, title: M, due: 2021-Q1, lead: [TTRA]},"
         " {id: n, title: N, due: 2021-Q2}]}", True),
    ):  # fmt: skip
        (tmp_path / "plan.yaml").write_text(write_plan(tasks), encoding="utf-8")
        answer = run("status", "-p", "plan.yaml")
        assert answer.code == 0, answer.err
        assert (several in answer.out) == said, tasks


def test_what_one_unit_dropped_is_in_its_row(run: Callable[..., Answer], tmp_path: Path) -> None:
    tasks = """
    - {id: 1.a, title: A, lead: [PHONG], time: Quý I/2021, progress: [{date: 2021-02-01, unit: VP, state: dropped}]}
    """
    (tmp_path / "plan.yaml").write_text(write_plan(tasks), encoding="utf-8")
    rows = [line.split() for line in run("status", "-p", "plan.yaml").out.splitlines()]
    assert next(row for row in rows if row[:2] == ["Văn", "phòng"])[-7:] == ["1", "–", "–", "–", "–", "–", "1"]
