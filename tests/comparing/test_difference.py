"""Differences of two plans: exactly the edits that were made, and enough to make the second plan of the first."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparing.applying import apply_differences
from comparing.edits import EDITS, OF_THE_PLAN, TASKS, Told, base, text_of
from conftest import PLAN_2021, RECORDED_2021
from parplan.comparing.difference import compare_plans
from parplan.languages import load_language
from parplan.loading import parse_plan
from parplan.plan.structure import Plan
from parplan.views.diff_view import diff_json
from parplan.views.difference_words import ValueWords
from parplan.views.meaning_view import meaning_lines
from small_plans import plan_of, write_plan


def load(data: bytes) -> Plan:
    loaded = parse_plan(data, "-")
    assert loaded.plan is not None, loaded.findings
    return loaded.plan


def items(old: Plan, new: Plan) -> list[dict[str, object]]:
    found = diff_json("a", "b", date(2021, 3, 1), compare_plans(old, new))["items"]
    assert isinstance(found, list)
    return found


def told(old: Plan, new: Plan) -> Told:
    return {(one.address, one.field, one.kind.value) for one in compare_plans(old, new)}


@pytest.mark.parametrize("path", [PLAN_2021, RECORDED_2021])
def test_a_plan_does_not_differ_from_itself(path: Path) -> None:
    assert compare_plans(load(path.read_bytes()), load(path.read_bytes())) == ()


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_told_and_no_other(edit: object) -> None:
    before, after = base(), base()
    expected = edit(after, "1.c")  # type: ignore[operator]
    assert told(load(text_of(before)), load(text_of(after))) == expected


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ("Quý I/2021 báo cáo UBND tỉnh", "Quý I/2021 báo cáo Bộ Nội vụ", True),
        ("Quý I/2021", "Quý I/2021 gửi Sở Nội vụ", True),
        ("Hằng quý, gửi Sở Nội vụ", "Hằng quý", True),
        ("Ban hành kế hoạch trong quý I/2021.", "Ban hành kế hoạch: Quý I năm 2021", False),
        ("Quý I/2021;", "2021-Q1", False),
    ],
)
def test_what_stands_beside_a_time_counts(old: str, new: str, differs: bool) -> None:
    plans = []
    for words in old, new:
        plan = base()
        plan["sections"][0]["tasks"][0]["milestones"][0]["due"] = words
        plans.append(load(text_of(plan)))
    expected = {("1.a/plan", "due", "changed")} if differs else set()
    assert told(*plans) == expected
    on_the_day = compare_plans(*plans, date(2021, 2, 1))
    assert {(one.address, one.field, one.kind.value) for one in on_the_day} == expected


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("total", "sum", "only reported; values add up"),
        ("counts", "plan", "only reported; counts the events of plan"),
        ("unit", "văn bản", "only reported; văn bản"),
    ],
)
def test_how_a_target_is_measured_is_shown(field: str, value: str, shown: str) -> None:
    plans = []
    for more in {}, {field: value}:
        plan = base()
        task = plan["sections"][0]["tasks"][0]
        task["targets"] = [{"id": "t", "title": "Số văn bản", **more}]
        if field == "counts":
            task["milestones"][0]["due"] = "khi có văn bản"
        plans.append(load(text_of(plan)))
    old, new = plans
    language = load_language("en")
    (difference,) = compare_plans(old, new)
    told = ValueWords(language, old, new, date(2021, 3, 1)).of(difference)
    assert (told.old, told.new) == ("only reported", shown)
    lines = list(meaning_lines(language, new))
    assert f"  target “Số văn bản”: {shown}" in lines
    assert lines != list(meaning_lines(language, old))


def test_a_block_of_the_introduction_without_paragraphs_is_shown() -> None:
    plan = base()
    plan["plan"]["introduction"] = [{"title": "Mục đích", "texts": []}]
    assert "  purpose and requirements: Mục đích" in list(meaning_lines(load_language("en"), load(text_of(plan))))


@pytest.mark.parametrize("field", ["lead", "coordinating"])
def test_naming_nobody_differs_from_naming_those_of_the_task(field: str) -> None:
    before, after = base(), base()
    after["sections"][0]["tasks"][0]["milestones"][0][field] = []
    old, new = load(text_of(before)), load(text_of(after))
    assert told(old, new) == {("1.a/plan", field, "added")}
    assert told(new, old) == {("1.a/plan", field, "removed")}
    assert told(old, load(apply_differences(old, items(old, new)).encode())) == told(old, new)


@pytest.mark.parametrize("edit", OF_THE_PLAN)
def test_each_edit_of_the_plan_is_told_and_no_other(edit: object) -> None:
    before, after = base(), base()
    expected = edit(after)  # type: ignore[operator]
    assert told(load(text_of(before)), load(text_of(after))) == expected


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from(TASKS), st.sampled_from(EDITS), max_size=len(TASKS)),
    st.lists(st.sampled_from(OF_THE_PLAN), unique=True),
    st.booleans(),
)
def test_exactly_the_edits_are_told_and_make_the_second_plan(
    of_tasks: dict[str, object], of_plan: list[object], backwards: bool
) -> None:
    before, after = base(), base()
    expected: Told = set()
    for id, edit in of_tasks.items():
        expected |= edit(after, id)  # type: ignore[operator]
    for edit in of_plan:
        expected |= edit(after)  # type: ignore[operator]
    old, new = load(text_of(deepcopy(before))), load(text_of(after))
    if backwards:
        old, new = new, old
    else:
        assert told(old, new) - _moves(expected) == expected - _moves(expected)
    made = load(apply_differences(old, items(old, new)).encode())
    assert compare_plans(made, new) == ()


def _moves(expected: Told) -> Told:
    """Which of several tasks moved past each other is a matter of view."""
    return {(id, None, "moved") for id in TASKS} if any(kind == "moved" for _, _, kind in expected) else set()


def test_the_recorded_plan_is_made_of_the_plan_of_2021_and_back() -> None:
    plan, recorded = load(PLAN_2021.read_bytes()), load(RECORDED_2021.read_bytes())
    for old, new in (plan, recorded), (recorded, plan):
        made = load(apply_differences(old, items(old, new)).encode())
        assert compare_plans(made, new) == ()


TASK = """
- id: 1.a
  title: Việc
  lead: [VP]
  milestones: [{id: m, title: Báo cáo, due: Quý I/2021}]
