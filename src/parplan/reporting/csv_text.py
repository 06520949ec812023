"""Tables as CSV for Excel and other programs: one line per row, and no text that could act as a formula."""

from __future__ import annotations

import re
from datetime import date

from parplan.reporting.sheets import Link, Sheet, SheetValue

#: Without a BOM Excel reads the file in the machine's code page.
_BOM = "\ufeff"
#: Where some program may see the beginning of a cell: at the beginning of a text, and after every character that any
#: program takes for a delimiter, with spaces and quotes that some programs skip.
_BEGINNING = r"((?:^|[;,|\t\r\n])[\s\"]*)"
#: Characters that begin a formula there, also in full width. `_GUARD`, put before them, prevents it; it is put before
#: itself too, so that removing one guard at each of these places restores the text.
_FORMULA = re.compile(_BEGINNING + "(?=[-=+@＝＋－＠﹦﹢﹣﹫−'])")
_GUARD = "'"
_PARTING = re.compile(r"[;,|\t\r\n\"]|^\s|\s$")


def render_csv(sheet: Sheet, delimiter: str) -> bytes:
    """Return the rows of ``sheet`` under their titles, in UTF-8 with a BOM and CRLF (RFC 4180).

    Dates are ISO, which spreadsheet programs recognise in every language. Lines of a text are joined with semicolons.
    An apostrophe precedes whatever could be taken for a formula.
    """
    lines = [[_guarded(column.title) for column in sheet.columns]]
    lines += [[_written(value) for value in row.values] for row in sheet.rows]
    return (_BOM + "".join(delimiter.join(map(_quoted, cells)) + "\r\n" for cells in lines)).encode("utf-8")


def _written(value: SheetValue) -> str:
    if value is None:
        return ""
    if isinstance(value, Link):
        return _guarded(value.text)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)  # a number is not a formula, even a negative one
    return _guarded("; ".join(line for line in value.split("\n") if line))


def _guarded(text: str) -> str:
    return _FORMULA.sub(rf"\1{_GUARD}", text)


def _quoted(text: str) -> str:
    """Quote a cell that contains any delimiter; the standard writer looks only for this file's own."""
    return '"' + text.replace('"', '""') + '"' if _PARTING.search(text) else text
