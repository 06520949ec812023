"""Deadlines fixed, extended and adjusted by entries, with the old day kept."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.plan.items import Move, Timeliness
from parplan.vocabulary.time_words import Kind
from small_plans import load, on_day, write_plan

TASK = """
- id: 1.a
  title: Việc
  lead: [VP]
  milestones:
    - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
    - {id: report, title: Báo cáo, due: theo quy định}
  progress:
"""


def test_a_deadline_is_fixed_then_extended_then_adjusted() -> None:
    tasks = (
        TASK
        + """
    - {date: 2021-02-01, milestone: report, due: 2021-06-30, basis: 45/KH-UBND}
    - {date: 2021-03-01, milestone: report, due: trước ngày 01/8/2021, basis: 50/CV-UBND, reason: Chờ số liệu}
    - {date: 2021-04-01, milestone: report, due: 2021-07-15, basis: 60/CV-UBND}
    """
    )
    item = on_day("2021-04-01", tasks)["1.a/report"]
    assert item.due == date(2021, 7, 15)
    assert [(move.move, move.old, move.new, move.entry.basis) for move in item.reschedulings] == [
        (Move.FIXED, None, date(2021, 6, 30), "45/KH-UBND"),
        (Move.EXTENDED, date(2021, 6, 30), date(2021, 7, 31), "50/CV-UBND"),
        (Move.ADJUSTED, date(2021, 7, 31), date(2021, 7, 15), "60/CV-UBND"),
    ]
    assert on_day("2021-04-01", tasks).task("1.a").extensions == 1


@pytest.mark.parametrize(
    ("written", "decided", "move"),
    [
        ("định kỳ theo quy định", "calendar", Move.FIXED),
        ("theo quy định", "hằng quý", Move.FIXED),
        ("hằng quý", "calendar", Move.ADJUSTED),
        ("theo quy định", "theo hướng dẫn của cấp trên", Move.ADJUSTED),
    ],
)
def test_a_time_that_recurs_is_fixed_where_no_day_was_known(written: str, decided: str, move: Move) -> None:
    tasks = f"""
    - id: 1.a
      title: Việc
      milestones: [{{id: report, title: Báo cáo, due: {written}}}]
      progress:
        - {{date: 2021-02-01, milestone: report, due: {decided}, basis: 581/BNV-CCHC}}
    """
    day = on_day("2021-03-01", tasks, reports="q1: {due: 2021-03-02}")
    items = day.task("1.a").items
    assert {one.move for item in items for one in item.reschedulings} == {move}


def test_as_of_an_earlier_day_the_old_deadline_holds() -> None:
    tasks = TASK + "    - {date: 2021-03-20, milestone: plan, due: Quý II/2021, basis: 45/KH-UBND}\n"
    before, after = on_day("2021-03-19", tasks)["1.a/plan"], on_day("2021-03-20", tasks)["1.a/plan"]
    assert (before.due, before.timeliness, before.reschedulings) == (date(2021, 3, 31), Timeliness.ON_TRACK, ())
    assert after.due == date(2021, 6, 30)
    assert after.milestone is not None
    assert after.milestone.due == "Quý I/2021"


def test_one_that_names_no_milestone_is_for_the_only_one() -> None:
    tasks = """
    - id: 1.a
      title: Việc
      milestones:
        - {id: plan, title: Ban hành kế hoạch, due: theo quy định}
      progress:
        - {date: 2021-02-01, due: 2021-06-30, basis: 45/KH-UBND}
    """
    assert on_day("2021-03-01", tasks)["1.a/plan"].due == date(2021, 6, 30)


def test_one_that_names_no_milestone_of_several_is_not_used_and_said_so() -> None:
    tasks = TASK + "    - {date: 2021-02-01, due: 2021-06-30, basis: 45/KH-UBND}\n"
    assert on_day("2021-03-01", tasks)["1.a/plan"].due == date(2021, 3, 31)
    assert [finding.code for finding in load(write_plan(tasks)).findings] == ["P502"]


def test_a_task_without_milestones_gets_a_deadline() -> None:
    tasks = "[{id: 1.a, title: Việc, progress: [{date: 2021-02-01, due: 2021-06-30, basis: 45/KH-UBND}]}]"
    item = on_day("2021-03-01", tasks)["1.a"]
    assert (item.due, item.timeliness) == (date(2021, 6, 30), Timeliness.ON_TRACK)
    assert [move.move for move in item.reschedulings] == [Move.FIXED]


def test_one_occurrence_is_moved_alone() -> None:
    tasks = """
    - id: 1.a
      title: Việc
      milestones:
        - {id: report, title: Báo cáo, due: định kỳ hằng quý}
      progress:
        - {date: 2021-03-15, milestone: report@2021-Q1, due: 2021-04-10, basis: 45/CV-SA}
    """
    day = on_day("2021-03-20", tasks)
    assert day["1.a/report@2021-Q1"].due == date(2021, 4, 10)
    assert day["1.a/report@2021-Q1"].kind is Kind.RECURRING
    assert day["1.a/report@2021-Q2"].due == date(2021, 6, 30)


def test_an_undetermined_recurrence_becomes_a_quarterly_one() -> None:
    tasks = TASK + "    - {date: 2021-02-01, milestone: report, due: định kỳ hằng quý, basis: 45/KH-UBND}\n"
    assert [address for address in on_day("2021-03-01", tasks).addresses if "@" in address] == [
        "1.a/report@2021-Q1",
        "1.a/report@2021-Q2",
        "1.a/report@2021-Q3",
        "1.a/report@2021-Q4",
    ]


def test_what_moves_the_whole_moves_no_event_of_it() -> None:
    tasks = """
    - id: 1.a
      title: Việc
      lead: [VP]
      milestones:
        - {id: m, title: Báo cáo, after: sau mỗi lần đối thoại}
      progress:
        - {date: 2021-02-01, milestone: m, due: 2021-06-30, basis: 45/KH-UBND}
        - {date: 2021-03-01, milestone: m, due: 2021-07-30, basis: 50/KH-UBND}
        - {date: 2021-03-02, milestone: m@2021-03-02, event: Đối thoại lần 1}
        - {date: 2021-03-03, milestone: m@2021-03-03, event: Đối thoại lần 2}
        - {date: 2021-03-04, milestone: m@2021-03-03, due: 2021-08-01, basis: 51/KH-UBND}
        - {date: 2021-03-05, milestone: m@2021-03-03, due: 2021-08-02, basis: 52/KH-UBND}
    """
    day = on_day("2021-04-01", tasks)
    assert [len(day[f"1.a/{address}"].reschedulings) for address in ("m", "m@2021-03-02", "m@2021-03-03")] == [2, 0, 2]
    assert day.task("1.a").extensions == 2


def test_what_moves_all_occurrences_is_one_extension() -> None:
    tasks = (
        TASK
        + """
    - {date: 2021-02-01, milestone: report, due: 2021-06-30, basis: 45/KH-UBND}
    - {date: 2021-03-01, milestone: report, due: 2021-07-30, basis: 50/KH-UBND}
    - {date: 2021-03-02, milestone: report, due: quarterly, basis: 51/KH-UBND}
    """
    )
    day = on_day("2021-04-01", tasks)
    assert len(day["1.a/report@2021-Q4"].reschedulings) == 3
    assert day.task("1.a").extensions == 1


AFTER_EVENT = """
- id: 1.a
  title: Sơ kết
  milestones: [{id: m, title: Sơ kết, after: khi có hướng dẫn, due: 2021-09-30, lag: 20d}]
  progress:
    - {date: 2021-09-20, milestone: m, event: Hướng dẫn}
    - {date: 2021-09-25, milestone: m, due: 2021-10-05, basis: 5/TB}
    - {date: 2021-09-26, milestone: m, due: 2021-10-15, basis: 6/TB}
