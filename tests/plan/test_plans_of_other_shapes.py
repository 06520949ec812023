"""What other real plans have and the first one has not: kinds of sections, inherited leads, own items, open groups."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parplan.loading import parse_plan
from parplan.plan.assessment import Assessment
from parplan.plan.items import Timeliness
from parplan.plan.progress import measured, measured_apart
from parplan.plan.structure import Plan, SectionKind, State
from parplan.vocabulary.time_words import Kind

HEAD = """\
parplan: 1
plan: {year: 2025, title: Kế hoạch, agency: UBND tỉnh A, code: H48, decision: {number: 980/KH-UBND, date: 2025-01-18}}
units: {A: {name: Phòng A, email: a@example.vn}, B: {name: Phòng B}, C: {name: Phòng C}}
"""


def load(text: str) -> Plan:
    loaded = parse_plan((HEAD + text).encode(), "p.yaml")
    assert loaded.plan is not None, [str(finding.message) for finding in loaded.findings]
    return loaded.plan


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse_plan((HEAD + text).encode(), "p.yaml").findings]


def day(plan: Plan, text: str) -> Assessment:
    return Assessment(plan, date.fromisoformat(text))


def test_a_section_is_what_it_says_whatever_its_id() -> None:
    plan = load("""
sections:
  - {id: III, title: Tuyên truyền, tasks: [{id: III.1, title: A}]}
  - {id: IV, title: Chỉ đạo, kind: steering, tasks: [{id: IV.1, title: B}]}
  - {id: V, title: Tổ chức thực hiện, kind: duties, tasks: [{id: V.1, title: C}]}
""")
    assert [section.kind for section in plan.sections] == [SectionKind.TASKS, SectionKind.STEERING, SectionKind.DUTIES]
    assert [task.id for task in plan.tasks() if task.counted] == ["III.1", "IV.1"]


def test_leads_are_inherited_each_by_itself_from_the_heading_then_the_section() -> None:
    plan = load("""
sections:
  - id: "6"
    title: Mục
    lead: [A]
    coordinating: [B]
    headings: {"6.2": {title: Đề mục, lead: [C]}, "6.3": Đề mục không ghi}
    tasks:
      - {id: 6.1, title: A}
      - {id: 6.2.a, title: B}
      - {id: 6.2.b, title: C, lead: [B], coordinating: []}
      - {id: 6.3.a, title: D}
      - {id: 6.4, title: E, lead: []}
""")
    found = {
        task.id: ([mention.code for mention in task.lead], [mention.code for mention in task.coordinating])
        for task in plan.tasks()
    }
    assert found == {
        "6.1": (["A"], ["B"]),
        "6.2.a": (["C"], ["B"]),
        "6.2.b": (["B"], []),
        "6.3.a": (["A"], ["B"]),
        "6.4": ([], ["B"]),
    }


def test_a_task_without_milestones_is_due_when_its_time_says() -> None:
    plan = load("""
sections:
  - id: "1"
    title: Mục
    tasks:
      - {id: 1.a, title: A, time: Trước ngày 30/3/2025, progress: [{date: 2025-04-01, state: done}]}
      - id: 1.b
        title: B
        time: định kỳ hằng quý
        progress: [{date: 2025-03-20, milestone: "@2025-q1", state: done}]
      - {id: 1.c, title: C, time: khi phát sinh, progress: [{date: 2025-02-01, event: Có việc}]}
      - {id: 1.d, title: D}
""")
    at = day(plan, "2025-04-02")
    (item,) = at.standing("1.a").items
    assert (item.address, item.milestone, item.due) == ("1.a", None, date(2025, 3, 29))
    assert item.timeliness is Timeliness.DONE_LATE
    quarters = at.standing("1.b").items
    assert [one.address for one in quarters] == [f"1.b@2025-Q{quarter}" for quarter in (1, 2, 3, 4)]
    assert [one.state for one in quarters] == [State.DONE] + [State.NOT_STARTED] * 3
    assert at.standing("1.b").state is State.IN_PROGRESS
    assert [one.address for one in at.standing("1.c").items] == ["1.c", "1.c@2025-02-01"]
    assert at.standing("1.d").items[0].undated


def test_an_occurrence_that_is_not_there_and_one_of_a_task_with_milestones_are_errors() -> None:
    assert codes("""
sections:
  - id: "1"
    title: Mục
    tasks:
      - {id: 1.a, title: A, time: định kỳ hằng quý, progress: [{date: 2025-03-20, milestone: "@2025-Q5", state: done}]}
      - id: 1.b
        title: B
        milestones: [{id: m, title: M, due: quarterly}]
        progress: [{date: 2025-03-20, milestone: "@2025-Q1", state: done}]
""") == ["P501", "P501"]


AFTER = """
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: A
        lead: [A]
        milestones: [{{id: m, title: M, after: được phê duyệt, due: 2025-06-30{lag}}}]
        progress: [{entries}]
