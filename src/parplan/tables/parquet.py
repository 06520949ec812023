"""Rows as Parquet files in folders by agency and year, which DuckDB, Spark and Trino read directly."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.libraries import libraries_of
from parplan.tables.declaration import TABLES, ColumnType, DataTable
from parplan.tables.rows import Row, Rows
from parplan.vocabulary.hidden_characters import INVISIBLE

if TYPE_CHECKING:
    import pyarrow

#: Columns given by the names of the folders, which readers add again.
PARTITIONS = ("agency", "year")
_ENDING = ".parquet"
#: What no name of a folder may have on Windows, what ends a name or a value here, and the sign that escapes them.
_UNSAFE = re.compile(rf'[<>:"/\\|?*%=\x00-\x1f\x7f]|[. ]+$|{INVISIBLE.pattern}')
#: Hive's name for a value that is not there.
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


def render_parquet(rows: Rows) -> dict[str, bytes]:
    """A file for each table of a plan that has rows, by its path (with ``/``)."""
    plan, agency, year = rows["plans"][0][:3]
    return {
        parquet_path(table, plan, agency, year): _file(table, rows[table.name]) for table in TABLES if rows[table.name]
    }


def render_empty_parquet(missing: DataTable, plan: str, agency: str, year: int) -> tuple[str, bytes]:
    """Path and bytes of a file without rows, so that a table without rows in any plan can be queried too."""
    return parquet_path(missing, plan, agency, year), _file(missing, [])


def parquet_path(table: DataTable, plan: str, agency: str, year: int) -> str:
    """The folder of a plan's rows: the same name in every export, and valid on every system."""
    name = hashlib.sha256(plan.encode()).hexdigest()[:16]
    return f"{table.name}/agency={hive_value(agency)}/year={year}/{name}{_ENDING}"


def hive_value(value: str) -> str:
    """A value as Hive writes it into the name of a folder: unsafe and hidden characters by their hexadecimal number.

    Raises ``RequestError`` for the one value that Hive keeps for “no value”, which no reader takes for a text.
    """
    if value == _NO_VALUE:
        raise RequestError(
            message(N_("{name} cannot be the name of a folder of data: programs read it as “no value”"), name=value),
            help=message(N_("give the agency another code (plan.code)")),
        )
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), value)


def arrow_schema(table: DataTable) -> pyarrow.Schema:
    """The columns of a table in its files: all except those given by the folders."""
    pa, _ = _libraries()
    types = {
        ColumnType.TEXT: pa.string(),
        ColumnType.TEXTS: pa.list_(pa.string()),
        ColumnType.DATE: pa.date32(),
        ColumnType.MOMENT: pa.timestamp("us", tz="UTC"),
        ColumnType.INTEGER: pa.int32(),
        ColumnType.DECIMAL: pa.decimal128(38, 6),
        ColumnType.BOOLEAN: pa.bool_(),
    }
    kept = (column for column in table.columns if column.name not in PARTITIONS)
    return pa.schema([pa.field(column.name, types[column.type], nullable=not column.required) for column in kept])


def require_library() -> None:
    """Raises ``ParplanError`` where the library is not installed."""
    _libraries()


def _libraries() -> tuple[Any, Any]:
    with libraries_of("data"):
        import pyarrow
        from pyarrow import parquet
    return pyarrow, parquet


def _file(table: DataTable, rows: list[Row]) -> bytes:
    pa, parquet = _libraries()
    schema = _schemas.get(table.name)
    if schema is None:
        schema = _schemas[table.name] = arrow_schema(table)
    kept = [place for place, column in enumerate(table.columns) if column.name not in PARTITIONS]
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    arrays = [pa.array(columns[place], type=field.type) for place, field in zip(kept, schema, strict=True)]
    target = pa.BufferOutputStream()
    # A plan is small: dictionaries, statistics and the schema kept a second time would be most of the file.
    parquet.write_table(
        pa.Table.from_arrays(arrays, schema=schema),
        target,
        compression="snappy",
        use_dictionary=False,
        write_statistics=False,
        store_schema=False,
    )
    return bytes(target.getvalue())


_schemas: dict[str, pyarrow.Schema] = {}


def is_parquet_path(path: str) -> bool:
    """Whether a path (with ``/``) is one an export writes: a folder that holds only such files may be replaced."""
    return _PATH.fullmatch(path) is not None


_PATH = re.compile(rf"({'|'.join(table.name for table in TABLES)})/agency=[^/]+/year=\d{{4}}/[0-9a-f]{{16}}\.parquet")
