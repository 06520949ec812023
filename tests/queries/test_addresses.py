"""Addresses as people type them: forgiving, never ambiguous."""

from __future__ import annotations

from datetime import date

import pytest

from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.plan.items import address_of
from parplan.queries.portfolio import PlanOnDay, Portfolio, find_address
from small_plans import plan_of, write_plan

TASKS = """
- {id: 1.d, title: D}
- {id: 1.đ, title: Đ}
- id: 2.b
  title: B
  aliases: [4.c]
  milestones:
    - {id: report, title: Báo cáo, due: định kỳ hằng quý, aliases: [bc]}
    - {id: yearly, title: Báo cáo năm, due: yearly}
    - {id: tied, title: Theo lịch, due: calendar}
    - {id: talk, title: Đối thoại, after: mỗi lần đối thoại}
  progress:
    - {date: 2021-02-12, milestone: talk, event: Lần 1}
- {id: 6.2.a, title: A}
- {id: "6.10", title: A}
"""
DUTIES = "[{id: III.1, title: Báo cáo, milestones: [{id: q1, title: Quý I, due: 2021-03-02}]}]"
REPORTS = "{q1: {due: 2021-03-02}, h1: {due: 2021-06-02}}"


def subject(year: int = 2021, prefix: str = "", path: str = "plans/2021.yaml") -> PlanOnDay:
    text = write_plan(TASKS, duties=DUTIES, reports=REPORTS).replace("year: 2021", f"year: {year}")
    return PlanOnDay(path, Assessment(plan_of(text), date(2021, 3, 1)), prefix)


def found(typed: str, *others: PlanOnDay) -> str:
    addressed = find_address(Portfolio(date(2021, 3, 1), (subject(), *others)), typed)
    milestone = addressed.milestone.id if addressed.milestone is not None else None
    return addressed.subject.prefix + address_of(addressed.task.id, milestone, addressed.occurrence)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("2.b", "2.b"),
        ("2.B", "2.b"),
        ("2b", "2.b"),
        (" 2 b ", "2.b"),
        ("II.2.b", "2.b"),
        ("ii.2b", "2.b"),
        ("4.c", "2.b"),
        ("1.d", "1.d"),
        ("1.đ", "1.đ"),
        ("1.Đ", "1.đ"),
        ("1.dd", "1.đ"),
        ("1DD", "1.đ"),
        ("6.2.a", "6.2.a"),
        ("62a", None),
        ("6.10", "6.10"),
        ("6.1", None),
        ("III.1", "III.1"),
        ("iii.1/Q1", "III.1/q1"),
        ("2.b/report", "2.b/report"),
        ("2b/REPORT", "2.b/report"),
        ("2.b/bc", "2.b/report"),
        ("2.b/report@2021-Q3", "2.b/report@2021-Q3"),
        ("2.b/report@q3", "2.b/report@2021-Q3"),
        ("2.b/yearly@2021", "2.b/yearly@2021"),
        ("2.b/tied@H1", "2.b/tied@h1"),
        ("2.b/talk@2021-02-12", "2.b/talk@2021-02-12"),
        ("2021:2.b", "2.b"),
        ("2021: 2.b/report", "2.b/report"),
        ("2.b/repot", None),
        ("2.b/", None),
        ("2.b/report@", None),
        ("2.b/yearly@", None),
        ("2.b/report@q5", None),
        ("2.b/talk@2021-02-13", None),
        ("2020:2.b", None),
        ("", None),
        ("/report", None),
    ],
)
def test_typed_addresses(typed: str, address: str | None) -> None:
    if address is not None:
        assert found(typed) == address
        return
    with pytest.raises(RequestError) as caught:
        found(typed)
    assert caught.value.help is not None


def test_an_address_means_the_default_plan_unless_it_names_a_year() -> None:
    earlier = subject(2020, "2020:", "plans/2020.yaml")
    assert found("2.b", earlier) == "2.b"
    assert found("2020:2.b", earlier) == "2020:2.b"


def test_two_plans_of_one_year_make_an_address_ambiguous() -> None:
    with pytest.raises(RequestError, match=r"several plans have a task 2\.b: plans/2021\.yaml, other\.yaml"):
        found("2.b", subject(path="other.yaml"))
