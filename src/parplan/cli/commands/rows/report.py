"""The row of `report`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind
from parplan.cli.commands.document_options import DOCUMENT_FILE, FORMALITIES
from parplan.cli.commands.options import FORCE, PERIOD
from parplan.diagnostics import N_

FORMATS = ("md", "docx", "json")

COMMAND = CommandRow(
    name="report",
    help=N_("Write the periodic report as a Word document, Markdown or JSON."),
    options=(
        PERIOD,
        Option(
            "unit",
            ("--unit",),
            N_("The report of this unit instead of the agency's."),
            metavar=N_("UNIT"),
            kind=ValueKind.UNIT,
        ),
        Option(
            "format",
            ("--format",),
            N_("A Word document, Markdown or JSON. Default: by the ending of the file, else Markdown."),
            choices=FORMATS,
        ),
        DOCUMENT_FILE,
        FORCE,
        Option(
            "internal",
            ("--internal",),
            N_("For internal use: with coordinating units, and duties between units."),
            Takes.NOTHING,
        ),
        Option(
            "template",
            ("--template",),
            N_("Fill your own Word document, which has named places such as {{ so }} and {{p ket_qua }}."),
            metavar=N_("FILE"),
            kind=ValueKind.FILE,
        ),
        *FORMALITIES,
    ),
    examples=(
        Example("report --period q1 -o bao-cao.docx", N_("The agency's report as a Word document")),
        Example("report --period h1 --unit VP", N_("A unit's own report, to read on the screen")),
    ),
)
