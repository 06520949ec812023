"""Who does what: one role per unit and task, groups, recipients, collectors, and units that come and go."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.plan.roles import Part, Role, open_groups, own_part, part_in
from parplan.plan.units import NameIndex
from small_plans import GROUPS, UNITS, on_day, plan_of, write_plan


def part(task: str, unit: str) -> Part | None:
    plan = plan_of(write_plan(f"[{{id: 1.a, title: Việc, {task}}}]"))
    return own_part(plan.task("1.a"), unit, plan.directory)


ALL = '["Các phòng, đơn vị thuộc Sở"]'
PHONG = "[Các phòng thuộc Sở]"


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("lead: [VP], coordinating: [VP]", Part(Role.LEAD)),
        (f"lead: {ALL}, coordinating: [VP]", Part(Role.LEAD, "ALL")),
        (f"lead: [VP, {ALL[1:-1]}]", Part(Role.LEAD)),
        (f"lead: [TDC], coordinating: [{PHONG[1:-1]}, VP]", Part(Role.COORDINATING)),
        (f"lead: [TDC], coordinating: {PHONG}", Part(Role.COORDINATING, "PHONG")),
        (f"lead: {ALL}, recipient: Văn phòng Sở", Part(Role.RECIPIENT)),
        ("lead: [VP], recipient: Văn phòng Sở", Part(Role.LEAD)),
        ("lead: [TDC], coordinating: [VP], recipient: VP", Part(Role.RECIPIENT)),
        ("lead: [TDC], coordinating: [Các đơn vị liên quan]", None),
        ("lead: [TTRA], coordinating: [KHTC], recipient: UBND tỉnh", None),
    ],
)
def test_a_unit_has_one_role_in_a_task(task: str, expected: Part | None) -> None:
    assert part(task, "VP") == expected


def test_an_open_group_owes_as_one_party_what_it_leads() -> None:
    plan = plan_of(write_plan("[{id: 1.a, title: Việc, lead: [Các đơn vị liên quan]}]"))
    task = plan.task("1.a")
    assert open_groups(task.lead, plan.directory) == ("LQ",)
    assert on_day("2021-03-01", "[{id: 1.a, title: Việc, lead: [LQ]}]")["1.a"].owed_by == ("LQ",)


def owed(task: str, **rest: str) -> tuple[str, ...]:
    return on_day(
        "2021-03-01", f"[{{id: 1.a, title: A, {task}, milestones: [{{id: m, title: B, due: 2021-03-31}}]}}]", **rest
    )["1.a/m"].owed_by


def test_leads_that_are_all_fixed_groups_owe_each_by_itself() -> None:
    item = on_day("2021-03-01", f"[{{id: 1.a, title: A, lead: {PHONG}}}]")["1.a"]
    assert [share.unit for share in item.shares] == ["VP", "TTRA", "KHTC"]


@pytest.mark.parametrize("lead", ["[VP, Các phòng thuộc Sở]", "[VP, TDC]", "[VP]"])
def test_other_leads_owe_together_the_first_named_first(lead: str) -> None:
    item = on_day("2021-03-01", f"[{{id: 1.a, title: A, lead: {lead}}}]")["1.a"]
    assert item.shares == ()
    assert item.owed_by[0] == "VP"


def test_the_plan_may_say_how_it_is_owed() -> None:
    together = on_day("2021-03-01", f"[{{id: 1.a, title: A, lead: {PHONG}, owed: together}}]")["1.a"]
    assert together.shares == ()
    each = on_day("2021-03-01", "[{id: 1.a, title: A, lead: [VP, TDC], owed: each}]")["1.a"]
    assert [share.unit for share in each.shares] == ["VP", "TDC"]


def test_a_milestone_may_be_owed_otherwise_than_its_task() -> None:
    tasks = f"""
    - id: 1.a
      title: A
      lead: {PHONG}
      milestones:
        - {{id: own, title: B, due: 2021-03-31}}
        - {{id: common, title: C, due: 2021-03-31, owed: together}}
    """
    day = on_day("2021-03-01", tasks)
    assert len(day["1.a/own"].shares) == 3
    assert day["1.a/common"].shares == ()


def test_a_recipient_owes_nothing_to_itself() -> None:
    assert owed(f"lead: {ALL}, recipient: Văn phòng Sở") == ("TTRA", "KHTC", "TDC")


def test_what_the_recipient_passes_on_outside_is_owed_by_it_alone() -> None:
    duties = f"""
    - id: III.1
      title: Báo cáo
      lead: {ALL}
      recipient: Văn phòng Sở
      milestones:
        - {{id: q1, title: Báo cáo quý I, due: trước ngày 03/3/2021}}
        - {{id: department-q1, title: Báo cáo của Sở, due: 2021-03-20, recipient: UBND tỉnh, owed: together}}
    """
    day = on_day("2021-03-01", duties=duties)
    assert day["III.1/q1"].owed_by == ("TTRA", "KHTC", "TDC")
    assert day["III.1/department-q1"].owed_by == ("VP",)
    assert day["III.1/department-q1"].shares == ()


MERGED = """
VP: {name: Văn phòng Sở}
A: {name: Phòng A, until: 2021-05-31, successors: [C]}
B: {name: Phòng B, until: 2021-05-31, successors: [Phòng C]}
C: {name: Phòng C, from: 2021-06-01}
"""
MERGED_GROUP = "ALL: {name: Tất cả, members: [VP, A, B, C]}"
MERGED_TASK = """
- id: 1.a
  title: Báo cáo
  lead: [Tất cả]
  milestones:
    - {id: h1, title: Báo cáo, due: 2021-04-30}
    - {id: q3, title: Báo cáo, due: 2021-08-31}
