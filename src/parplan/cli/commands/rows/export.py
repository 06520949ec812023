"""The row of `export`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind
from parplan.cli.commands.options import FORCE
from parplan.diagnostics import N_

#: Rows of whole plans, of one or of thousands.
DATA_FORMATS = ("sqlite", "parquet", "ndjson")
FORMATS = ("xlsx", "csv", "ics", "docx", *DATA_FORMATS)
LAYOUTS = ("list", "table")

COMMAND = CommandRow(
    name="export",
    help=N_("Export plans to Excel, CSV, calendars, a Word document, or tables for a database."),
    options=(
        Option(
            "format",
            ("--format",),
            N_(
                "An Excel workbook, a table for other programs, a calendar, the plan itself as an official document, or"
                " all tables of one or many plans as data. Default: by the ending of the file."
            ),
            choices=FORMATS,
        ),
        Option(
            "output",
            ("--output", "-o"),
            N_("File to write; - is standard output. A folder for parquet, and with --by-unit for csv and ics files."),
            metavar=N_("FILE"),
            kind=ValueKind.FILE,
        ),
        Option(
            "unit",
            ("--unit",),
            N_("Only this unit's tasks; in a calendar only what it owes itself."),
            metavar=N_("UNIT"),
            kind=ValueKind.UNIT,
        ),
        Option(
            "by_unit",
            ("--by-unit",),
            N_("Add a sheet for each unit; for csv and ics write a file for each."),
            Takes.NOTHING,
        ),
        Option(
            "delimiter",
            ("--delimiter",),
            N_("The sign between csv columns: a comma, “;” or tab."),
            metavar=N_("SIGN"),
            choices=(",", ";", "tab"),
        ),
        Option(
            "alarm",
            ("--alarm",),
            N_(
                "When a calendar reminds: 7d, 2w or 0d before the last working day, or none; "
                "may be repeated. Else 7d and 1d."
            ),
            Takes.MANY,
            metavar=N_("TIME"),
            choices=("7d", "1d", "2w", "none"),
        ),
        Option(
            "layout",
            ("--layout",),
            N_(
                "The tasks of a Word document as a list of "
                "labelled fields, or as a table in an appendix. Default: list."
            ),
            choices=LAYOUTS,
        ),
        FORCE,
    ),
    examples=(
        Example("export -o ke-hoach.xlsx --by-unit", N_("A workbook with a sheet for each unit")),
        Example("export --format ics --unit VP -o van-phong.ics", N_("A unit's calendar")),
        Example("export -o ke-hoach.docx --layout table", N_("The plan as the document that is signed")),
        Example("export -p plans/ --format parquet -o data", N_("All tables of many plans, for DuckDB or Spark")),
    ),
)
