"""The row of `units`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="units",
    help=N_("List units and groups."),
    examples=(
        Example("units", N_("Codes, names and members")),
        Example("units --json", N_("The same for another program")),
    ),
)
