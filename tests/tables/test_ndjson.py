"""Rows as lines of JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from parplan.plan.assessment import Assessment
from parplan.tables.declaration import TABLES
from parplan.tables.ndjson import render_ndjson
from parplan.tables.rows import plan_rows
from small_plans import plan_of, write_plan

TASK = """
- id: 1.a
  title: Việc
  lead: [VP]
  milestones: [{id: m, title: Nộp, due: 2021-03-31}]
  targets: [{id: t, title: Tỷ lệ, at_least: 99.5, unit: "%"}]
  progress: [{date: 2021-02-01, measures: {t: 12.000001}, recorded: "2021-02-01T09:12:00+07:00"}]
"""


def test_a_line_is_an_object_with_all_columns_of_its_table() -> None:
    rows = plan_rows(Assessment(plan_of(write_plan(TASK)), date(2021, 3, 1)))
    lines = [json.loads(line, parse_float=Decimal) for line in render_ndjson(rows).splitlines()]
    assert len(lines) == sum(map(len, rows.values()))
    shapes = {table.name: ["table", *(column.name for column in table.columns)] for table in TABLES}
    assert all(list(line) == shapes[line["table"]] for line in lines)
    told = {line["table"]: line for line in lines}
    assert told["targets"]["value"] == Decimal("99.5")
    assert told["measures"]["value"] == Decimal("12.000001")
    assert told["milestones"]["due"] == "2021-03-31"
    assert told["entries"]["recorded"] == "2021-02-01T09:12:00+07:00"
    assert (told["tasks"]["led"], told["tasks"]["next_due"], told["tasks"]["products"]) == (True, "2021-03-31", [])


def test_signs_that_do_not_show_are_escaped_and_come_back() -> None:
    title = "A \u202etitle \u2028 of 😀 and \U000e0041 Ằ \x7f"
    rows = plan_rows(Assessment(plan_of(write_plan(TASK)), date(2021, 3, 1)))
    place = [column.name for column in TABLES[5].columns].index("title")
    rows["tasks"] = [(*row[:place], title, *row[place + 1 :]) for row in rows["tasks"]]
    written = render_ndjson(rows).decode()
    assert all(line.isprintable() for line in written.split("\n"))
    assert "😀" in written
    assert title in {json.loads(line).get("title") for line in written.split("\n") if line}
