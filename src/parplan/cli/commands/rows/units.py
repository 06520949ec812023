"""The row of `units`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example
from parplan.cli.commands.options import ANSWER_FILE, FORCE
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="units",
    help=N_("List units and groups."),
    options=(ANSWER_FILE, FORCE),
    examples=(
        Example("units", N_("Codes, names and members")),
        Example("units --json", N_("The same for another program")),
    ),
)