- {id: 1.b, title: Của riêng A, lead: [A]}
"""


def test_a_merged_unit_leaves_its_debts_to_its_successor() -> None:
    before = on_day("2021-05-31", MERGED_TASK, units=MERGED, groups=MERGED_GROUP)
    after = on_day("2021-06-01", MERGED_TASK, units=MERGED, groups=MERGED_GROUP)
    assert before["1.a/h1"].owed_by == ("VP", "A", "B")
    assert after["1.a/h1"].owed_by == ("VP", "C")
    assert before["1.b"].owed_by == ("A",)
    assert after["1.b"].owed_by == ("C",)


def test_a_unit_owes_nothing_that_was_due_before_it_existed() -> None:
    day = on_day("2021-06-01", MERGED_TASK, units=MERGED, groups=MERGED_GROUP)
    assert [share.unit for share in day["1.a/h1"].shares] == ["VP", "A", "B"]


def test_what_falls_due_after_a_unit_ended_is_its_successors_own() -> None:
    day = on_day("2021-06-01", MERGED_TASK, units=MERGED, groups=MERGED_GROUP)
    assert [share.unit for share in day["1.a/q3"].shares] == ["VP", "C"]


def test_the_part_of_a_group_has_the_shares_of_successors_it_does_not_list() -> None:
    day = on_day("2021-06-01", MERGED_TASK, units=MERGED, groups="ALL: {name: Tất cả, members: [VP, A, B]}")
    part = day.assessment.standing_of("1.a", "ALL")
    assert part is not None
    assert [item.owed_by for item in part.items] == [("VP", "C"), ("VP", "C")]


def test_what_a_unit_handed_in_stays_its_own_after_it_ended() -> None:
    tasks = MERGED_TASK.replace(
        "- {id: 1.b", "  progress:\n    - {date: 2021-04-20, milestone: h1, unit: A, state: done}\n- {id: 1.b"
    )
    day = on_day("2021-06-01", tasks, units=MERGED, groups=MERGED_GROUP)
    shares = {share.unit: share.owed_by for share in day["1.a/h1"].shares}
    assert shares == {"VP": ("VP",), "A": (), "B": ("C",)}


def test_a_successor_closes_what_it_took_over() -> None:
    tasks = MERGED_TASK.replace(
        "- {id: 1.b", "  progress:\n    - {date: 2021-06-10, milestone: h1, unit: C, state: done}\n- {id: 1.b"
    )
    item = on_day("2021-06-10", tasks, units=MERGED, groups=MERGED_GROUP)["1.a/h1"]
    assert item.owed_by == ("VP",)
    assert [share.stated.done_on for share in item.shares] == [None, date(2021, 6, 10), date(2021, 6, 10)]


def test_a_split_unit_leaves_its_debts_to_all_successors() -> None:
    units = """
    A: {name: Phòng A, until: 2021-05-31, successors: [B, C]}
    B: {name: Phòng B, from: 2021-06-01}
    C: {name: Phòng C, from: 2021-06-01}
    """
    day = on_day("2021-06-01", "[{id: 1.a, title: A, lead: [A]}]", units=units, groups="")
    assert day["1.a"].owed_by == ("B", "C")
    plan = day.assessment.plan
    part, before = (
        part_in(plan.task("1.a"), "B", plan.directory, plan.directory.predecessors(day).get("B", ()))
        for day in (date(2021, 6, 1), date(2021, 5, 31))
    )
    assert part == Part(Role.LEAD, None, "A")
    assert before is None


def test_a_renamed_unit_is_followed_through_several_names() -> None:
    units = """
    A: {name: Phòng A, until: 2021-03-31, successors: [B]}
    B: {name: Phòng B, from: 2021-04-01, until: 2021-06-30, successors: [C]}
    C: {name: Phòng C, from: 2021-07-01}
    """
    task = "[{id: 1.a, title: A, lead: [Phòng A]}]"
    for day, unit in (("2021-03-31", "A"), ("2021-04-01", "B"), ("2021-07-01", "C")):
        assert on_day(day, task, units=units, groups="")["1.a"].owed_by == (unit,)


@pytest.mark.parametrize(
    ("said_on", "state"), [("2021-03-31", "not-started"), ("2021-04-01", "done")], ids=["before", "after"]
)
def test_what_a_successor_said_before_it_took_over_stays_its_word(said_on: str, state: str) -> None:
    units = "A: {name: Phòng A, until: 2021-03-31, successors: [B]}\nB: {name: Phòng B}\n"
    task = f"[{{id: 1.a, title: A, lead: [A], progress: [{{date: {said_on}, unit: B, state: done}}]}}]"
    day = on_day("2021-06-01", task, units=units, groups="")
    assert day["1.a"].state == state
    assert day.assessment.standing("1.a").state == ("in-progress" if state == "not-started" else state)


def test_no_debt_disappears_in_a_circle_of_successors() -> None:
    units = """
    A: {name: Phòng A, until: 2021-03-31, successors: [B]}
    B: {name: Phòng B, until: 2021-03-31, successors: [A]}
    """
    assert on_day("2021-04-01", "[{id: 1.a, title: A, lead: [A]}]", units=units, groups="")["1.a"].owed_by == ("A",)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("VP", ("VP",)),
        ("vp", ("VP",)),
        ("Văn phòng Sở", ("VP",)),
        ("van phong so", ("VP",)),
        ("  VĂN   PHÒNG SỞ ", ("VP",)),
        ("Va\u0306n pho\u0300ng So\u031b\u0309", ("VP",)),
        ("văn phòng", ("VP",)),
        ("phong khtc", ("KHTC",)),
        ("Phòng Kế hoạch – Tài chính", ("KHTC",)),
        ("chi cuc do luong", ("TDC",)),
        ("các phòng, đơn vị thuộc sở", ("ALL",)),
        ("cac don vi lien quan", ("LQ",)),
        ("Văn phòng Tỉnh", ()),
    ],
)
def test_units_and_groups_are_found_by_any_name_in_any_spelling(typed: str, codes: tuple[str, ...]) -> None:
    assert NameIndex(plan_of(write_plan()).directory).find(typed) == codes


def test_an_exact_name_comes_before_a_folded_one() -> None:
    units = UNITS + "TD: {name: Trung tâm, aliases: [TD1]}\nTĐ: {name: Thi đua}\n"
    index = NameIndex(plan_of(write_plan(units=units, groups=GROUPS)).directory)
    assert index.find("TD") == ("TD",)
    assert index.find("TĐ") == ("TĐ",)
    assert index.find("td") == ("TD", "TĐ")


FINISHED = """
A: {name: Phòng A, until: 2021-05-31, successors: [C]}
B: {name: Phòng B, until: 2021-05-31, successors: [C]}
C: {name: Phòng C, from: 2021-06-01}
D: {name: Phòng D}
"""


@pytest.mark.parametrize("as_of", ["2021-05-10", "2021-06-10", "2021-09-30"])
@pytest.mark.parametrize("members", ["A, B, D", "A, B, C, D"])
@pytest.mark.parametrize(
    ("told", "shares"),
    [
        ("", {"C": False, "D": False}),
        ("A", {"A": True, "C": False, "D": False}),
        ("A B", {"A": True, "B": True, "D": False}),
        ("A B D", {"A": True, "B": True, "D": True}),
    ],
)
def test_a_share_a_unit_finished_before_it_ended_is_owed_by_nobody(
    told: str, shares: dict[str, bool], members: str, as_of: str
) -> None:
    entries = "".join(f"\n    - {{date: 2021-05-03, unit: {unit}, state: done}}" for unit in told.split())
    task = "- id: 1.a\n  title: A\n  lead: [G]\n  time: Quý III/2021\n" + (f"  progress:{entries}\n" if entries else "")
    item = on_day(as_of, task, units=FINISHED, groups=f"G: {{name: Các phòng, members: [{members}]}}")["1.a"]
    assert {share.unit: share.stated.state.closed for share in item.shares} == shares


def test_a_unit_that_takes_over_from_one_that_had_finished_keeps_its_own_share() -> None:
    units = "A: {name: Phòng A, until: 2021-05-31, successors: [B]}\nB: {name: Phòng B}\n"
    task = "- {id: 1.a, title: A, lead: [G], time: Quý III/2021, progress: [{date: 2021-05-03, unit: A, state: done}]}"
    item = on_day("2021-06-10", task, units=units, groups="G: {name: Các phòng, members: [A, B]}")["1.a"]
    assert item.owed_by == ("B",)


TWICE = """
A: {name: Phòng A, until: 2021-02-28, successors: [B]}
B: {name: Phòng B, from: 2021-03-01, until: 2021-06-30, successors: [C]}
C: {name: Phòng C, from: 2021-07-01}
D: {name: Phòng D}
"""


@pytest.mark.parametrize("members", ["A", "A, B", "A, C", "A, B, C"])
@pytest.mark.parametrize("due", ["Quý III/2021", "Quý I/2021", "Quý II/2021"])
@pytest.mark.parametrize(
    ("unit", "day", "owed"),
    [("A", "2021-02-10", ()), ("B", "2021-05-10", ()), ("C", "2021-07-10", ()), ("D", "2021-07-10", ("C",))],
)
def test_a_share_that_went_through_two_mergers_is_finished_by_who_had_it(
    unit: str, day: str, owed: tuple[str, ...], due: str, members: str
) -> None:
    task = f"- {{id: 1.a, title: A, lead: [G], time: {due}, progress: [{{date: {day}, unit: {unit}, state: done}}]}}"
    for as_of in ("2021-08-10", "2022-01-10"):
        item = on_day(as_of, task, units=TWICE, groups=f"G: {{name: Các phòng, members: [{members}]}}")["1.a"]
        assert item.owed_by == owed


@pytest.mark.parametrize("halted", ["paused", "dropped"])
@pytest.mark.parametrize("milestone", ["", ", milestone: m"])
def test_what_is_taken_up_again_for_all_is_what_was_open_then(halted: str, milestone: str) -> None:
    task = "- id: 1.a\n  title: A\n  lead: [G]\n" + (
        "  milestones: [{id: m, title: M, due: Quý III/2021}]\n" if milestone else "  time: Quý III/2021\n"
    )
    entries = ["{date: 2021-03-01, unit: A, state: done%s}", f"{{date: 2021-04-01, state: {halted}%s}}"]
    entries += ["{date: 2021-05-01, state: in-progress%s}", "{date: 2021-06-01, state: in-progress%s}"]
    owed = []
    for count in (2, 3, 4):
        said = "".join(f"\n    - {entry % milestone}" for entry in entries[:count])
        groups, units = "G: {name: Các phòng, members: [A, B]}", "A: {name: Phòng A}\nB: {name: Phòng B}\n"
        day = on_day("2021-06-10", f"{task}  progress:{said}\n", units=units, groups=groups)
        owed.append(day["1.a/m" if milestone else "1.a"].owed_by)
    # The second time nothing is halted any more: what is finished is opened again.
    assert owed == [("B",) if halted == "paused" else (), ("B",), ("A", "B")]
