"""The row of `help`."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, Example, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="help",
    help=N_("Show help on all commands, or on one."),
    words=(Word("verb", N_("[COMMAND]"), N_("A command such as due."), required=False, kind=ValueKind.COMMAND),),
    examples=(
        Example("help", N_("All commands")),
        Example("help done", N_("One command with its options and examples")),
    ),
)
