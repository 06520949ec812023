"""Rows as lines of JSON: one object a line, which begins with the name of its table."""

from __future__ import annotations

from msgspec.json import Encoder

from parplan.tables.declaration import TABLES
from parplan.tables.rows import Rows
from parplan.vocabulary.hidden_characters import escaped_in_json

# Decimals as numbers, with every digit the plan has.
_ENCODER = Encoder(decimal_format="number")


def render_ndjson(rows: Rows) -> bytes:
    """The rows of a plan, table by table. Invisible characters are escaped: terminals obey some."""
    lines: list[bytes] = []
    for table in TABLES:
        names = ("table", *(column.name for column in table.columns))
        for row in rows[table.name]:
            lines.append(_escaped(_ENCODER.encode(dict(zip(names, (table.name, *row), strict=True)))))
    return b"".join(line + b"\n" for line in lines)


def _escaped(line: bytes) -> bytes:
    if line.isascii():  # control characters the encoder escapes itself, but for 0x7f
        return line.replace(b"\x7f", b"\\u007f")
    return escaped_in_json(line.decode()).encode()
