"""The row of `evidence`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes
from parplan.cli.commands.options import FACTS_OF_UNIT, FORCE, OUTPUT, SECTION
from parplan.diagnostics import N_

FORMATS = ("text", "json", "xlsx")

COMMAND = CommandRow(
    name="evidence",
    help=N_("List the evidence, and finished work without any."),
    options=(
        Option("missing", ("--missing",), N_("Only finished work without evidence."), Takes.NOTHING),
        FACTS_OF_UNIT,
        SECTION,
        Option(
            "format",
            ("--format",),
            N_("Default: by the ending of the file, else a screen."),
            choices=FORMATS,
        ),
        OUTPUT,
        FORCE,
    ),
    examples=(
        Example("evidence --missing", N_("Finished work without evidence")),
        Example("evidence -o minh-chung.xlsx", N_("The register as an Excel workbook")),
    ),
)
