"""Screens and documents agree with figures worked out a second time, for everybody and on any day."""

from __future__ import annotations

import csv
import io
from collections import Counter
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from oracle import WAYS, Oracle
from plans_of_every_kind import DAYS, UNITS, entries, plans, written

from due_glances import glance_due
from parplan.languages import load_language
from parplan.loading import parse_plan
from parplan.plan.assessment import Assessment
from parplan.plan.roles import Role
from parplan.plan.units import Unit
from parplan.queries.deadlines import DueSelection, select_due
from parplan.queries.obligations import select_obligations
from parplan.queries.periods import Period
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, StatusRow, count_status
from parplan.queries.tasks import TaskSelection, select_tasks
from parplan.reporting.csv_text import render_csv
from parplan.reporting.milestones import flat_sheet
from parplan.reporting.periodic import make_report
from parplan.reporting.report_json import report_json

Json = dict[str, Any]

_OFTEN = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
_FOR_LONG = settings(_OFTEN, max_examples=1500)


def asked(plan: Json, day: date) -> Portfolio:
    """The plan as parplan has it."""
    loaded = parse_plan(written(plan), "p.yaml")
    assert loaded.plan is not None, [finding.message for finding in loaded.findings]
    return Portfolio(day, (PlanOnDay("p.yaml", Assessment(loaded.plan, day)),))


def figures(row: StatusRow) -> Json:
    """A row as the oracle gives it."""
    return {
        "total": row.total,
        "states": {state.value: row.states.get(state, 0) for state in type(next(iter(row.states)))},
        "kept": {way: Counter({k.value: n for k, n in row.kept.items()})[way] for way in WAYS},
        "due_kept": {way: Counter({k.value: n for k, n in row.due_kept.items()})[way] for way in WAYS},
    }


def agrees(plan: Json, day: date) -> None:
    """Compare every figure of a plan."""
    portfolio, oracle = asked(plan, day), Oracle(plan, day)
    ids = oracle.counted()
    (status,) = count_status(portfolio, Grouping.UNIT)
    if ids:
        assert figures(status.total) == oracle.row(None, ids)
    rows = {row.key: row for row in status.rows if row.key is not None}
    for party in oracle.parties():
        expected = None if party in ("G", "H", "S", "T") else oracle.row(party, ids)
        assert (figures(rows[party]) if party in rows else None) == expected, party
    for row in (status.total, *status.rows, *status.sections):
        assert sum(row.kept.values()) == row.dated <= row.effective
        assert row.due <= row.dated
    assert sum(row.total for row in status.sections) == status.total.total == len(ids)

    for party in (None, *oracle.parties()):
        for until in (day, date(2025, 12, 31)):
            selection = DueSelection(until, party, Role.LEAD if party is not None else None)
            answer = select_due(portfolio, selection)
            found = [(row.item.due, row.item.address) for row in answer.rows]
            assert found == oracle.due(until, party), party
            overdue = {row.item.address for row in answer.overdue}
            assert overdue == {address for due, address in found if due is not None and due < day}
            glanced = glance_due(portfolio, selection)
            assert [row.item.address for row in glanced.rows] == [address for _, address in found]
        calendar = [one.item.address for one in select_obligations(portfolio, party) if not one.lifted]
        hows = (oracle.task(task["id"], party) for _, task in oracle.tasks)
        assert calendar == [address for how in hows if how for address in how["dated"]], party
        answer_tasks = select_tasks(portfolio, TaskSelection(unit=party, role=Role.LEAD if party is not None else None))
        for line in answer_tasks.rows:
            how = oracle.task(line.standing.task.id, party) or oracle.task(line.standing.task.id)
            assert how is not None
            assert line.standing.state.value == how["state"], (party, line.standing.task.id)
            assert [item.address for item in line.standing.items if item.open] == how["open"]


@_OFTEN
@given(plans(), DAYS)
def test_all_figures_agree(plan: Json, day: date) -> None:
    agrees(plan, day)


@pytest.mark.slow
@_FOR_LONG
@given(plans(), DAYS)
def test_all_figures_agree_for_long(plan: Json, day: date) -> None:
    agrees(plan, day)


@_OFTEN
@given(plans(), DAYS, st.data())
def test_a_units_entry_changes_no_other_units_row(plan: Json, day: date, data: st.DataObject) -> None:
    """Unless both owe something together, which is one thing for both."""
    section = data.draw(st.sampled_from(plan["sections"]))
    index = data.draw(st.integers(0, len(section["tasks"]) - 1))
    task = section["tasks"][index]
    entry = data.draw(entries(task.get("milestones", []), task.get("time")))
    assume("event" not in entry and "due" not in entry)
    entry["unit"] = unit = data.draw(st.sampled_from(UNITS))
    more = deepcopy(plan)
    changed = more["sections"][plan["sections"].index(section)]["tasks"][index]
    changed.setdefault("progress", []).append(entry)
    together = {
        party
        for thing in Oracle(plan, day).things[task["id"]]
        if not thing.each and (unit in thing.owing or not thing.owing)
        for party in thing.owing
    }
    (before,), (after,) = (count_status(asked(one, day), Grouping.UNIT) for one in (plan, more))
    old, new = ({row.key: figures(row) for row in status.rows if row.key} for status in (before, after))
    for party in old.keys() | new.keys():
        if party != unit and party not in together:
            assert old.get(party) == new.get(party), party


def documents_agree(plan: Json, day: date) -> None:
    """Compare ``report --json`` and the rows of ``export --format csv`` for the agency, each unit and each group."""
    portfolio, oracle = asked(plan, day), Oracle(plan, day)
    directory = portfolio.default.plan.directory
    period = Period("q", None, None, None, None)
    for party in (None, *oracle.parties()):
        role = Role.LEAD if party is not None else None
        rows = select_tasks(portfolio, TaskSelection(unit=party, role=role)).rows
        told = render_csv(flat_sheet(load_language("en"), rows), ",").decode("utf-8-sig")
        sheet = [(row["address"], row["due"], row["done_on"]) for row in csv.DictReader(io.StringIO(told))]
        expected = []
        for line in rows:
            how = oracle.task(line.standing.task.id, party) or oracle.task(line.standing.task.id)
            assert how is not None
            expected += [(address, str(due or ""), str(done or "")) for address, due, done in how["sheet"]]
        assert sheet == expected, party

        group = None if party is None else directory.party(party)
        if group is not None and not isinstance(group, Unit) and not group.acts_as_one:
            continue  # its members hand in a report each
        report = report_json(make_report(portfolio, period, group))
        counted = oracle.row(party, oracle.counted())
        assert sum(section["total"] for section in report["sections"]) == (counted["total"] if counted else 0), party
        if counted is None or report["total"] is None:
            assert (report["total"] or {"total": 0})["total"] == (counted or {"total": 0})["total"]
            continue
        figures_told = {key: report["total"][key] for key in ("total", "done")}
        assert figures_told == {"total": counted["total"], "done": counted["states"]["done"]}, party
        for way in WAYS:
            key = way.replace("-", "_")
            assert report["deadlines"][key] == counted["kept"][way], (party, way)
            assert report["deadlines"]["due_kept"][key] == counted["due_kept"][way], (party, way)


@settings(_OFTEN, max_examples=15)
@given(plans(), DAYS)
def test_documents_agree(plan: Json, day: date) -> None:
    documents_agree(plan, day)


@pytest.mark.slow
@settings(_OFTEN, max_examples=500)
@given(plans(), DAYS)
def test_documents_agree_for_long(plan: Json, day: date) -> None:
    documents_agree(plan, day)