"""
FOLLOWING = """
- id: 1.a
  title: Kế hoạch
  milestones:
    - {id: plan, title: Ban hành, due: 2021-06-30}
    - {id: notice, title: Thông báo, after: plan, lag: 1m}
    - {id: part, title: Phụ lục, part_of: 1.a/plan}
  progress:
    - {date: 2021-03-01, milestone: notice, due: 2021-05-30, basis: 5/TB}
    - {date: 2021-03-05, milestone: part, due: 2021-07-31, basis: 6/TB}
    - {date: 2021-03-20, milestone: plan, state: done}
    - {date: 2021-04-01, milestone: plan, due: 2021-09-30, basis: 7/TB}
"""


def test_what_is_decided_after_the_event_is_the_deadline_and_the_old_one_that_in_force() -> None:
    item = on_day("2021-09-28", AFTER_EVENT)["1.a/m"]
    assert item.due == date(2021, 10, 15)
    assert [(move.move, move.old, move.new) for move in item.reschedulings] == [
        (Move.ADJUSTED, date(2021, 10, 10), date(2021, 10, 5)),
        (Move.EXTENDED, date(2021, 10, 5), date(2021, 10, 15)),
    ]
    assert on_day("2021-09-25", AFTER_EVENT)["1.a/m"].due == date(2021, 10, 5)


def test_what_happens_later_leaves_what_a_decision_did_to_a_deadline() -> None:
    for day in ("2021-03-10", "2021-04-10"):
        at = on_day(day, FOLLOWING)
        notice, part = at["1.a/notice"], at["1.a/part"]
        assert [(move.move, move.old) for move in notice.reschedulings] == [(Move.FIXED, None)]
        assert [(move.move, move.old) for move in part.reschedulings] == [(Move.EXTENDED, date(2021, 6, 30))]
        assert (notice.due, part.due) == (date(2021, 5, 30), date(2021, 7, 31))


def test_a_deadline_of_a_host_with_ongoing_work_too_is_extended_not_fixed() -> None:
    tasks = """
    - {id: 1.a, title: A, milestones: [{id: o, title: A, due: ongoing}, {id: r, title: A, due: 2021-06-30}]}
    - id: 1.b
      title: B
      milestones: [{id: part, title: B, part_of: 1.a}]
      progress: [{date: 2021-03-05, milestone: part, due: 2021-07-31, basis: 6/TB}]
    """
    (move,) = on_day("2021-04-01", tasks)["1.b/part"].reschedulings
    assert (move.move, move.old) == (Move.EXTENDED, date(2021, 6, 30))


@pytest.mark.parametrize(("owed", "moved", "codes"), [("each", False, ["P502"]), ("together", True, [])])
def test_one_for_a_unit_moves_no_deadline_that_each_owes_of_a_task_without_milestones_either(
    owed: str, moved: bool, codes: list[str]
) -> None:
    tasks = f"""
    - id: 1.a
      title: Việc
      lead: [Các phòng thuộc Sở]
      owed: {owed}
      time: 2021-05-31
      progress:
        - {{date: 2021-02-01, unit: VP, due: 2021-06-30, basis: 45/KH-UBND}}
    """
    assert on_day("2021-03-01", tasks)["1.a"].due == (date(2021, 6, 30) if moved else date(2021, 5, 31))
    assert [finding.code for finding in load(write_plan(tasks)).findings] == codes
