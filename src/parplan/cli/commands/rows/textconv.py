"""The row of `textconv`, which git runs."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="textconv",
    help=N_("Print the meaning of a plan, one value per line; git runs it before showing differences."),
    words=(Word("file", N_("FILE"), N_("The plan file."), kind=ValueKind.FILE),),
    hidden=True,
)
