"""Rows in SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from test_rows import PLANS, assessed

from parplan.tables.declaration import TABLES
from parplan.tables.rows import plan_rows
from parplan.tables.sqlite import write_sqlite

DAY = date(2021, 6, 30)


def database(path: Path) -> sqlite3.Connection:
    write_sqlite(path, (plan_rows(assessed(plan, DAY)) for plan in PLANS))
    return sqlite3.connect(path)


def test_all_rows_are_there_and_every_reference_holds(tmp_path: Path) -> None:
    expected = {table.name: 0 for table in TABLES}
    for plan in PLANS:
        for name, rows in plan_rows(assessed(plan, DAY)).items():
            expected[name] += len(rows)
    with closing(database(tmp_path / "a.sqlite")) as made:
        assert {name: made.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in expected} == expected
        assert made.execute("PRAGMA foreign_key_check").fetchall() == []
        assert made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in TABLES:
            assert made.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall() or table.name == "plans"


def test_a_row_without_the_row_it_refers_to_is_refused(tmp_path: Path) -> None:
    with closing(database(tmp_path / "a.sqlite")) as made:
        made.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            made.execute("INSERT INTO members VALUES ('x', 'x', 2021, 'ALL', 'VP')")


def test_values_are_of_their_types(tmp_path: Path) -> None:
    with closing(database(tmp_path / "a.sqlite")) as made:
        asked = (
            "SELECT julianday(due) - julianday(as_of), days, open, typeof(open) FROM milestones JOIN plans USING (plan)"
        )
        rows = made.execute(f"{asked} WHERE due IS NOT NULL").fetchall()
        assert rows
        assert all((found if is_open else None) == days and kind == "integer" for found, days, is_open, kind in rows)
        values = "SELECT DISTINCT typeof(value) FROM targets WHERE value IS NOT NULL"
        assert {kind for (kind,) in made.execute(values)} <= {"integer", "real"}
        products = "SELECT count(*) FROM tasks, json_each(products) WHERE task = '2.k' AND plan LIKE 'Sở Khoa học%'"
        assert made.execute(products).fetchone() == (2,)


def test_the_same_plans_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        database(tmp_path / name).close()
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
