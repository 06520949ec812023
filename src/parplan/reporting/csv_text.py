"""Tables as CSV: one line a row, for other programs and for Excel, with nothing in it that a program would obey."""

from __future__ import annotations

import csv
import io
from datetime import date

from parplan.reporting.sheets import Sheet, Value

#: Excel takes a file without it for one in the code page of the machine.
_BOM = "\ufeff"
#: What a spreadsheet program takes for the beginning of a formula, also in full width; and the sign that prevents it,
#: which a text that begins with it gets too, so that taking away one such sign always gives the text back.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_GUARD = "'"


def render_csv(sheet: Sheet, delimiter: str) -> bytes:
    """Return the rows of ``sheet`` under their titles, in UTF-8 with a BOM and CRLF (RFC 4180).

    Days are ISO, which every spreadsheet program reads as days whatever its language. Lines of a text are joined with
    semicolons. A text that would be a formula begins with an apostrophe.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([_guarded(column.title) for column in sheet.columns])
    for row in sheet.rows:
        if not row.heading:
            writer.writerow([_written(value) for value in row.values])
    return (_BOM + buffer.getvalue()).encode("utf-8")


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)  # a number, also below zero, is no formula
    return _guarded("; ".join(line for line in value.split("\n") if line))


def _guarded(text: str) -> str:
    return _GUARD + text if text.startswith(_FORMULA) else text
