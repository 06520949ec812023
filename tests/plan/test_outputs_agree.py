"""Letters, calendars, tables, the page, forms and hovers say what the assessment says of each item, unit and day.

The plans are drawn with milestones of others, groups, occurrences that were moved, and units that end or begin.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from plans_of_every_kind import DAYS, UNITS, plans, written

from parplan.collecting.asked_periods import period_on
from parplan.collecting.forms import asked_units, make_form
from parplan.languages import load_language
from parplan.loading import parse_plan
from parplan.plan.assessment import Assessment
from parplan.plan.items import Item
from parplan.plan.roles import Role
from parplan.plan.structure import State
from parplan.queries.evidence import EvidenceSelection, select_evidence
from parplan.queries.obligations import select_obligations
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, StatusColumn, count_status
from parplan.reporting.page.overview import make_overviews
from parplan.reporting.reminders import make_reminders
from parplan.serving.meaning import lines_of_party
from parplan.tables.declaration import TABLES
from parplan.tables.rows import plan_rows

Json = dict[str, Any]
_ENGLISH = load_language("en")


@st.composite
def changing_plans(draw: st.DrawFn) -> Json:
    """A plan with a unit that ends, one that may begin within the year, milestones' own recipients, moved periods."""
    plan: Json = draw(plans())
    last = draw(DAYS)
    heirs = draw(st.lists(st.sampled_from(["A", "C"]), max_size=2, unique=True))
    plan["units"]["D"] |= {"until": last.isoformat(), **({"successors": heirs} if heirs else {})}
    if draw(st.booleans()):
        plan["units"]["B"]["from"] = draw(DAYS).isoformat()
    for section in plan["sections"]:
        for task in section["tasks"]:
            for milestone in task.get("milestones", []):
                if draw(st.integers(0, 5)) == 0:
                    milestone["recipient"] = draw(st.sampled_from(["Phòng A", "Phòng C", "UBND tỉnh"]))
                if milestone["due"] == "quarterly" and draw(st.booleans()):
                    moved = {"date": draw(DAYS).isoformat(), "milestone": f"{milestone['id']}@2025-Q2"}
                    task.setdefault("progress", []).append(moved | {"due": draw(DAYS).isoformat(), "basis": "8/TB"})
    return plan


def _columns(name: str, *wanted: str) -> list[int]:
    (table,) = [one for one in TABLES if one.name == name]
    names = [column.name for column in table.columns]
    return [names.index(one) for one in wanted]


def outputs_agree(plan: Json, day: date) -> None:
    """Compare what each output names with the items of the assessment."""
    loaded = parse_plan(written(plan), "p.yaml")
    assume(loaded.plan is not None)
    assert loaded.plan is not None
    subject = PlanOnDay("p.yaml", Assessment(loaded.plan, day))
    portfolio, assessment, directory = Portfolio(day, (subject,)), subject.assessment, loaded.plan.directory
    items = list(assessment.items())
    owed = {(item.address, code) for item in items for code in item.owed_by}
    dated = {(item.address, code) for item in items if item.due is not None for code in item.owed_by}
    groups = {code for code, group in directory.groups.items() if not group.acts_as_one}

    letters = make_reminders(portfolio, date(2027, 1, 1))
    told = {(row.item.address, one.unit.code) for one in letters for row in (*one.overdue, *one.coming)}
    assert {pair for pair in told if pair[1] not in groups} == dated

    whole = {one.item.address: one.day for one in select_obligations(portfolio) if not one.lifted}
    assert whole == {item.address: item.due for item in items if item.due is not None}
    for code in (*UNITS, "O", "N"):
        calendar = {one.item.address for one in select_obligations(portfolio, code) if one.open}
        assert calendar == {address for address, owing in dated if owing == code}, code
        hover = [
            re.search(r"(\d+) of them open", line) for line in lines_of_party(_ENGLISH, subject, directory.party(code))
        ]
        assert [int(found[1]) for found in hover if found] == [len(calendar)], code

    rows = plan_rows(assessment)
    address, unit, owes = _columns("owed", "address", "unit", "owes")
    assert {(row[address], row[unit]) for row in rows["owed"] if row[owes]} == owed
    task, led, counted, state = _columns("tasks", "task", "led", "counted", "state")
    without = {
        row[task] for row in rows["tasks"] if row[counted] and not row[led] and row[state] not in ("done", "dropped")
    }

    def late(item: Item) -> bool:
        return item.open and item.due is not None and item.due < day

    standings = [standing for standing in assessment if standing.task.counted and standing.open]
    (page,) = make_overviews(portfolio)
    (status,) = count_status(portfolio, Grouping.UNIT)
    assert {one.task.id for one in page.direction.overdue} == {s.task.id for s in standings if any(map(late, s.items))}
    leaderless = {s.task.id for s in standings if any(item.open and not item.lead for item in s.items)}
    assert {one.task.id for one in page.direction.leaderless} == without == leaderless
    unled = [row for row in status.rows if row.key is None]
    assert leaderless <= {s.task.id for s in assessment if assessment.unled(s) is not None}
    assert bool(unled) or not leaderless
    assert page.status.total.columns.get(StatusColumn.OVERDUE, 0) == len(page.direction.overdue)

    period = period_on(assessment)
    for one in asked_units(loaded.plan, day):
        form = {
            row.item.address
            for row in make_form(subject, one, period, "", day).rows
            if row.item and row.role is Role.LEAD
        }
        due = {
            item.address
            for item in items
            if item.due and (item.address, one.code) in dated and item.due <= period.horizon
        }
        assert due <= form <= {address for address, code in owed if code == one.code}, one.code

    missing = {
        (row.item.address, code)
        for row in select_evidence(portfolio, EvidenceSelection()).missing
        for code in row.units
    }
    done = {(item.address, share.unit) for item in items for share in item.shares if share.stated.state is State.DONE}
    assert missing <= done


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(changing_plans(), DAYS)
def test_outputs_agree(plan: Json, day: date) -> None:
    outputs_agree(plan, day)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(changing_plans(), DAYS)
def test_outputs_agree_for_long(plan: Json, day: date) -> None:
    outputs_agree(plan, day + timedelta(days=1))
