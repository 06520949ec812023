"""The row of `textconv`, which git runs."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="textconv",
    help=N_("Print what a plan means, a line for each value; git runs it before it shows differences."),
    words=(Word("file", N_("FILE"), N_("The plan file."), kind=ValueKind.FILE),),
    hidden=True,
)
