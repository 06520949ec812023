"""What a calendar holds, also of what is finished or has no deadline any more."""

from __future__ import annotations

from datetime import date

import pytest

from conftest import PLAN_2021
from parplan.errors import RequestError
from parplan.loading import load_plan
from parplan.plan.assessment import Assessment
from parplan.plan.roles import Role
from parplan.plan.structure import State
from parplan.queries.deadlines import DueSelection, select_due
from parplan.queries.obligations import Obligation, select_obligations
from parplan.queries.portfolio import PlanOnDay, Portfolio
from small_plans import plan_of, write_plan

TASKS = """
- id: 1.a
  title: Cùng làm
  lead: [VP, TTRA]
  milestones:
    - {id: m, title: A, due: 2021-03-31}
    - {id: n, title: B, due: theo quy định}
- id: 1.b
  title: Mỗi đơn vị
  lead: [Các phòng thuộc Sở]
  milestones: [{id: m, title: A, due: 2021-03-31}]
  progress: [{date: 2021-02-01, milestone: m, unit: VP, state: done}]
- id: 1.c
  title: Đã xong
  lead: [TDC]
  milestones: [{id: m, title: A, due: 2021-03-31}]
  progress: [{date: 2021-02-01, milestone: m, state: done}]
- id: 1.d
  title: Hết hạn định
  lead: [TDC]
  milestones: [{id: m, title: A, due: 2021-03-31}]
  progress: [{date: 2021-02-01, milestone: m, due: undetermined, basis: 1/CV}]
"""


def portfolio(text: str, day: str = "2021-03-01") -> Portfolio:
    as_of = date.fromisoformat(day)
    return Portfolio(as_of, (PlanOnDay("plan.yaml", Assessment(plan_of(text), as_of)),))


def said(found: tuple[Obligation, ...]) -> list[tuple[str, State, bool]]:
    return [(one.item.address, one.stated.state, one.lifted) for one in found]


def test_all_dated_items_are_in_the_calendar_of_the_plan() -> None:
    assert said(select_obligations(portfolio(write_plan(TASKS)))) == [
        ("1.a/m", State.NOT_STARTED, False),
        ("1.b/m", State.IN_PROGRESS, False),
        ("1.c/m", State.DONE, False),
        ("1.d/m", State.NOT_STARTED, True),
    ]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("VP", [("1.a/m", State.NOT_STARTED, False), ("1.b/m", State.DONE, False)]),
        ("TTRA", [("1.a/m", State.NOT_STARTED, False), ("1.b/m", State.NOT_STARTED, False)]),
        ("TDC", [("1.c/m", State.DONE, False), ("1.d/m", State.NOT_STARTED, True)]),
        ("PHONG", [("1.b/m", State.IN_PROGRESS, False)]),
    ],
)
def test_a_unit_has_what_it_owes_and_what_it_has_done(unit: str, expected: list[tuple[str, State, bool]]) -> None:
    assert said(select_obligations(portfolio(write_plan(TASKS)), unit)) == expected


def test_a_lifted_deadline_keeps_its_last_day() -> None:
    (lifted,) = (one for one in select_obligations(portfolio(write_plan(TASKS))) if one.lifted)
    assert (lifted.day, lifted.open) == (date(2021, 3, 31), False)


def test_a_successor_has_what_it_took_over_and_the_ended_unit_nothing() -> None:
    units = "A: {name: Phòng A, until: 2021-02-28, successors: [B]}\nB: {name: Phòng B}"
    tasks = "[{id: 1.a, title: Việc, lead: [A], milestones: [{id: m, title: M, due: 2021-03-31}]}]"
    asked = portfolio(write_plan(tasks, units=units, groups=""))
    assert said(select_obligations(asked, "B")) == [("1.a/m", State.NOT_STARTED, False)]
    assert select_obligations(asked, "A") == ()


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(RequestError):
        select_obligations(portfolio(write_plan(TASKS)), "XYZ")


@pytest.mark.parametrize("day", ["2020-12-01", "2021-03-01", "2021-07-01", "2022-01-01"])
def test_what_is_open_is_what_due_lists(day: str) -> None:
    as_of = date.fromisoformat(day)
    plan = load_plan(PLAN_2021).plan
    assert plan is not None
    asked = Portfolio(as_of, (PlanOnDay("2021.yaml", Assessment(plan, as_of)),))
    for unit in (None, *plan.directory.units):
        due = select_due(asked, DueSelection(date.max, unit, Role.LEAD if unit is not None else None))
        expected = sorted((row.item.address, row.item.due) for row in due.rows if row.item.due is not None)
        found = sorted((one.item.address, one.day) for one in select_obligations(asked, unit) if one.open)
        assert found == expected
        assert found or unit == "TTPVHCC"