"""


@pytest.mark.parametrize(
    ("event", "lag", "due"),
    [
        ("2025-03-01", "", "2025-06-30"),
        ("2025-08-15", "", "2025-08-15"),
        ("2025-08-15", ", lag: 10d", "2025-08-25"),
        ("2025-03-01", ", lag: 10d", "2025-06-30"),
    ],
)
def test_what_follows_an_event_by_a_day_waits_and_is_due_on_the_later_of_both(event: str, lag: str, due: str) -> None:
    waiting = day(load(AFTER.format(lag=lag, entries="")), "2025-12-01").standing("1.a").items
    assert [(item.kind, item.due, item.timeliness) for item in waiting] == [(Kind.EVENT, None, Timeliness.UNDATED)]
    happened = load(AFTER.format(lag=lag, entries=f"{{date: {event}, milestone: m, event: Phê duyệt}}"))
    (item,) = day(happened, "2025-12-01").standing("1.a").items
    assert (item.address, item.due, item.timeliness) == ("1.a/m", date.fromisoformat(due), Timeliness.OVERDUE)


def test_groups_hold_groups_and_are_complete_only_with_them() -> None:
    plan = load("""
groups:
  G: {name: Nhóm G, members: [A, B]}
  H: {name: Nhóm H, members: [G, C]}
  O: {name: Liên quan, open: yes}
  I: {name: Nhóm I, members: [H, O]}
  X: {name: Các xã, members: [A], complete: no, size: 96}
  Y: {name: Nhóm Y, members: [X, B]}
sections: []
""")
    groups = plan.directory.groups
    found = {code: (group.members, group.complete, plan.directory.unlisted([code])) for code, group in groups.items()}
    assert found == {
        "G": (("A", "B"), True, 0),
        "H": (("A", "B", "C"), True, 0),
        "O": ((), True, 0),
        "I": (("A", "B", "C"), False, 0),
        "X": (("A",), False, 95),
        "Y": (("A", "B"), False, 95),
    }


@pytest.mark.parametrize(
    "groups",
    [
        "G: {name: G, members: [G]}",
        "G: {name: G, members: [H]}\n  H: {name: H, members: [A, I]}\n  I: {name: I, members: [G]}",
    ],
)
def test_a_group_in_itself_is_an_error(groups: str) -> None:
    assert set(codes(f"groups:\n  {groups}\nsections: []\n")) == {"P402"}


OPEN = """
groups: {SBN: {name: "Các sở, ban, ngành", open: yes}}
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: A
        lead: [SBN]
        milestones: [{id: m, title: M, due: 2025-Q1}]
        progress: [%s]
"""


def test_a_units_word_on_what_an_open_group_leads_closes_nothing() -> None:
    plan = load(OPEN % "{date: 2025-03-20, unit: A, state: done}")
    standing = day(plan, "2025-04-20").standing("1.a")
    assert standing.state is State.IN_PROGRESS
    assert [(item.owed_by, item.timeliness) for item in standing.items] == [(("SBN",), Timeliness.OVERDUE)]
    plan = load(OPEN % "{date: 2025-03-20, unit: SBN, state: done}")
    assert day(plan, "2025-04-20").standing("1.a").state is State.DONE


def test_a_milestone_has_its_own_lead() -> None:
    plan = load("""
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: A
        lead: [A]
        milestones: [{id: m, title: M, due: 2025-Q1}, {id: n, title: N, due: 2025-Q2, lead: [B]}]
        progress: [{date: 2025-02-01, unit: A, state: done}, {date: 2025-02-02, unit: A, milestone: n, state: done}]
""")
    at = day(plan, "2025-04-20")
    assert [(item.address, item.owed_by) for item in at.standing("1.a").items] == [("1.a/m", ()), ("1.a/n", ("B",))]
    own = {code: at.standing_of("1.a", code) for code in "ABC"}
    assert [one and one.state for one in own.values()] == [State.DONE, State.NOT_STARTED, None]


def test_a_group_of_many_is_done_when_those_not_listed_are_too() -> None:
    plan = load("""
groups: {X: {name: Các xã, members: [A, B], complete: no, size: 96}}
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: A
        lead: [X]
        time: Quý I/2025
        progress: [{date: 2025-02-01, unit: A, state: done}, {date: 2025-02-01, unit: B, state: done},
                   {date: 2025-05-01, state: done}]
""")
    (item,) = day(plan, "2025-03-01").standing("1.a").items
    assert (item.state, item.owed_by, item.unlisted) == (State.IN_PROGRESS, (), 94)
    (item,) = day(plan, "2025-05-01").standing("1.a").items
    assert (item.state, item.timeliness) == (State.DONE, Timeliness.DONE_LATE)


@pytest.mark.parametrize("milestone", ["", "milestone: m, "])
def test_what_is_said_of_all_leaves_the_shares_that_were_finished(milestone: str) -> None:
    written = "milestones: [{id: m, title: M, due: 2025-Q1}]" if milestone else "time: Quý I/2025"
    plan = load(f"""
