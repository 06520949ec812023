"""The row of `merge-driver`, which git runs."""

from __future__ import annotations

from parplan.cli.commands.command import CommandRow, ValueKind, Word
from parplan.diagnostics import N_

COMMAND = CommandRow(
    name="merge-driver",
    help=N_("Merge a plan of two branches; git runs it with %O %A %B %L %P."),
    words=(
        Word("base", N_("BASE"), N_("The common ancestor of both."), kind=ValueKind.FILE),
        Word("ours", N_("OURS"), N_("The plan of this branch; the merged plan is written here."), kind=ValueKind.FILE),
        Word("theirs", N_("THEIRS"), N_("The plan of the other branch."), kind=ValueKind.FILE),
        Word("marker_size", N_("[SIZE]"), N_("The length of conflict markers. Default: 7."), required=False),
        Word("path", N_("[PATH]"), N_("The plan's path in messages."), required=False),
    ),
    hidden=True,
)
