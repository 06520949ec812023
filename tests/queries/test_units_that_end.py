"""Units that end within the year: every answer names the same unit for what is owed, before and after the end."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.plan.assessment import Assessment
from parplan.queries.deadlines import DueSelection, select_due
from parplan.queries.evidence import EvidenceSelection, select_evidence
from parplan.queries.periods import Period
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, count_status
from parplan.queries.tasks import TaskSelection, select_tasks
from parplan.reporting.periodic import make_report
from parplan.reporting.statistics import make_statistics
from parplan.tables.rows import plan_rows
from small_plans import plan_of, write_plan

RENAMED = """
A: {name: Phòng A}
D: {name: Phòng D, until: 2021-06-30, successors: [N]}
N: {name: Phòng N, from: 2021-07-01}
"""
EACH = "G: {name: Các phòng, members: [A, D]}"
EARLY_AND_LATE = """
- id: 1.a
  title: Mỗi phòng một việc
  lead: [Các phòng]
  milestones:
    - {id: early, title: Sớm, due: 2021-06-28}
    - {id: late, title: Muộn, due: 2021-07-02}
"""


def portfolio_on(day: str, tasks: str, *, units: str = RENAMED, groups: str = EACH) -> Portfolio:
    """A portfolio of one plan with these tasks, looked at on the day."""
    at = date.fromisoformat(day)
    plan = plan_of(write_plan(tasks, units=units, groups=groups))
    return Portfolio(at, (PlanOnDay("p.yaml", Assessment(plan, at)),))


def told(day: str, unit: str, progress: str = "") -> tuple[list[str], list[str], list[str], list[str], int]:
    """Work of a unit by `due`, `tasks`, the tables of data and its report; its tasks in `status`."""
    portfolio = portfolio_on(day, EARLY_AND_LATE + progress)
    (status,) = count_status(portfolio, Grouping.UNIT)
    owed = plan_rows(portfolio.default.assessment)["owed"]
    report = make_report(portfolio, Period("q1"), portfolio.default.plan.directory.party(unit))
    return (
        [row.item.address for row in select_due(portfolio, DueSelection(date(2021, 12, 31), unit)).rows],
        [row.standing.task.id for row in select_tasks(portfolio, TaskSelection(unit)).rows],
        [address for _, _, _, address, _, code, _, _, _, owes, _, _ in owed if code == unit and owes],
        [line.task.id for line in report.lines],
        next((row.total for row in status.rows if row.key == unit), 0),
    )


def test_what_falls_due_after_a_unit_ends_is_its_successors_in_every_answer_beforehand() -> None:
    assert told("2021-06-25", "D") == (["1.a/early"], ["1.a"], ["1.a/early"], ["1.a"], 1)
    assert told("2021-06-25", "N") == (["1.a/late"], ["1.a"], ["1.a/late"], ["1.a"], 1)
    assert told("2021-07-01", "N") == (["1.a/early", "1.a/late"], ["1.a"], ["1.a/early", "1.a/late"], ["1.a"], 1)


def test_what_a_successor_has_finished_stays_in_every_answer() -> None:
    progress = "  progress: [{date: 2021-07-01, state: done}]"
    assert told("2021-07-05", "N", progress) == ([], ["1.a"], [], ["1.a"], 1)


@pytest.mark.parametrize("owed", ["together", "each"])
@pytest.mark.parametrize("who", ["", "unit: N, "])
def test_what_a_successor_has_finished_after_the_end_is_counted_for_it(owed: str, who: str) -> None:
    task = f"""
- id: 1.a
  title: Việc của phòng đã hết
  lead: [D]
  owed: {owed}
  time: 2021-06-20
  progress: [{{date: 2021-07-03, {who}state: done, evidence: [1/BC]}}]
"""
    for day, counted in (("2021-06-25", "D"), ("2021-07-02", "N"), ("2021-07-05", "N")):
        portfolio = portfolio_on(day, task, groups="")
        (status,) = count_status(portfolio, Grouping.UNIT)
        assert [(row.key, row.total) for row in status.rows] == [(counted, 1)]
    party = portfolio.default.plan.directory.party
    assert [len(line.entries) for line in make_report(portfolio, Period("q1"), party("N")).lines] == [1]
    assert make_report(portfolio, Period("q1"), party("D")).lines == ()
    assert select_evidence(portfolio, EvidenceSelection("N")).done == 1


def test_who_receives_reports_sends_none_to_itself_after_taking_over() -> None:
    task = """