"""


def test_as_of_a_day_deadlines_are_compared_as_they_stand() -> None:
    old = plan_of(write_plan(TASK))
    moved = TASK + '  progress: [{date: 2021-03-01, milestone: m, due: 2021-06-30, basis: "45/KH"}]\n'
    new = plan_of(write_plan(moved))
    assert told(old, new) == {("1.a/m", "progress", "added")}
    assert compare_plans(old, new, date(2021, 2, 28)) == ()
    entry, deadline = compare_plans(old, new, date(2021, 3, 1))
    assert (entry.field, deadline.field) == ("progress", "due")
    assert (deadline.old, deadline.new) == (date(2021, 3, 31), date(2021, 6, 30))


def test_a_written_deadline_that_was_moved_to_the_same_day_before_stands_as_it_did() -> None:
    moved = '  progress: [{date: 2021-03-01, milestone: m, due: 2021-06-30, basis: "45/KH"}]\n'
    old = plan_of(write_plan(TASK + moved))
    new = plan_of(write_plan(TASK.replace("Quý I/2021", "Quý II/2021") + moved))
    assert told(old, new) == {("1.a/m", "due", "changed")}
    assert compare_plans(old, new, date(2021, 12, 31)) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Quý I/2021", "định kỳ hằng tháng"),
        ("định kỳ hằng quý", "định kỳ hằng tháng"),
        ("calendar", "định kỳ hằng quý"),
        ("theo hướng dẫn của cấp trên", "theo quy định"),
    ],
)
def test_as_of_a_day_a_deadline_that_recurs_or_has_no_date_differs_by_what_is_written(before: str, after: str) -> None:
    reports = "q1: {due: 2021-03-20}"
    old, new = (plan_of(write_plan(TASK.replace("Quý I/2021", one), reports=reports)) for one in (before, after))
    (found,) = compare_plans(old, new, date(2021, 2, 1))
    assert (found.address, found.field, found.kind.value) == ("1.a/m", "due", "changed")


def test_as_of_a_day_the_report_calendar_and_printed_times_are_compared_too() -> None:
    old = plan_of(write_plan(f"{TASK}  time: Quý I/2021\n", reports="q1: {due: 2021-03-20}"))
    new = plan_of(write_plan(f"{TASK}  time: Quý II/2021\n", reports="q1: {due: 2021-03-25}"))
    found = [(one.address, one.field) for one in compare_plans(old, new, date(2021, 2, 1))]
    assert found == [("reports.q1", "due"), ("1.a", "time")]


def test_a_task_that_left_its_section_under_the_same_words_is_renumbered() -> None:
    old = plan_of(write_plan(TASK.replace("Việc", "Một việc"), duties=""" [] """))
    new = plan_of(write_plan("[]", duties=TASK.replace("Việc", "Một việc").replace("1.a", "III.1")))
    assert told(old, new) == {("III.1", None, "renumbered"), ("III.1", None, "moved")}


def test_entries_in_another_order_of_one_day_are_told() -> None:
    one, other = "{date: 2021-03-01, milestone: m, state: done}", "{date: 2021-03-01, milestone: m, state: paused}"
    old = plan_of(write_plan(f"{TASK}  progress: [{one}, {other}]\n"))
    new = plan_of(write_plan(f"{TASK}  progress: [{other}, {one}]\n"))
    assert told(old, new) == {("1.a", "progress", "moved")}
    made = load(apply_differences(old, items(old, new)).encode())
    assert compare_plans(made, new) == ()
