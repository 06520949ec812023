"""Rows in a database of SQLite: one file, with keys, references and indices."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from parplan.tables.declaration import TABLES, ColumnType, DataColumn, DataTable
from parplan.tables.rows import Rows

#: SQLite has no types for days, decimals and yes or no. Days are ISO texts, which its own functions of dates read.
_TYPES = {
    ColumnType.TEXT: "TEXT",
    ColumnType.TEXTS: "TEXT",
    ColumnType.DATE: "DATE",
    ColumnType.MOMENT: "TIMESTAMP",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.DECIMAL: "NUMERIC",
    ColumnType.BOOLEAN: "BOOLEAN",
}


def write_sqlite(path: Path, plans: Iterable[Rows]) -> None:
    """Write a new database, plan by plan, so that no more than one is held. Raises ``OSError``."""
    try:
        _write(path, plans)
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from None


def _write(path: Path, plans: Iterable[Rows]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # The file is moved to its place when it is complete: until then it needs no journal.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", 'encoding = "UTF-8"'):
            database.execute(f"PRAGMA {pragma}")
        database.execute("BEGIN")
        for table in TABLES:
            database.execute(create_table(table))
        inserts = {table.name: _insert(table) for table in TABLES}
        for rows in plans:
            for name, of_table in rows.items():
                database.executemany(inserts[name], ([_value(value) for value in row] for row in of_table))
        for table in TABLES:
            for statement in create_indices(table):
                database.execute(statement)
        database.execute("COMMIT")
        database.execute("ANALYZE")


def create_table(table: DataTable) -> str:
    """The statement that makes a table."""
    parts = [_column(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({_names(table.key)})")
    if table.key != ("plan",):
        parts.append(f"FOREIGN KEY ({_names(('plan',))}) REFERENCES {_name('plans')}")
    parts += [f"FOREIGN KEY ({_names(columns)}) REFERENCES {_name(other)}" for other, columns in table.references]
    inside = ",\n  ".join(parts)
    return f"CREATE TABLE {_name(table.name)} (\n  {inside}\n)"


def create_indices(table: DataTable) -> list[str]:
    """The statements that make its indices: by deadline, and by references that do not begin its key.

    All that is asked of one plan is found by the key, which begins with the plan.
    """
    wanted = [columns for _, columns in table.references if table.key[: len(columns)] != columns]
    if table.name == "plans":
        wanted.append(("agency", "year"))
    if any(column.name == "due" and column.type is ColumnType.DATE for column in table.own):
        wanted.append(("due",))
    return [
        f"CREATE INDEX {_name('_'.join(('by', *columns, table.name)))} ON {_name(table.name)} ({_names(columns)})"
        for columns in wanted
    ]


def _column(column: DataColumn) -> str:
    parts = [_name(column.name), _TYPES[column.type]]
    if column.required:
        parts.append("NOT NULL")
    if column.type is ColumnType.BOOLEAN:
        parts.append(f"CHECK ({_name(column.name)} IN (0, 1))")
    if column.type is ColumnType.TEXTS:
        parts.append(f"CHECK (json_valid({_name(column.name)}))")
    return " ".join(parts)


def _insert(table: DataTable) -> str:
    return f"INSERT INTO {_name(table.name)} VALUES ({', '.join('?' * len(table.columns))})"


def _name(name: str) -> str:
    return f'"{name}"'  # some are words of SQL


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _value(value: Any) -> Any:
    if value is None or type(value) in (str, int):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):  # a moment too
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)  # NUMERIC makes the number of it that it writes, whole where it is
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value
