"""Rows as lines of JSON: one object a line, which begins with the name of its table."""

from __future__ import annotations

from msgspec.json import Encoder

from parplan.tables.declaration import TABLES
from parplan.tables.rows import Rows

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
    text = line.decode()
    if text.isprintable():
        return line
    return "".join(sign if sign.isprintable() else _escape(sign) for sign in text).encode()


def _escape(sign: str) -> str:
    """The JSON escape of a character; two escapes beyond U+FFFF."""
    units = sign.encode("utf-16-be")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
