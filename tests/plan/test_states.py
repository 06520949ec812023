"""The state of milestones and tasks as the history tells it."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.plan.items import Timeliness
from parplan.plan.structure import State
from small_plans import on_day

TWO_MILESTONES = """
- id: 1.a
  title: Việc thứ nhất
  lead: [VP]
  milestones:
    - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
    - {id: report, title: Báo cáo, due: theo quy định}
"""

OPEN_ENDED = """
- id: 1.a
  title: Việc thường xuyên
  lead: [VP]
  milestones:
    - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
    - {id: ongoing, title: Thực hiện thường xuyên, due: thường xuyên}
    - {id: report, title: Báo cáo, due: định kỳ}
"""

OWED_BY_EACH = """
- id: 1.a
  title: Việc của từng đơn vị
  lead: ["Các phòng thuộc Sở"]
  milestones:
    - {id: report, title: Báo cáo, due: 2021-03-31}
"""


def recorded(tasks: str, *entries: str) -> str:
    """The task with a history."""
    return tasks + "  progress:\n" + "".join(f"    - {{{entry}}}\n" for entry in entries)


def test_nothing_recorded_is_not_started_and_not_reported() -> None:
    task = on_day("2021-03-01", TWO_MILESTONES).task("1.a")
    assert task.state is State.NOT_STARTED
    assert not task.reported


def test_the_latest_entry_that_names_a_milestone_counts() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-20, milestone: plan, state: done",
        "date: 2021-02-10, milestone: plan, state: in-progress",
    )
    assert on_day("2021-03-01", tasks)["1.a/plan"].state is State.DONE


def test_of_one_day_the_entry_recorded_last_counts_wherever_it_stands() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-10, milestone: plan, state: done, recorded: 2021-02-12T09:00:00+07:00",
        "date: 2021-02-10, milestone: plan, state: in-progress, recorded: 2021-02-11T09:00:00+07:00",
    )
    assert on_day("2021-03-01", tasks)["1.a/plan"].state is State.DONE


def test_moments_are_compared_across_time_zones() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-10, milestone: plan, state: done, recorded: 2021-02-10T03:30:00Z",
        "date: 2021-02-10, milestone: plan, state: in-progress, recorded: 2021-02-10T09:00:00+07:00",
    )
    assert on_day("2021-03-01", tasks)["1.a/plan"].state is State.DONE


def test_of_one_moment_the_entry_further_down_counts() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-10, milestone: plan, state: done",
        "date: 2021-02-10, milestone: plan, state: in-progress",
    )
    assert on_day("2021-03-01", tasks)["1.a/plan"].state is State.IN_PROGRESS


def test_a_done_milestone_keeps_the_day_it_was_first_stated_done() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-03-20, milestone: plan, state: done",
        "date: 2021-04-20, milestone: plan, state: done, note: Bổ sung minh chứng",
    )
    item = on_day("2021-05-01", tasks)["1.a/plan"]
    assert item.stated.done_on == date(2021, 3, 20)
    assert item.timeliness is Timeliness.DONE_EARLY


@pytest.mark.parametrize("state", [State.DONE, State.PAUSED, State.DROPPED])
def test_an_entry_for_the_task_covers_the_milestones_open_then(state: State) -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-10, milestone: plan, state: done",
        f"date: 2021-03-10, state: {state}",
    )
    day = on_day("2021-04-01", tasks)
    assert day["1.a/plan"].stated.done_on == date(2021, 2, 10)
    assert day["1.a/report"].state is state
    assert day.task("1.a").state is state


def test_in_progress_for_the_task_says_nothing_of_its_milestones() -> None:
    day = on_day("2021-03-01", recorded(TWO_MILESTONES, "date: 2021-02-10, state: in-progress"))
    assert day["1.a/plan"].state is State.NOT_STARTED
    assert day.task("1.a").state is State.IN_PROGRESS


def test_a_milestone_is_reopened_by_a_later_entry_that_names_it() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-10, state: done",
        "date: 2021-02-20, milestone: report, state: in-progress",
    )
    day = on_day("2021-03-01", tasks)
    assert day["1.a/plan"].state is State.DONE
    assert day["1.a/report"].state is State.IN_PROGRESS
    assert day.task("1.a").state is State.IN_PROGRESS


def test_a_reopened_task_is_done_again_when_its_last_milestone_is() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-10, state: dropped",
        "date: 2021-02-20, milestone: report, state: in-progress",
        "date: 2021-02-25, milestone: report, state: done",
    )
    task = on_day("2021-03-01", tasks).task("1.a")
    assert task.state is State.DONE
    assert task.stated.done_on == date(2021, 2, 25)


def test_a_task_is_done_when_all_its_milestones_are_done_or_dropped() -> None:
    first = "date: 2021-02-10, milestone: plan, state: done"
    assert on_day("2021-03-01", recorded(TWO_MILESTONES, first)).task("1.a").state is State.IN_PROGRESS
    tasks = recorded(TWO_MILESTONES, first, "date: 2021-02-11, milestone: report, state: dropped")
    assert on_day("2021-03-01", tasks).task("1.a").state is State.DONE


@pytest.mark.parametrize(
    "entry",
    [
        "note: Đã họp",
        "percent: 40",
        "evidence: [12/KH-SA]",
        "state: not-started",
    ],
)
def test_an_entry_that_tells_of_work_puts_a_task_in_progress(entry: str) -> None:
    task = on_day("2021-03-01", recorded(TWO_MILESTONES, f"date: 2021-02-10, {entry}")).task("1.a")
    assert task.state is State.IN_PROGRESS
    assert task.reported


@pytest.mark.parametrize(
    "entry", ["difficulty: Thiếu người", "proposal: Thêm người", "milestone: report, due: 2021-06-30, basis: 1/CV-SA"]
)
def test_a_moved_deadline_a_difficulty_or_a_proposal_alone_tells_of_no_work(entry: str) -> None:
    task = on_day("2021-03-01", recorded(TWO_MILESTONES, f"date: 2021-02-10, {entry}")).task("1.a")
    assert task.state is State.NOT_STARTED
    assert task.reported


def test_a_task_without_milestones_has_the_state_stated_of_it() -> None:
    tasks = recorded("\n- {id: 1.b, title: Không mốc}\n- id: 1.a\n  title: Việc\n", "date: 2021-02-10, state: done")
    day = on_day("2021-03-01", tasks)
    assert day.task("1.a").state is State.DONE
    assert day.task("1.b").state is State.NOT_STARTED
    assert day["1.b"].undated


def test_ongoing_and_untied_recurring_milestones_do_not_close_by_themselves() -> None:
    tasks = recorded(OPEN_ENDED, "date: 2021-02-10, milestone: plan, state: done")
    day = on_day("2022-06-01", tasks)
    assert day["1.a/ongoing"].open
    assert day["1.a/report"].open
    assert day.task("1.a").state is State.IN_PROGRESS


def test_ongoing_and_untied_recurring_milestones_close_when_named() -> None:
    tasks = recorded(
        OPEN_ENDED,
        "date: 2021-02-10, milestone: plan, state: done",
        "date: 2021-12-30, milestone: ongoing, state: done",
        "date: 2021-12-31, milestone: report, state: done",
    )
    assert on_day("2022-01-01", tasks).task("1.a").state is State.DONE


def test_ongoing_and_untied_recurring_milestones_close_with_the_task() -> None:
    day = on_day("2022-01-01", recorded(OPEN_ENDED, "date: 2021-12-30, state: done"))
    assert [item.state for item in day.assessment.items()] == [State.DONE] * 3


def test_paused_work_stays_and_can_be_overdue() -> None:
    day = on_day("2021-04-01", recorded(TWO_MILESTONES, "date: 2021-02-10, state: paused"))
    assert day["1.a/plan"].open
    assert day["1.a/plan"].timeliness is Timeliness.OVERDUE


def test_stating_in_progress_of_the_task_lifts_a_pause() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-01, milestone: plan, state: in-progress",
        "date: 2021-02-10, state: paused",
        "date: 2021-02-20, state: in-progress",
    )
    day = on_day("2021-03-01", tasks)
    assert day["1.a/plan"].state is State.IN_PROGRESS
    assert day["1.a/report"].state is State.NOT_STARTED
    assert day.task("1.a").state is State.IN_PROGRESS


def test_entries_after_the_day_do_not_count_and_entries_recorded_after_it_do() -> None:
    tasks = recorded(
        TWO_MILESTONES,
        "date: 2021-02-10, milestone: plan, state: done, recorded: 2021-07-01T08:00:00+07:00",
        "date: 2021-03-02, milestone: report, state: done",
    )
    day = on_day("2021-03-01", tasks)
    assert day["1.a/plan"].state is State.DONE
    assert day["1.a/report"].state is State.NOT_STARTED
    assert on_day("2021-03-02", tasks)["1.a/report"].state is State.DONE


def test_what_each_unit_owes_has_a_state_for_each() -> None:
    day = on_day("2021-03-01", recorded(OWED_BY_EACH, "date: 2021-02-10, milestone: report, unit: KHTC, state: done"))
    item = day["1.a/report"]
    assert {share.unit: share.stated.state for share in item.shares} == {
        "VP": State.NOT_STARTED,
        "TTRA": State.NOT_STARTED,
        "KHTC": State.DONE,
    }
    assert item.state is State.IN_PROGRESS
    assert item.owed_by == ("VP", "TTRA")


def test_what_each_unit_owes_is_done_when_all_are_and_late_if_one_is() -> None:
    tasks = recorded(
        OWED_BY_EACH,
        "date: 2021-02-10, milestone: report, unit: KHTC, state: done",
        "date: 2021-03-31, milestone: report, unit: VP, state: done",
        "date: 2021-04-01, milestone: report, unit: TTRA, state: done",
    )
    assert on_day("2021-03-31", tasks)["1.a/report"].open
    item = on_day("2021-04-01", tasks)["1.a/report"]
    assert item.state is State.DONE
    assert item.stated.done_on == date(2021, 4, 1)
    assert item.timeliness is Timeliness.DONE_LATE
    assert item.owed_by == ()


def test_a_dropped_share_does_not_make_the_whole_late() -> None:
    tasks = recorded(
        OWED_BY_EACH,
        "date: 2021-03-31, milestone: report, unit: VP, state: done",
        "date: 2021-03-30, milestone: report, unit: KHTC, state: done",
        "date: 2021-05-01, milestone: report, unit: TTRA, state: dropped",
    )
    item = on_day("2021-06-01", tasks)["1.a/report"]
    assert item.timeliness is Timeliness.DONE_ON_TIME
    assert item.stated.done_on == date(2021, 3, 31)
    assert item.settled_on == date(2021, 5, 1)


def test_what_follows_counts_from_the_day_the_last_share_was_dropped() -> None:
    tasks = recorded(
        OWED_BY_EACH + "    - {id: summary, title: Tổng hợp, after: report, lag: 10d}\n",
        "date: 2021-03-31, milestone: report, unit: VP, state: done",
        "date: 2021-03-30, milestone: report, unit: KHTC, state: done",
        "date: 2021-05-01, milestone: report, unit: TTRA, state: dropped",
    )
    assert on_day("2021-04-30", tasks)["1.a/summary"].due is None
    assert on_day("2021-05-01", tasks)["1.a/summary"].due == date(2021, 5, 11)


def test_what_all_units_dropped_keeps_the_reason_of_the_last() -> None:
    tasks = recorded(
        OWED_BY_EACH,
        "date: 2021-03-01, milestone: report, unit: VP, state: dropped, reason: Giải thể",
        "date: 2021-04-01, state: dropped, reason: Không còn cần",
    )
    item = on_day("2021-06-01", tasks)["1.a/report"]
    assert (item.state, item.stated.why) == (State.DROPPED, "Không còn cần")


def test_an_entry_without_a_unit_speaks_for_every_unit() -> None:
    day = on_day("2021-03-01", recorded(OWED_BY_EACH, "date: 2021-02-10, milestone: report, state: done"))
    assert day["1.a/report"].owed_by == ()


def test_one_unit_finishing_the_task_finishes_only_its_own_share() -> None:
    day = on_day("2021-03-01", recorded(OWED_BY_EACH, "date: 2021-02-10, unit: VP, state: done"))
    assert day["1.a/report"].owed_by == ("TTRA", "KHTC")
    assert day.task("1.a").state is State.IN_PROGRESS


def test_one_units_word_on_the_whole_task_leaves_open_what_the_units_owe_together() -> None:
    tasks = OWED_BY_EACH + "    - {id: summary, title: Tổng hợp, due: 2021-04-15, owed: together}\n"
    day = on_day("2021-03-01", recorded(tasks, "date: 2021-02-10, unit: VP, state: done"))
    assert day["1.a/report"].owed_by == ("TTRA", "KHTC")
    assert day["1.a/summary"].state is State.NOT_STARTED
    named = recorded(tasks, "date: 2021-02-10, milestone: summary, unit: VP, state: done")
    assert on_day("2021-03-01", named)["1.a/summary"].state is State.DONE
    for_all = recorded(tasks, "date: 2021-02-10, state: done")
    assert on_day("2021-03-01", for_all)["1.a/summary"].state is State.DONE
