"""The row of `form`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, Option, Takes, ValueKind
from parplan.cli.commands.options import FORCE, PERIOD
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="form",
    help=N_("Write the Excel sheets in which units report their progress."),
    options=(
        Option(
            "unit",
            ("--unit",),
            N_("Only this unit, or the units of this group; may be repeated. Default: every unit."),
            Takes.MANY,
            metavar=N_("UNIT"),
            kind=ValueKind.UNIT,
        ),
        Option("by_unit", ("--by-unit",), N_("A sheet for every unit, as without --unit."), Takes.NOTHING),
        PERIOD,
        Option(
            "output",
            ("--output", "-o"),
            N_("Folder for one workbook per unit."),
            metavar=N_("FOLDER"),
            kind=ValueKind.FOLDER,
        ),
        FORCE,
    ),
    examples=(
        Example("form --period q1 -o bieu-q1", N_("A workbook for each unit, in a folder")),
        Example("form --unit VP -o bieu-q1", N_("One unit, for the period due next")),
    ),
)
