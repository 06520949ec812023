"""The rows of plans: of the types declared, each told by its key, and every reference a row that is there."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAN_2021, RECORDED_2021, REPOSITORY
from parplan.loading import load_plan
from parplan.plan.assessment import Assessment
from parplan.plan.keys import agency_key, plan_key
from parplan.plan.structure import Plan
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.queries.status import Grouping, Kept, StatusColumn, StatusRow, count_status
from parplan.tables.declaration import TABLES, ColumnType
from parplan.tables.rows import Rows, plan_rows
from small_plans import plan_of, write_plan

PLANS = [RECORDED_2021, *sorted((REPOSITORY / "tests" / "data" / "plans_of_all_kinds").glob("*.yaml"))]
DAYS = [date(2021, 3, 1), date(2021, 12, 31), date(2026, 6, 30)]
TYPES = {
    ColumnType.TEXT: str,
    ColumnType.TEXTS: tuple,
    ColumnType.DATE: date,
    ColumnType.MOMENT: datetime,
    ColumnType.INTEGER: int,
    ColumnType.DECIMAL: Decimal,
    ColumnType.BOOLEAN: bool,
}


@cache
def loaded(path: Path) -> Plan:
    plan = load_plan(path).plan
    assert plan is not None
    return plan


def assessed(path: Path, day: date) -> Assessment:
    return Assessment(loaded(path), day)


def named(rows: Rows, table: str) -> list[dict[str, Any]]:
    """The rows of a table by the names of its columns."""
    names = next([column.name for column in one.columns] for one in TABLES if one.name == table)
    return [dict(zip(names, row, strict=True)) for row in rows[table]]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_rows_are_as_declared_and_referred_to_rows_are_there(path: Path) -> None:
    rows = plan_rows(assessed(path, DAYS[-1]))
    keys: dict[tuple[str, tuple[str, ...]], set[tuple[Any, ...]]] = {}
    for table in TABLES:
        made = named(rows, table.name)
        for row in made:
            for column in table.columns:
                value = row[column.name]
                assert value is not None or not column.required, (table.name, column.name)
                assert value is None or type(value) is TYPES[column.type], (table.name, column.name, value)
                if column.type is ColumnType.TEXTS:
                    assert all(isinstance(text, str) for text in value)
        found = [tuple(row[name] for name in table.key) for row in made]
        assert len(set(found)) == len(found), table.name
        keys[table.name, table.key] = set(found)
        for other, columns in (*table.references, ("plans", ("plan",))):
            assert {tuple(row[name] for name in columns) for row in made} <= keys[other, columns], (table.name, other)
    assert all(rows[name] for name in ("plans", "units", "sections", "tasks", "milestones"))


def counted(tasks: list[dict[str, Any]]) -> tuple[Any, ...]:
    """What `status` counts of rows of `tasks` or `shares`."""
    return (
        len(tasks),
        Counter(row["state"] for row in tasks),
        Counter(row["standing"] for row in tasks),
        Counter(row["kept"] for row in tasks if row["kept"]),
        Counter(row["due_kept"] for row in tasks if row["due_kept"]),
        sum(row["timeliness"] == "due-soon" for row in tasks),
        sum(row["extensions"] for row in tasks),
        sum(not row["reported"] for row in tasks),
    )


def told(row: StatusRow) -> tuple[Any, ...]:
    return (
        row.total,
        Counter({state.value: count for state, count in row.states.items()}),
        Counter({column.value: row.columns[column] for column in StatusColumn if column in row.columns}),
        Counter({kept.value: row.kept[kept] for kept in Kept if kept in row.kept}),
        Counter({kept.value: row.due_kept[kept] for kept in Kept if kept in row.due_kept}),
        row.due_soon,
        row.extensions,
        row.unreported,
    )


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_counts_of_rows_are_those_of_status(path: Path, day: date) -> None:
    assessment = assessed(path, day)
    rows = plan_rows(assessment)
    status = count_status(Portfolio(day, (PlanOnDay("plan.yaml", assessment),)), Grouping.UNIT)[0]
    tasks = [row for row in named(rows, "tasks") if row["counted"]]
    assert counted(tasks) == told(status.total)
    ids = {row["task"] for row in tasks}
    shares = [row for row in named(rows, "shares") if row["task"] in ids]
    for row in status.rows:
        mine = [share for share in shares if share["unit"] == row.key]
        if row.key is None:
            mine = [task for task in tasks if task["task"] not in {share["task"] for share in shares}]
        assert counted(mine) == told(row), row.key
    assert {share["unit"] for share in shares} == {row.key for row in status.rows} - {None}


def test_what_is_owed_is_what_the_items_say() -> None:
    assessment = assessed(RECORDED_2021, date(2021, 6, 30))
    rows = plan_rows(assessment)
    owed = named(rows, "owed")
    for item in assessment.items():
        assert {row["unit"] for row in owed if row["address"] == item.address and row["owes"]} == set(item.owed_by)
    told = {row["address"]: row for row in named(rows, "milestones")}
    assert all(row["due"] == told[row["address"]]["due"] for row in owed)


def test_entries_after_the_day_are_not_told() -> None:
    before = plan_rows(assessed(RECORDED_2021, date(2021, 1, 31)))
    after = plan_rows(assessed(RECORDED_2021, date(2021, 12, 31)))
    assert all(row["date"] <= date(2021, 1, 31) for row in named(before, "entries"))
    assert len(before["entries"]) < len(after["entries"])
    assert {(row["task"], row["entry"]) for row in named(before, "entries")} < {
        (row["task"], row["entry"]) for row in named(after, "entries")
    }


def test_texts_are_told_in_nfc() -> None:
    text = unicodedata.normalize("NFD", "Việc của Sở")
    plan = plan_of(write_plan(f"[{{id: 1.a, title: {text}, lead: [VP], products: [{text}], milestones: []}}]"))
    task = named(plan_rows(Assessment(plan, date(2021, 3, 1))), "tasks")[0]
    assert (task["title"], task["products"]) == ("Việc của Sở", ("Việc của Sở",))


def test_a_plan_goes_by_its_code_year_and_decision() -> None:
    assert plan_key(loaded(PLAN_2021)) == "Sở Khoa học và Công nghệ tỉnh Quảng Ngãi:2021:335/QĐ-SKHCN"
    coded = plan_of(write_plan(heading="code: H48.12\n"))
    assert (agency_key(coded), plan_key(coded)) == ("H48.12", "H48.12:2021:1/QĐ-SA")


def test_a_long_name_is_cut_and_still_its_own() -> None:
    names = [f"{'Sở Khoa học và Công nghệ ' * 20}{number}" for number in (1, 2)]
    keys = [agency_key(plan_of(write_plan().replace("Sở A", name))) for name in names]
    assert len(set(keys)) == 2
    assert all(len(key.encode()) <= 120 and key.startswith("Sở Khoa học") for key in keys)
