"""Recurring milestones, the report calendar, events, what follows another milestone, and hosts."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from parplan.plan.assessment import Assessment
from parplan.plan.items import Timeliness
from parplan.plan.progress import measured
from parplan.plan.structure import State
from parplan.vocabulary.time_words import Kind
from small_plans import UNITS, load, on_day, write_plan

SCHOOL_YEAR = "Kế hoạch năm học 2021 - 2022"
REPORTS = """
q1: {due: trước ngày 03/3/2021}
h1: {due: trước ngày 03/6/2021}
"""


def task(milestone: str, *entries: str) -> str:
    history = "  progress:\n" + "".join(f"    - {{{entry}}}\n" for entry in entries) if entries else ""
    return (
        f"- id: 1.a\n  title: Việc\n  lead: [VP]\n  milestones:\n    - {{id: report, title: A, {milestone}}}\n{history}"
    )


@pytest.mark.parametrize(
    "said",
    ["note: Đang soạn mẫu", "measures: {t: 92}", "percent: 30", "evidence: [12/BC-SA]", "unit: VP, note: Đã gửi"],
)
@pytest.mark.parametrize("written", ["time: hằng quý", "milestones: [{id: r, title: Báo cáo, due: hằng quý}]"])
def test_what_tells_no_state_and_no_period_says_nothing_of_each_period(written: str, said: str) -> None:
    whole = "milestone: r, " if "id: r" in written else ""
    tasks = (
        f"- id: 1.a\n  title: Việc\n  lead: [VP]\n  {written}\n  targets: [{{id: t, title: Số}}]\n  progress:\n"
        f"    - {{date: 2021-05-12, {whole if 'measures' not in said else ''}{said}}}\n"
    )
    subject = on_day("2021-05-20", tasks)
    prefix = "1.a/r" if whole else "1.a"
    for quarter in ("Q1", "Q2", "Q3", "Q4"):
        assert subject[f"{prefix}@2021-{quarter}"].state is State.NOT_STARTED
    assert subject.task("1.a").state is State.IN_PROGRESS


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("định kỳ hằng quý", ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]),
        ("half-yearly", ["2021-H1", "2021-H2"]),
        ("yearly", ["2021"]),
        ("monthly", [f"2021-{month:02}" for month in range(1, 13)]),
    ],
)
def test_a_named_period_gives_an_occurrence_for_each(words: str, keys: list[str]) -> None:
    assert on_day("2021-03-01", task(f"due: {words}")).addresses == [f"1.a/report@{key}" for key in keys]


def test_occurrences_fill_all_years_of_the_plan() -> None:
    day = on_day("2021-03-01", task("due: yearly"), heading="through: 2023")
    assert [str(item.due) for item in day.assessment.items()] == ["2021-12-31", "2022-12-31", "2023-12-31"]


def test_an_occurrence_is_done_alone_and_all_of_them_through_the_milestone() -> None:
    one = task("due: định kỳ hằng quý", "date: 2021-03-20, milestone: report@2021-q1, state: done")
    day = on_day("2021-04-01", one)
    assert [item.state for item in day.assessment.items()] == [State.DONE] + [State.NOT_STARTED] * 3
    assert day.task("1.a").state is State.IN_PROGRESS
    every = on_day("2021-04-01", task("due: định kỳ hằng quý", "date: 2021-03-20, milestone: report, state: done"))
    assert every.task("1.a").state is State.DONE


def test_without_a_period_it_is_recurring_and_undated() -> None:
    item = on_day("2021-03-01", task("due: định kỳ"))["1.a/report"]
    assert (item.kind, item.due, item.undated) == (Kind.RECURRING, None, True)


def test_tied_to_the_report_calendar_it_has_the_calendars_keys_and_days() -> None:
    day = on_day("2021-03-01", task("due: calendar"), reports=REPORTS)
    assert [(item.address, str(item.due), item.kind) for item in day.assessment.items()] == [
        ("1.a/report@q1", "2021-03-02", Kind.RECURRING),
        ("1.a/report@h1", "2021-06-02", Kind.RECURRING),
    ]


def test_a_tie_may_be_made_later_by_an_entry() -> None:
    tasks = task(
        "due: định kỳ",
        "date: 2021-02-01, milestone: report, due: calendar, basis: 1/TB-SA",
        "date: 2021-03-01, milestone: report@q1, state: done",
    )
    assert on_day("2021-01-31", tasks, reports=REPORTS).addresses == ["1.a/report"]
    day = on_day("2021-03-01", tasks, reports=REPORTS)
    assert day["1.a/report@q1"].timeliness is Timeliness.DONE_EARLY
    assert day["1.a/report@h1"].open


def test_an_event_opens_an_occurrence_with_the_day_it_happened() -> None:
    tasks = task(
        "after: mỗi lần đối thoại, lag: 10d",
        "date: 2021-05-12, milestone: report, event: Đối thoại lần 1",
        "date: 2021-05-20, milestone: report@2021-05-12, state: done",
        "date: 2021-10-01, milestone: report, event: Đối thoại lần 2",
    )
    assert on_day("2021-05-11", tasks).addresses == ["1.a/report"]
    day = on_day("2021-10-02", tasks)
    assert day.addresses == ["1.a/report", "1.a/report@2021-05-12", "1.a/report@2021-10-01"]
    assert day["1.a/report@2021-05-12"].timeliness is Timeliness.DONE_EARLY
    assert str(day["1.a/report@2021-10-01"].due) == "2021-10-11"
    assert day["1.a/report@2021-10-01"].start == date(2021, 10, 1)


EACH = "after: mỗi lần đối thoại, lag: 5d"
OF_TTRA = "date: 2021-05-12, milestone: report, unit: TTRA, event: Đối thoại"
OF_TDC = "date: 2021-05-12, milestone: report, unit: TDC, event: Đối thoại"


@pytest.mark.parametrize(
    ("events", "owing"),
    [
        ([OF_TTRA], {"TTRA"}),
        ([OF_TTRA, OF_TDC], {"TTRA", "TDC"}),
        ([OF_TTRA, OF_TTRA.replace("unit: TTRA, ", "")], {"TTRA", "TDC"}),
    ],
)
def test_where_each_owes_its_own_an_event_of_a_unit_opens_what_that_unit_owes(
    events: list[str], owing: set[str]
) -> None:
    each = task(EACH, *events).replace("lead: [VP]", "lead: [TTRA, TDC]\n  owed: each")
    day = on_day("2021-06-01", each, units=UNITS)
    item = day["1.a/report@2021-05-12"]
    assert (set(item.owed_by), item.timeliness) == (owing, Timeliness.OVERDUE)
    for unit in ("TTRA", "TDC"):
        own = day.assessment.standing_of("1.a", unit)
        assert own is not None
        assert (own.timeliness is Timeliness.OVERDUE) == (unit in owing)


@pytest.mark.parametrize(("owed", "total", "of_ttra"), [("each", 2, 1), ("together", 1, 1)])
def test_of_what_each_owes_the_same_event_of_two_units_counts_twice(owed: str, total: int, of_ttra: int) -> None:
    targets = "\n  targets: [{id: n, title: Số cuộc, at_least: 2, counts: report}]"
    text = task(EACH, OF_TTRA, OF_TDC, OF_TTRA + ", note: b").replace(
        "lead: [VP]", f"lead: [TTRA, TDC]\n  owed: {owed}{targets}"
    )
    found = on_day("2021-06-01", text, units=UNITS).task("1.a").task
    counted = [measured(found, found.targets[0], date(2021, 6, 1), units) for units in (None, ("TTRA",))]
    assert counted == [total, of_ttra]


def test_an_event_without_a_lag_gives_no_deadline() -> None:
    tasks = task("after: mỗi lần đối thoại", "date: 2021-05-12, milestone: report, event: Đối thoại lần 1")
    item = on_day("2021-06-01", tasks)["1.a/report@2021-05-12"]
    assert (item.kind, item.due, item.undated) == (Kind.EVENT, None, True)


def test_an_event_after_the_task_was_closed_opens_it_again() -> None:
    tasks = task(
        "after: mỗi lần đối thoại",
        "date: 2021-05-12, milestone: report, event: Đối thoại lần 1",
        "date: 2021-06-01, state: done",
        "date: 2021-10-01, milestone: report, event: Đối thoại lần 2",
    )
    assert on_day("2021-09-30", tasks).task("1.a").state is State.DONE
    day = on_day("2021-10-01", tasks)
    assert day["1.a/report@2021-05-12"].state is State.DONE
    assert day["1.a/report@2021-10-01"].open
    assert day.task("1.a").open


FOLLOWING = """
- id: 1.a
  title: Việc
  lead: [VP]
  milestones:
    - {id: plan, title: Kế hoạch, due: 2021-03-31}
    - {id: report, title: Báo cáo, after: plan, lag: 1m}
  progress:
    - {date: 2021-03-31, milestone: plan, state: done}