- id: 1.a
  title: Báo cáo
  lead: [Các phòng]
  recipient: Phòng N
  owed: each
  milestones:
    - {id: early, title: Sớm, due: 2021-06-28}
    - {id: late, title: Muộn, due: 2021-07-02}
    - {id: ongoing, title: Thường xuyên, due: ongoing}
"""
    owed = [item.owed_by for item in portfolio_on("2021-07-01", task).default.assessment.items()]
    assert owed == [("A", "N"), ("A",), ("A",)]  # what was late before stays owed by whoever took over
    alone = portfolio_on("2021-07-01", task.replace("Các phòng", "Phòng D")).default.assessment
    assert [item.owed_by for item in alone.items()] == [("N",), ("N",), ("N",)]


@pytest.mark.parametrize(
    ("own", "value", "apart"), [("", None, 2), (", {date: 2021-02-01, unit: N, measures: {v: 9}}", 9, 0)]
)
def test_totals_of_two_units_are_not_the_total_of_who_took_both_over(own: str, value: int | None, apart: int) -> None:
    task = f"""
- id: 1.a
  title: Mỗi phòng một việc
  lead: [Các phòng]
  time: 2021-12-20
  targets:
    - {{id: v, title: Hồ sơ, at_least: 90}}
    - {{id: k, title: Số liệu, total: sum}}
  progress:
    - {{date: 2021-03-01, unit: A, measures: {{v: 50, k: 5}}}}
    - {{date: 2021-03-02, unit: D, measures: {{v: 30, k: 6}}}}{own.replace(", {", chr(10) + "    - {")}
"""
    units = """
A: {name: Phòng A, until: 2021-06-30, successors: [N]}
D: {name: Phòng D, until: 2021-06-30, successors: [N]}
N: {name: Phòng N}
"""
    portfolio = portfolio_on("2021-07-15", task, units=units, groups="G: {name: Các phòng, members: [A, D, N]}")
    report = make_report(portfolio, Period("q3"), portfolio.default.plan.directory.party("N"))
    (line,) = report.lines
    assert [(target.value, target.apart) for target in line.targets] == [(value, apart), (11, 0)]
    assert [row.values[-1] for row in make_statistics(report).rows] == [11]  # as its part II tells


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_a_unit_finished_stays_finished_when_the_deadline_moves_beyond_its_end(state: str) -> None:
    task = f"""
- id: 1.a
  title: Mỗi phòng một việc
  lead: [Các phòng]
  time: 2021-06-15
  progress:
    - {{date: 2021-05-28, unit: D, state: {state}}}
    - {{date: 2021-06-14, due: 2021-08-31, basis: 1/TB}}
"""
    for day in ("2021-06-13", "2021-06-14", "2021-07-15"):
        (item,) = portfolio_on(day, task).default.assessment.items()
        assert (item.owed_by, [share.unit for share in item.shares]) == (("A",), ["A", "D"]), day


def test_a_share_that_a_unit_finished_is_not_in_its_successors_list_while_others_are_late() -> None:
    task = EARLY_AND_LATE.replace("2021-07-02", "2021-06-29") + "  progress: [{date: 2021-06-20, unit: D, state: done}]"
    assert told("2021-07-15", "N", "")[1] == ["1.a"]
    portfolio = portfolio_on("2021-07-15", task)
    found = {unit: [row.standing.open for row in select_tasks(portfolio, TaskSelection(unit)).rows] for unit in "ADN"}
    assert found == {"A": [True], "D": [False], "N": []}


def test_what_a_unit_that_ended_coordinated_is_its_successors_in_due() -> None:
    tasks = "- {id: 1.a, title: Việc, lead: [Phòng A], coordinating: [Phòng D, Các phòng], time: Quý IV/2021}"

    def due(day: str, unit: str) -> list[str]:
        rows = select_due(portfolio_on(day, tasks), DueSelection(date(2021, 12, 31), unit)).rows
        return [row.item.address for row in rows]

    assert due("2021-06-30", "D") == ["1.a"]
    assert (due("2021-07-01", "D"), due("2021-07-01", "N")) == ([], ["1.a"])