groups: {{G: {{name: Nhóm, members: [A, B, C]}}}}
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: A
        lead: [G]
        {written}
        progress: [{{date: 2025-02-01, {milestone}unit: A, state: done}},
                   {{date: 2025-02-02, {milestone}unit: B, state: dropped}},
                   {{date: 2025-03-01, {milestone}state: paused}}, {{date: 2025-05-01, {milestone}state: done}}]
""")
    (item,) = day(plan, "2025-04-20").standing("1.a").items
    assert [share.stated.state for share in item.shares] == [State.DONE, State.DROPPED, State.PAUSED]
    assert item.owed_by == ("C",)
    (item,) = day(plan, "2025-05-01").standing("1.a").items
    assert [share.stated.state for share in item.shares] == [State.DONE, State.DROPPED, State.DONE]


@pytest.mark.parametrize(
    ("lead", "unlisted"),
    [
        ("T", 16 + 45),  # of the groups in it
        ("T, S", 16 + 45),  # nobody twice
        ("W", 98),  # its own size comes before what is in it
        ("G", 0),
    ],
)
def test_a_group_of_groups_has_as_many_units_as_they_have(lead: str, unlisted: int) -> None:
    plan = load(f"""
groups:
  S: {{name: Các sở, members: [A, B], complete: no, size: 18}}
  X: {{name: Các xã, complete: no, size: 45}}
  T: {{name: Các sở và các xã, members: [S, X]}}
  W: {{name: Các cơ quan, members: [T], complete: no, size: 100}}
  G: {{name: Nhóm, members: [A, B]}}
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: A
        lead: [{lead}]
        time: Quý I/2025
        progress: [{{date: 2025-02-01, unit: A, state: done}}, {{date: 2025-02-01, unit: B, state: done}}]
""")
    (item,) = day(plan, "2025-03-01").standing("1.a").items
    assert (item.unlisted, item.state) == (unlisted, State.IN_PROGRESS if unlisted else State.DONE)


FIGURES = """
groups: {G: {name: Nhóm, members: [A, B]}, O: {name: Liên quan, open: yes}}
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: A
        lead: [%s]
        targets: [{id: xa, title: Số xã, unit: xã%s}]
        progress:
          - {date: 2025-02-01, unit: A, measures: {xa: 3}}
          - {date: 2025-03-01, unit: B, measures: {xa: 4}}
          - {date: 2025-04-01, unit: A, measures: {xa: 5}}
"""


@pytest.mark.parametrize(
    ("lead", "total", "agency", "of_a"),
    [
        ("G", "", None, 5),  # of A and of B, and nobody said what of both
        ("G", ", total: sum", 12, 8),
        ("A, B", "", 5, 5),
        ("A, B", ", total: sum", 12, 12),  # owed together, it is one thing
        ("O", "", None, None),  # the word of a unit in an open group
    ],
)
def test_a_figure_is_the_latest_or_the_sum_and_one_units_value_is_not_the_agencys(
    lead: str, total: str, agency: int | None, of_a: int | None
) -> None:
    task = load(FIGURES % (lead, total)).task("1.a")
    (target,) = task.targets
    assert target.met_by(Decimal(1)) is None
    at = date(2025, 12, 1)
    assert measured(task, target, at) == (None if agency is None else Decimal(agency))
    assert measured(task, target, at, ("A",)) == (None if of_a is None else Decimal(of_a))
    assert (measured_apart(task, target, at) == set()) is (agency is not None)
    assert measured_apart(task, target, date(2024, 12, 31)) == set()


def test_what_the_format_has_besides_is_kept() -> None:
    plan = load("""
sections:
  - id: "1"
    title: Mục
    tasks:
      - id: 1.a
        title: Rà soát, hệ thống hóa văn bản quy phạm pháp luật
        short: Rà soát VBQPPL
        person: Đồng chí Nguyễn Văn A
        columns: {Nguồn kinh phí: Ngân sách tỉnh}
        carried_from: 2024:1.b
        time: 2025-Q2
""")
    task = plan.task("1.a")
    assert (task.label, task.person, task.columns) == (
        "Rà soát VBQPPL",
        "Đồng chí Nguyễn Văn A",
        (("Nguồn kinh phí", "Ngân sách tỉnh"),),
    )
    assert day(plan, "2025-02-01").standing("1.a").items[0].carried_from == "2024:1.b"
    assert (plan.code, plan.directory.units["A"].email) == ("H48", "a@example.vn")
    assert plan.decision.kind_name == "Kế hoạch"