"""


def test_what_follows_a_milestone_is_due_a_lag_after_it_was_done() -> None:
    assert on_day("2021-03-30", FOLLOWING)["1.a/report"].due is None
    assert on_day("2021-03-31", FOLLOWING)["1.a/report"].due == date(2021, 4, 30)


def test_what_follows_a_milestone_may_follow_one_of_another_task() -> None:
    tasks = FOLLOWING + "- {id: 1.b, title: B, milestones: [{id: next, title: C, after: 1.a/plan, lag: 2w}]}\n"
    assert on_day("2021-04-01", tasks)["1.b/next"].due == date(2021, 4, 14)


def test_a_lag_that_leads_past_the_last_date_gives_that_date() -> None:
    tasks = task("after: đối thoại, lag: 9999y", "date: 2021-05-12, milestone: report, event: Lần 1")
    assert on_day("2021-06-01", tasks)["1.a/report@2021-05-12"].due == date.max


HOSTED = """
- id: 1.a
  title: Kiểm tra
  lead: [TTRA]
  milestones:
    - {id: plan, title: Kế hoạch, due: 2021-03-31}
    - {id: inspection, title: Kiểm tra, due: 2021-09-30}
  progress:
    - {date: 2021-05-01, milestone: inspection, due: 2021-10-31, basis: 1/CV-SA}
    - {date: 2021-10-20, state: done}
