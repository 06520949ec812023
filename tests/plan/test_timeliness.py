"""How items stand to their deadlines on a day."""

from __future__ import annotations

import pytest

from parplan.plan.items import Timeliness
from small_plans import on_day

TASK = """
- id: 1.a
  title: Việc
  lead: [VP]
  milestones:
    - {{id: plan, title: Ban hành kế hoạch, due: {due}}}
"""


@pytest.mark.parametrize(
    ("day", "timeliness", "days"),
    [
        ("2021-03-23", Timeliness.ON_TRACK, 8),
        ("2021-03-24", Timeliness.DUE_SOON, 7),
        ("2021-03-31", Timeliness.DUE_SOON, 0),
        ("2021-04-01", Timeliness.OVERDUE, -1),
    ],
)
def test_open_work_by_the_days_left(day: str, timeliness: Timeliness, days: int) -> None:
    item = on_day(day, TASK.format(due="Quý I/2021"))["1.a/plan"]
    assert (item.timeliness, item.days) == (timeliness, days)


def test_how_soon_is_soon_is_the_plans_own() -> None:
    tasks = TASK.format(due="Quý I/2021")
    assert on_day("2021-03-01", tasks, heading="due_soon: 1m")["1.a/plan"].timeliness is Timeliness.DUE_SOON
    assert on_day("2021-03-01", tasks, heading="due_soon: 29d")["1.a/plan"].timeliness is Timeliness.ON_TRACK


@pytest.mark.parametrize(
    ("done", "timeliness"),
    [
        ("2021-12-03", Timeliness.DONE_EARLY),
        ("2021-12-04", Timeliness.DONE_ON_TIME),
        ("2021-12-05", Timeliness.DONE_LATE),
    ],
)
def test_finished_work_before_on_and_after_the_last_permitted_day(done: str, timeliness: Timeliness) -> None:
    tasks = TASK.format(due="trước ngày 05/12/2021") + f"  progress:\n    - {{date: {done}, state: done}}\n"
    assert on_day("2021-12-31", tasks)["1.a/plan"].timeliness is timeliness


def test_the_last_working_day_is_advice_and_the_deadline_does_not_move() -> None:
    item = on_day("2021-12-04", TASK.format(due="trước ngày 05/12/2021"))["1.a/plan"]
    assert (str(item.due), str(item.last_working_day)) == ("2021-12-04", "2021-12-03")
    assert item.timeliness is Timeliness.DUE_SOON


def test_the_plans_own_calendar_corrects_the_working_days() -> None:
    item = on_day("2021-12-01", TASK.format(due="2021-12-03"), calendar="holidays: [2021-12-03]")["1.a/plan"]
    assert str(item.last_working_day) == "2021-12-02"
    item = on_day("2021-12-01", TASK.format(due="2021-12-04"), calendar="working_days: [2021-12-04]")["1.a/plan"]
    assert str(item.last_working_day) == "2021-12-04"


def test_ongoing_work_is_never_overdue_and_not_undated() -> None:
    tasks = TASK.format(due="thường xuyên trong năm")
    during, after = on_day("2021-06-01", tasks), on_day("2022-06-01", tasks)
    for day in during, after:
        assert day["1.a/plan"].timeliness is Timeliness.ON_TRACK
        assert not day["1.a/plan"].undated
        assert not day.task("1.a").undated
    assert not during["1.a/plan"].year_over
    assert after["1.a/plan"].year_over


def test_work_another_document_decides_is_undated() -> None:
    item = on_day("2022-06-01", TASK.format(due="theo hướng dẫn của cấp trên"))["1.a/plan"]
    assert item.timeliness is Timeliness.UNDATED
    assert item.undated
    assert item.days is None


def test_deadlines_before_and_after_the_plan_year_are_kept() -> None:
    assert str(on_day("2021-03-01", TASK.format(due="Tháng 12/2020"))["1.a/plan"].due) == "2020-12-31"
    assert str(on_day("2021-03-01", TASK.format(due="2022-01-15"))["1.a/plan"].due) == "2022-01-15"


def test_a_task_stands_as_its_worst_open_item() -> None:
    tasks = """
    - id: 1.a
      title: Việc
      milestones:
        - {id: undated, title: A, due: theo quy định}
        - {id: soon, title: B, due: 2021-03-05}
        - {id: late, title: C, due: 2021-02-05}
      progress:
        - {date: 2021-03-03, milestone: late, state: done}
    """
    assert on_day("2021-03-02", tasks).task("1.a").timeliness is Timeliness.OVERDUE
    task = on_day("2021-03-03", tasks).task("1.a")
    assert task.timeliness is Timeliness.DUE_SOON
    assert str(task.next_due) == "2021-03-05"


def test_a_finished_task_is_late_when_any_deadline_was_missed() -> None:
    tasks = """
    - id: 1.a
      title: Việc
      milestones:
        - {id: first, title: A, due: 2021-02-01}
        - {id: second, title: B, due: 2021-02-28}
      progress:
        - {date: 2021-02-02, state: done}
    """
    task = on_day("2021-03-01", tasks).task("1.a")
    assert task.timeliness is Timeliness.DONE_LATE
    assert task.next_due is None


def test_the_end_of_time_is_no_obstacle() -> None:
    item = on_day("9999-12-31", TASK.format(due="Quý I/2021"))["1.a/plan"]
    assert item.timeliness is Timeliness.OVERDUE
    far = on_day("2021-03-01", TASK.format(due="2021-12-05"), heading="due_soon: 9999y")
    assert far["1.a/plan"].timeliness is Timeliness.DUE_SOON
