"""Tables as CSV: one line a row, for other programs and for Excel, with nothing in it that a program would obey."""

from __future__ import annotations

import re
from datetime import date

from parplan.reporting.sheets import Link, Sheet, Value

#: Excel takes a file without it for one in the code page of the machine.
_BOM = "\ufeff"
#: Where a cell may begin: with the text, and after each sign that some program parts columns or rows by, whatever this
#: file parts them by; blanks and quotes in front are passed over by some.
_BEGINNING = r"((?:^|[;,|\t\r\n])[\s\"]*)"
#: What a spreadsheet program takes for the beginning of a formula there, also in full width; and the sign that prevents
#: it, which is set before itself too, so that taking away one such sign at each of these places gives the text back.
_FORMULA = re.compile(_BEGINNING + "(?=[-=+@＝＋－＠﹦﹢﹣﹫−'])")
_GUARD = "'"
_PARTING = re.compile(r"[;,|\t\r\n\"]|^\s|\s$")


def render_csv(sheet: Sheet, delimiter: str) -> bytes:
    """Return the rows of ``sheet`` under their titles, in UTF-8 with a BOM and CRLF (RFC 4180).

    Days are ISO, which every spreadsheet program reads as days whatever its language. Lines of a text are joined with
    semicolons. Before what would be a formula, at the beginning of a text or after a sign that may part columns, stands
    an apostrophe.
    """
    lines = [[_guarded(column.title) for column in sheet.columns]]
    lines += [[_written(value) for value in row.values] for row in sheet.rows]
    return (_BOM + "".join(delimiter.join(map(_quoted, cells)) + "\r\n" for cells in lines)).encode("utf-8")


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Link):
        return _guarded(value.text)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)  # a number, also below zero, is no formula
    return _guarded("; ".join(line for line in value.split("\n") if line))


def _guarded(text: str) -> str:
    return _FORMULA.sub(rf"\1{_GUARD}", text)


def _quoted(text: str) -> str:
    """A cell in quotes where any sign in it may part columns: the standard writer looks for this file's own only."""
    return '"' + text.replace('"', '""') + '"' if _PARTING.search(text) else text