- id: 1.b
  title: Lồng ghép cả nhiệm vụ
  milestones: [{id: check, title: B, part_of: 1.a}]
- id: 1.c
  title: Lồng ghép một mốc
  milestones: [{id: check, title: C, part_of: 1.A/plan}]
"""


def test_what_is_part_of_another_item_has_its_deadline_and_shows_it() -> None:
    day = on_day("2021-03-01", HOSTED)
    assert (str(day["1.b/check"].due), day["1.b/check"].host) == ("2021-09-30", "1.a")
    assert (str(day["1.c/check"].due), day["1.c/check"].host) == ("2021-03-31", "1.a/plan")


def test_a_moved_host_moves_what_is_part_of_it() -> None:
    assert str(on_day("2021-05-01", HOSTED)["1.b/check"].due) == "2021-10-31"


def test_closing_the_host_never_closes_what_is_part_of_it() -> None:
    day = on_day("2021-11-01", HOSTED)
    assert day.task("1.a").state is State.DONE
    assert day["1.b/check"].open
    assert day["1.b/check"].timeliness is Timeliness.OVERDUE


def test_a_host_that_is_partly_undetermined_gives_no_deadline() -> None:
    tasks = """
    - {id: 1.a, title: A, milestones: [{id: p, title: A, due: 2021-03-31}, {id: r, title: A, due: định kỳ}]}
    - {id: 1.b, title: B, milestones: [{id: check, title: B, part_of: 1.a}]}
    """
    assert on_day("2021-03-01", tasks)["1.b/check"].undated


def test_finishing_what_has_no_deadline_in_a_host_gives_none_either() -> None:
    tasks = """
    - id: 1.a
      title: A
      milestones: [{id: p, title: A, due: 2021-03-31}, {id: r, title: A, due: định kỳ}, {id: o, title: A, due: ongoing}]
      progress: [{date: 2021-12-03, milestone: r, state: done}]
    - id: 1.b
      title: B
      milestones: [{id: check, title: B, part_of: 1.a}]
    """
    day = on_day("2021-12-14", tasks)
    assert day["1.b/check"].undated
    dated = on_day("2021-12-14", tasks.replace("due: định kỳ", "due: Quý II/2021"))
    assert str(dated["1.b/check"].due) == "2021-06-30"


def test_an_own_deadline_counts_beside_the_host() -> None:
    tasks = """
    - {id: 1.a, title: A, milestones: [{id: p, title: A, due: 2021-03-31}]}
    - {id: 1.b, title: B, milestones: [{id: r, title: B, due: Quý IV/2021, part_of: 1.a/p}]}
    """
    item = on_day("2021-03-01", tasks)["1.b/r"]
    assert (str(item.due), item.host) == ("2021-12-31", "1.a/p")


def test_periods_that_begin_after_the_last_day_of_a_plan_are_not_owed() -> None:
    tasks = "- {id: 1.a, title: Báo cáo, lead: [VP], time: hằng quý}"
    addresses = ["1.a@2021-Q1", "1.a@2021-Q2", "1.a@2021-Q3", "1.a@2021-Q4"]
    assert on_day("2021-01-01", tasks).addresses == addresses
    assert on_day("2021-01-01", tasks, heading="until: 2021-05-31").addresses == addresses[:2]
    (wrong,) = load(write_plan(tasks, heading="until: 2020-05-31")).findings
    assert "is no day of the plan's years" in wrong.message.template
    (wrong,) = load(write_plan(tasks, heading="until: 2022-05-31")).findings
    assert wrong.message.render() == "until (2022-05-31) is after the plan's only year, 2021: add through: 2022"


def test_periods_that_were_over_when_the_plan_of_a_school_year_was_issued_are_not_owed() -> None:
    """It is issued in August and asks for no report of January; any other plan asks for each period."""
    late = task("due: monthly", "date: 2021-10-05, milestone: report@2021-07, state: done")
    late = late.replace("  progress:", "    - {id: other, title: B, due: monthly}\n  progress:")
    assessment = on_day("2021-10-10", late, heading="through: 2022").assessment
    issued = replace(assessment.plan, decision_date=date(2021, 8, 15), title=SCHOOL_YEAR)
    addresses = [item.address for item in Assessment(issued, date(2021, 10, 10)).items()]
    keys = [address.partition("@")[2] for address in addresses if "report" in address]
    assert keys[:3] == ["2021-07", "2021-08", "2021-09"]  # of July something is recorded
    assert keys[-1] == "2022-12"
    assert (len(keys), len(addresses)) == (18, 18 + 17)
    of_the_past = replace(issued, decision_date=date(2023, 8, 15))
    assert len(list(Assessment(of_the_past, date(2021, 9, 1)).items())) == 48
    of_any_years = replace(issued, title="Kế hoạch năm 2021")
    assert len(list(Assessment(of_any_years, date(2021, 9, 1)).items())) == 48


@pytest.mark.parametrize(
    ("time", "first"),
    [("trước ngày 30/6 hằng năm", "2022"), ("trước ngày 03 hằng tháng", "2021-10"), ("hằng năm", "2021")],
)
def test_the_plan_of_a_school_year_asks_for_nothing_whose_deadline_had_passed(time: str, first: str) -> None:
    day = on_day("2021-09-10", task(f"due: {time}"), heading="through: 2022")
    issued = replace(day.assessment.plan, decision_date=date(2021, 9, 5), title=SCHOOL_YEAR)
    assert next(item.occurrence for item in Assessment(issued, date(2021, 9, 10)).items()) == first


@pytest.mark.parametrize(
    ("time", "keys"),
    [
        ("Tháng 9", ["2021"]),
        ("Quý IV", ["2021"]),
        ("hằng năm", ["2021"]),
        ("Tháng 3", ["2022"]),
        ("trước ngày 30/6 hằng năm", ["2022"]),  # that of 2021 was over
        ("định kỳ hằng quý", ["2021-Q3", "2021-Q4", "2022-Q1", "2022-Q2"]),
    ],
)
def test_what_comes_once_a_year_is_asked_for_once_in_a_school_year(time: str, keys: list[str]) -> None:
    day = on_day("2021-09-10", task(f"due: {time}"), heading="through: 2022")
    issued = replace(day.assessment.plan, decision_date=date(2021, 9, 5), title=SCHOOL_YEAR, until=date(2022, 5, 31))
    assert [item.occurrence for item in Assessment(issued, date(2021, 9, 10)).items()] == keys


@pytest.mark.parametrize(
    ("time", "heading", "dues"),
    [
        ("hằng năm", "2022-05-31", ["2022-05-31"]),  # its year is that of the school
        ("trước ngày 31/12 hằng năm", "2022-05-31", ["2021-12-30"]),
        ("định kỳ hằng quý, năm", "2022-02-28", ["2021-09-30", "2021-12-31", "2022-03-31"]),
    ],
)
def test_work_of_each_year_ends_with_the_school_year(time: str, heading: str, dues: list[str]) -> None:
    day = on_day("2021-09-10", task(f'due: "{time}"'), heading="through: 2022")
    last = date.fromisoformat(heading)
    issued = replace(day.assessment.plan, decision_date=date(2021, 9, 5), title=SCHOOL_YEAR, until=last)
    assert [str(item.due) for item in Assessment(issued, date(2021, 9, 10)).items()] == dues
    late = replace(issued, decision_date=date(2022, 1, 5))
    if time == "hằng năm":
        assert [str(item.due) for item in Assessment(late, date(2022, 1, 10)).items()] == dues


@pytest.mark.parametrize(("day", "over"), [("2022-05-31", False), ("2022-06-01", True)])
def test_ongoing_work_is_over_with_the_school_year(day: str, over: bool) -> None:
    plan = on_day(day, task("due: thường xuyên"), heading="through: 2022").assessment.plan
    issued = replace(plan, decision_date=date(2021, 9, 5), title=SCHOOL_YEAR, until=date(2022, 5, 31))
    assert [item.year_over for item in Assessment(issued, date.fromisoformat(day)).items()] == [over]


def test_a_past_period_that_another_milestone_is_part_of_is_owed() -> None:
    tasks = """
    - {id: 1.a, title: A, milestones: [{id: r, title: A, due: monthly}]}
    - {id: 1.b, title: B, milestones: [{id: check, title: B, part_of: 1.a/r@2021-02}]}
    """
    day = on_day("2021-04-10", tasks)
    issued = replace(day.assessment.plan, decision_date=date(2021, 3, 29), title=SCHOOL_YEAR)
    items = {item.address: item for item in Assessment(issued, date(2021, 4, 10)).items()}
    assert [address for address in items if address < "1.a/r@2021-05"] == [
        "1.a/r@2021-02",
        "1.a/r@2021-03",
        "1.a/r@2021-04",
    ]
    assert items["1.b/check"].due == date(2021, 2, 28)


def test_a_report_of_the_calendar_is_owed_though_the_plan_was_issued_after_it() -> None:
    day = on_day("2021-04-10", task("due: calendar"), reports=REPORTS)
    issued = replace(day.assessment.plan, decision_date=date(2021, 7, 29), title=SCHOOL_YEAR)
    keys = [item.occurrence for item in day.assessment.items()]
    assert [item.occurrence for item in Assessment(issued, date(2021, 4, 10)).items()] == keys
