"""What falls due: the window, the order, whose it is, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parplan.plan.assessment import Assessment
from parplan.plan.roles import Part, Role
from parplan.queries.deadlines import DueRow, DueSelection, select_due
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, count_status
from parplan.queries.tasks import TaskSelection, select_tasks
from small_plans import plan_of, write_plan

TASKS = """
- id: 1.a
  title: Hai mốc
  lead: [VP]
  coordinating: [TDC]
  milestones:
    - {id: later, title: A, due: 2021-04-30}
    - {id: soon, title: B, due: 2021-03-31}
    - {id: late, title: C, due: 2021-02-28}
- {id: 1.b, title: Không mốc, lead: [KHTC]}
- {id: 1.c, title: Thường xuyên, lead: [VP], milestones: [{id: m, title: A, due: ongoing}]}
- {id: 1.d, title: Sớm hơn, lead: [TTRA], milestones: [{id: m, title: A, due: 2021-01-31}]}
- id: 1.đ
  title: Tạm dừng
  lead: [TTRA]
  milestones: [{id: m, title: A, due: 2021-03-31}]
  progress: [{date: 2021-02-01, state: paused}]
- id: 1.e
  title: Không làm
  lead: [TTRA]
  milestones: [{id: m, title: A, due: 2021-03-31}]
  progress: [{date: 2021-02-01, state: dropped}]
- id: 1.g
  title: Đã xong
  lead: [TTRA]
  milestones: [{id: m, title: A, due: 2021-03-31}]
  progress: [{date: 2021-02-01, state: done}]
"""


def portfolio(text: str, day: str = "2021-03-01") -> Portfolio:
    as_of = date.fromisoformat(day)
    return Portfolio(as_of, (PlanOnDay("plan.yaml", Assessment(plan_of(text), as_of)),))


def addresses(rows: Sequence[DueRow]) -> list[str]:
    return [row.item.address for row in rows]


def due(text: str, until: str = "2021-03-31", **selection: str | Role | bool) -> list[str]:
    return addresses(select_due(portfolio(text), DueSelection(date.fromisoformat(until), **selection)).rows)  # type: ignore[arg-type]


def test_open_dated_items_up_to_the_day_inclusive_by_date_then_in_document_order() -> None:
    assert due(write_plan(TASKS)) == ["1.d/m", "1.a/late", "1.a/soon", "1.đ/m"]
    assert due(write_plan(TASKS), "2021-03-30") == ["1.d/m", "1.a/late"]


def test_what_has_no_date_is_apart_and_ongoing_work_apart_from_that() -> None:
    answer = select_due(portfolio(write_plan(TASKS)), DueSelection(date(2021, 3, 31)))
    assert addresses(answer.undated) == ["1.b"]
    assert addresses(answer.ongoing) == ["1.c/m"]
    assert addresses(answer.later) == ["1.a/later"]


def test_only_what_is_late() -> None:
    assert due(write_plan(TASKS), overdue_only=True) == ["1.d/m", "1.a/late"]


def test_of_one_unit_and_of_one_role() -> None:
    assert due(write_plan(TASKS), unit="chi cuc") == ["1.a/late", "1.a/soon"]
    assert due(write_plan(TASKS), unit="TDC", role=Role.LEAD) == []
    assert due(write_plan(TASKS), unit="VP", role=Role.LEAD) == ["1.a/late", "1.a/soon"]


EACH = """
- id: 1.a
  title: Của từng đơn vị
  lead: ["Các phòng, đơn vị thuộc Sở"]
  milestones: [{id: m, title: Báo cáo, due: 2021-03-02}]
  progress:
    - {date: 2021-02-27, milestone: m, unit: KHTC, state: done}
"""


def test_what_a_unit_has_finished_of_its_own_is_not_listed_for_it() -> None:
    text = write_plan(EACH)
    assert due(text, unit="KHTC") == []
    assert due(text, unit="VP") == ["1.a/m"]
    assert due(text, unit="ALL") == ["1.a/m"]
    assert due(text) == ["1.a/m"]


def test_what_a_unit_has_finished_of_what_it_took_over_is_not_listed_for_it() -> None:
    units = """
    A: {name: Phòng A, until: 2021-01-31, successors: [B, C]}
    B: {name: Phòng B, from: 2021-02-01}
    C: {name: Phòng C, from: 2021-02-01}
    """
    groups = "ALL: {name: Tất cả, members: [A]}"
    text = write_plan(
        """
        - id: 1.a
          title: Việc
          lead: [Tất cả]
          milestones: [{id: m, title: Báo cáo, due: 2021-03-02}]
          progress: [{date: 2021-02-27, milestone: m, unit: B, state: done}]
        """,
        units=units,
        groups=groups,
    )
    assert due(text) == ["1.a/m"]
    assert due(text, unit="B") == []
    assert due(text, unit="C") == ["1.a/m"]


def test_the_recipient_still_sees_what_is_owed_to_it() -> None:
    duties = """
    - id: III.1
      title: Báo cáo
      lead: [ALL]
      recipient: VP
      milestones: [{id: q1, title: Báo cáo, due: 2021-03-02}]
    """
    rows = select_due(portfolio(write_plan(duties=duties)), DueSelection(date(2021, 3, 31), "VP")).rows
    assert [(row.item.address, row.part and row.part.role) for row in rows] == [("III.1/q1", Role.RECIPIENT)]


def test_what_falls_due_after_a_units_last_day_is_listed_for_its_successor_from_the_first() -> None:
    units = "A: {name: Phòng A, until: 2021-05-31, successors: [B]}\nB: {name: Phòng B}\n"
    task = "[{id: 1.a, title: A, lead: [G], milestones: [{id: m, title: B, due: 2021-08-31}]}]"
    text = write_plan(task, units=units, groups="G: {name: Các phòng, members: [A]}\n")
    assert due(text, "2021-12-31", unit="B") == ["1.a/m"]
    asked = portfolio(text)
    (row,) = select_tasks(asked, TaskSelection(unit="B")).rows
    assert row.part == Part(Role.LEAD, "G", "A")
    (counts,) = count_status(asked, Grouping.UNIT)
    assert [(one.key, one.total) for one in counts.rows] == [("B", 1)]
