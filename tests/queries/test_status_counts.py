"""Counts with their denominators."""

from __future__ import annotations

from datetime import date

from parplan.plan.assessment import Assessment
from parplan.plan.structure import State
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, Status, StatusColumn, count_status
from small_plans import plan_of, write_plan

TASKS = """
- id: 1.a
  title: Xong một phần đã đến hạn
  lead: [VP, TDC]
  milestones: [{id: p, title: A, due: 2021-02-01}, {id: r, title: B, due: 2021-12-31}]
  progress: [{date: 2021-02-01, milestone: p, state: done}]
- {id: 1.b, title: Quá hạn, lead: [VP], milestones: [{id: p, title: A, due: 2021-02-01}]}
- {id: 1.c, title: Đến hạn hôm nay, lead: [VP], milestones: [{id: p, title: A, due: 2021-03-01}]}
- id: 1.d
  title: Bỏ
  lead: [VP]
  milestones: [{id: p, title: A, due: 2021-02-01}]
  progress: [{date: 2021-01-15, state: dropped}]
- {id: 1.đ, title: Chưa có chủ trì}
- {id: 1.e, title: Thường xuyên, lead: [Các phòng thuộc Sở], milestones: [{id: m, title: A, due: ongoing}]}
- id: 1.g
  title: Gia hạn hai lần rồi xong
  lead: [TTRA]
  milestones: [{id: p, title: A, due: 2021-01-15}]
  progress:
    - {date: 2021-01-10, milestone: p, due: 2021-02-01, basis: 1/CV}
    - {date: 2021-02-01, milestone: p, due: 2021-02-15, basis: 2/CV}
    - {date: 2021-02-15, state: done}
"""
DUTIES = """
- id: III.1
  title: Báo cáo
  lead: [ALL]
  recipient: VP
  milestones: [{id: q1, title: Quý I, due: 2021-03-02}, {id: next, title: Sau, due: theo quy định}]
  progress: [{date: 2021-03-01, milestone: q1, unit: TDC, state: done}]
"""


def status(grouping: Grouping = Grouping.UNIT) -> Status:
    day = date(2021, 3, 1)
    subject = PlanOnDay("plan.yaml", Assessment(plan_of(write_plan(TASKS, duties=DUTIES)), day))
    (found,) = count_status(Portfolio(day, (subject,)), grouping)
    return found


def test_of_the_tasks_with_a_deadline_reached_those_with_all_such_deadlines_done() -> None:
    total = status().total
    assert (total.due, total.due_done) == (4, 2)


def test_dropped_tasks_leave_the_denominators() -> None:
    total = status().total
    assert (total.total, total.effective, total.done) == (7, 6, 1)
    assert total.states == {
        State.IN_PROGRESS: 1,
        State.NOT_STARTED: 4,
        State.DROPPED: 1,
        State.DONE: 1,
    }


def test_each_task_stands_in_one_column() -> None:
    assert status().total.columns == {
        StatusColumn.DATED: 2,
        StatusColumn.OVERDUE: 1,
        StatusColumn.DROPPED: 1,
        StatusColumn.UNDATED: 1,
        StatusColumn.ONGOING: 1,
        StatusColumn.DONE: 1,
    }


def test_a_task_of_several_leads_counts_for_each_and_once_in_the_total() -> None:
    found = status()
    assert [(row.key, row.total) for row in found.rows] == [("VP", 5), ("TTRA", 2), ("KHTC", 1), ("TDC", 1), (None, 1)]
    assert found.total.total == 7


def test_by_section_the_rows_are_sections_of_part_two() -> None:
    assert [(row.key, row.total) for row in status(Grouping.SECTION).rows] == [("1", 7)]


def test_extensions_and_what_nothing_was_recorded_of_are_counted() -> None:
    total = status().total
    assert (total.extensions, total.unreported, total.due_soon) == (2, 4, 1)


def test_what_needs_attention_is_named() -> None:
    found = status()
    assert [standing.task.id for standing in found.overdue] == ["1.b"]
    assert [standing.task.id for standing in found.leaderless] == ["1.đ"]


def test_reports_every_unit_owes_are_counted_apart() -> None:
    (report,) = status().reports
    assert (report.item.address, report.handed_in, report.owing) == ("III.1/q1", 1, 3)


def test_units_of_a_group_that_are_not_listed_owe_the_report_too() -> None:
    groups = 'ALL: {name: "Các phòng, đơn vị thuộc Sở", members: [VP, TTRA, KHTC, TDC], complete: no, size: 96}\n'

    def counted(duties: str) -> tuple[int, int]:
        text = write_plan(duties=duties, groups=groups)
        day = date(2021, 3, 1)
        (found,) = count_status(
            Portfolio(day, (PlanOnDay("plan.yaml", Assessment(plan_of(text), day)),)), Grouping.UNIT
        )
        (report,) = found.reports
        return report.handed_in, report.owing

    assert counted(DUTIES) == (1, 95)  # without VP, which receives them
    assert counted(DUTIES.replace("unit: TDC, ", "")) == (95, 95)
