"""The row of `collect`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind, Word
from parplan.cli.commands.options import BY, FORCE
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="collect",
    help=N_("Record the answers that units gave in their sheets."),
    words=(
        Word(
            "files",
            N_("FILE…"),
            N_("Workbooks that came back, folders of them, or the sheet with the office's decisions."),
            many=True,
            kind=ValueKind.FILE,
        ),
    ),
    options=(
        Option("dry_run", ("--dry-run",), N_("Show the result, but do not change the plan."), Takes.NOTHING),
        Option(
            "output",
            ("--output", "-o"),
            N_("Write each row and its verdict to this workbook, with a column for decisions."),
            metavar=N_("FILE"),
            kind=ValueKind.FILE,
        ),
        BY,
        FORCE,
    ),
    examples=(
        Example("collect bieu-q1 --dry-run", N_("Show what the sheets in a folder would record")),
        Example("collect bieu-q1 -o doi-chieu.xlsx", N_("Record them, and list what must be decided")),
        Example("collect doi-chieu.xlsx", N_("Record what was decided")),
    ),
)
