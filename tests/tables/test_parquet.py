"""Rows as Parquet, read back by the library that wrote them and by another."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from test_rows import PLANS, assessed

from parplan.errors import RequestError
from parplan.plan.assessment import Assessment
from parplan.tables.declaration import TABLES, ColumnType
from parplan.tables.parquet import PARTITIONS, hive_value, is_parquet_path, render_parquet
from parplan.tables.rows import plan_rows
from small_plans import plan_of, write_plan

DAY = date(2021, 6, 30)


def written(folder: Path) -> None:
    for plan in PLANS:
        for name, data in render_parquet(plan_rows(assessed(plan, DAY))).items():
            assert is_parquet_path(name)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)


def test_every_row_comes_back_as_it_was(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    written(tmp_path)
    made = [plan_rows(assessed(plan, DAY)) for plan in PLANS]
    for table in TABLES:
        names = [column.name for column in table.columns]
        expected = [row for rows in made for row in rows[table.name]]
        if not expected:
            continue
        read = parquet.read_table(tmp_path / table.name)
        assert set(read.column_names) == set(names)
        found = [tuple(row[name] for name in names) for row in read.select(names).to_pylist()]

        def plain(row: tuple[object, ...]) -> tuple[object, ...]:
            return tuple(tuple(value) if isinstance(value, list) else value for value in row)

        assert sorted(map(repr, map(_comparable, map(plain, found)))) == sorted(map(repr, map(_comparable, expected)))


def _comparable(row: tuple[object, ...]) -> tuple[object, ...]:
    def one(value: object) -> object:
        if isinstance(value, Decimal):
            return value.normalize()
        return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value

    return tuple(map(one, row))


def test_types_are_real(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    written(tmp_path)
    types = {
        ColumnType.TEXT: "string",
        ColumnType.TEXTS: "list<element: string>",
        ColumnType.DATE: "date32[day]",
        ColumnType.MOMENT: "timestamp[us, tz=UTC]",
        ColumnType.INTEGER: "int32",
        ColumnType.DECIMAL: "decimal128(38, 6)",
        ColumnType.BOOLEAN: "bool",
    }
    for table in TABLES:
        for file in (tmp_path / table.name).rglob("*.parquet"):
            schema = parquet.read_schema(file)
            kept = [column for column in table.columns if column.name not in PARTITIONS]
            assert schema.names == [column.name for column in kept]
            for column, field in zip(kept, schema, strict=True):
                assert str(field.type) == types[column.type], (table.name, column.name)
                assert field.nullable is not column.required


def test_the_same_plan_gives_the_same_bytes() -> None:
    pytest.importorskip("pyarrow")
    assert render_parquet(plan_rows(assessed(PLANS[0], DAY))) == render_parquet(plan_rows(assessed(PLANS[0], DAY)))


@pytest.mark.parametrize(
    ("agency", "folder"),
    [
        ("H48.12", "H48.12"),
        ("Sở Khoa học", "Sở Khoa học"),
        ('a/b\\c:d*e?f"g<h>i|j', "a%2Fb%5Cc%3Ad%2Ae%3Ff%22g%3Ch%3Ei%7Cj"),
        ("50%=x", "50%25%3Dx"),
        ("Sở A. ", "Sở A%2E%20"),
        ("..", "%2E%2E"),
        ("a\x00b\x7f", "a%00b%7F"),
        ("Sở\u202eA\u3164\U000e0041 ⚠\ufe0f", "Sở%E2%80%AEA%E3%85%A4%F3%A0%81%81 ⚠%EF%B8%8F"),
    ],
)
def test_folders_have_names_that_every_system_takes(agency: str, folder: str) -> None:
    assert hive_value(agency) == folder


def test_readers_find_the_agency_in_the_name_of_the_folder(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    duckdb = pytest.importorskip("duckdb")
    agency = "Sở “A/B”: 100%\u202e\u3164 x=y."
    plan = plan_of(write_plan().replace("agency: Sở A", f"agency: '{agency}'"))
    for name, data in render_parquet(plan_rows(Assessment(plan, DAY))).items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(data)
    assert parquet.read_table(tmp_path / "plans").to_pylist()[0]["agency"] == agency
    asked = f"SELECT agency, year, agency_name FROM read_parquet('{tmp_path}/plans/*/*/*.parquet')"
    assert duckdb.sql(asked).fetchall() == [(agency, 2021, agency)]


def test_an_agency_called_as_hive_calls_no_value_is_refused() -> None:
    with pytest.raises(RequestError, match="read it as “no value”"):
        hive_value("__HIVE_DEFAULT_PARTITION__")
    assert hive_value("__hive_default_partition__") == "__hive_default_partition__"
